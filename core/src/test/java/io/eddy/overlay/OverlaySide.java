package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;

import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.overlay.AddressRecord.Owner;
import io.eddy.overlay.AddressRecord.Term;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alice's overlay in a world that records, with callers that only note whom they are to call. */
final class OverlaySide {
    static final long NOW_MILLIS = 1_750_000_000_000L;
    static final long DAY_MILLIS = 86_400_000L;

    final RecordingWorld world;
    final Node node;
    final Links links;
    final Overlay overlay;
    final List<OverlayEvent> events = new ArrayList<>();

    /** Who was called and not yet looked at, with the addresses. */
    final Map<PeerId, List<Endpoint>> called = new LinkedHashMap<>();

    final List<PeerId> released = new ArrayList<>();

    /** Where the other ends of sessions are seen, if a test says it. */
    final Map<PeerId, String> seenAt = new LinkedHashMap<>();

    /** Over whom what is said passes. */
    final List<PeerId> treeLinks = new ArrayList<>();

    /** Who takes part in the mesh: all, unless the test says otherwise. */
    final List<PeerId> strangers = new ArrayList<>();

    OverlaySide() {
        this(OverlayConfig.DEFAULT);
    }

    OverlaySide(OverlayConfig config) {
        this(config, new RecordingWorld("alice", Overlay.tables(), LinkWire.CHANNEL, OverlayWire.CHANNEL));
    }

    OverlaySide(OverlayConfig config, RecordingWorld world) {
        this.world = world;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        Callers callers = new Callers() {
            @Override
            public void call(PeerId peer, List<Endpoint> at) {
                called.put(peer, at);
            }

            @Override
            public String hostOf(PeerId peer) {
                return seenAt.getOrDefault(peer, "");
            }

            @Override
            public boolean isTreeLink(PeerId neighbour) {
                return treeLinks.contains(neighbour);
            }

            @Override
            public void release(PeerId peer) {
                released.add(peer);
            }
        };
        overlay = Overlay.attach(node, config, callers, peer -> !strangers.contains(peer), events::add);
        overlay.introduceAs("alice", List.of("192.0.2.1"), 5_050);
        node.start();
    }

    /** The next life of this peer, over what is durable of this one. */
    OverlaySide restarted() {
        world.store().crash();
        return new OverlaySide(
                OverlayConfig.DEFAULT,
                new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, OverlayWire.CHANNEL));
    }

    /** A genuine record of whoever has this name. */
    static AddressRecord record(String name) {
        return record(name, 1, List.of("10.0.0." + (1 + Math.floorMod(name.hashCode(), 250))));
    }

    static AddressRecord record(String name, long number, List<String> hosts) {
        return signed(name, name, new Term(number, NOW_MILLIS + DAY_MILLIS), hosts);
    }

    /** A record of one peer that another signed. */
    static AddressRecord signed(String owner, String signer, Term term, List<String> hosts) {
        return signed(new Owner(keyOf(owner), Optional.empty(), owner), signer, term, hosts);
    }

    static AddressRecord signed(Owner owner, String signer, Term term, List<String> hosts) {
        AddressRecord unsigned = new AddressRecord(owner, term, hosts, 5_000, Bytes.owning(new byte[64]));
        Bytes signature = Bytes.owning(signatureBy(signer, unsigned.signed()));
        return new AddressRecord(owner, term, hosts, 5_000, signature);
    }

    /** A session with whoever has this name; what was said to make it is taken, what the overlay said is not. */
    RecordingLink link(String name) {
        RecordingLink link = world.accept(idOf(name));
        node.onLinkUp(link);
        link.takeSaid();
        world.hear(node, link, LinkWire.CHANNEL, Greeting.of(name).hello());
        if (idOf(name).compareTo(node.self()) < 0) {
            world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Admit(1));
        }
        return link;
    }

    void hear(RecordingLink link, OverlayMessage message) {
        world.hear(node, link, OverlayWire.CHANNEL, message);
    }

    void drop(RecordingLink link) {
        node.onLinkDown(link, Closing.of(Closing.Code.BROKEN, ""));
    }

    /** A neighbour that joined here; what was said is taken. */
    RecordingLink neighbour(String name) {
        RecordingLink link = link(name);
        link.takeSaid();
        hear(link, new Join(name.hashCode(), record(name)));
        link.takeSaid();
        return link;
    }

    /** The first neighbour, which alice asked; what was said is taken. */
    RecordingLink contact(String name) {
        RecordingLink link = link(name);
        hear(link, accepting(only(link, Join.class).number(), record(name)));
        link.takeSaid();
        return link;
    }

    /** Somebody asks to be a neighbour, over a new session. */
    RecordingLink ask(String name, Priority priority) {
        RecordingLink link = link(name);
        link.takeSaid();
        hear(link, new Neighbour(name.hashCode(), priority, record(name)));
        return link;
    }

    /** Five neighbours, n1 to n5. */
    List<RecordingLink> full() {
        List<RecordingLink> links = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            links.add(neighbour("n" + i));
        }
        links.forEach(RecordingLink::takeSaid);
        return links;
    }

    /** Lets time pass while the peers at the other ends answer every ping. */
    void elapseLinked(Duration duration, RecordingLink... linked) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.elapse(Duration.ofSeconds(1));
            for (RecordingLink link : linked) {
                world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Pong(0));
            }
        }
    }

    List<String> neighbours() {
        return names(overlay.neighbours());
    }

    static List<String> names(List<PeerId> peers) {
        return peers.stream().map(OverlaySide::nameOf).toList();
    }

    static String nameOf(PeerId peer) {
        for (String name : List.of("alice", "bob", "carol", "dora", "eve", "mallory")) {
            if (idOf(name).equals(peer)) {
                return name;
            }
        }
        for (int i = 0; i <= 100; i++) {
            if (idOf("n" + i).equals(peer)) {
                return "n" + i;
            }
        }
        return peer.toString();
    }

    /** The one message of a kind that was said on a link. */
    static <T> T only(RecordingLink link, Class<T> kind) {
        List<T> said = link.said(kind);
        if (said.size() != 1) {
            throw new AssertionError(kind.getSimpleName() + " was not said once: " + link.said());
        }
        return said.get(0);
    }

    static NeighbourAnswer accepting(long number, AddressRecord... records) {
        return new NeighbourAnswer(number, true, false, List.of(records));
    }

    static NeighbourAnswer refusing(long number, AddressRecord... records) {
        return new NeighbourAnswer(number, false, false, List.of(records));
    }
}
