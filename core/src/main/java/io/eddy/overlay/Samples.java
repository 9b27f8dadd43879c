package io.eddy.overlay;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Draws some of many at random. */
final class Samples {
    private Samples() {}

    /**
     * Adds at most {@code count} of {@code all} that fit and are not there yet, walking over them from a random place
     * in random strides: the order of all is kept, and nothing is copied.
     */
    static <T> void draw(List<T> all, List<T> into, int count, RandomGenerator random, Predicate<T> fits) {
        int size = all.size();
        if (size == 0 || count <= 0) {
            return;
        }
        int stride = coprime(1 + random.nextInt(size), size);
        int at = random.nextInt(size);
        int left = count;
        for (int i = 0; i < size && left > 0; i++) {
            T one = all.get(at);
            if (fits.test(one) && !into.contains(one)) {
                into.add(one);
                left--;
            }
            at = (at + stride) % size;
        }
    }

    private static int coprime(int from, int size) {
        int stride = from;
        while (gcd(stride, size) != 1) {
            stride++;
        }
        return stride;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
