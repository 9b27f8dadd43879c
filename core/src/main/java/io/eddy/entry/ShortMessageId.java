package io.eddy.entry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person types instead of the id of a message of one's own: its number, and how the hexadecimal digits of its
 * log begin. No name of a peer begins with a digit, and of an id that is shown no part is longer than four.
 */
public record ShortMessageId(long number, String digits) {
    /** So many logs of one peer hardly begin alike. */
    private static final int SHOWN_DIGITS = 6;

    private static final Pattern SHOWN = Pattern.compile("([1-9][0-9]{0,17})-([0-9a-f]{6,16})");

    /** What this message is called in short. */
    public static ShortMessageId of(MessageId id) {
        return new ShortMessageId(
                id.number(), HexFormat.of().toHexDigits(id.log()).substring(0, SHOWN_DIGITS));
    }

    /** What is shown so, if this is how it is shown; more digits say more of the log. */
    public static Optional<ShortMessageId> shown(String word) {
        Matcher matcher = SHOWN.matcher(word);
        return matcher.matches()
                ? Optional.of(new ShortMessageId(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** The first of the logs that begin so. */
    public long firstLog() {
        return filledWith("0");
    }

    /** The last of them. */
    public long lastLog() {
        return filledWith("f");
    }

    private long filledWith(String digit) {
        return Long.parseUnsignedLong(digits + digit.repeat(2 * Long.BYTES - digits.length()), 16);
    }

    /** As a person reads and types it: {@code 17-00c3a6}. */
    @Override
    public String toString() {
        return number + "-" + digits;
    }
}
