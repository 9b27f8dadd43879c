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
     * @param asymmetric links of which one side alone knows, and still does 2 s later: others are about to be agreed on
     * @param fullShare the share of peers with as many neighbours as they seek
     */
    public record Shape(
            int components, double pathMean, int eccentricity, double clustering, int asymmetric, double fullShare) {}

    /**
     * How some broadcasts went about, each a mean of theirs.
     *
     * @param rmr relative message redundancy: messages with an entry for each peer it reached, less one
     * @param lastHop links that the last delivery crossed
     * @param lastDelivery from the saying to the last delivery
     */
    public record Spread(double rmr, double lastHop, Duration lastDelivery) {}

    /**
     * What became of broadcasts.
     *
     * @param fromAny of the last 10, each from a peer drawn at random
     * @param fromOne of 10 before anything happened, from the peer whose word was the very first
     * @param reached share of the live peers that got the last broadcast
     * @param prompt after a crash of many: of the first word said when the live peers should be one network again, the
     *     share of them that got it within 2 s
     * @param missed deliveries missing 60 s after the last fault, of broadcasts sent since the first: to peers that
     *     were up all the time, and not cut off from the sender at that time
     * @param unshown words of that time that the operator of a peer that was up all the time was not shown at the end,
     *     also those that were said while it was cut off: they come by the logs
     * @param duplicates words that an operator was shown again, also after a restart
     * @param healed from the fault, or from its end where it has one, until the live peers were one component
     *     and stayed so
     */
    public record Reach(
            Spread fromAny,
            Spread fromOne,
            double reached,
            Optional<Double> prompt,
            long missed,
            long unshown,
            long duplicates,
            Optional<Duration> healed) {}

    /**
     * What it took.
     *
     * @param trace the hash of all events, in hexadecimal
     */
    public record Effort(String trace, long events, Duration wall) {}
}
