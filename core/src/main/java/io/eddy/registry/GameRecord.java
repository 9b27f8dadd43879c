package io.eddy.registry;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.Player.Presence;
import io.eddy.ring.RingId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A game as a manager keeps it: one row, so that a game is there with all its seats or not at all.
 *
 * @param seats the dealer's first
 */
record GameRecord(RingId game, Request request, String kind, List<Seat> seats, Course course) {

    /** What a game was made for: asked for again, it is not made again. */
    record Request(PeerId dealer, Bytes id) {}

    /** How far a game is. The order is the encoding in the store. */
    enum Phase {
        /** Its seats are reserved. */
        PICKED,
        /** Every player has taken its seat; some may have left since. */
        STARTED,
        ENDED
    }

    /**
     * How a game goes.
     *
     * @param endedMillis by the manager's wall clock; 0 as long as it has not ended
     * @param reason why it has ended
     */
    record Course(Phase phase, long createdMillis, long endedMillis, String reason) {}

    /** Whether a seat binds its player. The order is the encoding in the store. */
    enum Hold {
        RESERVED,
        TAKEN,
        FREED
    }

    /** One player's seat, with the name and address of the player when it was picked. */
    record Seat(PeerId peer, String name, Endpoint address, Hold hold) {
        static final Codec<Seat> CODEC = Codec.record(
                Codec.field(PeerId.CODEC, Seat::peer),
                Codec.field(Codec.text(PeerName.MAX_BYTES), Seat::name),
                Codec.field(Endpoint.CODEC, Seat::address),
                Codec.field(Codec.enumeration(Hold.class), Seat::hold),
                Seat::new);

        boolean isHeld() {
            return hold != Hold.FREED;
        }

        Seat as(Hold next) {
            return new Seat(peer, name, address, next);
        }
    }

    private static final Codec<List<Seat>> SEATS = Seat.CODEC.listOf(GameLine.MAX_PLAYERS);

    static final Table<GameRecord> TABLE = new Table<>(
            "game",
            2,
            List.of(
                    Table.bytes("id", game -> game.game.bytes()),
                    Table.bytes("dealer", game -> Bytes.owning(game.request.dealer.toBytes())),
                    Table.bytes("request_id", game -> game.request.id),
                    Table.text("kind", GameRecord::kind),
                    Table.bytes("seats", game -> Bytes.owning(SEATS.toBytes(game.seats))),
                    Table.integer(
                            "phase", game -> (long) List.of(Phase.values()).indexOf(game.course.phase)),
                    Table.integer("created_ms", game -> game.course.createdMillis),
                    Table.integer("ended_ms", game -> game.course.endedMillis),
                    Table.text("reason", game -> game.course.reason)),
            1,
            GameRecord::of);

    private static GameRecord of(Row row) {
        return new GameRecord(
                new RingId(row.bytes(0)),
                new Request(PeerId.fromBytes(row.bytes(1).array()), row.bytes(2)),
                row.text(3),
                SEATS.fromBytes(row.bytes(4).array()),
                new Course(Phase.values()[(int) row.integer(5)], row.integer(6), row.integer(7), row.text(8)));
    }

    boolean isOver() {
        return course.phase == Phase.ENDED;
    }

    boolean hasStarted() {
        return course.phase == Phase.STARTED;
    }

    /** Whether some player has still to take its seat. */
    boolean isAwaited() {
        return seats.stream().anyMatch(seat -> seat.hold == Hold.RESERVED);
    }

    boolean isHeldBy(PeerId peer) {
        Seat seat = seatOf(peer);
        return seat != null && seat.isHeld();
    }

    @Nullable
    Seat seatOf(PeerId peer) {
        return seats.stream().filter(seat -> seat.peer.equals(peer)).findFirst().orElse(null);
    }

    List<String> names() {
        return seats.stream().map(Seat::name).toList();
    }

    GameLine line() {
        return new GameLine(game, kind, names());
    }

    /** The players as they were when they were picked: the answer to whoever asks again, too. */
    List<Player> players() {
        return seats.stream()
                .map(seat -> new Player(seat.name, seat.peer, Presence.PLAYING, seat.address, course.createdMillis))
                .toList();
    }

    /** The player has taken its seat; with the last of them the game has started. */
    GameRecord taken(PeerId peer) {
        List<Seat> after = seats.stream()
                .map(seat -> seat.peer.equals(peer) ? seat.as(Hold.TAKEN) : seat)
                .toList();
        boolean complete = after.stream().allMatch(seat -> seat.hold == Hold.TAKEN);
        Phase phase = complete && !isOver() ? Phase.STARTED : course.phase;
        return new GameRecord(
                game, request, kind, after, new Course(phase, course.createdMillis, course.endedMillis, course.reason));
    }

    /** These seats bind nobody any more; when none does, the game has ended. */
    GameRecord freed(Predicate<Seat> which, long nowMillis, String reason) {
        List<Seat> after = seats.stream()
                .map(seat -> which.test(seat) ? seat.as(Hold.FREED) : seat)
                .toList();
        boolean over = after.stream().noneMatch(Seat::isHeld);
        Course next = over ? new Course(Phase.ENDED, course.createdMillis, nowMillis, reason) : course;
        return new GameRecord(game, request, kind, after, next);
    }
}
