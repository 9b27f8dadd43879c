package io.eddy.game;

import io.eddy.ring.RingId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** What this peer has put into the shuffle of a game: durable before it is bound to it, forgotten after the game. */
record GameSecret(RingId game, Bytes secret) {
    static final Table<GameSecret> TABLE = new Table<>(
            "game_secret",
            2,
            List.of(Table.bytes("game", kept -> kept.game.bytes()), Table.bytes("secret", GameSecret::secret)),
            1,
            row -> new GameSecret(new RingId(row.bytes(0)), row.bytes(1)));
}
