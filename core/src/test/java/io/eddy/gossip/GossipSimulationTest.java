package io.eddy.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.MessageId;
import io.eddy.gossip.SimulatedGossip.Course;
import io.eddy.node.PeerId;
import io.eddy.sim.Fault;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hundred peers: what is said reaches everyone, once, and costs a message a peer (protocols.md F.2). */
final class GossipSimulationTest {
    private static final int SIZE = 200;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whatOneSaysReachesEveryoneOnceAndCostsAMessageAPeer() {
        SimulatedGossip gossip = new SimulatedGossip(1, Faults.NONE, SIZE, 0);
        gossip.awaitLinks();
        SimHost<GossipProgram> speaker = gossip.anyHonest();
        // The first one finds the tree.
        Course first = gossip.say(speaker, SECOND.multipliedBy(3));
        assertThat(first.redundancy).isBetween(2.0, 4.0);
        for (int i = 0; i < 30; i++) {
            Course course = gossip.say(speaker, SECOND);
            assertThat(course.redundancy).as("RMR").isLessThanOrEqualTo(0.01);
            assertThat(course.longestWay).as("LDH").isLessThanOrEqualTo(16);
            assertThat(course.last).isLessThan(Duration.ofMillis(500));
        }
        assertThat(gossip.courses.values()).allMatch(course -> course.reached == SIZE - 1);
        assertThat(toldTwice(gossip)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatAnybodySaysReachesEveryoneOnceAndCostsLittleMore(long seed) {
        SimulatedGossip gossip = new SimulatedGossip(seed, Faults.NONE, SIZE, 0);
        gossip.awaitLinks();
        gossip.say(gossip.anyHonest(), SECOND.multipliedBy(3));
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            courses.add(gossip.say(gossip.anyHonest(), SECOND.multipliedBy(2)));
            // A graft and a prune may cross; the next entry on that link puts it right.
            assertThat(eagerOnOneSideOnly(gossip)).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(mean(courses, course -> course.redundancy)).as("RMR").isLessThanOrEqualTo(0.05);
        assertThat(mean(courses, course -> course.longestWay)).as("LDH").isLessThanOrEqualTo(25);
        assertThat(mean(courses, course -> course.last.toMillis()))
                .as("last, ms")
                .isLessThanOrEqualTo(1_200);
        assertThat(gossip.courses.values()).allMatch(course -> course.reached == SIZE - 1);
        assertThat(toldTwice(gossip)).isEmpty();
    }

    /** Crashes with and without notice, and links that break with and without notice, while people talk. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoeverLivesGetsEverythingOnceWhileOthersCrashAndLinksBreak(long seed) {
        Faults faults = Faults.NONE
                .with(Fault.CRASH, 0.3)
                .with(Fault.RESET, 1)
                .with(Fault.HALF_OPEN, 0.3)
                .with(Fault.PAUSE, 0.1);
        SimulatedGossip gossip = new SimulatedGossip(seed, faults, SIZE, 0);
        gossip.network.runFor(SECOND.multipliedBy(5));
        Map<MessageId, Duration> saidAt = new LinkedHashMap<>();
        for (int i = 0; i < 120; i++) {
            SimHost<GossipProgram> speaker = gossip.anyHonest();
            if (speaker.isRunning()) {
                speaker.run(program -> saidAt.put(program.say("hello"), gossip.network.elapsed()));
            }
            gossip.network.runFor(SECOND.dividedBy(2));
        }
        gossip.network.heal();
        gossip.network.runFor(SECOND.multipliedBy(60));

        assertThat(toldTwice(gossip)).isEmpty();
        int lived = 0;
        for (MessageId id : saidAt.keySet()) {
            List<SimHost<GossipProgram>> witnesses = gossip.hosts.stream()
                    .filter(host -> livedSince(host, saidAt.getOrDefault(id, Duration.ZERO)))
                    .toList();
            long reached = witnesses.stream().filter(host -> has(host, id)).count();
            lived += witnesses.size();
            // All or none: an author may crash before anybody has heard it.
            assertThat(reached)
                    .as("%s of those who lived have %s", witnesses.size(), id)
                    .isIn(0L, (long) witnesses.size());
        }
        assertThat(lived).isGreaterThan(SIZE * saidAt.size() / 3);
        assertThat(saidAt.keySet().stream().filter(id -> gossip.hosts.stream().anyMatch(host -> has(host, id))))
                .hasSizeGreaterThan(saidAt.size() * 9 / 10);
    }

    /** A tenth of all take and never give: the others get everything, and find out who they are. */
    @Test
    void neighboursThatNeverGiveAreGoneAroundAndFoundOut() {
        int siphons = SIZE / 10;
        SimulatedGossip gossip = new SimulatedGossip(1, Faults.NONE, SIZE, siphons);
        gossip.awaitLinks();
        for (int i = 0; i < 3 * GossipConfig.DEFAULT.uselessAfter(); i++) {
            gossip.say(gossip.anyHonest(), SECOND.multipliedBy(2));
        }
        assertThat(gossip.courses.values()).allMatch(course -> course.reached == SIZE - siphons - 1);
        assertThat(toldTwice(gossip)).isEmpty();
        Set<PeerId> found = new LinkedHashSet<>();
        gossip.hosts.forEach(host -> found.addAll(host.program().useless));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(gossip.hosts.subList(0, siphons).stream()
                        .map(SimHost::id)
                        .toList());
    }

    /** Links that one side takes as eager and the other does not. */
    private static List<String> eagerOnOneSideOnly(SimulatedGossip gossip) {
        Map<PeerId, List<PeerId>> eager = new LinkedHashMap<>();
        gossip.hosts.forEach(
                host -> eager.put(host.id(), host.program().gossip().eager()));
        List<String> oneSided = new ArrayList<>();
        eager.forEach((one, others) -> others.stream()
                .filter(other -> !eager.getOrDefault(other, List.of()).contains(one))
                .forEach(other -> oneSided.add(one + " to " + other)));
        return oneSided;
    }

    private static double mean(List<Course> courses, ToDoubleFunction<Course> what) {
        return courses.stream().mapToDouble(what).average().orElse(-1);
    }

    private static List<String> toldTwice(SimulatedGossip gossip) {
        return gossip.hosts.stream()
                .filter(host -> host.isRunning()
                        && host.program().told.values().stream().anyMatch(times -> times > 1))
                .map(SimHost::name)
                .toList();
    }

    private static boolean livedSince(SimHost<GossipProgram> host, Duration saidAt) {
        return host.isRunning() && host.program().startedAt.compareTo(saidAt) <= 0;
    }

    private static boolean has(SimHost<GossipProgram> host, MessageId id) {
        return host.isRunning()
                && (host.program().told.containsKey(id) || host.id().equals(id.author()));
    }
}
