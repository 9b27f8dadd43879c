package io.eddy.sim;

import java.util.stream.LongStream;

/**
 * The seeds that a test runs: 0, 1, 2 and on, or the one that {@code -Dseed} names.
 *
 * @param module the Maven module of the test
 * @param test the class of the test, or {@code Class#method}
 * @param count how many when none is named
 */
public record Seeds(String module, String test, int count) {

    public LongStream stream() {
        Long named = Long.getLong("seed");
        return named == null ? LongStream.range(0, count) : LongStream.of(named);
    }

    /** The command that runs one seed again. */
    public String replay(long seed) {
        return "mvn -q -pl " + module + " -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=" + test + " -Dseed="
                + seed;
    }
}
