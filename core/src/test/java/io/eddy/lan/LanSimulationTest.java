package io.eddy.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.lan.LanEvent.Heard;
import io.eddy.lan.LanEvent.Lost;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.sim.Fault;
import io.eddy.sim.Faults;
import io.eddy.sim.Invariant;
import io.eddy.sim.Program;
import io.eddy.sim.Seeds;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimLan;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers on one LAN, of which everything breaks; then all heals, and all must have found each other. */
final class LanSimulationTest {
    private static final Seeds SEEDS = new Seeds("core", "LanSimulationTest", Integer.getInteger("seeds", 20));

    /** Each speaks at least every 12.5 s; a peer that is believed dead is heard with its next beacon. */
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(13);

    /** A minute of silence, and what is still on its way. */
    private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(65);

    private long starts = 1;

    static LongStream seeds() {
        return SEEDS.stream();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksAllFindEachOtherAndForgetWhoIsGone(long seed) {
        SimNetwork network = new SimNetwork(seed, Faults.of(seed));
        network.replayWith(SEEDS.replay(seed));
        List<SimHost<Neighbour>> hosts = lan(network, 4 + (int) (seed % 9));
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        hosts.forEach(host -> endpoints.put(host.name(), host.endpoint()));
        network.demand(
                Invariant.of(
                        "nobody is taken for another",
                        () -> hosts.stream().allMatch(host -> isTruthful(host, endpoints))),
                97);
        network.runFor(Duration.ofMinutes(4));
        network.heal();
        network.runUntil("all have found each other", FOUND_WITHIN, () -> allKnow(hosts, hosts));
        SimHost<Neighbour> gone = hosts.remove((int) (seed % hosts.size()));
        gone.losePower();
        network.runUntil(
                "it is forgotten",
                FORGOTTEN_WITHIN,
                () -> hosts.stream().noneMatch(host -> host.program().known.containsKey(gone.id())));
        assertThat(allKnow(hosts, hosts)).as("and nobody else").isTrue();
    }

    @Test
    void aNewcomerKnowsTenNeighboursInWellUnderASecond() {
        SimNetwork network = new SimNetwork(3, Faults.NONE);
        SimLan lan = network.addLan();
        List<SimHost<Neighbour>> hosts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            hosts.add(add(lan, "h" + i));
        }
        network.runFor(Duration.ofMinutes(1));
        hosts.add(add(lan, "newcomer"));
        Duration took = network.runUntil("all know all", Duration.ofSeconds(10), () -> allKnow(hosts, hosts));
        assertThat(took).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void whoLeavesInPeaceIsForgottenAtOnce() {
        SimNetwork network = new SimNetwork(3, Faults.NONE);
        List<SimHost<Neighbour>> hosts = lan(network, 5);
        network.runUntil("all know all", Duration.ofSeconds(5), () -> allKnow(hosts, hosts));
        SimHost<Neighbour> leaving = hosts.remove(2);
        leaving.stop();
        network.runFor(Duration.ofMillis(200));
        assertThat(hosts).allSatisfy(host -> assertThat(host.program().known).doesNotContainKey(leaving.id()));
    }

    @Test
    void twoHundredPeersSayTwentyBeaconsASecond() {
        SimNetwork network = new SimNetwork(3, Faults.NONE);
        List<SimHost<Neighbour>> hosts = lan(network, 200);
        network.runFor(Duration.ofSeconds(60));
        assertThat(allKnow(hosts, hosts)).isTrue();
        long before = said(hosts);
        network.runFor(Duration.ofSeconds(100));
        assertThat(said(hosts) - before).isBetween(1_600L, 2_300L);
        assertThat(allKnow(hosts, hosts)).isTrue();
    }

    @Test
    void sameSeedGivesTheSameTrace() {
        assertThat(traceOf(7)).isEqualTo(traceOf(7)).isNotEqualTo(traceOf(8));
    }

    private long traceOf(long seed) {
        starts = 1;
        SimNetwork network = new SimNetwork(seed, Faults.only(Fault.values()));
        lan(network, 5);
        network.runFor(Duration.ofMinutes(1));
        return network.trace().hash();
    }

    private List<SimHost<Neighbour>> lan(SimNetwork network, int size) {
        SimLan lan = network.addLan();
        List<SimHost<Neighbour>> hosts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            hosts.add(add(lan, "h" + i));
        }
        return hosts;
    }

    private SimHost<Neighbour> add(SimLan lan, String name) {
        return lan.add(name, world -> new Neighbour(world, name, starts++));
    }

    private static long said(List<SimHost<Neighbour>> hosts) {
        return hosts.stream()
                .mapToLong(host -> host.program().lan.tally().announced())
                .sum();
    }

    private static boolean allKnow(List<SimHost<Neighbour>> who, List<SimHost<Neighbour>> whom) {
        Set<PeerId> all = new LinkedHashSet<>();
        whom.forEach(host -> all.add(host.id()));
        return who.stream().allMatch(host -> {
            Set<PeerId> known = new LinkedHashSet<>(host.program().known.keySet());
            known.add(host.id());
            return known.equals(all);
        });
    }

    /** What was told of peers is what is listed, and each is where it is and called what it is called. */
    private static boolean isTruthful(SimHost<Neighbour> host, Map<String, Endpoint> endpoints) {
        if (!host.isRunning()) {
            return true;
        }
        Map<PeerId, Heard> known = host.program().known;
        return host.program().lan.heard().equals(List.copyOf(known.values()))
                && known.values().stream()
                        .allMatch(heard -> heard.freePlaces() == 9 && heard.at().equals(endpoints.get(heard.name())));
    }

    /** A node that is found and finds others, and nothing more. */
    private static final class Neighbour implements Program {
        private final Node node;
        private final Lan lan;
        private final String name;
        private final Map<PeerId, Heard> known = new LinkedHashMap<>();

        Neighbour(World world, String name, long boot) {
            this.name = name;
            node = new Node(world);
            node.attachLinks(LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, name, boot)));
            lan = node.attachDatagrams(
                    "lan", LanTimer.class, host -> new Lan(host, LanConfig.of("sim", boot), this::onEvent));
        }

        @Override
        public Node node() {
            return node;
        }

        @Override
        public void start() {
            lan.announce(name, 49_152, 3, 9);
            node.start();
        }

        @Override
        public void stop() {
            lan.leave();
        }

        private void onEvent(LanEvent event) {
            if (event instanceof Heard heard) {
                known.put(heard.peer(), heard);
            } else if (event instanceof Lost lost) {
                assertThat(known.remove(lost.peer())).isNotNull();
            }
        }
    }
}
