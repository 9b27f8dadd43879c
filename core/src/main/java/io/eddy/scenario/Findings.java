package io.eddy.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * What a simulation found.
 *
 * @param peers how many there were
 * @param seed the same scenario with the same seed gives the same findings, but for the time they took
 */
public record Findings(Scenario scenario, int peers, long seed, Shape shape, Reach reach, Effort effort) {

    /**
     * The graph of neighbours among the live peers at the end.
     *
     * @param components 1 when everybody can reach everybody
     * @param pathMean the mean shortest path between two peers, in links
     * @param eccentricity the longest shortest path that was found
     * @param clustering the mean share of a peer's neighbours that are neighbours of each other
     * @param asymmetric links of which one side alone knows
     * @param fullShare the share of peers with as many neighbours as they seek
     */
    public record Shape(
            int components, double pathMean, int eccentricity, double clustering, int asymmetric, double fullShare) {}

    /**
     * What became of broadcasts.
     *
     * @param rmr relative message redundancy: messages with an entry for each peer it reached, less one; of the last 10
     *     broadcasts, each from a peer drawn at random
     * @param lastHop links that the last delivery of a broadcast crossed, the mean of the last 10
     * @param reached share of the live peers that got the last broadcast
     * @param missed deliveries missing 60 s after the last fault, of broadcasts sent since the first: to peers
     * that were
     *     up all the time, and not cut off from the sender at that time
     * @param duplicates words that an operator was shown again, also after a restart
     * @param healed from the fault, or from its end where it has one, until the live peers were one component
     */
    public record Reach(
            double rmr, double lastHop, double reached, long missed, long duplicates, Optional<Duration> healed) {}

    /**
     * What it took.
     *
     * @param trace the hash of all events, in hexadecimal
     */
    public record Effort(String trace, long events, Duration wall) {}
}
