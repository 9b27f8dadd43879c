package io.eddy.directory;

import io.eddy.entry.SampleEntries;
import io.eddy.identity.SealedBox;
import io.eddy.node.SealingKey;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireContract;
import java.util.Map;
import java.util.SplittableRandom;

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
        SealingKey alice = new SealedBox(SampleEntries.ALICE, new SplittableRandom(1)).key();
        return Map.of("Key", new SealingMessage.Key(alice, 1_750_000_000_000L));
    }
}
