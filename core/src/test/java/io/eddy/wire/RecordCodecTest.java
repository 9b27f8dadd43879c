package io.eddy.wire;

import static io.eddy.wire.Codec.I32;
import static io.eddy.wire.Codec.I64;
import static io.eddy.wire.Codec.U16;
import static io.eddy.wire.Codec.U8;
import static io.eddy.wire.Codec.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private record One(int a) {}

    private record Two(int a, long b) {}

    private record AlsoTwo(String a, String b) {}

    private record Three(int a, long b, Two c) {}

    private record Four(int a, long b, Two c, String d) {}

    private record Five(int a, long b, Two c, String d, Bytes e) {}

    private static final Codec<String> TEXT = Codec.text(10);
    private static final Codec<One> ONE = Codec.record(field(U8, One::a), One::new);
    private static final Codec<Two> TWO = Codec.record(field(U16, Two::a), field(I64, Two::b), Two::new);
    private static final Codec<AlsoTwo> ALSO_TWO =
            Codec.record(field(TEXT, AlsoTwo::a), field(TEXT, AlsoTwo::b), AlsoTwo::new);
    private static final Codec<Three> THREE =
            Codec.record(field(I32, Three::a), field(I64, Three::b), field(TWO, Three::c), Three::new);
    private static final Codec<Four> FOUR = Codec.record(
            field(I32, Four::a), field(I64, Four::b), field(TWO, Four::c), field(TEXT, Four::d), Four::new);
    private static final Codec<Five> FIVE = Codec.record(
            field(I32, Five::a),
            field(I64, Five::b),
            field(TWO, Five::c),
            field(TEXT, Five::d),
            field(Codec.blob(3), Five::e),
            Five::new);

    @Test
    void recordsOfEveryNumberOfFieldsComeBackAsTheyWent() {
        Two two = new Two(2, 1L << 40);
        assertThat(ONE.fromBytes(ONE.toBytes(new One(200)))).isEqualTo(new One(200));
        assertThat(TWO.fromBytes(TWO.toBytes(two))).isEqualTo(two);
        Three three = new Three(-3, -4, two);
        assertThat(THREE.fromBytes(THREE.toBytes(three))).isEqualTo(three);
        Four four = new Four(5, 6, two, "four");
        assertThat(FOUR.fromBytes(FOUR.toBytes(four))).isEqualTo(four);
        Five five = new Five(7, 8, two, "five", Bytes.fromHex("010203"));
        assertThat(FIVE.fromBytes(FIVE.toBytes(five))).isEqualTo(five);
    }

    @Test
    void fieldsStandInTheOrderInWhichTheyAreNamed() {
        assertThat(TWO.toBytes(new Two(0x0102, 3))).containsExactly(1, 2, 0, 0, 0, 0, 0, 0, 0, 3);
    }

    @Test
    void recordsOfTheSameNumberOfFieldsDoNotShareThem() {
        AlsoTwo texts = new AlsoTwo("a", "b");
        assertThat(ALSO_TWO.fromBytes(ALSO_TWO.toBytes(texts))).isEqualTo(texts);
        assertThat(ALSO_TWO.getClass()).isNotEqualTo(TWO.getClass());
    }

    @Test
    void aRecordThatEndsEarlyIsMalformed() {
        assertThatThrownBy(() -> TWO.fromBytes(new byte[] {1, 2, 3})).isInstanceOf(MalformedFrame.class);
    }
}
