package io.eddy.node;

import io.eddy.wire.TagTable;

/**
 * The first byte of a frame, and what the rest of it means.
 *
 * @param number 0 to 255; once released it keeps its meaning for ever
 * @param <M> the messages of the channel
 * @param <T> the names of the timers of its protocol
 */
public record Channel<M, T>(int number, String name, TagTable<M> tags, Class<T> timers) {}
