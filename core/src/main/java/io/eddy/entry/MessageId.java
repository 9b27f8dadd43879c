package io.eddy.entry;

import io.eddy.node.PeerId;
import io.eddy.wire.Codec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern SHOWN = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})-([1-9][0-9]{0,17})");

    /** Whether this is how an id is shown. */
    public static boolean isShown(String word) {
        return SHOWN.matcher(word).matches();
    }

    /** The id that is shown so, if it is one of this author's. */
    public static Optional<MessageId> shown(String word, PeerId author) {
        Matcher matcher = SHOWN.matcher(word);
        if (!matcher.matches() || !matcher.group(1).equals(HexFormat.of().toHexDigits(author.word0()))) {
            return Optional.empty();
        }
        long log = Long.parseUnsignedLong(matcher.group(2), 16);
        return Optional.of(new MessageId(author, log, Long.parseLong(matcher.group(3))));
    }

    /** Eight bytes of the author's id, the log and the number: {@code 4f2a9c1e77d0aa01-00c3a6170f5e2b44-17}. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(author.word0()) + "-" + hex.toHexDigits(log) + "-" + number;
    }
}
