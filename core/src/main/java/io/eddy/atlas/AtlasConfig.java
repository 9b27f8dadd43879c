package io.eddy.atlas;

import java.time.Duration;

/**
 * Who this peer is, and the limits and intervals of its atlas.
 *
 * @param boot grows with every start of this peer
 */
public record AtlasConfig(String name, long boot, Pace pace, Limits limits) {

    /**
     * How often something is said.
     *
     * <p>News go to each neighbour: a network of 100 with 5 neighbours each is 5 hops wide, so all have them after 5
     * times the interval at most, 30 s, and after half of that as a rule; told to one random neighbour at a time, they
     * would need about log2(100) + ln(100), 11 intervals. A place, about 190 bytes, then crosses every link about once,
     * which is 2.5 times a peer: of 1,000 places renewed every 60 s that would be 8 kB/s. So the interval of renewals
     * grows with the network, by 0.4 s a peer: 60 s up to 150 peers, 400 s and 1.5 kB/s at 1,000 peers.
     *
     * @param passing from one message with news to a neighbour to the next, give or take a fifth
     * @param page from one page to the next, to a neighbour that has asked
     * @param change from one change of one's own place to the next, at least
     * @param renewal from signing one's own place to signing it again unchanged, or up to two fifths less
     * @param renewalAPeer by how much longer that is for each peer that is known
     * @param comparison from asking one neighbour what is missing here to asking another
     */
    public record Pace(
            Duration passing,
            Duration page,
            Duration change,
            Duration renewal,
            Duration renewalAPeer,
            Duration comparison) {
        public static final Pace DEFAULT = new Pace(
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofMillis(400),
                Duration.ofSeconds(60));
    }

    /**
     * How much is taken.
     *
     * @param places peers kept at most, 1,024 at the most, so that a map of 1,000 is no full one; of those above only
     *     neighbours are taken, in place of others
     * @param checksPerSecond newer places taken from one neighbour: each costs checking a signature
     * @param checksAtOnce as many when it has been quiet: a whole map, as a newcomer is told it
     */
    public record Limits(int places, int checksPerSecond, int checksAtOnce) {
        public static final Limits DEFAULT = new Limits(AtlasMessage.Ask.MAX_MARKS, 20, 1_200);

        public Limits {
            if (places < 1 || places > AtlasMessage.Ask.MAX_MARKS) {
                throw new IllegalArgumentException("an atlas has 1 to " + AtlasMessage.Ask.MAX_MARKS + " places");
            }
        }
    }

    public static AtlasConfig of(String name, long boot) {
        return new AtlasConfig(name, boot, Pace.DEFAULT, Limits.DEFAULT);
    }
}
