package io.eddy.registry;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the registry channel. A tag, once released, keeps its meaning for ever. */
public final class RegistryWire {
    public static final TagTable<RegistryMessage> TAGS = new TagTable<>(
            row(0x01, RegistryMessage.Register.class, RegistryMessage.Register.CODEC),
            row(0x02, RegistryMessage.Registered.class, RegistryMessage.Registered.CODEC),
            row(0x03, RegistryMessage.Refused.class, RegistryMessage.Refused.CODEC),
            row(0x04, RegistryMessage.Renew.class, RegistryMessage.Renew.CODEC),
            row(0x05, RegistryMessage.Deregister.class, RegistryMessage.Deregister.CODEC),
            row(0x06, RegistryMessage.Deregistered.class, RegistryMessage.Deregistered.CODEC),
            row(0x07, RegistryMessage.Query.class, RegistryMessage.Query.CODEC),
            row(0x08, RegistryMessage.Players.class, RegistryMessage.Players.CODEC),
            row(0x09, RegistryMessage.Find.class, RegistryMessage.Find.CODEC),
            row(0x0a, RegistryMessage.Found.class, RegistryMessage.Found.CODEC),
            row(0x0b, RegistryMessage.Watch.class, RegistryMessage.Watch.CODEC),
            row(0x0c, RegistryMessage.News.class, RegistryMessage.News.CODEC),
            row(0x0d, RegistryMessage.Start.class, RegistryMessage.Start.CODEC),
            row(0x0e, RegistryMessage.Picked.class, RegistryMessage.Picked.CODEC),
            row(0x0f, RegistryMessage.Seated.class, RegistryMessage.Seated.CODEC),
            row(0x10, RegistryMessage.Ended.class, RegistryMessage.Ended.CODEC),
            row(0x11, RegistryMessage.EndedNoted.class, RegistryMessage.EndedNoted.CODEC),
            row(0x12, RegistryMessage.ListGames.class, RegistryMessage.ListGames.CODEC),
            row(0x13, RegistryMessage.Games.class, RegistryMessage.Games.CODEC),
            row(0x14, RegistryMessage.Sample.class, RegistryMessage.Sample.CODEC));

    public static final Channel<RegistryMessage, RegistryTimer> CHANNEL =
            new Channel<>(1, "registry", TAGS, RegistryTimer.class);

    private RegistryWire() {}
}
