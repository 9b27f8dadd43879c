package io.eddy.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.atlas.AtlasMessage.Ask;
import io.eddy.atlas.AtlasMessage.Sighting;
import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.atlas.Sheet.Activity;
import io.eddy.atlas.Sheet.Head;
import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.wire.Bytes;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AtlasWireTest implements WireContract<AtlasMessage> {
    private static final String LONGEST_NAME = "a".repeat(Sheet.MAX_NAME_BYTES);

    /** Whose keys and ids stand on the page. */
    private static final Identity ALICE = ofSeed(1);

    private static final Identity BOB = ofSeed(2);
    private static final Identity MANAGER = ofSeed(3);

    private final Place bobs = signed(new Sheet(
            new Head(Sheet.VERSION, BOB.key(), new Edition(0x0197_7420_dc00L, 3), 180),
            "bob",
            Activity.PLAYING,
            List.of(MANAGER.id().word0(), ALICE.id().word0()),
            List.of("chess")));

    @Override
    public String channel() {
        return AtlasWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return AtlasWire.CHANNEL.number();
    }

    @Override
    public TagTable<AtlasMessage> tags() {
        return AtlasWire.TAGS;
    }

    @Override
    public Map<String, AtlasMessage> samples() {
        return Map.of(
                "Ask", new Ask(998, List.of(bobs.mark(), 0x0a0b0c0d)),
                "Tidings", new Tidings(List.of(new Sighting(42, bobs))),
                "Tidings/none", new Tidings(List.of()));
    }

    @Test
    void theActivitiesAreThoseOfThePage() {
        assertThat(Vectors.codes("Activity"))
                .containsExactlyElementsOf(
                        Arrays.stream(Activity.values()).map(Activity::name).toList());
    }

    /** So a signature over the encoding of what was decoded is a signature over the bytes that came. */
    @Test
    void noTwoEncodingsAreTheSameSheet() {
        byte[] sheet = Sheet.CODEC.toBytes(bobs.sheet());
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] other = sheet.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
            WireReader in = new WireReader(other);
            try {
                Sheet decoded = Sheet.CODEC.decode(in);
                assertThat(decoded).isNotEqualTo(bobs.sheet());
                assertThat(Sheet.CODEC.toBytes(decoded)).isEqualTo(Arrays.copyOf(other, other.length - in.remaining()));
            } catch (MalformedFrame expected) {
                // A changed count: fields are missing or too many.
            }
        }
    }

    @Test
    void theLargestTidingsAreAMessage() {
        Sheet largest = new Sheet(
                bobs.sheet().head(),
                LONGEST_NAME,
                Activity.FREE,
                LongStream.range(0, Sheet.MAX_NEIGHBOURS).boxed().toList(),
                Collections.nCopies(Sheet.MAX_ROOMS, LONGEST_NAME));
        Sighting sighting = new Sighting(65_535, new Place(largest, bobs.signature()));
        Tidings tidings = new Tidings(Collections.nCopies(Tidings.MAX_SIGHTINGS, sighting));
        byte[] bytes = Tidings.CODEC.toBytes(tidings);
        assertThat(Tidings.CODEC.fromBytes(bytes)).isEqualTo(tidings);
        assertThat(bytes.length).isEqualTo(139_202);
    }

    @Test
    void whatIsAboveABoundIsMalformed() {
        WireWriter tidings = begin(2);
        tidings.u16(Tidings.MAX_SIGHTINGS + 1);
        refuses(tidings, "list of 17 exceeds 16");
        WireWriter ask = begin(1);
        ask.u16(0);
        ask.u16(Ask.MAX_MARKS + 1);
        refuses(ask, "list of 1025 exceeds 1024");
        Sheet sheet = bobs.sheet();
        List<Long> seventeen = LongStream.range(0, 17).boxed().toList();
        Sheet wide = new Sheet(sheet.head(), "bob", Activity.FREE, seventeen, List.of());
        assertThatThrownBy(() -> Sheet.CODEC.toBytes(wide)).isInstanceOf(IllegalArgumentException.class);
        List<String> rooms = IntStream.rangeClosed(0, Sheet.MAX_ROOMS)
                .mapToObj(String::valueOf)
                .toList();
        Sheet busy = new Sheet(sheet.head(), "bob", Activity.FREE, List.of(), rooms);
        assertThatThrownBy(() -> Sheet.CODEC.toBytes(busy)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSampleIsAPlaceThatPeersTake() throws GeneralSecurityException {
        assertThat(bobs.sheet().complaint()).isEmpty();
        Signature check = Ed25519.signature();
        check.initVerify(Ed25519.toPlatform(bobs.key()));
        check.update("eddy place 1\n".getBytes(StandardCharsets.US_ASCII));
        check.update(Sheet.CODEC.toBytes(bobs.sheet()));
        assertThat(check.verify(bobs.signature().array())).isTrue();
    }

    @Test
    void aMarkIsTheBeginningOfTheSignature() {
        assertThat(bobs.signature().hex()).startsWith(String.format("%08x", bobs.mark()));
    }

    private static Place signed(Sheet sheet) {
        try {
            Signature signing = Ed25519.signature();
            signing.initSign(BOB.secret());
            signing.update(Place.signed(sheet));
            return new Place(sheet, Bytes.owning(signing.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Identity ofSeed(int seed) {
        byte[] bytes = new byte[Ed25519.SEED_BYTES];
        Arrays.fill(bytes, (byte) seed);
        return Identity.fromSeed(bytes);
    }
}
