package io.eddy.node;

import java.util.ArrayList;
import java.util.List;

/** The last frames of a node, for its operator: who said what to whom, and never what is in it. */
public final class FrameTrace {
    /** Frames remembered; of more, the oldest are forgotten. */
    public static final int MAX_FRAMES = 1_000;

    /** Which way a frame went. */
    public enum Direction {
        SENT,
        RECEIVED
    }

    /**
     * One frame.
     *
     * @param atMillis milliseconds since 1970, by this side's clock
     * @param message its channel and its name in the tag table, as {@code sync.Given}
     * @param bytes of channel, tag and fields
     */
    public record Frame(long atMillis, Direction direction, PeerId peer, String message, int bytes) {}

    private final Frame[] frames = new Frame[MAX_FRAMES];
    private long noted;

    void note(Frame frame) {
        frames[(int) (noted % MAX_FRAMES)] = frame;
        noted++;
    }

    /** What is remembered, the oldest first. */
    public List<Frame> frames() {
        List<Frame> remembered = new ArrayList<>();
        for (long number = Math.max(0, noted - MAX_FRAMES); number < noted; number++) {
            remembered.add(frames[(int) (number % MAX_FRAMES)]);
        }
        return remembered;
    }
}
