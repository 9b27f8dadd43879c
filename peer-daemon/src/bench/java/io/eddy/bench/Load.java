package io.eddy.bench;

/**
 * The work of one row: frames that bounce between a client and a server on one connection.
 *
 * @param frameBytes a frame as the network carries it under TLS or without: its length of four bytes, and the rest
 * @param inFlight frames under way at any time; with one the row is a round trip, and each is timed
 */
record Load(int frameBytes, int inFlight) {
    boolean isRoundTrip() {
        return inFlight == 1;
    }

    /** What follows a frame's length. */
    int bodyBytes() {
        return frameBytes - Integer.BYTES;
    }
}
