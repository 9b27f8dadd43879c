package io.eddy.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.entry.SampleEntries;
import io.eddy.gossip.GossipMessage.Announced;
import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.IHave;
import io.eddy.gossip.GossipMessage.Posted;
import io.eddy.gossip.GossipMessage.Prune;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GossipWireTest implements WireContract<GossipMessage> {
    private final Entry entry = SampleEntries.toEveryone();
    private final MessageId bobs = new MessageId(SampleEntries.BOB.id(), 7, 1);

    @Override
    public String channel() {
        return GossipWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return GossipWire.CHANNEL.number();
    }

    @Override
    public TagTable<GossipMessage> tags() {
        return GossipWire.TAGS;
    }

    @Override
    public Map<String, GossipMessage> samples() {
        return Map.of(
                "Posted", new Posted(2, entry),
                "IHave", new IHave(List.of(new Announced(entry.id(), 3), new Announced(bobs, 1))),
                "Graft", new Graft(Optional.of(entry.id())),
                "Graft/shortcut", new Graft(Optional.empty()),
                "Prune", new Prune());
    }

    @Test
    void thePostedEntryIsTrulySigned() {
        assertThat(SampleEntries.isSigned(entry)).isTrue();
        assertThat(entry.isWhole()).isTrue();
    }

    @Test
    void moreAnnouncementsThanOneFrameNamesAreMalformed() {
        WireWriter have = begin(2);
        have.u16(GossipMessage.MAX_ANNOUNCED + 1);
        refuses(have, "list of 257 exceeds 256");
    }

    @Test
    void aGraftWantsOneEntryOrNone() {
        WireWriter graft = begin(3);
        graft.u8(2);
        refuses(graft, "a boolean is 0 or 1");
    }
}
