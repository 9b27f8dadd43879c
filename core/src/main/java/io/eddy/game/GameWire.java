package io.eddy.game;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the game channel. A tag, once released, keeps its meaning for ever. */
final class GameWire {
    static final TagTable<GameMessage> TAGS = new TagTable<>(
            row(0x01, GameMessage.Dealt.class, GameMessage.Dealt.CODEC),
            row(0x02, GameMessage.Owed.class, GameMessage.Owed.CODEC),
            row(0x03, GameMessage.Reserve.class, GameMessage.Reserve.CODEC),
            row(0x04, GameMessage.Reserved.class, GameMessage.Reserved.CODEC),
            row(0x05, GameMessage.Occupied.class, GameMessage.Occupied.CODEC),
            row(0x06, GameMessage.Release.class, GameMessage.Release.CODEC));

    static final Channel<GameMessage, GameTimer> CHANNEL = new Channel<>(4, "game", TAGS, GameTimer.class);

    private GameWire() {}
}
