package io.eddy.entry;

import io.eddy.node.PeerId;
import io.eddy.wire.Codec;
import java.util.HexFormat;

/**
 * The one id of a message for ever: its author, the author's log, its number in that log from 1 (protocols.md B.2).
 *
 * @param log random for each installation of the author, so that a number is never used twice
 */
public record MessageId(PeerId author, long log, long number) {
    public static final Codec<MessageId> CODEC = Codec.record(
            Codec.field(PeerId.CODEC, MessageId::author),
            Codec.field(Codec.I64, MessageId::log),
            Codec.field(Codec.I64, MessageId::number),
            MessageId::new);

    /** Eight bytes of the author's id, the log and the number: {@code 4f2a9c1e77d0aa01-00c3a6170f5e2b44-17}. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(author.word0()) + "-" + hex.toHexDigits(log) + "-" + number;
    }
}
