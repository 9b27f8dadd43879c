package io.eddy.chat;

import io.eddy.chat.ChatEvent.ContactMade;
import io.eddy.chat.ChatEvent.Delivered;
import io.eddy.chat.ChatEvent.Received;
import io.eddy.chat.ChatEvent.Wanted;
import io.eddy.chat.ChatMessage.Have;
import io.eddy.chat.ChatMessage.Said;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Reply;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What people say: entries that are signed, kept before they are sent, sent until the recipient has them, and shown
 * once.
 *
 * <p>A direct message is kept for its recipient and sent whenever there is a session, in order, at most a window at
 * a time, until the recipient acknowledges it; the recipient does so when it has it durably. A number at or below
 * what is kept of its log has been shown. What is said in a room goes to everyone by a broadcast, which also brings
 * what others say there ({@link #onEntry}).
 */
public final class Chat implements Protocol<ChatMessage, ChatTimer>, ChatMessage.Receiver, ChatTimer.Handler {
    private final Host<ChatMessage, ChatTimer> host;
    private final ChatConfig config;
    private final Consumer<Entry> broadcast;
    private final Consumer<ChatEvent> events;
    private final Chronicle chronicle;
    private final ChatTally tally = new ChatTally();
    private final Logs logs;
    private final Rooms rooms;
    private final Map<PeerId, Outbox> outboxes = new LinkedHashMap<>();

    /** By sender, the direct message that could not be written down; of what follows it nothing is taken before it. */
    private final Map<PeerId, Place> leftOut = new LinkedHashMap<>();

    private Chat(
            Host<ChatMessage, ChatTimer> host,
            ChatConfig config,
            Consumer<Entry> broadcast,
            Consumer<ChatEvent> events,
            Chronicle chronicle) {
        this.host = host;
        this.config = config;
        this.broadcast = broadcast;
        this.events = events;
        this.chronicle = chronicle;
        this.logs = new Logs(host);
        this.rooms = new Rooms(host, config.rooms(), logs, new Rooms.Listeners(events, chronicle), tally);
    }

    /**
     * Adds a chat to a node.
     *
     * @param broadcast brings an entry of ours to everyone
     */
    public static Chat attach(Node node, ChatConfig config, Consumer<Entry> broadcast, Consumer<ChatEvent> events) {
        return attach(node, config, broadcast, events, Chronicle.NONE);
    }

    /** As the other, with somebody who writes down what is said. */
    public static Chat attach(
            Node node, ChatConfig config, Consumer<Entry> broadcast, Consumer<ChatEvent> events, Chronicle chronicle) {
        return node.attach(ChatWire.CHANNEL, host -> new Chat(host, config, broadcast, events, chronicle));
    }

    /** What a chat keeps. */
    public static List<Table<?>> tables() {
        return Stream.concat(Stream.of(LogHead.TABLE, KeptEntry.TABLE, Undelivered.TABLE), Rooms.tables().stream())
                .toList();
    }

    public ChatTally tally() {
        return tally;
    }

    /** Messages that wait for this peer. */
    public int keptFor(PeerId peer) {
        Outbox outbox = outboxes.get(peer);
        return outbox == null ? 0 : outbox.size();
    }

    /** Sends a direct message; the result comes when it is kept durably. */
    public void send(PeerId to, String text, Reply<MessageId> reply) {
        Optional<String> complaint = complaint(text);
        if (to.equals(host.self())) {
            reply.rejected("that is yourself");
        } else if (complaint.isPresent()) {
            reply.rejected(complaint.get());
        } else if (keptFor(to) >= config.maxKept()) {
            reply.rejected("already " + config.maxKept() + " messages wait for that peer");
        } else {
            Bytes group = Group.ofPair(host.self(), to);
            if (!logs.isKnown(group)) {
                events.accept(new ContactMade(to));
            }
            Entry entry = logs.append(group, utf8(text));
            Undelivered undelivered = Undelivered.of(to, entry);
            host.store().put(Undelivered.TABLE, undelivered);
            chronicle.onDirect(to, entry, host.wallClockMillis());
            Outbox outbox = outboxes.computeIfAbsent(to, key -> new Outbox());
            outbox.add(undelivered);
            host.whenStored(() -> {
                outbox.oneMoreStored();
                reply.done(entry.id());
                events.accept(new Wanted(to, true));
                transmit(to, outbox);
            });
        }
    }

    /** Says something in a room that this peer is in; the result comes when it is kept durably. */
    public void say(String room, String text, Reply<MessageId> reply) {
        Optional<Bytes> group = rooms.find(room);
        Optional<String> complaint = group.isEmpty() ? Optional.of(Rooms.notIn(room)) : complaint(text);
        if (group.isEmpty() || complaint.isPresent()) {
            reply.rejected(complaint.orElseThrow());
            return;
        }
        Entry entry = logs.append(group.get(), utf8(text));
        chronicle.onRoom(rooms.name(group.get()), entry, host.wallClockMillis());
        host.whenStored(() -> {
            reply.done(entry.id());
            broadcast.accept(entry);
        });
    }

    /** Joins a room; whoever is the first makes it. The result is its name as it is joined, durably. */
    public void join(String room, Reply<String> reply) {
        rooms.join(room, reply);
    }

    /** Leaves a room; the result is its name as it was joined, when that is kept durably. */
    public void leave(String room, Reply<String> reply) {
        rooms.leave(room, reply);
    }

    /** The rooms that this peer is in, {@link RoomName#EVERYONE} first. */
    public List<String> rooms() {
        return rooms.names();
    }

    /** The broadcast has brought an entry, which is whole and signed by its author. */
    public void onEntry(Entry entry) {
        rooms.onEntry(entry);
    }

    @Override
    public void start() {
        logs.load();
        rooms.load();
        for (Undelivered undelivered : host.store().load(Undelivered.TABLE)) {
            Outbox outbox = outboxes.computeIfAbsent(undelivered.recipient(), key -> new Outbox());
            outbox.add(undelivered);
            outbox.oneMoreStored();
        }
        List.copyOf(outboxes.keySet()).forEach(peer -> events.accept(new Wanted(peer, true)));
    }

    @Override
    public void onPeerUp(PeerId peer) {
        Outbox outbox = outboxes.get(peer);
        if (outbox != null) {
            outbox.rewind();
            transmit(peer, outbox);
        }
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        host.disarm(new ChatTimer.AcknowledgementOverdue(peer));
        leftOut.remove(peer);
    }

    @Override
    public void onMessage(PeerId from, ChatMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onTimer(ChatTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onSaid(PeerId from, Said said) {
        Entry entry = said.entry();
        Place place = entry.header().place();
        if (!PeerId.of(place.author()).equals(from)) {
            throw new ProtocolViolation("an entry that its author did not bring");
        }
        if (rooms.isJoined(place.group())) {
            tally.outsideRooms++; // An earlier version says it so. By the broadcast it comes to everyone.
            return;
        }
        if (!place.group().equals(Group.ofPair(host.self(), from))) {
            throw new ProtocolViolation("an entry of a conversation that is not ours");
        }
        if (place.number() < 1) {
            throw new ProtocolViolation("an entry that contradicts itself");
        }
        LogHead head = logs.head(new LogHead.Key(place.group(), from, place.log()));
        if (head != null && place.number() <= head.number()) {
            // Shown already. What is not durable yet will be acknowledged when it is.
            host.whenStored(() -> acknowledge(from, head));
        } else if ((head != null || logs.size() < config.maxLogs()) && isTaken(from, place)) {
            check(entry);
            accept(from, entry);
        }
        // Else it is not acknowledged, and will come again.
    }

    /** Whether a message can be written down: only behind those before it. */
    private boolean isTaken(PeerId from, Place place) {
        Place missed = leftOut.get(from);
        if (missed != null && (missed.log() != place.log() || missed.number() != place.number())) {
            return false;
        }
        if (host.store().accepting()) {
            leftOut.remove(from);
            return true;
        }
        leftOut.put(from, place);
        return false;
    }

    @Override
    public void onHave(PeerId from, Have have) {
        Outbox outbox = outboxes.get(from);
        if (outbox == null || !have.group().equals(Group.ofPair(host.self(), from))) {
            return;
        }
        for (Undelivered delivered : outbox.acknowledged(have.log(), have.number())) {
            host.store().delete(Undelivered.TABLE, delivered);
            chronicle.onDelivered(from, delivered.entry());
            events.accept(new Delivered(delivered.entry().id(), from));
        }
        if (outbox.isEmpty()) {
            outboxes.remove(from);
            events.accept(new Wanted(from, false));
        }
        transmit(from, outbox);
    }

    @Override
    public void onAcknowledgementOverdue(PeerId peer) {
        Outbox outbox = outboxes.get(peer);
        if (outbox != null) {
            outbox.rewind();
            transmit(peer, outbox);
        }
    }

    private void transmit(PeerId to, Outbox outbox) {
        if (host.isUp(to)) {
            for (Undelivered undelivered : outbox.takeSendable(config.window(), config.windowBytes())) {
                host.send(to, new Said(undelivered.entry()));
            }
            if (outbox.isInFlight()) {
                host.arm(new ChatTimer.AcknowledgementOverdue(to), config.resendAfter());
            } else {
                host.disarm(new ChatTimer.AcknowledgementOverdue(to));
            }
        }
    }

    private void check(Entry entry) {
        Place place = entry.header().place();
        if (place.version() != Entry.VERSION || !entry.isWhole()) {
            throw new ProtocolViolation("an entry that contradicts itself");
        }
        if (!host.verify(
                place.author(), Entry.signed(entry.header()), entry.signature().array())) {
            throw new ProtocolViolation("an entry with a bad signature");
        }
        if (!logs.hasRoomFor(PeerId.of(place.author()), place)) {
            throw new ProtocolViolation("too many logs of one author");
        }
    }

    private void accept(PeerId from, Entry entry) {
        if (!logs.isContact(from)) {
            events.accept(new ContactMade(from));
        }
        LogHead head = logs.keep(from, entry);
        chronicle.onDirect(from, entry, host.wallClockMillis());
        host.whenStored(() -> {
            acknowledge(from, head);
            if (entry.header().content().type() == Content.TEXT) {
                events.accept(new Received(entry.id(), Optional.empty(), entry.text(), entry.sentAtMillis()));
            }
        });
    }

    private void acknowledge(PeerId from, LogHead head) {
        host.send(from, new Have(head.key().group(), head.key().log(), head.number()));
    }

    private Optional<String> complaint(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            return Optional.of("there is no text to say");
        }
        if (bytes > config.maxTextBytes()) {
            return Optional.of("a message has at most " + config.maxTextBytes() + " bytes of text, this one has "
                    + bytes + "; send it as a file, or in parts");
        }
        return host.store().accepting()
                ? Optional.empty()
                : Optional.of("nothing can be written to the disk at present, so nothing is sent; see /status");
    }

    private static Bytes utf8(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
