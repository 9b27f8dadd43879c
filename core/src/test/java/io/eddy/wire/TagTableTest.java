package io.eddy.wire;

import static io.eddy.wire.TagTable.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class TagTableTest {
    private interface Word {}

    private record Yes(int times) implements Word {
        static final Codec<Yes> CODEC = Codec.record(Codec.field(Codec.U8, Yes::times), Yes::new);
    }

    private record No() implements Word {
        static final Codec<No> CODEC = Codec.empty(new No());
    }

    private final TagTable<Word> table = new TagTable<>(row(0xff, No.class, No.CODEC), row(1, Yes.class, Yes.CODEC));

    @Test
    void aMessageIsItsTagAndItsFields() {
        WireWriter out = new WireWriter();
        table.encode(new Yes(3), out);
        table.encode(new No(), out);
        assertThat(Bytes.owning(out.toByteArray())).isEqualTo(Bytes.fromHex("0103ff"));
        WireReader in = new WireReader(out.toByteArray());
        assertThat(table.decode(in)).isEqualTo(new Yes(3));
        assertThat(table.decode(in)).isEqualTo(new No());
    }

    @Test
    void anUnknownTagIsNoMessageAndTheRestIsUnread() {
        WireReader in = new WireReader(new byte[] {2, 9, 9});
        assertThat(table.decode(in)).isNull();
        assertThat(in.remaining()).isEqualTo(2);
    }

    @Test
    void noTagStandsTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TagTable<Word>(row(1, Yes.class, Yes.CODEC), row(1, No.class, No.CODEC)))
                .withMessageStartingWith("twice in one tag table");
    }

    @Test
    void noMessageStandsTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TagTable<Word>(row(1, Yes.class, Yes.CODEC), row(2, Yes.class, Yes.CODEC)))
                .withMessageStartingWith("twice in one tag table");
    }

    @Test
    void aTagIsOneByte() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TagTable<Word>(row(256, Yes.class, Yes.CODEC)))
                .withMessage("a tag is 0 to 255, not 256");
        assertThatIllegalArgumentException().isThrownBy(() -> row(-1, Yes.class, Yes.CODEC));
    }

    @Test
    void aMessageWithoutATagIsNotEncoded() {
        record Maybe() implements Word {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.encode(new Maybe(), new WireWriter()))
                .withMessageStartingWith("no tag for");
    }
}
