package io.eddy.game;

import io.eddy.game.GameMessage.Dealt;
import io.eddy.game.GameMessage.Occupied;
import io.eddy.game.GameMessage.Owed;
import io.eddy.game.GameMessage.Release;
import io.eddy.game.GameMessage.Reserve;
import io.eddy.game.GameMessage.Reserved;
import io.eddy.game.gofish.SampleWords;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireContract;
import java.util.Map;

final class GameWireTest implements WireContract<GameMessage> {

    @Override
    public String channel() {
        return GameWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return GameWire.CHANNEL.number();
    }

    @Override
    public TagTable<GameMessage> tags() {
        return GameWire.TAGS;
    }

    @Override
    public Map<String, GameMessage> samples() {
        return Map.of(
                "Dealt", new Dealt(SampleWords.GAME, SampleWords.whisper()),
                "Owed", new Owed(SampleWords.GAME),
                "Reserve", new Reserve(SampleWords.GAME),
                "Reserved", new Reserved(SampleWords.GAME),
                "Occupied", new Occupied(SampleWords.GAME, Occupied.Why.PROMISED),
                "Release", new Release(SampleWords.GAME));
    }
}
