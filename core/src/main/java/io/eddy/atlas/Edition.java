package io.eddy.atlas;

import io.eddy.wire.Codec;

/**
 * Which of several places of one peer is the newer one.
 *
 * @param boot grows with every start of the peer
 * @param number grows with every place that it signs in one life
 */
record Edition(long boot, long number) implements Comparable<Edition> {
    static final Codec<Edition> CODEC =
            Codec.record(Codec.field(Codec.I64, Edition::boot), Codec.field(Codec.I64, Edition::number), Edition::new);

    boolean isNewerThan(Edition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Edition other) {
        int lives = Long.compare(boot, other.boot);
        return lives != 0 ? lives : Long.compare(number, other.number);
    }
}
