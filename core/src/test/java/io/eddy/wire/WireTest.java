package io.eddy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link WireWriter} and {@link WireReader}. */
final class WireTest {
    private final WireWriter out = new WireWriter();

    @Test
    void numbersAreInNetworkByteOrder() {
        out.u8(0x1fe);
        out.u16(0xfedc);
        out.i32(0x89abcdef);
        out.i64(0xf123456789abcdefL);
        assertThat(written()).isEqualTo("fe" + "fedc" + "89abcdef" + "f123456789abcdef");
        WireReader in = reader();
        assertThat(in.u8()).isEqualTo(0xfe);
        assertThat(in.u16()).isEqualTo(0xfedc);
        assertThat(in.i32()).isEqualTo(0x89abcdef);
        assertThat(in.i64()).isEqualTo(0xf123456789abcdefL);
        assertThat(in.remaining()).isZero();
        in.expectEnd();
    }

    @Test
    void whatIsNotThereIsMalformed() {
        out.raw(new byte[7]);
        endsEarly(reader()::i64);
        WireReader in = reader();
        in.i32();
        in.u16();
        endsEarly(in::u16);
        in.u8();
        endsEarly(in::u8);
        endsEarly(() -> in.raw(1));
        assertThat(in.raw(0)).isEmpty();
    }

    @Test
    void aReaderSeesNothingOutsideItsFrame() {
        WireReader in = new WireReader();
        in.point(new byte[] {1, 2, 3, 4}, 1, 2);
        assertThat(in.remaining()).isEqualTo(2);
        endsEarly(in::i32);
        assertThat(in.u16()).isEqualTo(0x0203);
        endsEarly(in::u8);
        in.point(new byte[] {9}, 0, 1);
        assertThat(in.u8()).isEqualTo(9);
    }

    @Test
    void bytesAfterTheEndAreComplainedOf() {
        out.i32(0);
        assertThatThrownBy(reader()::expectEnd)
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("4 bytes after the message");
    }

    @Test
    void aWriterGrowsAndKeepsWhatItHolds() {
        byte[] random = new byte[100_000];
        new SplittableRandom(1).nextBytes(random);
        for (int at = 0; at < random.length; at += 125) {
            out.raw(random, at, 125);
        }
        assertThat(out.size()).isEqualTo(random.length);
        assertThat(out.toByteArray()).isEqualTo(random);
        assertThat(out.array()).hasSizeBetween(random.length, 2 * random.length);
    }

    @Test
    void whatIsTakenIsGoneFromTheHead() {
        out.raw(new byte[] {1, 2, 3, 4, 5});
        out.take(2);
        assertThat(written()).isEqualTo("030405");
        assertThat(out.head()).isEqualTo(2);
        assertThat(out.size()).isEqualTo(3);
        out.take(3);
        assertThat(out.size()).isZero();
        assertThat(out.head()).as("an empty writer begins at the front again").isZero();
    }

    @Test
    void moreThanThereIsCannotBeTaken() {
        out.u16(1);
        assertThatIllegalStateException().isThrownBy(() -> out.take(3));
    }

    @Test
    void compactingMovesWhatIsQueuedToTheFront() {
        out.raw(new byte[] {1, 2, 3, 4, 5});
        byte[] array = out.array();
        out.take(3);
        out.compact();
        assertThat(out.head()).isZero();
        assertThat(written()).isEqualTo("0405");
        assertThat(out.array()).isSameAs(array);
    }

    @Test
    void growingWithAFrameBegunKeepsItsPlace() {
        out.raw(new byte[200]);
        out.take(100);
        int mark = out.beginLength();
        out.raw(new byte[1_000]);
        assertThat(out.endLength(mark)).isEqualTo(1_000);
        out.take(100);
        assertThat(reader().i32()).isEqualTo(1_000);
    }

    @Test
    void aFrameTakenBackLeavesWhatWasBefore() {
        out.u8(7);
        int mark = out.beginLength();
        out.text("never said", 100);
        out.rollBack(mark);
        assertThat(written()).isEqualTo("07");
    }

    @Test
    void anArrayIsGivenUpOnlyWhenItHoldsNothing() {
        out.u8(7);
        assertThat(out.hasArray()).isTrue();
        assertThatIllegalStateException().isThrownBy(out::release);
        assertThatIllegalStateException().isThrownBy(() -> out.adopt(new byte[8]));
        out.take(1);
        byte[] released = out.release();
        assertThat(released).isNotEmpty();
        assertThat(out.hasArray()).isFalse();
        out.adopt(released);
        out.u8(8);
        assertThat(out.array()).isSameAs(released);
        assertThat(written()).isEqualTo("08");
    }

