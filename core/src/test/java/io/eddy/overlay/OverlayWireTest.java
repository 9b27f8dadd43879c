package io.eddy.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.node.SealingKey;
import io.eddy.overlay.AddressRecord.Owner;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.ForwardJoin;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Mark;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Probe;
import io.eddy.overlay.OverlayMessage.Redirect;
import io.eddy.overlay.OverlayMessage.Seek;
import io.eddy.overlay.OverlayMessage.Shuffle;
import io.eddy.overlay.OverlayMessage.ShuffleReply;
import io.eddy.wire.Bytes;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OverlayWireTest implements WireContract<OverlayMessage> {
    private static final long NUMBER = 0x1122334455667788L;
    private static final PeerId ROOT =
            PeerId.fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final AddressRecord alice = SampleAddresses.alice();
    private final AddressRecord bob = SampleAddresses.bob();

    @Override
    public String channel() {
        return OverlayWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return OverlayWire.CHANNEL.number();
    }

    @Override
    public TagTable<OverlayMessage> tags() {
        return OverlayWire.TAGS;
    }

    @Override
    public Map<String, OverlayMessage> samples() {
        Map<String, OverlayMessage> samples = new HashMap<>();
        samples.put("Join", new Join(NUMBER, alice));
        samples.put("Join/sealing", new Join(NUMBER, SampleAddresses.sealingAlice()));
        samples.put("Redirect", new Redirect(NUMBER, List.of(bob)));
        samples.put("ForwardJoin", new ForwardJoin(6, alice));
        samples.put("Neighbour", new Neighbour(NUMBER, Priority.HIGH, alice));
        samples.put("NeighbourAnswer", new NeighbourAnswer(NUMBER, true, false, List.of(bob)));
        samples.put("Disconnect", new Disconnect(NUMBER, true, List.of()));
        samples.put("Shuffle", new Shuffle(5, NUMBER, alice, List.of(alice.peer(), bob.peer()), List.of(bob)));
        samples.put("ShuffleReply", new ShuffleReply(NUMBER, List.of(alice.peer()), List.of(bob)));
        samples.put("Beat", new Beat(NUMBER));
        samples.put("Seek", new Seek(6, alice));
        samples.put("Mark", new Mark(ROOT, NUMBER));
        samples.put("Probe", new Probe(NUMBER, alice, new Mark(ROOT, 7)));
        return samples;
    }

    @Test
    void thePrioritiesAreThoseOfThePage() {
        assertThat(Vectors.codes("Priority"))
                .containsExactlyElementsOf(
                        Arrays.stream(Priority.values()).map(Priority::name).toList());
    }

    /** The vectors are signed over the bytes that the page names; so is what a peer makes. */
    @Test
    void aPeerSignsTheBytesThatThePageNames() {
        assertThat(alice.signed())
                .isEqualTo(SampleAddresses.signed(SampleAddresses.ALICE, "alice", List.of("192.0.2.7"), 5_051));
        OverlaySide side = new OverlaySide();
        AddressRecord own = side.overlay.ownRecord();
        assertThat(own.hosts()).containsExactly("192.0.2.1");
        assertThat(own)
                .isEqualTo(new AddressRecord(
                        new Owner(
                                RecordingWorld.keyOf("alice"),
                                Optional.of(side.world.sealing().key()),
                                "alice"),
                        own.term(),
                        own.hosts(),
                        5_050,
                        Bytes.owning(RecordingWorld.signatureBy("alice", own.signed()))));
        AddressRecord sealing = SampleAddresses.sealingAlice();
        SealingKey key = sealing.sealing().orElseThrow();
        assertThat(sealing.signed())
                .isEqualTo(SampleAddresses.signed(SampleAddresses.ALICE, key, "alice", List.of("192.0.2.7"), 5_051));
    }

    @Test
    void moreHostsThanThereMayBeAreMalformedWithASealingKeyToo() {
        WireWriter seek = begin(10);
        seek.u8(6);
        seek.raw(alice.key().bytes().array());
        seek.text("alice", 128);
        seek.i64(1);
        seek.i64(2);
        seek.u16(0x8005);
        refuses(seek, "list of 5 exceeds 4");
    }

    @Test
    void moreRecordsThanThereMayBeAreMalformed() {
        WireWriter redirect = begin(2);
        redirect.i64(NUMBER);
        redirect.u16(9);
        refuses(redirect, "list of 9 exceeds 8");
    }

    @Test
    void aLongerPathThanThereMayBeIsMalformed() {
        WireWriter reply = begin(8);
        reply.i64(NUMBER);
        reply.u16(7);
        refuses(reply, "list of 7 exceeds 6");
    }

    @Test
    void moreHostsThanThereMayBeAreMalformed() {
        WireWriter seek = begin(10);
        seek.u8(6);
        seek.raw(alice.key().bytes().array());
        seek.text("alice", 128);
        seek.i64(1);
        seek.i64(2);
        seek.u16(5);
        refuses(seek, "list of 5 exceeds 4");
    }
}
