package io.eddy.sim;

/** Numbers out of a seed that have nothing to do with one another. */
final class Mix {
    private Mix() {}

    /** A number for this seed and this purpose. */
    static long of(long seed, long purpose) {
        return scramble(scramble(seed) ^ purpose * 0x9e3779b97f4a7c15L);
    }

    /** A fraction of one, from 0 on. */
    static double fraction(long mixed) {
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** The finalizer of SplitMix64. */
    private static long scramble(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
