package io.eddy.gossip;

import io.eddy.gossip.SimulatedGossip.Course;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a broadcast costs among so many hosts. Not a test: {@code java ... io.eddy.gossip.GossipMeasure 1000 10000}.
 */
final class GossipMeasure {
    private static final int MESSAGES = 20;
    private static final int BLOCKS = Integer.getInteger("blocks", 5);

    private GossipMeasure() {}

    /** Measures with so many hosts, one measurement for each argument. */
    public static void main(String[] arguments) {
        for (String size : arguments) {
            measure(Integer.parseInt(size));
        }
    }

    private static void measure(int size) {
        long startNanos = System.nanoTime();
        SimulatedGossip gossip = new SimulatedGossip(Long.getLong("seed", 1), Faults.NONE, size, 0);
        gossip.awaitLinks();
        SimHost<GossipProgram> speaker = gossip.anyHonest();
        report(size, "first", List.of(gossip.say(speaker, Duration.ofSeconds(3))));
        report(size, "single", say(gossip, () -> speaker));
        for (int i = 0; i < BLOCKS; i++) {
            report(size, "random", say(gossip, gossip::anyHonest));
        }
        long twice = gossip.hosts.stream()
                .flatMap(host -> host.program().told.values().stream())
                .filter(times -> times > 1)
                .count();
        long announced = gossip.hosts.stream()
                .mapToLong(host -> host.program().gossip().tally().grafts())
                .sum();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%,d hosts: told twice %d, grafts %,d; %,d events, %.1f s, %d MiB%n",
                size,
                twice,
                announced,
                gossip.network.events(),
                (System.nanoTime() - startNanos) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static List<Course> say(SimulatedGossip gossip, Supplier<SimHost<GossipProgram>> speaker) {
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            courses.add(gossip.say(speaker.get(), Duration.ofSeconds(2)));
        }
        return courses;
    }

    private static void report(int size, String what, List<Course> courses) {
        System.out.printf(
                "%,d hosts: %s: RMR %.4f, LDH %.1f (at most %d), last delivery %.0f ms (at most %d), least reached %d%n",
                size,
                what,
                courses.stream()
                        .mapToDouble(course -> course.redundancy)
                        .average()
                        .orElse(-1),
                courses.stream().mapToInt(course -> course.longestWay).average().orElse(-1),
                courses.stream().mapToInt(course -> course.longestWay).max().orElse(-1),
                courses.stream()
                        .mapToLong(course -> course.last.toMillis())
                        .average()
                        .orElse(-1),
                courses.stream()
                        .mapToLong(course -> course.last.toMillis())
                        .max()
                        .orElse(-1),
                courses.stream().mapToInt(course -> course.reached).min().orElse(-1));
    }
}
