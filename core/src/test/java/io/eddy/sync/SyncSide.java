package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.node.Reply;
import io.eddy.store.Table;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Alice's logs in a world that records. */
final class SyncSide implements SyncApplication {
    static final Bytes ROOM = Group.ofRoom("everyone");

    final RecordingWorld world;
    final Node node;
    final Sync sync;
    final List<SyncEvent> events = new ArrayList<>();
    final List<MessageId> kept = new ArrayList<>();
    final Set<PeerId> contacts = new LinkedHashSet<>();
    final Set<PeerId> unwelcome = new LinkedHashSet<>();

    /** Whether alice carries for others. */
    boolean carries = true;

    /** Own entries that are durable, and refusals. */
    final List<Object> replies = new ArrayList<>();

    SyncSide() {
        this(SyncConfig.DEFAULT);
    }

    SyncSide(SyncConfig config) {
        this(
                new RecordingWorld(
                        "alice",
                        Stream.<Table<?>>concat(Sync.tables().stream(), Stream.of(Shown.TABLE))
                                .toList(),
                        LinkWire.CHANNEL,
                        SyncWire.CHANNEL),
                config);
    }

    private SyncSide(RecordingWorld world, SyncConfig config) {
        this.world = world;
        node = new Node(world);
        node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        sync = Sync.attach(node, config, this, events::add);
        node.start();
    }

    /** Another life over what this one left. */
    SyncSide restarted(SyncConfig config) {
        world.store().crash();
        SyncSide next =
                new SyncSide(new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, SyncWire.CHANNEL), config);
        // Two lives must not draw the same numbers for their logs.
        next.world.random().nextLong();
        next.contacts.addAll(contacts);
        return next;
    }

    static Bytes pair(String other) {
        return Group.ofPair(idOf("alice"), idOf(other));
    }

    SyncSide inRoom() {
        sync.follow(ROOM, Audience.room());
        return this;
    }

    SyncSide with(String other) {
        sync.follow(pair(other), Audience.pair(idOf("alice"), idOf(other)));
        return this;
    }

    /** Links whoever has this name, who opens; what is said at that is taken. */
    RecordingLink link(String name) {
        RecordingLink link = Greeting.of(name).on(world.accept(idOf(name)), world, node, idOf(name));
        hear(link, new Open(name.hashCode()));
        return link;
    }

    /** Links somebody who follows a conversation and has this much of it. */
    RecordingLink link(String name, Bytes group, Head... heads) {
        RecordingLink link = link(name);
        hear(link, new Frontier(group, List.of(heads), false));
        return link;
    }

    void hear(RecordingLink link, SyncMessage message) {
        world.hear(node, link, SyncWire.CHANNEL, message);
    }

    /** Answers the last question on a link with these runs. */
    void give(RecordingLink link, Bytes group, Run... runs) {
        List<Want> wants = link.said(Want.class);
        hear(link, new Given(wants.get(wants.size() - 1).question(), group, List.of(runs), List.of()));
    }

    void drop(RecordingLink link) {
        node.onLinkDown(link, Closing.of(Closing.Code.BROKEN, ""));
    }

    /** All that is written becomes durable, and what follows from that. */
    void settle() {
        while (world.store().isDirty()) {
            world.store().commit();
        }
    }

    /** Lets time pass in steps; those at the other ends answer every ping, and the disk is fast. */
    void elapse(Duration duration, RecordingLink... others) {
        for (Duration left = duration; !left.isZero(); ) {
            Duration step = left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1);
            world.elapse(step);
            settle();
            for (RecordingLink link : others) {
                world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Pong(0));
            }
            left = left.minus(step);
        }
    }

    void append(Bytes group, String text) {
        append(group, new Draft(Content.TEXT, Bytes.owning(text.getBytes(StandardCharsets.UTF_8)), List.of()));
    }

    void append(Bytes group, Draft draft) {
        sync.append(group, draft, new Reply<>() {
            @Override
            public void done(Entry result) {
                replies.add(result);
            }

            @Override
            public void rejected(String sentence) {
                replies.add(sentence);
            }
        });
    }

    Entry said(int index) {
        return (Entry) replies.get(index);
    }

    List<String> takenTexts() {
        return events.stream()
                .filter(SyncEvent.Taken.class::isInstance)
                .map(event -> ((SyncEvent.Taken) event).entry().text())
                .toList();
    }

    <E> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public boolean speaks(PeerId peer) {
        return !peer.equals(idOf("manager"));
    }

    @Override
    public boolean isContact(PeerId peer) {
        return contacts.contains(peer);
    }

    @Override
    public boolean carriesFor(PeerId contact) {
        return carries;
    }

    @Override
    public boolean isWelcome(Bytes group, PeerId author) {
        return !unwelcome.contains(author);
    }

    @Override
    public void onKept(Entry entry, boolean caughtUp) {
        kept.add(entry.id());
        world.store().put(Shown.TABLE, Shown.of(entry));
    }
}
