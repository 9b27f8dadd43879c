package io.eddy.daemon;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * Lines for a person, under way. All text is escaped here, once, so that nothing that came from elsewhere reaches a
 * terminal as it was sent.
 */
public final class Page {
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** Wide enough for the names of all counters; a longer one moves its value to the right. */
    private static final int FACT_COLUMNS = 26;

    /** What is folded begins anew so far to the right at most, in parts of the width. */
    private static final double DEEPEST_INDENT = 0.6;

    private final StringBuilder text = new StringBuilder();
    private final boolean colours;
    private final int columns;
    private final ZoneId zone;
    private final long nowMillis;
    private @Nullable LocalDate day;

    /** Columns of the line under way that are taken. */
    private int taken;

    /** A page that shows lines this wide at most, as far as there are blanks between words. */
    Page(boolean colours, int columns, ZoneId zone, long nowMillis) {
        this.colours = colours;
        this.columns = columns;
        this.zone = zone;
        this.nowMillis = nowMillis;
    }

    /** Milliseconds since 1970 at which this page is shown. */
    public long nowMillis() {
        return nowMillis;
    }

    public Page text(String piece) {
        return text(Tint.PLAIN, piece);
    }

    public Page text(Tint tint, String piece) {
        return safe(tint, Printable.escape(piece));
    }

    private Page safe(Tint tint, String safe) {
        text.append(colours ? tint.around(safe) : safe);
        int lastLine = safe.lastIndexOf('\n') + 1;
        taken = lastLine == 0 ? taken + width(safe) : width(safe.substring(lastLine));
        return this;
    }

    /** A piece and the blanks that it lacks to fill a column. */
    public Page column(Tint tint, String piece, int width) {
        return text(tint, piece).blanks(width - width(Printable.escape(piece)));
    }

    public Page line() {
        text.append('\n');
        taken = 0;
        return this;
    }

    /** Ends a line with {@link #words}. */
    public Page line(String piece) {
        return line(Tint.PLAIN, piece);
    }

    /** Ends a line with {@link #words}. */
    public Page line(Tint tint, String piece) {
        return words(tint, piece).line();
    }

    /** Text that goes on below its beginning where the terminal is narrower. */
    public Page words(String piece) {
        return words(Tint.PLAIN, piece);
    }

    private Page words(Tint tint, String piece) {
        return safe(tint, folded(Printable.escape(piece)));
    }

    private String folded(String safe) {
        if (taken + width(safe) <= columns) {
            return safe;
        }
        int leading = safe.length() - safe.stripLeading().length();
        int indent = taken + leading;
        String below = '\n' + " ".repeat(indent <= columns * DEEPEST_INDENT ? indent : leading);
        StringBuilder folded = new StringBuilder(safe.substring(0, leading));
        int column = indent;
        for (String word : BLANK.split(safe.substring(leading), -1)) {
            boolean first = folded.length() == leading;
            if (!first && column + 1 + width(word) > columns) {
                folded.append(below);
                column = below.length() - 1;
            } else if (!first) {
                folded.append(' ');
                column++;
            }
            folded.append(word);
            column += width(word);
        }
        return folded.toString();
    }

    /** Begins a line that stands under its time, as {@code 14:02}. */
    public Page at(long millis) {
        return text(Tint.FAINT, CLOCK_TIME.format(local(millis))).text("  ");
    }

    /** Begins a line of a list that is not in the order of time: {@code 2026-11-21 14:02}. */
    public Page moment(long millis) {
        return text(Tint.FAINT, MOMENT.format(local(millis))).text("  ");
    }

    /** Heads what follows with its day, unless it is that of what stands above. */
    public Page day(long millis) {
        LocalDate next = local(millis).toLocalDate();
        if (!next.equals(day)) {
            day = next;
            line(Tint.FAINT, DAY.format(next));
        }
        return this;
    }

    private ZonedDateTime local(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone);
    }

    /** One fact of several that stand below each other. */
    public Page fact(String name, String value) {
        return text("  ").column(Tint.FAINT, name, FACT_COLUMNS).text("  ").line(value);
    }

    /** Those counters that have counted something: a person looks for what is unusual. */
    public Page counters(Map<String, Long> counters) {
        counters.forEach((name, count) -> {
            if (count != 0) {
                fact(name.replace('_', ' '), String.valueOf(count));
            }
        });
        return this;
    }

    /** A table with a heading; every column is as wide as its widest cell. */
    public Page table(List<String> heading, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < heading.size(); column++) {
            List<String> cells = new ArrayList<>(List.of(heading.get(column)));
            for (List<String> row : rows) {
                cells.add(row.get(column));
            }
            widths.add(widest(cells));
        }
        row(Tint.FAINT, heading, widths);
        rows.forEach(row -> row(Tint.PLAIN, row, widths));
        return this;
    }

    private void row(Tint tint, List<String> cells, List<Integer> widths) {
        int last = cells.size() - 1;
        for (int column = 0; column < last; column++) {
            text("  ").column(tint, cells.get(column), widths.get(column));
        }
        text("  ").line(tint, cells.get(last));
    }

    /** The width of a column that all these pieces fit. */
    public int widest(Collection<String> pieces) {
        return pieces.stream()
                .mapToInt(piece -> width(Printable.escape(piece)))
                .max()
                .orElse(0);
    }

    private Page blanks(int count) {
        return safe(Tint.PLAIN, " ".repeat(Math.max(count, 0)));
    }

    /** Columns of a terminal that a text takes: two for each wide character. */
    private static int width(String safe) {
        return safe.codePoints()
                .map(point -> Math.max(WCWidth.wcwidth(point), 0))
                .sum();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
