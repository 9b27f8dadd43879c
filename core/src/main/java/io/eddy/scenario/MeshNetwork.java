package io.eddy.scenario;

import io.eddy.MeshConfig;
import io.eddy.PeerConfig;
import io.eddy.PeerEvent;
import io.eddy.PeerNode;
import io.eddy.atlas.AtlasConfig;
import io.eddy.chat.RoomName;
import io.eddy.entry.MessageId;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.overlay.Overlay;
import io.eddy.overlay.OverlayConfig;
import io.eddy.overlay.Topology;
import io.eddy.scenario.Broadcasts.Broadcast;
import io.eddy.scenario.SimulatedPeer.Contact;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** A network of whole peers in virtual time, and what is said in it. */
final class MeshNetwork {
    final SimNetwork network;
    final Broadcasts broadcasts = new Broadcasts();
    private final SplittableRandom random;
    /** Above so many peers each maps only some of the others: whole maps would take most of the time and memory. */
    private static final int LARGE = 200;

    private static final int PLACES_IF_LARGE = 32;
    private static final int ADDRESSES_IF_LARGE = 300;

    private final MeshConfig sizes;
    private final int peers;
    private final Scenario scenario;
    private final List<SimHost<SimulatedPeer>> hosts = new ArrayList<>();

    /** The hosts that run, in no order, and where each stands: so that one can be drawn. */
    private final List<SimHost<SimulatedPeer>> live = new ArrayList<>();

    private final Map<SimHost<SimulatedPeer>, Integer> places = new LinkedHashMap<>();
    private final Map<SimHost<SimulatedPeer>, Integer> numbers = new LinkedHashMap<>();
    /** The numbers of those that are hostile. */
    private final BitSet hostile = new BitSet();

    private int said;

    /**
     * A network without peers.
     *
     * @param peers how many will join
     * @param scenario says with whom they begin, and whether some of them are hostile
     */
    MeshNetwork(long seed, int peers, Scenario scenario) {
        this.peers = peers;
        this.sizes = sizes(peers);
        this.network = new SimNetwork(seed, Faults.NONE);
        this.random = new SplittableRandom(seed ^ 0x5eed);
        this.scenario = scenario;
    }

    /** One more peer joins. */
    void join() {
        int number = hosts.size();
        String name = "peer" + number;
        SimHost<SimulatedPeer> host = network.add(name, world -> start(world, number, name));
        hosts.add(host);
        numbers.put(host, number);
        boolean drawn = scenario.fault == Scenario.Fault.HOSTILITY && random.nextInt(100) < scenario.percent;
        if (drawn && number > 0) { // Somebody has to be honest.
            Saboteur.Harm[] harms = Saboteur.Harm.values();
            hostile.set(number);
            host.tamperWith(new Saboteur(harms[hostile.cardinality() % harms.length], random.split()));
        }
        noteLive(host);
    }

    int size() {
        return hosts.size();
    }

    SimHost<SimulatedPeer> host(int number) {
        return hosts.get(number);
    }

    List<SimHost<SimulatedPeer>> live() {
        return List.copyOf(live);
    }

    /** The numbers of the honest hosts that run. */
    BitSet liveNumbers() {
        BitSet numbers = new BitSet(hosts.size());
        for (int number = 0; number < hosts.size(); number++) {
            numbers.set(number, isLookedAt(number));
        }
        return numbers;
    }

    private boolean isLookedAt(int number) {
        return hosts.get(number).isRunning() && !hostile.get(number);
    }

    /** Some of the hosts that run, each set as likely as any other. */
    List<SimHost<SimulatedPeer>> drawn(int count) {
        List<SimHost<SimulatedPeer>> rest = new ArrayList<>(live);
        List<SimHost<SimulatedPeer>> chosen = new ArrayList<>();
        while (chosen.size() < count && !rest.isEmpty()) {
            int at = random.nextInt(rest.size());
            chosen.add(rest.get(at));
            rest.set(at, rest.get(rest.size() - 1));
            rest.remove(rest.size() - 1);
        }
        return chosen;
    }

    int number(SimHost<SimulatedPeer> host) {
        return Objects.requireNonNull(numbers.get(host));
    }

    void noteLive(SimHost<SimulatedPeer> host) {
        places.put(host, live.size());
        live.add(host);
    }

