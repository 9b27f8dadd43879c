package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingStore;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A manager in a world that records, and the peers that are linked to it. */
final class ManagerSide {
    static final RegistryConfig CONFIG = RegistryConfig.DEFAULT;

    final RecordingWorld world;
    final Node node;
    final Links links;
    final Registry registry;
    final List<RegistryEvent> events = new ArrayList<>();

    private final Map<String, RecordingLink> sessions = new LinkedHashMap<>();

    ManagerSide() {
        this(CONFIG);
    }

    ManagerSide(RegistryConfig config) {
        this(config, new RecordingWorld("manager", Registry.tables(), LinkWire.CHANNEL, RegistryWire.CHANNEL));
    }

    private ManagerSide(RegistryConfig config, RecordingWorld world) {
        this.world = world;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.MANAGER, "manager", 1)));
        registry = node.attach(RegistryWire.CHANNEL, host -> new Registry(host, links, config, events::add));
        node.start();
    }

    /** The next life of this manager, over what is durable of this one. */
    ManagerSide restarted(Duration after) {
        RecordingStore store = world.store();
        store.crash();
        RecordingWorld next = new RecordingWorld("manager", store, LinkWire.CHANNEL, RegistryWire.CHANNEL);
        next.setWallClockMillis(world.wallClockMillis() + after.toMillis());
        return new ManagerSide(CONFIG, next);
    }

    /** Ends a life of this manager that is not the last: everything goes on over what is durable. */
    ManagerSide restarted() {
        return restarted(Duration.ofSeconds(1));
    }

    /** Links the peer of this key. */
    RecordingLink link(String peer) {
        RecordingLink link = Greeting.of(peer).on(world.accept(idOf(peer)), world, node, idOf(peer));
        sessions.put(peer, link);
        return link;
    }

    void hear(String peer, RegistryMessage message) {
        world.hear(node, session(peer), RegistryWire.CHANNEL, message);
    }

    /** What was said to a peer, which must be linked, since this was asked last. */
    List<Object> said(String peer) {
        return session(peer).takeSaid();
    }

    /** What the peer is answered when all is durable. */
    Object answer(String peer, RegistryMessage message) {
        said(peer);
        hear(peer, message);
        world.store().commit();
        List<Object> said = said(peer);
        return said.isEmpty() ? "nothing" : said.get(0);
    }

    /** Links a peer and registers it under its own name. */
    void enlist(String peer) {
        link(peer);
        answer(peer, new RegistryMessage.Register(1, peer));
        said(peer);
        events.clear();
    }

    /** A peer asks for a game of so many others, or of these. */
    Object start(String peer, int requestId, int count, String... named) {
        return answer(peer, asking(requestId, count, named));
    }

    /** The game that a peer asked for and was given. */
    Picked pick(String peer, int requestId, int count, String... named) {
        return (Picked) start(peer, requestId, count, named);
    }

    static Start asking(int requestId, int count, String... named) {
        byte[] id = new byte[Start.REQUEST_ID_BYTES];
        id[0] = (byte) (requestId >> 8);
        id[1] = (byte) requestId;
        List<PeerId> others = Stream.of(named).map(RecordingWorld::idOf).toList();
        return new Start(requestId, Bytes.owning(id), "gofish", count, others);
    }

    /** These take their seats. */
    void seat(RingId game, String... peers) {
        for (String peer : peers) {
            hear(peer, new Seated(game));
        }
        world.store().commit();
    }

    private RecordingLink session(String peer) {
        return Objects.requireNonNull(sessions.get(peer), peer);
    }

    void drop(String peer, Closing.Code code) {
        node.onLinkDown(session(peer), Closing.of(code, ""));
    }

    /** Lets time pass while these renew their leases of this epoch. */
    void elapseRenewing(Duration duration, long epoch, String... peers) {
        Duration step = Duration.ofSeconds(5);
        for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(step)) {
            for (String peer : peers) {
                hear(peer, new RegistryMessage.Renew(epoch));
            }
            world.elapse(step);
        }
        world.store().commit();
    }

    /** Leaves time enough for every lease that is not renewed to end. */
    void outlastLeases() {
        world.elapse(CONFIG.lease());
        world.store().commit();
    }

    /** Who is on the list, with what each does: {@code alice FREE}. */
    List<String> list() {
        return registry.players().stream()
                .map(player -> player.name() + " " + player.presence())
                .toList();
    }

    void enlistAll(String... peers) {
        for (String peer : peers) {
            enlist(peer);
        }
    }

    /** A game of these, whose seats are all taken. */
    Picked started(String dealer, String... others) {
        Picked picked = pick(dealer, 99, others.length, others);
        seat(picked.game(), dealer);
        seat(picked.game(), others);
        events.clear();
        said(dealer);
        return picked;
    }

    RingId gameOf(String peer) {
        return registry.games().stream()
                .filter(game -> game.players().contains(peer))
                .map(GameLine::game)
                .findFirst()
                .orElseThrow();
    }
}
