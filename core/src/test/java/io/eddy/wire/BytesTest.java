package io.eddy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BytesTest {
    @Test
    void equalBytesAreEqual() {
        assertThat(Bytes.fromHex("00ff"))
                .isEqualTo(Bytes.owning(new byte[] {0, -1}))
                .hasSameHashCodeAs(Bytes.owning(new byte[] {0, -1}))
                .isNotEqualTo(Bytes.fromHex("00fe"))
                .isNotEqualTo(Bytes.EMPTY)
                .hasToString("00ff");
    }

    @Test
    void aCopyDoesNotChangeWithItsSource() {
        byte[] source = {1, 2};
        Bytes copy = Bytes.copyOf(source);
        source[0] = 9;
        copy.toArray()[1] = 9;
        assertThat(copy.hex()).isEqualTo("0102");
        assertThat(copy.length()).isEqualTo(2);
    }
}
