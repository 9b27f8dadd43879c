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
import java.util.function.Supplier;

/**
 * What people say: entries that are signed, kept before they are sent, sent until the recipient has them, and shown
 * once.
 *
 * <p>A direct message is kept for its recipient and sent whenever there is a session, in order, at most a window at
 * a time, until the recipient acknowledges it; the recipient does so when it has it durably. A number at or below
 * what is kept of its log has been shown. What is said in a room goes to whoever is linked at that moment.
 */
public final class Chat implements Protocol<ChatMessage, ChatTimer>, ChatMessage.Receiver, ChatTimer.Handler {
    /** The room that everybody is in. */
    public static final String EVERYONE = "everyone";

    private static final Bytes EVERYONE_GROUP = Group.ofRoom(EVERYONE);

    private final Host<ChatMessage, ChatTimer> host;
    private final ChatConfig config;
    private final Supplier<List<PeerId>> linkedPeers;
    private final Consumer<ChatEvent> events;
    private final Logs logs;
    private final Map<PeerId, Outbox> outboxes = new LinkedHashMap<>();

    /** By sender, the direct message that could not be written down; of what follows it nothing is taken before it. */
    private final Map<PeerId, Place> leftOut = new LinkedHashMap<>();

    private Chat(
            Host<ChatMessage, ChatTimer> host,
            ChatConfig config,
            Supplier<List<PeerId>> linkedPeers,
            Consumer<ChatEvent> events) {
        this.host = host;
        this.config = config;
        this.linkedPeers = linkedPeers;
        this.events = events;
        this.logs = new Logs(host);
    }

    /**
     * Adds a chat to a node.
     *
     * @param linkedPeers the peers, not managers, with a session
     */
    public static Chat attach(
            Node node, ChatConfig config, Supplier<List<PeerId>> linkedPeers, Consumer<ChatEvent> events) {
        return node.attach(ChatWire.CHANNEL, host -> new Chat(host, config, linkedPeers, events));
    }

    /** What a chat keeps. */
    public static List<Table<?>> tables() {
        return List.of(LogHead.TABLE, KeptEntry.TABLE, Undelivered.TABLE);
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

    /** Says something in the room of everyone; the result comes when it is kept durably. */
    public void say(String text, Reply<MessageId> reply) {
        Optional<String> complaint = complaint(text);
        if (complaint.isPresent()) {
            reply.rejected(complaint.get());
            return;
        }
        Entry entry = logs.append(EVERYONE_GROUP, utf8(text));
        host.whenStored(() -> {
            reply.done(entry.id());
            linkedPeers.get().forEach(peer -> host.send(peer, new Said(entry)));
        });
    }

    @Override
    public void start() {
        logs.load();
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
        boolean inRoom = place.group().equals(EVERYONE_GROUP);
        if (!PeerId.of(place.author()).equals(from)) {
            throw new ProtocolViolation("an entry that its author did not bring");
        }
        if (!inRoom && !place.group().equals(Group.ofPair(host.self(), from))) {
            throw new ProtocolViolation("an entry of a conversation that is not ours");
        }
        if (place.number() < 1) {
            throw new ProtocolViolation("an entry that contradicts itself");
        }
        LogHead head = logs.head(new LogHead.Key(place.group(), from, place.log()));
        if (head != null && place.number() <= head.number()) {
            // Shown already. What is not durable yet will be acknowledged when it is.
            host.whenStored(() -> acknowledge(from, head, inRoom));
        } else if ((head != null || logs.size() < config.maxLogs()) && isTaken(from, place, inRoom)) {
            check(entry);
            accept(from, entry, inRoom);
        }
        // Else it is not acknowledged, and will come again.
    }

    /** Whether a message can be written down; a direct one only behind those before it. */
    private boolean isTaken(PeerId from, Place place, boolean inRoom) {
        if (inRoom) {
            return host.store().accepting();
        }
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

    private void accept(PeerId from, Entry entry, boolean inRoom) {
        if (!inRoom && !logs.isKnown(entry.header().place().group())) {
            events.accept(new ContactMade(from));
        }
        LogHead head = logs.keep(from, entry);
        host.whenStored(() -> {
            acknowledge(from, head, inRoom);
            if (entry.header().content().type() == Content.TEXT) {
                Optional<String> room = inRoom ? Optional.of(EVERYONE) : Optional.empty();
                events.accept(new Received(entry.id(), room, entry.text(), entry.sentAtMillis()));
            }
        });
    }

    private void acknowledge(PeerId from, LogHead head, boolean inRoom) {
        if (!inRoom) {
            host.send(from, new Have(head.key().group(), head.key().log(), head.number()));
        }
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
