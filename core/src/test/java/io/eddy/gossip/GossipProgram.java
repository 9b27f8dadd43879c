package io.eddy.gossip;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.World;
import io.eddy.sim.Program;
import io.eddy.wire.Bytes;
import io.eddy.wire.TagTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node of nothing but links and gossip, which keeps its links; whoever it is linked to is its neighbour. */
final class GossipProgram implements Program {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(5);

    /** When there is nothing to wait for. */
    private record Never() {}

    /** Takes whatever it is sent, and never says a word. */
    private record Siphon() implements Protocol<GossipMessage, GossipTimer> {
        @Override
        public void start() {}

        @Override
        public void onMessage(PeerId from, GossipMessage message) {}

        @Override
        public void onTimer(GossipTimer timer) {}
    }

    /** Tells the gossip who is linked. */
    private final class Neighbours implements Protocol<Never, Never> {
        @Override
        public void start() {}

        @Override
        public void onPeerUp(PeerId peer) {
            if (gossip != null) {
                gossip.onNeighbourUp(peer);
            }
        }

        @Override
        public void onPeerDown(PeerId peer, Closing why) {
            if (gossip != null) {
                gossip.onNeighbourDown(peer);
            }
        }

        @Override
        public void onMessage(PeerId from, Never message) {}

        @Override
        public void onTimer(Never timer) {}
    }

    /** None of a siphon. */
    final @Nullable Gossip gossip;

    /** In the time of the network; a host's own begins anywhere. */
    final Duration startedAt;

    /** How often each entry was told, in this life. */
    final Map<MessageId, Integer> told = new LinkedHashMap<>();

    /** Neighbours that were found to be useless, in this life. */
    final Set<PeerId> useless = new LinkedHashSet<>();

    private final World world;
    private final Node node;
    private final Links links;
    private final Supplier<List<Endpoint>> targets;
    private final HybridClock clock = new HybridClock();
    private final long log;
    private long number;

    /**
     * Made for one life of a host.
     *
     * @param targets whom it dials
     * @param told hears of each entry with its hops
     */
    GossipProgram(
            World world,
            String name,
            Duration startedAt,
            boolean siphon,
            Supplier<List<Endpoint>> targets,
            BiConsumer<MessageId, Integer> told) {
        this.world = world;
        this.targets = targets;
        this.startedAt = startedAt;
        log = world.random().nextLong();
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL,
                host -> new Links(host, LinkConfig.of("sim", Role.PEER, name, world.wallClockMillis())));
        if (siphon) {
            gossip = null;
            node.attach(GossipWire.CHANNEL, host -> new Siphon());
        } else {
            gossip = Gossip.attach(node, GossipConfig.DEFAULT, event -> hear(event, told));
        }
        node.attach(new Channel<>(0xff, "neighbours", new TagTable<Never>(), Never.class), host -> new Neighbours());
    }

    /** Says something to everyone. */
    MessageId say(String text) {
        Bytes body = Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
        Place place = new Place(Entry.VERSION, Group.ofRoom("everyone"), world.key(), log, ++number);
        long time = clock.next(world.wallClockMillis());
        EntryHeader header = new EntryHeader(place, EntryHeader.NO_ENTRY, time, Entry.text(body));
        Entry entry = new Entry(header, Bytes.owning(world.sign(Entry.signed(header))), body);
        gossip().broadcast(entry);
        return entry.id();
    }

    Gossip gossip() {
        Gossip honest = gossip;
        if (honest == null) {
            throw new IllegalStateException("a siphon has none");
        }
        return honest;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        node.start();
        for (Endpoint target : targets.get()) {
            links.keep(target, Optional.empty(), LONGEST_REDIAL, new Target.Listener() {
                @Override
                public void onReached(PeerId peer) {}

                @Override
                public void onMissed(Closing why) {}
            });
        }
    }

    private void hear(GossipEvent event, BiConsumer<MessageId, Integer> listener) {
        if (event instanceof GossipEvent.Received received) {
            MessageId id = received.entry().id();
            told.merge(id, 1, Integer::sum);
            listener.accept(id, received.hops());
        } else if (event instanceof GossipEvent.Useless found) {
            useless.add(found.neighbour());
        }
    }
}
