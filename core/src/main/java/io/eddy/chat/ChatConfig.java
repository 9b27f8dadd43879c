package io.eddy.chat;

import io.eddy.atlas.Atlas;
import io.eddy.sync.SyncConfig;

/**
 * Limits of the chat.
 *
 * @param maxTextBytes of one message, in UTF-8
 * @param maxKept messages of one recipient that wait for it; more are refused to their author. Of one room, as many
 *     are watched until somebody has them
 * @param maxPairs peers with whom messages were exchanged
 * @param maxStrangers of them that have written to us and we not to them: one costs an attacker a key, and all of them
 *     must leave room for those whom we write to
 * @param maxJoined rooms that one is in, beside the one that everybody is in: all are on the map
 * @param logs limits and intervals of what the conversations are kept in
 */
public record ChatConfig(
        int maxTextBytes, int maxKept, int maxPairs, int maxStrangers, int maxJoined, SyncConfig logs) {
    public static final ChatConfig DEFAULT =
            new ChatConfig(16_384, 1_000, 10_000, 2_500, Atlas.MAX_ROOMS, SyncConfig.DEFAULT);
}
