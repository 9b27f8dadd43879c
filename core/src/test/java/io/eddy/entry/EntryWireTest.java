package io.eddy.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An entry and its header have one encoding, which is that of {@code PROTOCOL.md}. */
final class EntryWireTest {
    private final Entry first = SampleEntries.first();
    private final Entry answer = SampleEntries.answer();

    @Test
    void theEntriesOfThePageEncodeAndDecode() {
        Map<String, Entry> samples = Map.of("Entry", first, "Entry/answer", answer);
        Map<String, Bytes> vectors = Vectors.of("entry");
        assertThat(vectors.keySet()).isEqualTo(samples.keySet());
        vectors.forEach((name, vector) -> {
            Entry decoded = Entry.CODEC.fromBytes(vector.array());
            assertThat(decoded).as(name).isEqualTo(samples.get(name));
            assertThat(Entry.CODEC.toBytes(decoded)).as(name).isEqualTo(vector.array());
            assertThat(decoded.isWhole()).as(name).isTrue();
            assertThat(SampleEntries.isSigned(decoded)).as(name).isTrue();
        });
        assertThat(answer.header().before()).isEqualTo(first.header().hash());
    }

    @Test
    void anEntryHasOneEncoding() {
        hasOneEncoding(Entry.CODEC, first);
        hasOneEncoding(Entry.CODEC, answer);
    }

    @Test
    void aHeaderHasOneEncoding() {
        hasOneEncoding(EntryHeader.CODEC, first.header());
        hasOneEncoding(EntryHeader.CODEC, answer.header());
    }

    private static <T> void hasOneEncoding(Codec<T> codec, T value) {
        byte[] bytes = codec.toBytes(value);
        assertThat(codec.fromBytes(bytes)).isEqualTo(value);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> codec.fromBytes(longer))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("1 bytes after the message");
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.fromBytes(part))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedFrame.class);
        }
    }

    /** So a signature over the encoding of what was decoded is a signature over the bytes that came. */
    @Test
    void noTwoEncodingsAreTheSameHeader() {
        byte[] header = EntryHeader.CODEC.toBytes(answer.header());
        SplittableRandom random = new SplittableRandom(2);
        int decodable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] other = header.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
            WireReader in = new WireReader(other);
            try {
                EntryHeader decoded = EntryHeader.CODEC.decode(in);
                decodable++;
                assertThat(decoded).isNotEqualTo(answer.header());
                assertThat(EntryHeader.CODEC.toBytes(decoded))
                        .isEqualTo(Arrays.copyOf(other, other.length - in.remaining()));
            } catch (MalformedFrame expected) {
                // A changed count: fields are missing or too many.
            }
        }
        assertThat(decodable).isGreaterThan(10_000);
    }

    @Test
    void aBodyAboveItsBoundIsMalformedBeforeItIsThere() {
        WireWriter entry = new WireWriter();
        EntryHeader.CODEC.encode(first.header(), entry);
        entry.raw(first.signature().array());
        entry.u16(EntryHeader.MAX_BODY_BYTES + 1);
        refuses(Entry.CODEC, entry, "32769 bytes exceed 32768");
    }

    @Test
    void moreAnswersThanThereMayBeAreMalformed() {
        byte[] header = EntryHeader.CODEC.toBytes(first.header());
        WireWriter longer = new WireWriter();
        // The count of answers stands before the length and the hash of the body.
        longer.raw(header, 0, header.length - Integer.BYTES - EntryHeader.HASH_BYTES - Short.BYTES);
        longer.u16(EntryHeader.MAX_DEPENDENCIES + 1);
        refuses(EntryHeader.CODEC, longer, "list of 17 exceeds 16");
    }

    private static void refuses(Codec<?> codec, WireWriter written, String complaint) {
        assertThatThrownBy(() -> codec.fromBytes(written.toByteArray()))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage(complaint);
    }

    @Test
    void theLargestEntryIsRead() {
        Bytes body = Bytes.owning(new byte[EntryHeader.MAX_BODY_BYTES]);
        Entry largest = new Entry(first.header(), first.signature(), body);
        assertThat(Entry.CODEC.fromBytes(Entry.CODEC.toBytes(largest))).isEqualTo(largest);
    }

    @Test
    void anEntryWithAnotherBodyOrHeaderIsNeitherWholeNorSigned() {
        Entry otherBody = new Entry(first.header(), first.signature(), answer.body());
        assertThat(otherBody.isWhole()).isFalse();
        Entry otherHeader = new Entry(answer.header(), first.signature(), answer.body());
        assertThat(otherHeader.isWhole()).isTrue();
        assertThat(SampleEntries.isSigned(otherHeader)).isFalse();
    }
}
