package io.eddy.history;

/**
 * Limits of what is kept and shown.
 *
 * @param maxShown messages that are shown at a time
 * @param maxRoomBytes of one room: anybody can say something there, so the oldest make room for what comes. What was
 * said with one peer is kept for ever
 * @param droppedTogether oldest messages of a room that go at a time
 */
public record HistoryConfig(int maxShown, long maxRoomBytes, int droppedTogether) {
    public static final HistoryConfig DEFAULT = new HistoryConfig(1_000, 1L << 30, 256);
}
