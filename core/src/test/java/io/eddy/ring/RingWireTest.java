package io.eddy.ring;

import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Host;
import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Declined;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Setup;
import io.eddy.ring.RingMessage.UpTo;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RingWireTest implements WireContract<RingMessage> {
    @Override
    public String channel() {
        return RingWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return RingWire.CHANNEL.number();
    }

    @Override
    public TagTable<RingMessage> tags() {
        return RingWire.TAGS;
    }

    @Override
    public Map<String, RingMessage> samples() {
        Map<String, RingMessage> samples = new HashMap<>();
        samples.put("Setup", new Setup(SampleRing.CHARTER, List.of(SampleRing.seal(0))));
        samples.put("Declined", new Declined(SampleRing.RING, "Bob: sits in a game"));
        samples.put("Told", SampleRing.told());
        samples.put("Numbered", new Numbered(SampleRing.RING, SampleRing.second(), 1));
        samples.put("Numbered/founded", new Numbered(SampleRing.RING, SampleRing.founding(), 3));
        samples.put("Numbered/excluded", new Numbered(SampleRing.RING, SampleRing.exclusion(), 1));
        samples.put("After", new After(SampleRing.RING, 2));
        samples.put("UpTo", new UpTo(SampleRing.RING, 3));
        samples.put("Gone", new Gone(SampleRing.RING));
        samples.put("Exclude", new Exclude(SampleRing.RING, 2, 2));
        samples.put("Agreed", SampleRing.agreed());
        return samples;
    }

    @Test
    void theKindsOfWordsAreThoseOfThePage() {
        assertThat(Vectors.codes("Kind"))
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::name).toList());
    }

    /** The vectors are signed over the bytes that the page names; so is what a member makes. */
    @Test
    void aMemberSignsTheBytesThatThePageNames() {
        Host<?, ?> alice = new RingSide().host();
        Words words = Words.of(alice, SampleRing.RING, 1, 7, Kind.SAID, Bytes.EMPTY);
        assertThat(words.signature()).isEqualTo(byAlice(SampleRing.signed(words)));
        Entry entry = Entry.of(alice, SampleRing.RING, 3, 0, Entry.NO_ENTRY, words);
        assertThat(entry.signature()).isEqualTo(byAlice(SampleRing.signed(entry)));
        assertThat(entry.hash(SampleRing.RING)).isEqualTo(Bytes.sha256(SampleRing.signed(entry)));
        assertThat(Seal.of(alice, SampleRing.CHARTER))
                .isEqualTo(new Seal(
                        keyOf("alice"), byAlice(signed("charter", Charter.CODEC.toBytes(SampleRing.CHARTER)))));
        WireWriter exclusion = new WireWriter();
        exclusion.raw(SampleRing.RING.bytes().array());
        exclusion.u8(2);
        exclusion.i64(9);
        assertThat(Exclusion.sign(alice, SampleRing.RING, 2, 9))
                .isEqualTo(byAlice(signed("exclusion", exclusion.toByteArray())));
    }

    @Test
    void wordsAboveTheirBoundAreMalformedBeforeTheyAreThere() {
        WireWriter told = begin(3);
        told.raw(SampleRing.RING.bytes().array());
        told.u8(1);
        told.i64(1);
        told.u8(1);
        told.u16(Ring.MAX_WORDS_BYTES + 1);
        refuses(told, "8193 bytes exceed 8192");
    }

    @Test
    void moreMembersThanThereMayBeAreMalformed() {
        WireWriter setup = begin(1);
        setup.raw(SampleRing.RING.bytes().array());
        setup.text("talk", Charter.MAX_KIND_BYTES);
        setup.u8(0);
        setup.u16(Charter.MAX_MEMBERS + 1);
        refuses(setup, "list of 9 exceeds 8");
    }

    @Test
    void aKindOfWordsThatIsNotKnownIsMalformed() {
        WireWriter told = begin(3);
        told.raw(SampleRing.RING.bytes().array());
        told.u8(1);
        told.i64(1);
        told.u8(Kind.values().length);
        refuses(told, "no Kind " + Kind.values().length);
    }

    private static Bytes byAlice(byte[] signed) {
        return Bytes.owning(signatureBy("alice", signed));
    }

    private static byte[] signed(String kind, byte[] fields) {
        WireWriter signed = new WireWriter();
        signed.raw(("eddy ring " + kind + " 1\n").getBytes(StandardCharsets.US_ASCII));
        signed.raw(fields);
        return signed.toByteArray();
    }
}
