package io.eddy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CodecTest {
    private enum Suit {
        CLUBS,
        HEARTS
    }

    private record One(int a) {
        static final Codec<One> CODEC = Codec.record(Codec.field(Codec.U8, One::a), One::new);
    }

    private record Two(int a, long b) {
        static final Codec<Two> CODEC =
                Codec.record(Codec.field(Codec.U8, Two::a), Codec.field(Codec.I64, Two::b), Two::new);
    }

    private record Three(int a, boolean b, String c) {
        static final Codec<Three> CODEC = Codec.record(
                Codec.field(Codec.U16, Three::a),
                Codec.field(Codec.BOOL, Three::b),
                Codec.field(Codec.text(3), Three::c),
                Three::new);
    }

    private record Four(int a, int b, int c, Suit d) {
        static final Codec<Four> CODEC = Codec.record(
                Codec.field(Codec.U8, Four::a),
                Codec.field(Codec.U8, Four::b),
                Codec.field(Codec.I32, Four::c),
                Codec.field(Codec.enumeration(Suit.class), Four::d),
                Four::new);
    }

    private record Five(int a, int b, int c, int d, One e) {
        static final Codec<Five> CODEC = Codec.record(
                Codec.field(Codec.U8, Five::a),
                Codec.field(Codec.U8, Five::b),
                Codec.field(Codec.U8, Five::c),
                Codec.field(Codec.U8, Five::d),
                Codec.field(One.CODEC, Five::e),
                Five::new);
    }

    @Test
    void aRecordIsItsFieldsInOrder() {
        encodesTo(One.CODEC, new One(255), "ff");
        encodesTo(Two.CODEC, new Two(1, -2), "01" + "fffffffffffffffe");
        encodesTo(Three.CODEC, new Three(0x1234, true, "é"), "1234" + "01" + "0002c3a9");
        encodesTo(Four.CODEC, new Four(1, 2, -1, Suit.HEARTS), "01" + "02" + "ffffffff" + "01");
        encodesTo(Five.CODEC, new Five(1, 2, 3, 4, new One(5)), "0102030405");
    }

    @Test
    void aRecordWithoutFieldsTakesNoBytes() {
        encodesTo(Codec.empty("nothing"), "nothing", "");
    }

    @Test
    void fixedBytesHaveTheirLength() {
        encodesTo(Codec.bytes(3), Bytes.fromHex("0a0b0c"), "0a0b0c");
        refuses(Codec.bytes(3), "0a0b", "frame ends early");
        assertThatIllegalArgumentException().isThrownBy(() -> Codec.bytes(3).toBytes(Bytes.fromHex("0a0b")));
    }

    @Test
    void aBlobIsBehindItsLengthAndBounded() {
        encodesTo(Codec.blob(2), Bytes.EMPTY, "0000");
        encodesTo(Codec.blob(2), Bytes.fromHex("0a0b"), "00020a0b");
        refuses(Codec.blob(2), "00030a0b0c", "3 bytes exceed 2");
        refuses(Codec.blob(2), "00020a", "frame ends early");
        assertThatIllegalArgumentException().isThrownBy(() -> Codec.blob(2).toBytes(Bytes.fromHex("0a0b0c")));
        encodesTo(Codec.blob(65_535), Bytes.owning(new byte[65_535]), "ffff" + "00".repeat(65_535));
    }

    @Test
    void aListIsBehindItsLengthAndBounded() {
        Codec<List<One>> list = One.CODEC.listOf(3);
        encodesTo(list, List.of(), "0000");
        encodesTo(list, List.of(new One(1), new One(2), new One(3)), "0003010203");
        refuses(list, "000401020304", "list of 4 exceeds 3");
        refuses(list, "00030102", "frame ends early");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.U8.listOf(3).toBytes(List.of(1, 2, 3, 4)))
                .withMessage("list of 4 exceeds 3");
    }

    @Test
    void aDecodedListCannotBeChanged() {
        List<Integer> decoded = Codec.U8.listOf(3).fromBytes(new byte[] {0, 1, 7});
        assertThatThrownBy(() -> decoded.add(8)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anOptionalSaysWhetherItIsThere() {
        encodesTo(One.CODEC.optional(), Optional.empty(), "00");
        encodesTo(One.CODEC.optional(), Optional.of(new One(7)), "0107");
        refuses(One.CODEC.optional(), "02", "a boolean is 0 or 1");
        refuses(One.CODEC.optional(), "01", "frame ends early");
    }

    @Test
    void aBooleanHasOneEncoding() {
        encodesTo(Codec.BOOL, false, "00");
        encodesTo(Codec.BOOL, true, "01");
        refuses(Codec.BOOL, "ff", "a boolean is 0 or 1");
    }

    @Test
    void aCodeIsThePlaceOnItsList() {
        encodesTo(Codec.enumeration(Suit.class), Suit.CLUBS, "00");
        refuses(Codec.enumeration(Suit.class), "02", "no Suit 2");
        refuses(Codec.enumeration(Suit.class), "ff", "no Suit 255");
    }

    @Test
    void numbersTakeTheirWholeRange() {
        encodesTo(Codec.U8, 0xff, "ff");
        encodesTo(Codec.U16, 0xffff, "ffff");
        encodesTo(Codec.I32, Integer.MIN_VALUE, "80000000");
        encodesTo(Codec.I64, Long.MIN_VALUE, "8000000000000000");
    }

    @Test
    void aValueThatMustBeAllOfItsBytesHasNoneAfterIt() {
        refuses(One.CODEC, "0708", "1 bytes after the message");
    }

    @Test
    void aValueThatIsEncodedOtherwiseIsRefused() {
        // Reads any byte as the same value, as a careless decoder would.
        Codec<Boolean> careless = Codec.of((out, value) -> out.u8(value ? 1 : 0), in -> in.u8() != 0);
        encodesTo(careless, true, "01");
        refuses(careless, "02", "not the one encoding of Boolean");
    }

    private static <T> void encodesTo(Codec<T> codec, T value, String hex) {
        assertThat(Bytes.owning(codec.toBytes(value)).hex()).isEqualTo(hex);
        assertThat(codec.fromBytes(Bytes.fromHex(hex).array())).isEqualTo(value);
    }

    private static void refuses(Codec<?> codec, String hex, String complaint) {
        assertThatThrownBy(() -> codec.fromBytes(Bytes.fromHex(hex).array()))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage(complaint);
    }
}
