package io.eddy.directory;

import io.eddy.entry.SampleEntries;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireContract;
import java.util.List;
import java.util.Map;

final class SealingWireTest implements WireContract<SealingMessage> {
    @Override
    public String channel() {
        return SealingWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return SealingWire.CHANNEL.number();
    }

    @Override
    public TagTable<SealingMessage> tags() {
        return SealingWire.TAGS;
    }

    @Override
    public Map<String, SealingMessage> samples() {
        SealingStatement alice = SampleKeys.statement(SampleEntries.ALICE, 1_750_000_000_000L);
        return Map.of(
                "Key", new SealingMessage.Key(alice),
                "Ask", new SealingMessage.Ask(List.of(SampleEntries.ALICE.id())),
                "Told", new SealingMessage.Told(List.of(alice)));
    }
}
