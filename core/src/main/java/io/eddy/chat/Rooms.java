package io.eddy.chat;

import io.eddy.chat.ChatEvent.Received;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rooms that this peer is in, and what others say there: kept and shown once, however often, late or out of order
 * it comes.
 */
final class Rooms {
    private static final JoinedRoom EVERYONE = JoinedRoom.of(RoomName.EVERYONE);

    private final Host<?, ?> host;
    private final ChatConfig.RoomLimits limits;
    private final Listeners listeners;
    private final ChatTally tally;
    private final Logs direct;
    private final RoomLogs logs;

    /** By the id of its conversation; the one that everybody is in first. */
    private final Map<Bytes, JoinedRoom> joined = new LinkedHashMap<>();

    /** Who is told of what is said: once it is durable, and in the turn in which it is written. */
    record Listeners(Consumer<ChatEvent> events, Chronicle chronicle) {}

    Rooms(Host<?, ?> host, ChatConfig.RoomLimits limits, Logs direct, Listeners listeners, ChatTally tally) {
        this.host = host;
        this.limits = limits;
        this.listeners = listeners;
        this.tally = tally;
        this.direct = direct;
        this.logs = new RoomLogs(host, limits.maxLogs(), direct::isContact);
        joined.put(group(EVERYONE), EVERYONE);
    }

    /** What the rooms keep. */
    static List<Table<?>> tables() {
        return List.of(JoinedRoom.TABLE, RoomLog.TABLE, RoomEntry.TABLE);
    }

    void load() {
        logs.load();
        host.store().load(JoinedRoom.TABLE).forEach(room -> joined.put(group(room), room));
    }

    /** What they are called, as the operator wrote it. */
    List<String> names() {
        return joined.values().stream().map(JoinedRoom::name).toList();
    }

    /** The id of the conversation in a room of this name, if this peer is in it. */
    Optional<Bytes> find(String name) {
        Bytes group = group(JoinedRoom.of(name));
        return joined.containsKey(group) ? Optional.of(group) : Optional.empty();
    }

    /** What the room of this conversation is called, in which this peer is. */
    String name(Bytes group) {
        JoinedRoom room = joined.get(group);
        if (room == null) {
            throw new IllegalArgumentException("no room that this peer is in");
        }
        return room.name();
    }

    boolean isJoined(Bytes group) {
        return joined.containsKey(group);
    }

    void join(String name, Reply<String> reply) {
        Optional<String> complaint = RoomName.complaint(name);
        if (complaint.isPresent()) {
            reply.rejected(complaint.get());
            return;
        }
        JoinedRoom room = JoinedRoom.of(name);
        JoinedRoom known = joined.get(group(room));
        if (known != null) {
            reply.done(known.name());
        } else if (joined.size() > limits.maxJoined()) {
            reply.rejected("one is in at most " + limits.maxJoined() + " rooms; leave another one first");
        } else if (!host.store().accepting()) {
            reply.rejected("nothing can be written to the disk at present, so no room is joined; see /status");
        } else {
            joined.put(group(room), room);
            host.store().put(JoinedRoom.TABLE, room);
            host.whenStored(() -> reply.done(name));
        }
    }

    void leave(String name, Reply<String> reply) {
        JoinedRoom room = joined.get(group(JoinedRoom.of(name)));
        if (room == null) {
            reply.rejected(notIn(name));
        } else if (room.equals(EVERYONE)) {
            reply.rejected("everybody is in the room " + EVERYONE.name() + "; it cannot be left");
        } else {
            joined.remove(group(room));
            host.store().delete(JoinedRoom.TABLE, room);
            host.whenStored(() -> reply.done(room.name()));
        }
    }

    static String notIn(String name) {
        return "you are not in a room " + name + "; see /rooms, or /join " + name;
    }

    /** An entry that is whole and signed has come. Whatever this peer has no part in is left alone. */
    void onEntry(Entry entry) {
        Place place = entry.header().place();
        JoinedRoom room = joined.get(place.group());
        PeerId author = PeerId.of(place.author());
        if (room == null || author.equals(host.self())) {
            tally.notForUs++;
            return;
        }
        LogHead.Key key = new LogHead.Key(place.group(), author, place.log());
        if (logs.isShown(key, place.number())) {
            tally.repeated++;
        } else if (!host.store().accepting() || !logs.hasRoomFor(key)) {
            tally.leftOut++;
        } else {
            direct.observe(entry);
            long order = logs.show(key, place.number());
            host.store()
                    .put(
                            RoomEntry.TABLE,
                            new RoomEntry(order % limits.maxKept(), order, host.wallClockMillis(), entry));
            listeners.chronicle().onRoom(room.name(), entry, host.wallClockMillis());
            host.whenStored(() -> show(entry, room));
        }
    }

    private void show(Entry entry, JoinedRoom room) {
        if (entry.header().content().type() == Content.TEXT) {
            listeners
                    .events()
                    .accept(new Received(entry.id(), Optional.of(room.name()), entry.text(), entry.sentAtMillis()));
        }
    }

    private static Bytes group(JoinedRoom room) {
        return Group.ofRoom(room.folded());
    }
}
