package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.GoFishWord.Complaint;
import io.eddy.game.gofish.GoFishWord.Sealed;
import io.eddy.ring.Ring;
import io.eddy.wire.Bytes;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The words of Go Fish; the first byte is their version, where a frame has its channel. */
final class GoFishWireTest implements WireContract<GoFishWord> {

    @Override
    public String channel() {
        return "gofish";
    }

    @Override
    public int number() {
        return GoFishWire.VERSION;
    }

    @Override
    public TagTable<GoFishWord> tags() {
        return GoFishWire.TAGS;
    }

    @Override
    public Map<String, GoFishWord> samples() {
        return SampleWords.all();
    }

    private GoFishWord sample(String name) {
        return Objects.requireNonNull(samples().get(name), name);
    }

    @Test
    void wordsAreWrittenAsTheirVectors() {
        Vectors.of("gofish").forEach((name, vector) -> {
            assertThat(GoFishWire.encode(sample(name))).as(name).isEqualTo(vector);
            assertThat(GoFishWire.decode(vector)).as(name).contains(samples().get(name));
        });
    }

    @Test
    void whatIsNoWordIsNothing() {
        Vectors.of("gofish").forEach((name, vector) -> {
            byte[] bytes = vector.toArray();
            assertThat(GoFishWire.decode(Bytes.owning(Arrays.copyOf(bytes, bytes.length - 1))))
                    .isEmpty();
            assertThat(GoFishWire.decode(Bytes.owning(Arrays.copyOf(bytes, bytes.length + 1))))
                    .isEmpty();
            bytes[0] = 2;
            assertThat(GoFishWire.decode(Bytes.owning(bytes))).isEmpty();
        });
        assertThat(GoFishWire.decode(Bytes.EMPTY)).isEmpty();
        assertThat(GoFishWire.decode(Bytes.fromHex("01ff"))).isEmpty();
    }

    @Test
    void theCodesAreThoseOfTheDocument() {
        assertThat(Vectors.codes("Rank"))
                .containsExactlyElementsOf(
                        Arrays.stream(Rank.values()).map(Enum::name).toList());
        assertThat(Vectors.codes("Suit"))
                .containsExactlyElementsOf(
                        Arrays.stream(Suit.values()).map(Enum::name).toList());
    }

    @Test
    void aCardOutsideTheDeckIsMalformed() {
        WireWriter caught = begin(4);
        caught.u8(0);
        caught.u8(3);
        caught.u8(1);
        caught.u8(Deck.SIZE);
        refuses(caught, "no card has the place 52");
        WireWriter unknown = begin(4);
        unknown.u8(0);
        unknown.u8(9);
        refuses(unknown, "no such move");
    }

    @Test
    void theSampleWhisperIsTrulySigned() {
        Whisper whisper = ((Complaint) sample("Complaint")).whisper();
        assertThat(whisper.isGenuine(SampleWords.GAME.bytes(), SampleWords.SIGNING))
                .isTrue();
        assertThat(whisper.isGenuine(Bytes.owning(new byte[16]), SampleWords.SIGNING))
                .isFalse();
        assertThat(new Whisper(0, whisper.openings(), whisper.key(), whisper.signature())
                        .isGenuine(SampleWords.GAME.bytes(), SampleWords.SIGNING))
                .isFalse();
    }

    @Test
    void theLongestWordsFitIntoARing() {
        Whisper all = Whisper.signed(
                SampleWords.GAME.bytes(),
                1,
                Slot.ALL.stream().map(SampleWords.DECK::of).toList(),
                SampleWords.SIGNING);
        assertThat(GoFishWire.encode(new Complaint(all)).length()).isLessThanOrEqualTo(Ring.MAX_WORDS_BYTES);
        assertThat(GoFishWire.encode(new Sealed(SampleWords.DECK.sealed())).length())
                .isEqualTo(2 + 52 * 32);
    }
}
