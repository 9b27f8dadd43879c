package io.eddy.ring;

import io.eddy.wire.Bytes;

/**
 * What a member said to all, with its place in the one order.
 *
 * @param number grows from one to the next; the same for every member
 */
public record Said(long number, int seat, Bytes words) {}
