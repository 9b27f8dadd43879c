package io.eddy.atlas;

import io.eddy.atlas.Chart.State;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Peers in the simulator that are linked by a fixed graph: a ring, and chords at random, about five links each. */
final class SimulatedCountry {
    private static final int CHORDS_FOR_TWO = 3;

    final SimNetwork network;
    final List<SimHost<AtlasPeer>> hosts = new ArrayList<>();

    /** Frames and bytes of the atlas that were sent. */
    long frames;

    long bytes;

    private final Map<String, Integer> lives = new LinkedHashMap<>();
    private final Set<List<Integer>> graph = new LinkedHashSet<>();

    SimulatedCountry(long seed, int peers, AtlasConfig.Limits limits) {
        network = new SimNetwork(seed, Faults.NONE);
        network.replayWith("mvn -pl core test -Dtest=AtlasSimulationTest, seed " + seed);
        network.listen((from, to, frame) -> {
            if (frame[0] == AtlasWire.CHANNEL.number()) {
                frames++;
                bytes += frame.length + Integer.BYTES;
            }
        });
        List<List<Endpoint>> targets = drawGraph(new SplittableRandom(seed), peers);
        for (int number = 0; number < peers; number++) {
            String name = "peer" + number;
            List<Endpoint> mine = targets.get(number);
            hosts.add(network.add(name, world -> {
                AtlasConfig usual = AtlasConfig.of(name, lives.merge(name, 1, Integer::sum));
                return new AtlasPeer(world, new AtlasConfig(name, usual.boot(), usual.pace(), limits), mine);
            }));
        }
    }

    SimulatedCountry(long seed, int peers) {
        this(seed, peers, AtlasConfig.Limits.DEFAULT);
    }

    List<SimHost<AtlasPeer>> running() {
        return hosts.stream().filter(SimHost::isRunning).toList();
    }

    Chart chartOf(SimHost<AtlasPeer> host) {
        return host.call(peer -> peer.atlas.chart());
    }

    /** Whether this holds of the charts of all who run. */
    boolean everyChart(Predicate<Chart> condition) {
        return running().stream().map(this::chartOf).allMatch(condition);
    }

    /** Whether it shows all who run, and each link between them as both its ends say. */
    boolean isComplete(Chart chart) {
        List<SimHost<AtlasPeer>> running = running();
        long links = graph.stream()
                .filter(link ->
                        link.stream().allMatch(number -> hosts.get(number).isRunning()))
                .count();
        Set<PeerId> present = new LinkedHashSet<>();
        chart.nodes().stream().filter(node -> node.state() != State.OFFLINE).forEach(node -> present.add(node.peer()));
        long agreed = chart.links().stream()
                .filter(Chart.Link::agreed)
                .filter(link -> present.contains(link.low()) && present.contains(link.high()))
                .count();
        return present.size() == running.size()
                && running.stream().allMatch(host -> present.contains(host.id()))
                && agreed == links;
    }

    private List<List<Endpoint>> drawGraph(SplittableRandom random, int peers) {
        List<List<Endpoint>> targets = new ArrayList<>();
        for (int number = 0; number < peers; number++) {
            targets.add(new ArrayList<>());
        }
        for (int number = 0; number < peers; number++) {
            link(targets, number, (number + 1) % peers);
            for (int chord = 0; chord < CHORDS_FOR_TWO && number % 2 == 0 && peers > 5; chord++) {
                link(targets, number, random.nextInt(peers));
            }
        }
        return targets;
    }

    private void link(List<List<Endpoint>> targets, int one, int other) {
        if (one != other && graph.add(List.of(Math.min(one, other), Math.max(one, other)))) {
            targets.get(one).add(endpointOf(other));
        }
    }

    /** As the simulator numbers them. */
    private static Endpoint endpointOf(int number) {
        return new Endpoint("10." + (number >> 16) + "." + ((number >> 8) & 0xff) + "." + (number & 0xff), 49_152);
    }
}
