package io.eddy.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.chat.ChatMessage.Have;
import io.eddy.chat.ChatMessage.Said;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.SampleEntries;
import io.eddy.wire.Bytes;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ChatWireTest implements WireContract<ChatMessage> {
    private final Entry first = SampleEntries.first();
    private final Entry answer = SampleEntries.answer();

    @Override
    public String channel() {
        return ChatWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return ChatWire.CHANNEL.number();
    }

    @Override
    public TagTable<ChatMessage> tags() {
        return ChatWire.TAGS;
    }

    @Override
    public Map<String, ChatMessage> samples() {
        return Map.of(
                "Said", new Said(first),
                "Said/answer", new Said(answer),
                "Have", new Have(SampleEntries.PAIR, SampleEntries.ALICES_LOG, 1));
    }

    @Test
    void aHeaderHasOneEncoding() {
        byte[] header = EntryHeader.CODEC.toBytes(answer.header());
        assertThat(EntryHeader.CODEC.fromBytes(header)).isEqualTo(answer.header());
        byte[] longer = Arrays.copyOf(header, header.length + 1);
        assertThatThrownBy(() -> EntryHeader.CODEC.fromBytes(longer))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("1 bytes after the message");
        for (int length = 0; length < header.length; length++) {
            byte[] part = Arrays.copyOf(header, length);
            assertThatThrownBy(() -> EntryHeader.CODEC.fromBytes(part)).isInstanceOf(MalformedFrame.class);
        }
    }

    /** So a signature over the encoding of what was decoded is a signature over the bytes that came. */
    @Test
    void noTwoEncodingsAreTheSameHeader() {
        byte[] header = EntryHeader.CODEC.toBytes(answer.header());
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] other = header.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
            WireReader in = new WireReader(other);
            try {
                EntryHeader decoded = EntryHeader.CODEC.decode(in);
                assertThat(decoded).isNotEqualTo(answer.header());
                assertThat(EntryHeader.CODEC.toBytes(decoded))
                        .isEqualTo(Arrays.copyOf(other, other.length - in.remaining()));
            } catch (MalformedFrame expected) {
                // A changed count: fields are missing or too many.
            }
        }
    }

    @Test
    void aBodyAboveItsBoundIsMalformedBeforeItIsThere() {
        WireWriter said = begin(1);
        EntryHeader.CODEC.encode(first.header(), said);
        said.raw(first.signature().array());
        said.u16(EntryHeader.MAX_BODY_BYTES + 1);
        refuses(said, "32769 bytes exceed 32768");
    }

    @Test
    void moreAnswersThanThereMayBeAreMalformed() {
        byte[] header = EntryHeader.CODEC.toBytes(first.header());
        WireWriter said = begin(1);
        // The count of answers stands before the length and the hash of the body.
        said.raw(header, 0, header.length - Integer.BYTES - EntryHeader.HASH_BYTES - Short.BYTES);
        said.u16(17);
        refuses(said, "list of 17 exceeds 16");
    }

    @Test
    void theLargestEntryIsAMessage() {
        Bytes body = Bytes.owning(new byte[EntryHeader.MAX_BODY_BYTES]);
        Entry largest = new Entry(first.header(), first.signature(), body);
        assertThat(Entry.CODEC.fromBytes(Entry.CODEC.toBytes(largest))).isEqualTo(largest);
    }
}
