package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.node.Endpoint;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Hosts with five links each, as at random as it gets: two rings through all of them, and pairs. */
final class SimulatedGossip {

    /** What became of one entry. */
    static final class Course {
        final Duration saidAt;
        int reached;
        int longestWay;
        Duration last = Duration.ZERO;
        /** How often it was sent, and how many could have been reached. */
        double redundancy;

        Course(Duration saidAt) {
            this.saidAt = saidAt;
        }
    }

    final SimNetwork network;
    final List<SimHost<GossipProgram>> hosts = new ArrayList<>();
    final Map<MessageId, Course> courses = new LinkedHashMap<>();
    final SplittableRandom random;
    private final List<List<Integer>> targets = new ArrayList<>();
    private final int siphons;

    /**
     * Makes them, and their links.
     *
     * @param siphons how many of them, the first ones, take and never give
     */
    SimulatedGossip(long seed, Faults faults, int size, int siphons) {
        network = new SimNetwork(seed, faults);
        network.replayWith("mvn -pl core test -Dtest=GossipSimulationTest -Dseed=" + seed);
        random = new SplittableRandom(seed);
        this.siphons = siphons;
        for (int i = 0; i < size; i++) {
            targets.add(new ArrayList<>());
        }
        connect(size);
        for (int i = 0; i < size; i++) {
            int number = i;
            hosts.add(network.add(
                    "host" + i,
                    world -> new GossipProgram(
                            world,
                            "host" + number,
                            network.elapsed(),
                            number < siphons,
                            () -> endpoints(number),
                            this::onTold)));
        }
    }

    /** All have all their links. */
    void awaitLinks() {
        int links = targets.stream().mapToInt(List::size).sum();
        network.runUntil(
                "all are linked",
                Duration.ofSeconds(30),
                () -> hosts.stream()
                                .mapToInt(
                                        host -> host.program().node().sessions().size())
                                .sum()
                        == 2 * links);
    }

    SimHost<GossipProgram> anyHonest() {
        return hosts.get(siphons + random.nextInt(hosts.size() - siphons));
    }

    /** Somebody says something, and it takes its course for so long. */
    Course say(SimHost<GossipProgram> speaker, Duration thenRun) {
        long before = posted();
        Course course = new Course(network.elapsed());
        speaker.run(program -> courses.put(program.say("hello from " + speaker.name()), course));
        network.runFor(thenRun);
        course.redundancy = (posted() - before) / (hosts.size() - 1.0) - 1;
        return course;
    }

    /** How often entries were sent, by those who run. */
    private long posted() {
        return hosts.stream()
                .filter(host -> host.isRunning() && host.program().gossip != null)
                .mapToLong(host -> host.program().gossip().tally().posted())
                .sum();
    }

    private void onTold(MessageId id, int hops) {
        Course course = courses.get(id);
        if (course != null) {
            course.reached++;
            course.longestWay = Math.max(course.longestWay, hops);
            course.last = network.elapsed().minus(course.saidAt);
        }
    }

    private void connect(int size) {
        for (int ring = 0; ring < 2; ring++) {
            int[] order = shuffled(size);
            for (int i = 0; i < size; i++) {
                link(order[i], order[(i + 1) % size]);
            }
        }
        int[] order = shuffled(size);
        for (int i = 0; i + 1 < size; i += 2) {
            link(order[i], order[i + 1]);
        }
    }

    private void link(int one, int other) {
        if (!targets.get(one).contains(other) && !targets.get(other).contains(one)) {
            targets.get(one).add(other);
        }
    }

    private int[] shuffled(int size) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** Some of them are added later, so this asks only when one starts. */
    private List<Endpoint> endpoints(int number) {
        return targets.get(number).stream().map(SimulatedGossip::endpoint).toList();
    }

    /** Where the simulator puts its hosts, in the order in which they are added. */
    private static Endpoint endpoint(int number) {
        return new Endpoint("10." + (number >> 16) + "." + ((number >> 8) & 0xff) + "." + (number & 0xff), 49_152);
    }
}
