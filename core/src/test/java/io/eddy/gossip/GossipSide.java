package io.eddy.gossip;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.entry.Entry;
import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipEvent.Received;
import io.eddy.gossip.GossipMessage.Announced;
import io.eddy.gossip.GossipMessage.IHave;
import io.eddy.gossip.GossipMessage.Posted;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Alice's gossip in a world that records. */
final class GossipSide {
    static final String ROOM = "everyone";

    final RecordingWorld world = new RecordingWorld("alice", List.of(), LinkWire.CHANNEL, GossipWire.CHANNEL);
    final Node node = new Node(world);
    final Links links = node.attachLinks(
            LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
    final List<GossipEvent> events = new ArrayList<>();
    final Gossip gossip;

    GossipSide() {
        this(GossipConfig.DEFAULT);
    }

    GossipSide(GossipConfig config) {
        gossip = Gossip.attach(node, config, events::add);
        node.start();
    }

    /** What this one says in the room: number by number in its log 7. */
    static Made made(String author, long number) {
        return Made.by(author, number, author + " says " + number).inRoom(ROOM);
    }

    static Posted posted(int hops, Made made) {
        return new Posted(hops, made.entry());
    }

    static IHave have(int hops, MessageId... ids) {
        return new IHave(Arrays.stream(ids).map(id -> new Announced(id, hops)).toList());
    }

    /** Links whoever has this name. It is no neighbour. */
    RecordingLink link(String name) {
        return Greeting.of(name).on(world.accept(idOf(name)), world, node, idOf(name));
    }

    /** Links whoever has this name as a neighbour; what is said at that is taken. */
    RecordingLink neighbour(String name) {
        RecordingLink link = link(name);
        gossip.onNeighbourUp(idOf(name));
        link.takeSaid();
        return link;
    }

    /** Links a neighbour and makes it lazy. */
    RecordingLink lazyNeighbour(String name) {
        RecordingLink link = neighbour(name);
        hear(link, new GossipMessage.Prune());
        return link;
    }

    void hear(RecordingLink link, GossipMessage message) {
        world.hear(node, link, GossipWire.CHANNEL, message);
    }

    void drop(RecordingLink link) {
        node.onLinkDown(link, Closing.of(Closing.Code.BROKEN, ""));
    }

    /** Lets time pass in steps; those at the other ends answer every ping. */
    void elapseLinked(Duration duration, RecordingLink... others) {
        for (Duration left = duration; !left.isZero(); ) {
            Duration step = left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1);
            world.elapse(step);
            for (RecordingLink link : others) {
                world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Pong(0));
            }
            left = left.minus(step);
        }
    }

    /** The entries that were told, in order. */
    List<Entry> received() {
        return events.stream()
                .filter(Received.class::isInstance)
                .map(event -> ((Received) event).entry())
                .toList();
    }
}
