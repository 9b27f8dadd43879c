package io.eddy.lan;

import java.time.Duration;

/**
 * Who this peer is on the local network, and the intervals and limits there.
 *
 * @param network peers of different networks do not hear each other
 * @param boot grows with every start of this node
 */
public record LanConfig(String network, long boot, Pace pace, Limits limits) {

    /**
     * How often something is said, and for how long it holds.
     *
     * @param first between two beacons, at the beginning
     * @param firstFor how long the beginning is
     * @param steady between two beacons afterwards; more when many are heard, see {@link Limits#groupPerSecond}
     * @param silence after which a peer is forgotten, if three intervals are not longer
     * @param recheck how long a peer whose signature was good is believed without another look, as long as nothing
     *     about it changes
     */
    public record Pace(Duration first, Duration firstFor, Duration steady, Duration silence, Duration recheck) {
        /** After protocols.md D.3. */
        public static final Pace DEFAULT = new Pace(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }

    /**
     * How much there may be of what.
     *
     * @param groupPerSecond beacons a second of all peers together: with n of them, each waits n / this seconds
     * @param takenPerSecond beacons that are looked at, of anybody
     * @param peers that are remembered; of more, see {@link Displacement}
     */
    public record Limits(int groupPerSecond, int takenPerSecond, int peers) {
        public static final Limits DEFAULT = new Limits(20, 200, 1_024);
    }

    public static LanConfig of(String network, long boot) {
        return new LanConfig(network, boot, Pace.DEFAULT, Limits.DEFAULT);
    }
}