    @Test
    void aWriterWithoutArrayMakesItsOwn() {
        assertThat(out.hasArray()).isFalse();
        out.u8(7);
        out.take(1);
        out.release();
        out.u8(8);
        assertThat(written()).isEqualTo("08");
    }

    @Test
    void anAdoptedArrayGrowsFromAnySize() {
        out.adopt(new byte[3]);
        out.raw(new byte[] {1, 2});
        out.i64(3);
        assertThat(written()).isEqualTo("0102" + "0000000000000003");
    }

    /** As a link's queue: whatever is appended comes out in order, whatever is done to the array between. */
    @Test
    void aQueueGivesWhatItWasGiven() {
        SplittableRandom random = new SplittableRandom(1);
        Deque<Byte> model = new ArrayDeque<>();
        for (int step = 0; step < 20_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> append(random, model);
                case 2 -> out.compact();
                case 3 -> takeSome(random.nextInt(out.size() + 1), model);
                default -> {
                    if (out.size() == 0 && out.hasArray()) {
                        out.adopt(out.release());
                    }
                }
            }
            assertThat(out.size()).isEqualTo(model.size());
        }
        takeSome(out.size(), model);
    }

    @Test
    void textIsUtf8BehindItsLength() {
        for (String text : new String[] {"", "a", "plain", "grüß", "é", "日本", "x😀y", "\0", "a\u0301", "\uffff"}) {
            WireWriter writer = new WireWriter();
            writer.text(text, 100);
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertThat(writer.size()).isEqualTo(2 + utf8.length);
            assertThat(Arrays.copyOfRange(writer.toByteArray(), 2, 2 + utf8.length))
                    .isEqualTo(utf8);
            WireReader in = new WireReader(writer.toByteArray());
            assertThat(in.text(100)).isEqualTo(text);
            in.expectEnd();
        }
    }

    @Test
    void aTextIsBoundedInBytesNotInLetters() {
        out.text("ééééé", 10);
        assertThat(reader().text(10)).isEqualTo("ééééé");
        assertThatThrownBy(() -> reader().text(9))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("text of 10 bytes exceeds 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> out.text("ééééé", 9))
                .withMessage("text of 10 bytes exceeds 9");
        assertThat(out.size()).as("a text refused leaves nothing behind").isEqualTo(12);
    }

    @Test
    void theLongestTextFits() {
        String text = "x".repeat(65_533) + "é";
        out.text(text, 65_535);
        assertThat(reader().text(65_535)).isEqualTo(text);
    }

    @Test
    void aHalfOfASurrogatePairIsWrittenAsAQuestionMark() {
        out.text("a\ud83db", 10);
        assertThat(reader().text(10)).isEqualTo("a?b");
    }

    @Test
    void aTextIsDecodedFromWithinABuffer() {
        out.u8(1);
        out.text("é", 10);
        out.u8(2);
        WireReader in = new WireReader();
        in.point(out.array(), 1, 4);
        assertThat(in.text(10)).isEqualTo("é");
        in.expectEnd();
    }

    private void append(SplittableRandom random, Deque<Byte> model) {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        int mark = out.beginLength();
        out.raw(bytes);
        if (random.nextInt(4) == 0) {
            out.rollBack(mark);
            return;
        }
        out.endLength(mark);
        WireWriter length = new WireWriter();
        length.i32(bytes.length);
        for (byte b : length.toByteArray()) {
            model.add(b);
        }
        for (byte b : bytes) {
            model.add(b);
        }
    }

    private void takeSome(int count, Deque<Byte> model) {
        byte[] expected = new byte[count];
        for (int i = 0; i < count; i++) {
            expected[i] = model.remove();
        }
        assertThat(Arrays.copyOfRange(out.array(), out.head(), out.head() + count))
                .isEqualTo(expected);
        out.take(count);
    }

    private String written() {
        return Bytes.owning(out.toByteArray()).hex();
    }

    private WireReader reader() {
        return new WireReader(out.toByteArray());
    }

    private static void endsEarly(Runnable read) {
        assertThatThrownBy(read::run).isInstanceOf(MalformedFrame.class).hasMessage("frame ends early");
    }
}
