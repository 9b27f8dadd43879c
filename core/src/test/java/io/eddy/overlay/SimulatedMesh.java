package io.eddy.overlay;

import io.eddy.node.PeerId;
import io.eddy.sim.Conditions;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Peers of one overlay in the simulator, and somebody who tells those that ask of live peers, as a manager does. */
final class SimulatedMesh {
    static final Duration LEAST_NOTICE = Duration.ofSeconds(1);
    static final Duration MOST_NOTICE = Duration.ofSeconds(3);

    final SimNetwork network;
    final List<SimHost<OverlayPeer>> hosts = new ArrayList<>();
    final SplittableRandom random;

    /** Whether peers that ask for contacts are told of some. */
    boolean managed = true;

    private final OverlayConfig config;

    SimulatedMesh(long seed, OverlayConfig config) {
        this.network = new SimNetwork(seed, Faults.NONE, Conditions.DEFAULT);
        this.config = config;
        this.random = new SplittableRandom(seed);
    }

    /** So many peers, one after the other, each told of a random one of those before it. */
    static SimulatedMesh joined(long seed, int peers, Duration between) {
        SimulatedMesh mesh = new SimulatedMesh(seed, OverlayConfig.DEFAULT);
        mesh.grow(peers, between);
        return mesh;
    }

    /** Adds peers, each told of a random one of those that are there. */
    void grow(int peers, Duration between) {
        for (int i = 0; i < peers; i++) {
            SimHost<OverlayPeer> host = add();
            if (hosts.size() > 1) {
                offer(host, hosts.get(random.nextInt(hosts.size() - 1)));
            }
            network.runFor(between);
        }
    }

    /** Adds peers, each told of the first one alone. */
    void storm(int peers, Duration between) {
        for (int i = 0; i < peers; i++) {
            SimHost<OverlayPeer> host = add();
            if (hosts.size() > 1) {
                offer(host, hosts.get(0));
            }
            network.runFor(between);
        }
    }

    SimHost<OverlayPeer> add() {
        int number = hosts.size();
        int[] boots = {0};
        SimHost<OverlayPeer>[] self = newArray();
        SimHost<OverlayPeer> host = network.add(
                "h" + number,
                world -> new OverlayPeer(
                        world, SimHost.endpointOf(number), ++boots[0], config, event -> onEvent(self[0], event)));
        self[0] = host;
        hosts.add(host);
        return host;
    }

    void offer(SimHost<OverlayPeer> to, SimHost<OverlayPeer> contact) {
        to.run(peer -> peer.overlay.offer(contact.id(), contact.endpoint(), 1));
    }

    List<SimHost<OverlayPeer>> live() {
        return hosts.stream().filter(SimHost::isRunning).toList();
    }

    /** Ends so many of those that run, each at once; their neighbours notice after one to three seconds. */
    void crash(double share) {
        List<SimHost<OverlayPeer>> victims = new ArrayList<>(live());
        int count = (int) Math.round(share * victims.size());
        for (int i = 0; i < count; i++) {
            victims.remove(random.nextInt(victims.size())).vanish(LEAST_NOTICE, MOST_NOTICE);
        }
    }

    Topology topology() {
        Map<PeerId, List<PeerId>> neighbours = new LinkedHashMap<>();
        for (SimHost<OverlayPeer> host : live()) {
            neighbours.put(host.id(), host.program().overlay.neighbours());
        }
        return Topology.of(neighbours);
    }

    /** Links that only one side holds, now and a moment later: those about to be agreed on, or ended, are none. */
    int lastingMismatches() {
        Set<String> before = mismatches();
        network.runFor(Duration.ofSeconds(2));
        Set<String> lasting = mismatches();
        lasting.retainAll(before);
        return lasting.size();
    }

    private Set<String> mismatches() {
        Map<PeerId, SimHost<OverlayPeer>> byId = new LinkedHashMap<>();
        live().forEach(host -> byId.put(host.id(), host));
        Set<String> found = new TreeSet<>();
        byId.forEach((id, host) -> {
            for (PeerId other : host.program().overlay.neighbours()) {
                SimHost<OverlayPeer> far = byId.get(other);
                if (far != null && !far.program().overlay.isNeighbour(id)) {
                    found.add(host + " to " + far);
                }
            }
        });
        return found;
    }

    /** Lets time pass until all are one network; how long that took. */
    Duration awaitWhole(Duration bound) {
        long start = network.elapsed().toMillis();
        while (topology().components() != 1) {
            long taken = network.elapsed().toMillis() - start;
            if (taken >= bound.toMillis()) {
                throw new AssertionError("not whole within " + bound.toSeconds() + " s: " + topology());
            }
            network.runFor(Duration.ofMillis(250));
        }
        return Duration.ofMillis(network.elapsed().toMillis() - start);
    }

    private void onEvent(SimHost<OverlayPeer> asker, OverlayEvent event) {
        if (event instanceof OverlayEvent.ContactsWanted && managed && asker != null) {
            network.after(Duration.ofMillis(100), () -> tellOfSomebody(asker));
        }
    }

    private void tellOfSomebody(SimHost<OverlayPeer> asker) {
        List<SimHost<OverlayPeer>> others = live();
        if (asker.isRunning() && others.size() > 1) {
            SimHost<OverlayPeer> other = others.get(random.nextInt(others.size()));
            if (other != asker) {
                offer(asker, other);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static SimHost<OverlayPeer>[] newArray() {
        return new SimHost[1];
    }
}
