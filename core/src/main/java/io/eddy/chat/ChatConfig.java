package io.eddy.chat;

import java.time.Duration;

/**
 * Limits and intervals of the chat.
 *
 * @param maxTextBytes of one message, in UTF-8
 * @param maxKept messages of one recipient that wait for it; more are refused to their author
 * @param window messages on their way to one recipient, not acknowledged; more wait at this side
 * @param windowBytes text on its way to one recipient, far below what a link may hold before it counts as slow
 * @param maxLogs logs kept of others; each takes about 300 bytes of memory, and a stranger costs an attacker a key
 * @param resendAfter without an acknowledgement, over a link that is up
 */
public record ChatConfig(
        int maxTextBytes,
        int maxKept,
        int window,
        int windowBytes,
        int maxLogs,
        Duration resendAfter,
        RoomLimits rooms) {
    public static final ChatConfig DEFAULT =
            new ChatConfig(16_384, 1_000, 64, 256 << 10, 100_000, Duration.ofSeconds(15), RoomLimits.DEFAULT);

    /**
     * Limits of the rooms.
     *
     * @param maxJoined rooms that one is in, beside the one that everybody is in
     * @param maxLogs logs of others in rooms of which is known what was shown; each takes about 300 bytes of memory
     * @param maxKept entries of others in rooms that are kept, the latest; at most 16 KiB of text each
     */
    public record RoomLimits(int maxJoined, int maxLogs, int maxKept) {
        public static final RoomLimits DEFAULT = new RoomLimits(64, 10_000, 4_096);
    }
}
