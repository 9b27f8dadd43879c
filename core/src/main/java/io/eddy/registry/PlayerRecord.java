package io.eddy.registry;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.Player.Presence;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A player as a manager keeps it (protocols.md G).
 *
 * @param folded the name as names are compared, which is the key
 */
record PlayerRecord(String folded, String name, PeerId peer, Endpoint address, Tenure tenure) {

    /**
     * How a name is held.
     *
     * <p>Whether the player plays is not kept here: it follows from the games (see {@link Roster#presence}).
     *
     * @param epoch grows with each registration under the name
     * @param leaseUntilMillis by the manager's wall clock; while the lease holds, its end as last noted
     */
    record Tenure(long epoch, long leaseUntilMillis, Presence presence) {}

    static final Table<PlayerRecord> TABLE = new Table<>(
            "player",
            1,
            List.of(
                    Table.text("name", PlayerRecord::folded),
                    Table.text("shown_name", PlayerRecord::name),
                    Table.bytes("peer", player -> Bytes.owning(player.peer.toBytes())),
                    Table.bytes("addr", player -> Bytes.owning(Endpoint.CODEC.toBytes(player.address))),
                    Table.integer("epoch", player -> player.tenure.epoch),
                    Table.integer("lease_until", player -> player.tenure.leaseUntilMillis),
                    Table.integer("state", player -> stateCode(player.tenure.presence))),
            1,
            PlayerRecord::of);

    private static final List<Presence> STATES =
            List.of(Presence.FREE, Presence.PLAYING, Presence.OFFLINE, Presence.LEFT);

    private static Long stateCode(Presence presence) {
        return (long) STATES.indexOf(presence);
    }

    private static PlayerRecord of(Row row) {
        Tenure tenure = new Tenure(row.integer(4), row.integer(5), STATES.get((int) row.integer(6)));
        return new PlayerRecord(
                row.text(0),
                row.text(1),
                PeerId.fromBytes(row.bytes(2).array()),
                Endpoint.CODEC.fromBytes(row.bytes(3).array()),
                tenure);
    }

    /** Whether the player has a lease. */
    boolean isOnline() {
        return tenure.presence == Presence.FREE || tenure.presence == Presence.PLAYING;
    }

    boolean isListed() {
        return tenure.presence != Presence.LEFT;
    }

    Player shown(Presence presence, long lastSeenMillis) {
        return new Player(name, peer, presence, address, lastSeenMillis);
    }

    PlayerRecord with(Presence presence, long leaseUntilMillis) {
        return new PlayerRecord(folded, name, peer, address, new Tenure(tenure.epoch, leaseUntilMillis, presence));
    }
}
