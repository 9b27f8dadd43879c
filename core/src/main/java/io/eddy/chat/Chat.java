package io.eddy.chat;

import io.eddy.chat.ChatEvent.Carries;
import io.eddy.chat.ChatEvent.ContactMade;
import io.eddy.chat.ChatEvent.Forked;
import io.eddy.chat.ChatEvent.Wanted;
import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.store.Table;
import io.eddy.sync.Audience;
import io.eddy.sync.Draft;
import io.eddy.sync.Sync;
import io.eddy.sync.SyncApplication;
import io.eddy.sync.SyncEvent;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people say: kept before it is sent, brought by whoever meets those it is for, and shown once.
 *
 * <p>Each conversation is one of {@link Sync}, in whose logs it stands. What is said to one other peer is sealed to
 * that one's key; when the key is not known yet, it waits for that. What is said in a room goes to everyone by a
 * broadcast too, which is faster than the logs and reaches those who are not linked to us ({@link #onEntry}).
 */
public final class Chat {
    private final World world;
    private final ChatConfig config;
    private final ChatHost host;
    private final Chronicle chronicle;
    private final PeerId self;
    private final ChatTally tally = new ChatTally();
    private final Sync sync;
    private final Rooms rooms;
    private final Pairs pairs;
    private final Outgoing outgoing;
    private final Letters letters;
    private final SaidAnew saidAnew;
    private final Gathering gathering;

    private Chat(Node node, World world, ChatConfig config, ChatHost host, Chronicle chronicle) {
        this.world = world;
        this.config = config;
        this.host = host;
        this.chronicle = chronicle;
        self = node.self();
        rooms = new Rooms(world, config.maxJoined());
        pairs = new Pairs(world.store(), self, config.maxPairs(), config.maxStrangers());
        outgoing = new Outgoing(world, host, chronicle, config.maxKept());
        sync = Sync.attach(node, config.logs(), new Application(), this::onSync);
        letters = new Letters(world, host, sync, outgoing);
        saidAnew = new SaidAnew(world, sync, rooms, outgoing, letters, chronicle);
        gathering = new Gathering(world, host, where -> sync.isBehind(where.group(self)));
    }

    /** Adds a chat to a node. */
    public static Chat attach(Node node, World world, ChatConfig config, ChatHost host, Chronicle chronicle) {
        return new Chat(node, world, config, host, chronicle);
    }

    /** What a chat keeps. */
    public static List<Table<?>> tables() {
        return Stream.of(
                        Rooms.tables(),
                        List.of(Pair.TABLE, Waiting.TABLE, Carrier.TABLE, Unsealed.TABLE, Unshown.TABLE),
                        Sync.tables(),
                        EarlierEntries.tables())
                .<Table<?>>flatMap(List::stream)
                .toList();
    }

    public ChatTally tally() {
        return tally;
    }

    /** What the conversations stand in. */
    public Sync logs() {
        return sync;
    }

    /** Messages that wait for this peer. */
    public int keptFor(PeerId peer) {
        return outgoing.in(new With(peer));
    }

    /** Those for whom messages wait. */
    public List<PeerId> awaited() {
        return outgoing.talks().stream()
                .filter(With.class::isInstance)
                .map(talk -> ((With) talk).peer())
                .toList();
    }

    /** Those who carry for this peer when they are asked to. */
    public List<PeerId> carriers() {
        return pairs.all().stream().filter(pairs::isMutual).toList();
    }

    /** A message of ours that those whom it is for may not have. */
    public Optional<Pending> pending(MessageId id) {
        return outgoing.find(id)
                .map(waiting -> new Pending(
                        waiting.where(),
                        waiting.said(),
                        waiting.where() instanceof With with && letters.isAwaited(with.peer()),
                        carriers(waiting)));
    }

    /** Those with a session are known to have it, or not to; of others it is remembered what they said. */
    private List<PeerId> carriers(Waiting waiting) {
        MessageId id = waiting.said().id();
        return Stream.concat(
                        sync.carriers(waiting.where().group(self), id.log(), id.number()).stream(),
                        outgoing.carriers(id).stream().filter(peer -> !sync.isMet(peer)))
                .toList();
    }

    /** Sends a direct message; the result comes when it is kept durably. */
    public void send(PeerId to, String text, Reply<MessageId> reply) {
        Optional<String> complaint = to.equals(self) ? Optional.of("that is yourself") : complaint(text);
        if (complaint.isPresent()) {
            reply.rejected(complaint.get());
        } else if (keptFor(to) >= config.maxKept()) {
            reply.rejected("already " + config.maxKept() + " messages wait for that peer");
        } else if (!pairs.isKnown(to) && !pairs.hasRoom()) {
            reply.rejected(
                    "messages were exchanged with " + config.maxPairs() + " peers, which is the most there can be");
        } else {
            accept(to, text, reply);
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
        Draft draft = new Draft(Content.TEXT, utf8(text), sync.latest(group.get()));
        sync.append(group.get(), draft, reply.after(entry -> {
            reply.done(entry.id());
            host.broadcast(entry);
        }));
    }

    /** Joins a room; whoever is the first makes it. The result is its name as it is joined, durably. */
    public void join(String room, Reply<String> reply) {
        rooms.join(room, reply, group -> sync.follow(group, Audience.room()));
    }

    /** Leaves a room; the result is its name as it was joined, when that is kept durably. */
    public void leave(String room, Reply<String> reply) {
        rooms.leave(room, reply, sync::unfollow);
    }

    /** The rooms that this peer is in, {@link RoomName#EVERYONE} first. */
    public List<String> rooms() {
        return rooms.names();
    }

    /** The broadcast has brought an entry, which is whole and signed by its author. */
    public void onEntry(Entry entry) {
        sync.onEntry(entry);
    }

    /** Whether an entry of somebody, or one's own, has come before and is kept. */
    public boolean isKept(Entry entry) {
        return sync.isKept(entry);
    }

    /** It is known now by what to seal what is for this one. */
    public void onKey(PeerId peer) {
        letters.onKey(peer);
    }

    /** What could not be sealed while nothing could be written, or because the key came from elsewhere. */
    public void sealAwaited() {
        letters.sealAwaited();
    }

    /** The operator wants nothing to do with this one any more: nothing of it, or for it, is carried. */
    public void onBlocked(PeerId peer) {
        sync.carryNoMore(peer);
    }

    private void meet(PeerId peer) {
        if (!pairs.isKnown(peer)) {
            pairs.onMet(peer);
            host.tell(new ContactMade(peer));
            sync.follow(Group.ofPair(self, peer), Audience.pair(self, peer));
        }
    }

    private void sayAgain(PeerId to, Utterance undelivered) {
        chronicle.onTakenBack(new With(to), undelivered);
        accept(to, undelivered.text(), Reply.ignored());
    }

    private void accept(PeerId to, String text, Reply<MessageId> reply) {
        meet(to);
        pairs.onSaid(to);
        letters.write(to, text, reply);
    }

    private void onSync(SyncEvent event) {
        if (event instanceof SyncEvent.Carried carried) {
            outgoing.onReached(carried.upTo(), carried.carrier());
        } else if (event instanceof SyncEvent.Delivered delivered) {
            outgoing.onReached(delivered.upTo(), delivered.recipient());
        } else if (event instanceof SyncEvent.TakenToCarry taken) {
            host.tell(new Carries(taken.recipient()));
        } else if (event instanceof SyncEvent.Forked forked) {
            int again = forked.author().equals(self) ? saidAnew.say() : 0;
            host.tell(new Forked(forked.author(), again));
        }
        // What was taken was told when it was written.
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
        return world.store().accepting()
                ? Optional.empty()
                : Optional.of("nothing can be written to the disk at present, so nothing is sent; see /status");
    }

    private static Bytes utf8(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the logs ask, and tell in the turn of each write. */
    private final class Application implements SyncApplication {
        @Override
        public boolean speaks(PeerId peer) {
            return host.keepsLogs(peer);
        }

        @Override
        public boolean isContact(PeerId peer) {
            return pairs.isMutual(peer);
        }

        @Override
        public boolean carriesFor(PeerId contact) {
            return host.carries();
        }

        @Override
        public boolean isWelcome(Bytes group, PeerId author) {
            if (host.isBlocked(author)) {
                return false;
            }
            boolean full = !pairs.isKnown(author) && !pairs.hasRoomForStranger();
            return !full || !group.equals(Group.ofPair(self, author));
        }

        @Override
        public void onStarted() {
            rooms.load();
            pairs.load();
            outgoing.load();
            letters.load();
            gathering.load();
            rooms.groups().forEach(group -> sync.follow(group, Audience.room()));
            pairs.all().forEach(peer -> sync.follow(Group.ofPair(self, peer), Audience.pair(self, peer)));
            outgoing.onKnownReached(
                    (where, id) -> sync.reached(where.group(self), id.log()).orElse(0) >= id.number());
            for (Talk talk : outgoing.talks()) {
                if (talk instanceof With with) {
                    host.tell(new Wanted(with.peer(), true));
                }
            }
            int again = saidAnew.say(); // After a crash between the proof and that.
            if (again > 0) {
                host.tell(new Forked(self, again));
            }
            letters.sealAwaited();
            letters.recipients().forEach(host::seekKey);
            if (world.store().accepting()) {
                EarlierEntries.forget(world.store(), Chat.this::sayAgain);
            }
        }

        @Override
        public void onKept(Entry entry, boolean caughtUp) {
            Bytes group = entry.header().place().group();
            PeerId author = entry.id().author();
            Optional<String> room = rooms.name(group);
            if (room.isEmpty() && !author.equals(self)) {
                meet(author); // Whatever it says: it takes one of the places that there are for others.
            }
            if (entry.header().content().type() != Content.TEXT) {
                return;
            }
            if (author.equals(self)) {
                onCameBack(entry, room);
            } else if (room.isPresent()) {
                boolean shown = rooms.wasThere(group, entry.sentAtMillis()) || !caughtUp;
                onHeard(new In(room.get()), Utterance.of(entry, entry.text()), shown);
            } else {
                onLetter(author, entry);
            }
        }

        @Override
        public void onWritten(Entry entry) {
            Bytes group = entry.header().place().group();
            Optional<String> room = rooms.name(group);
            if (room.isPresent() && entry.header().content().type() == Content.TEXT) {
                outgoing.onWritten(new In(room.get()), Utterance.of(entry, entry.text()));
            }
            Optional<String> letter = letters.take(entry.id());
            PeerId other = pairs.find(group);
            if (letter.isPresent() && other != null) {
                outgoing.onWritten(new With(other), Utterance.of(entry, letter.get()));
            }
        }

        /** It was lost here, and others had it; what is for one of them, only that one can read. */
        private void onCameBack(Entry entry, Optional<String> room) {
            PeerId other = pairs.find(entry.header().place().group());
            if (room.isPresent()) {
                outgoing.onCameBack(new In(room.get()), Utterance.of(entry, entry.text()));
            } else if (other != null) {
                pairs.onSaid(other);
            }
        }

        private void onLetter(PeerId author, Entry entry) {
            pairs.onHeard(author);
            Optional<String> text = open(entry);
            if (text.isPresent()) {
                onHeard(new With(author), Utterance.of(entry, text.get()), true);
            } else {
                tally.unreadable++;
            }
        }

        private Optional<String> open(Entry entry) {
            return SealedBody.open(world.sealing(), self, entry.header().place(), entry.body())
                    .map(plain -> new String(plain.array(), StandardCharsets.UTF_8));
        }

        private void onHeard(Talk where, Utterance said, boolean shown) {
            chronicle.onSaid(where, said, world.wallClockMillis());
            if (shown) {
                gathering.onHeard(where, said);
            }
        }

        @Override
        public void onKeptTogether() {
            gathering.settle();
        }
    }
}
