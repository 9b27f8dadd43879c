package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;

/**
 * What somebody said, as people read it.
 *
 * @param hlc the author's hybrid clock
 */
public record Utterance(MessageId id, long hlc, String text) {
    static Utterance of(Entry entry, String text) {
        return new Utterance(entry.id(), entry.header().hlc(), text);
    }

    /** By the author's clock, in milliseconds since 1970. */
    public long sentAtMillis() {
        return HybridClock.millis(hlc);
    }
}
