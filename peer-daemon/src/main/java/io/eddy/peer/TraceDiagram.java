package io.eddy.peer;

import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.FrameTrace.Frame;
import io.eddy.node.PeerId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The frames between a peer and others as a sequence diagram that Mermaid draws. */
final class TraceDiagram {
    /** A time is noted where so much has passed since the one before. */
    private static final long NOTE_EVERY_MILLIS = 1_000;

    private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private static final String SELF = "self";

    private final Function<PeerId, String> names;
    private final ZoneId zone;
    private final Map<PeerId, String> others = new LinkedHashMap<>();

    /**
     * Diagrams of one peer.
     *
     * @param names what others are called
     */
    TraceDiagram(Function<PeerId, String> names, ZoneId zone) {
        this.names = names;
        this.zone = zone;
    }

    String of(String ownName, List<Frame> frames) {
        StringBuilder text = new StringBuilder("sequenceDiagram\n");
        participant(text, SELF, ownName);
        for (Frame frame : frames) {
            if (!others.containsKey(frame.peer())) {
                String label = "p" + (others.size() + 1);
                others.put(frame.peer(), label);
                participant(text, label, names.apply(frame.peer()));
            }
        }
        long notedMillis = Long.MIN_VALUE;
        for (Frame frame : frames) {
            if (notedMillis == Long.MIN_VALUE || Math.abs(frame.atMillis() - notedMillis) >= NOTE_EVERY_MILLIS) {
                notedMillis = frame.atMillis();
                text.append("    Note over self: ").append(time(notedMillis)).append('\n');
            }
            arrow(text, frame);
        }
        return text.toString();
    }

    private static void participant(StringBuilder text, String label, String name) {
        text.append("    participant ").append(label).append(" as ");
        text.append(Mermaid.text(name)).append('\n');
    }

    private void arrow(StringBuilder text, Frame frame) {
        String other = others.getOrDefault(frame.peer(), SELF);
        boolean sent = frame.direction() == Direction.SENT;
        text.append("    ").append(sent ? SELF : other).append("->>").append(sent ? other : SELF);
        text.append(": ").append(Mermaid.text(frame.message()));
        text.append(", ").append(frame.bytes()).append(" bytes\n");
    }

    private String time(long millis) {
        return CLOCK_TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
