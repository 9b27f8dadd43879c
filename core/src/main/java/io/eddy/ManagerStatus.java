package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.Map;

/**
 * How a manager is.
 *
 * @param registered names on the list
 * @param online of these, peers with a lease
 * @param games games that are running
 * @param links links that are up
 * @param counters what was counted, by name, in the order to be shown
 */
public record ManagerStatus(
        PeerId id, Endpoint listening, int registered, int online, int games, int links, Map<String, Long> counters) {}