    void noteGone(SimHost<SimulatedPeer> host) {
        Integer place = places.remove(host);
        if (place != null) {
            SimHost<SimulatedPeer> last = live.remove(live.size() - 1);
            if (last != host) {
                live.set(place, last);
                places.put(last, place);
            }
        }
    }

    /**
     * An honest peer drawn at random says something to everyone.
     *
     * @param within of the number of the sender, whether the peer of a number is not cut off from it
     */
    void broadcast(Within within) {
        broadcast(anybody(), within);
    }

    /** An honest peer that runs, drawn at random. */
    SimHost<SimulatedPeer> anybody() {
        SimHost<SimulatedPeer> drawn = live.get(random.nextInt(live.size()));
        while (hostile.get(number(drawn))) {
            drawn = live.get(random.nextInt(live.size()));
        }
        return drawn;
    }

    /** This one says something to everyone. */
    void broadcast(SimHost<SimulatedPeer> sender, Within within) {
        int from = number(sender);
        BitSet owed = liveNumbers();
        IntPredicate sameSide = within.of(from);
        owed.stream().filter(number -> !sameSide.test(number)).forEach(owed::clear);
        owed.clear(from);
        Broadcast broadcast = new Broadcast(from, owed, network.elapsed());
        sender.run(program -> program.peer.commands().say(RoomName.EVERYONE, "word " + said++, new Reply<>() {
            @Override
            public void done(MessageId id) {
                broadcasts.add(id, broadcast);
            }

            @Override
            public void rejected(String sentence) {
                throw new IllegalStateException(sentence);
            }
        }));
    }

    /** Who is on whose side. */
    interface Within {
        IntPredicate of(int sender);
    }

    /** Messages with an entry that were sent so far by those that run. */
    long posted() {
        return live.stream()
                .mapToLong(host -> host.program().peer.mesh().gossip().tally().posted())
                .sum();
    }

    /** The graph of neighbours among the honest ones that run. */
    Topology topology() {
        Map<PeerId, List<PeerId>> neighbours = new LinkedHashMap<>();
        for (SimHost<SimulatedPeer> host : hosts) {
            if (isLookedAt(number(host))) {
                neighbours.put(host.id(), host.program().peer.mesh().overlay().neighbours());
            }
        }
        return Topology.of(neighbours);
    }

    /** Links between honest ones that run, each held by its first side only. */
    Set<List<PeerId>> oneSided() {
        Map<PeerId, Overlay> overlays = new LinkedHashMap<>();
        for (SimHost<SimulatedPeer> host : hosts) {
            if (isLookedAt(number(host))) {
                overlays.put(host.id(), host.program().peer.mesh().overlay());
            }
        }
        Set<List<PeerId>> found = new LinkedHashSet<>();
        overlays.forEach((id, overlay) -> {
            for (PeerId other : overlay.neighbours()) {
                Overlay far = overlays.get(other);
                if (far != null && !far.isNeighbour(id)) {
                    found.add(List.of(id, other));
                }
            }
        });
        return found;
    }

    private static MeshConfig sizes(int peers) {
        AtlasConfig.Limits all = AtlasConfig.Limits.DEFAULT;
        return peers <= LARGE
                ? MeshConfig.DEFAULT
                : new MeshConfig(
                        OverlayConfig.DEFAULT.withBookOf(ADDRESSES_IF_LARGE),
                        new AtlasConfig.Limits(PLACES_IF_LARGE, all.checksPerSecond(), all.checksAtOnce()));
    }

    private SimulatedPeer start(World world, int number, String name) {
        Endpoint endpoint = Endpoint.parse("0.0.0.0:49152", -1);
        PeerNode node = new PeerNode(world, endpoint, PeerConfig.inMemory(name), sizes, event -> {
            if (event instanceof PeerEvent.MessageReceived shown) {
                broadcasts.onShown(number, shown.message());
            }
        });
        return new SimulatedPeer(
                node,
                this::contact,
                received -> broadcasts.onReceived(number, received.entry().id(), received.hops(), network.elapsed()));
    }

    private Optional<Contact> contact() {
        if (live.isEmpty()) {
            return Optional.empty();
        }
        boolean first = scenario == Scenario.JOINSTORM && hosts.size() < peers;
        SimHost<SimulatedPeer> host = live.get(first ? 0 : random.nextInt(live.size()));
        return Optional.of(new Contact(host.id(), host.endpoint()));
    }
}
