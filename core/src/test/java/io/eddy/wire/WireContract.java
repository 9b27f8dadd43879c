package io.eddy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds of the messages of every channel. The tests of a channel give its table and a sample of each vector.
 *
 * @param <M> the messages
 */
public interface WireContract<M> {
    int GARBAGE_FRAMES = 100_000;

    String channel();

    int number();

    TagTable<M> tags();

    /** What each vector stands for, by its name without the channel. */
    Map<String, M> samples();

    @Test
    default void theTableOfMessagesIsTheTagTable() {
        List<Vectors.Row> coded = new ArrayList<>();
        for (TagTable.Row<? extends M> row : tags().rows()) {
            coded.add(new Vectors.Row(channel(), number(), row.tag(), row.type().getSimpleName()));
        }
        assertThat(Vectors.rows())
                .filteredOn(row -> row.channel().equals(channel()))
                .containsExactlyElementsOf(coded);
    }

    @Test
    default void everyMessageHasAVectorAndEveryVectorIsOfAMessage() {
        Set<String> vectors = Vectors.of(channel()).keySet();
        assertThat(vectors.stream().map(name -> name.replaceAll("/.*", "")).distinct())
                .containsExactlyElementsOf(tags().rows().stream()
                        .map(row -> row.type().getSimpleName())
                        .toList());
        assertThat(samples().keySet()).isEqualTo(vectors);
    }

    @Test
    default void everyMessageOfTheChannelIsInTheTable() {
        List<Class<?>> types = new ArrayList<>();
        tags().rows().forEach(row -> types.add(row.type()));
        Class<?> sealed = types.get(0).getInterfaces()[0];
        assertThat(types).containsExactlyInAnyOrder(sealed.getPermittedSubclasses());
    }

    @Test
    default void vectorsEncodeAndDecode() {
        Vectors.of(channel()).forEach((name, vector) -> {
            assertThat(frame(samples().get(name))).as(name).isEqualTo(vector);
            assertThat(whole(vector.array())).as(name).isEqualTo(samples().get(name));
        });
    }

    @Test
    default void everyTruncationIsMalformed() {
        Vectors.of(channel()).forEach((name, vector) -> {
            for (int length = 0; length < vector.length(); length++) {
                byte[] part = Arrays.copyOf(vector.array(), length);
                assertThatThrownBy(() -> decode(new WireReader(part)))
                        .as("%s cut to %d bytes", name, length)
                        .isInstanceOf(MalformedFrame.class);
            }
        });
    }

    @Test
    default void bytesAfterTheLastFieldAreLeftAlone() {
        Vectors.of(channel()).forEach((name, vector) -> {
            WireReader in = new WireReader(Arrays.copyOf(vector.array(), vector.length() + 3));
            assertThat(decode(in)).as(name).isEqualTo(samples().get(name));
            assertThat(in.remaining()).as(name).isEqualTo(3);
        });
    }

    @Test
    default void aTagOfALaterVersionIsNoMessageAndNoMistake() {
        int later = tags().rows().size() + 1;
        assertThat(decode(new WireReader(new byte[] {(byte) number(), (byte) later, 7})))
                .isNull();
        assertThat(decode(new WireReader(new byte[] {(byte) number(), 0}))).isNull();
    }

    /** There is one encoding of every message: what is decoded encodes to the bytes it was decoded from. */
    @Test
    default void garbageIsMalformedOrAMessageThatEncodesBack() {
        SplittableRandom random = new SplittableRandom(1);
        List<Bytes> vectors = List.copyOf(Vectors.of(channel()).values());
        int messages = 0;
        for (int i = 0; i < GARBAGE_FRAMES; i++) {
            byte[] bytes = random.nextInt(4) == 0
                    ? noise(random)
                    : mutated(vectors.get(random.nextInt(vectors.size())).array(), random);
            WireReader in = new WireReader(bytes);
            M message;
            try {
                message = decode(in);
            } catch (MalformedFrame expected) {
                continue; // The only exception a decoder may throw.
            }
            if (message != null) {
                messages++;
                byte[] read = Arrays.copyOf(bytes, bytes.length - in.remaining());
                if (!Arrays.equals(frame(message).array(), read)) {
                    assertThat(frame(message)).as("frame %d", i).isEqualTo(Bytes.owning(read));
                }
            }
        }
        assertThat(messages).as("messages among the garbage").isBetween(GARBAGE_FRAMES / 20, GARBAGE_FRAMES);
    }

    /** Decodes a frame that must be a message of this channel and nothing more. */
    default M whole(byte[] frame) {
        WireReader in = new WireReader(frame);
        M message = decode(in);
        in.expectEnd();
        if (message == null) {
            throw new AssertionError("an unknown tag");
        }
        return message;
    }

    /** Decodes what is a message of this channel up to some field, which is malformed. */
    default void refuses(WireWriter frame, String complaint) {
        assertThatThrownBy(() -> decode(new WireReader(frame.toByteArray())))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage(complaint);
    }

    /** The beginning of a frame of this channel, to be continued by hand. */
    default WireWriter begin(int tag) {
        WireWriter out = new WireWriter();
        out.u8(number());
        out.u8(tag);
        return out;
    }

    private @Nullable M decode(WireReader in) {
        assertThat(in.u8()).isEqualTo(number());
        return tags().decode(in);
    }

    private Bytes frame(@Nullable M message) {
        if (message == null) {
            throw new AssertionError("no such sample");
        }
        WireWriter out = new WireWriter();
        out.u8(number());
        tags().encode(message, out);
        return Bytes.owning(out.toByteArray());
    }

    /** Any bytes, behind a tag that is likely to exist. */
    private byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[2 + random.nextInt(300)];
        random.nextBytes(bytes);
        bytes[0] = (byte) number();
        if (random.nextInt(8) != 0) {
            bytes[1] = (byte) (1 + random.nextInt(tags().rows().size()));
        }
        return bytes;
    }

    /** A vector of which a few bytes are others, or missing, or too many. */
    private static byte[] mutated(byte[] vector, SplittableRandom random) {
        int length = random.nextInt(4) == 0 ? 2 + random.nextInt(2 * vector.length) : vector.length;
        byte[] bytes = Arrays.copyOf(vector, length);
        for (int left = random.nextInt(4); left > 0 && length > 2; left--) {
            int at = 2 + random.nextInt(length - 2);
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ (1 << random.nextInt(8)));
        }
        return bytes;
    }
}
