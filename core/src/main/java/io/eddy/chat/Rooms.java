package io.eddy.chat;

import io.eddy.entry.Group;
import io.eddy.entry.HybridClock;
import io.eddy.node.Reply;
import io.eddy.node.Timestamp;
import io.eddy.node.World;
import io.eddy.store.Store;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The rooms that this peer is in. */
final class Rooms {
    /** By then a newcomer has what the members keep; and if it met nobody, hours of talk that it missed are welcome. */
    private static final Duration NEWCOMER_FOR = Duration.ofMinutes(1);

    private static final JoinedRoom EVERYONE = JoinedRoom.of(RoomName.EVERYONE);

    private final World world;
    private final Store store;
    private final int limit;

    /** By the id of its conversation; the one that everybody is in first. */
    private final Map<Bytes, JoinedRoom> joined = new LinkedHashMap<>();

    private final Map<JoinedRoom, Long> joinedAtMillis = new LinkedHashMap<>();
    private final Map<JoinedRoom, Timestamp> joinedInThisLife = new LinkedHashMap<>();

    Rooms(World world, int limit) {
        this.world = world;
        this.store = world.store();
        this.limit = limit;
        joined.put(group(EVERYONE), EVERYONE);
    }

    /** What the rooms keep. */
    static List<Table<?>> tables() {
        return List.of(JoinedRoom.TABLE, JoinedAt.TABLE);
    }

    void load() {
        store.load(JoinedRoom.TABLE).forEach(room -> joined.put(group(room), room));
        Map<String, Long> since = new LinkedHashMap<>();
        store.load(JoinedAt.TABLE).forEach(at -> since.put(at.folded(), at.atMillis()));
        joined.values().forEach(room -> joinedAtMillis.put(room, since.getOrDefault(room.folded(), 0L)));
        if (!since.containsKey(EVERYONE.folded()) && store.accepting()) {
            noteJoined(EVERYONE);
            joinedInThisLife.put(EVERYONE, world.now());
        }
        joined.values().forEach(this::correct);
    }

    /** Whoever has joined while its clock was ahead would otherwise not be shown what it misses until then. */
    private void correct(JoinedRoom room) {
        if (joinedAtMillis.getOrDefault(room, 0L) > world.wallClockMillis() && store.accepting()) {
            noteJoined(room);
        }
    }

    /** What they are called, as the operator wrote it. */
    List<String> names() {
        return joined.values().stream().map(JoinedRoom::name).toList();
    }

    /** The ids of their conversations. */
    List<Bytes> groups() {
        return List.copyOf(joined.keySet());
    }

    /** The id of the conversation in a room of this name, if this peer is in it. */
    Optional<Bytes> find(String name) {
        Bytes group = group(JoinedRoom.of(name));
        return joined.containsKey(group) ? Optional.of(group) : Optional.empty();
    }

    /** What the room of this conversation is called, if this peer is in it. */
    Optional<String> name(Bytes group) {
        return Optional.ofNullable(joined.get(group)).map(JoinedRoom::name);
    }

    /**
     * Whether this peer was in the room when that was said, as its author's clock has it. Clocks are wrong: what comes
     * to a newcomer is the history if it was said before; to who has been there for longer it is news, unless it was
     * said hours before.
     */
    boolean wasThere(Bytes group, long saidAtMillis) {
        JoinedRoom room = joined.get(group);
        if (room == null) {
            return false;
        }
        correct(room);
        long sinceMillis = joinedAtMillis.getOrDefault(room, 0L);
        return saidAtMillis >= (isNewcomer(room) ? sinceMillis : sinceMillis - HybridClock.MAX_ANSWERED_LEAD_MILLIS);
    }

    private boolean isNewcomer(JoinedRoom room) {
        Timestamp joinedNow = joinedInThisLife.get(room);
        return joinedNow != null && joinedNow.until(world.now()).compareTo(NEWCOMER_FOR) < 0;
    }

    /** Joins a room; what is to be done with the id of its conversation is done when this peer was not in it. */
    void join(String name, Reply<String> reply, Consumer<Bytes> begin) {
        Optional<String> complaint = RoomName.complaint(name);
        if (complaint.isPresent()) {
            reply.rejected(complaint.get());
            return;
        }
        JoinedRoom room = JoinedRoom.of(name);
        JoinedRoom known = joined.get(group(room));
        if (known != null) {
            reply.done(known.name());
        } else if (joined.size() > limit) {
            reply.rejected("one is in at most " + limit + " rooms; leave another one first");
        } else if (!store.accepting()) {
            reply.rejected("nothing can be written to the disk at present, so no room is joined; see /status");
        } else {
            joined.put(group(room), room);
            store.put(JoinedRoom.TABLE, room);
            noteJoined(room);
            joinedInThisLife.put(room, world.now());
            begin.accept(group(room));
            world.whenStored(() -> reply.done(name));
        }
    }

    void leave(String name, Reply<String> reply, Consumer<Bytes> end) {
        JoinedRoom room = joined.get(group(JoinedRoom.of(name)));
        if (room == null) {
            reply.rejected(notIn(name));
        } else if (room.equals(EVERYONE)) {
            reply.rejected("everybody is in the room " + EVERYONE.name() + "; it cannot be left");
        } else {
            joined.remove(group(room));
            store.delete(JoinedRoom.TABLE, room);
            joinedAtMillis.remove(room);
            joinedInThisLife.remove(room);
            store.delete(JoinedAt.TABLE, new JoinedAt(room.folded(), 0));
            end.accept(group(room));
            world.whenStored(() -> reply.done(room.name()));
        }
    }

    static String notIn(String name) {
        return "you are not in a room " + name + "; see /rooms, or /join " + name;
    }

    private void noteJoined(JoinedRoom room) {
        long now = world.wallClockMillis();
        joinedAtMillis.put(room, now);
        store.put(JoinedAt.TABLE, new JoinedAt(room.folded(), now));
    }

    private static Bytes group(JoinedRoom room) {
        return Group.ofRoom(room.folded());
    }
}
