package io.eddy;

import java.util.List;

/**
 * A room that a peer is in.
 *
 * @param members the names of those who are known to be in it, oneself first; of a large network not all
 */
public record RoomView(String name, List<String> members) {}
