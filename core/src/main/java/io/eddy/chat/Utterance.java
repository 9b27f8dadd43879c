package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import java.util.Comparator;

/**
 * What somebody said, as people read it.
 *
 * @param hlc the author's hybrid clock
 */
public record Utterance(MessageId id, long hlc, String text) {
    /** The order in which everybody shows what was said in a conversation (protocols.md B.2, rule 10). */
    static final Comparator<Utterance> ORDER = Comparator.comparing(Utterance::hlc, Long::compareUnsigned)
            .thenComparing(said -> said.id().author())
            .thenComparing(said -> said.id().log())
            .thenComparing(said -> said.id().number());

    static Utterance of(Entry entry, String text) {
        return new Utterance(entry.id(), entry.header().hlc(), text);
    }

    /** By the author's clock, in milliseconds since 1970. */
    public long sentAtMillis() {
        return HybridClock.millis(hlc);
    }
}
