package io.eddy.sync;

import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Codec;
import java.util.Comparator;

/**
 * Which log of a conversation: whose, and which of that author's.
 *
 * @param log random for each start of an author's program in which it said something there
 */
public record LogId(PeerId author, long log) implements Comparable<LogId> {
    static final Codec<LogId> CODEC =
            Codec.record(Codec.field(PeerId.CODEC, LogId::author), Codec.field(Codec.I64, LogId::log), LogId::new);

    private static final Comparator<LogId> ORDER =
            Comparator.comparing(LogId::author).thenComparing(LogId::log, Long::compareUnsigned);

    static LogId of(PublicKey author, long log) {
        return new LogId(PeerId.of(author), log);
    }

    @Override
    public int compareTo(LogId other) {
        return ORDER.compare(this, other);
    }
}
