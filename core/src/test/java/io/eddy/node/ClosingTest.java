package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing.Code;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ClosingTest {
    @Test
    void aDetailThatFitsStays() {
        String longest = "x".repeat(Closing.MAX_DETAIL_BYTES);
        assertThat(Closing.of(Code.BYE, longest).detail()).isEqualTo(longest);
        assertThat(Closing.of(Code.BYE, "é".repeat(Closing.MAX_DETAIL_BYTES / 2))
                        .detail())
                .hasSize(Closing.MAX_DETAIL_BYTES / 2);
        assertThat(Closing.of(Code.BYE, "").detail()).isEmpty();
    }

    @Test
    void aDetailTooLongIsCut() {
        assertThat(Closing.of(Code.BYE, "x".repeat(1_000_000)).detail()).isEqualTo("x".repeat(200));
        assertThat(Closing.of(Code.BYE, "x" + "é".repeat(100)).detail()).isEqualTo("x" + "é".repeat(99));
        assertThat(Closing.of(Code.BYE, "日".repeat(100)).detail()).isEqualTo("日".repeat(66));
    }

    @Test
    void theCutNeverSplitsASurrogatePair() {
        for (int before = 0; before < 4; before++) {
            String detail = "x".repeat(before) + "😀".repeat(60);
            int whole = (Closing.MAX_DETAIL_BYTES - before) / 4;
            assertThat(Closing.of(Code.BYE, detail).detail()).isEqualTo("x".repeat(before) + "😀".repeat(whole));
        }
    }

    @Test
    void whateverTheDetailItIsEncodedAndDecodedAsItIs() {
        for (String detail : new String[] {"x".repeat(999), "é".repeat(999), "日".repeat(999), "a😀".repeat(999)}) {
            Closing closing = Closing.of(Code.VIOLATION, detail);
            byte[] bytes = Closing.CODEC.toBytes(closing);
            assertThat(Closing.CODEC.fromBytes(bytes)).isEqualTo(closing);
            assertThat(closing.detail().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(196, 200);
        }
    }

    @Test
    void itIsShownByItsSentenceOrElseByItsName() {
        assertThat(Closing.of(Code.WRONG_PEER, "the peer there is 4f2a")).hasToString("the peer there is 4f2a");
        assertThat(Closing.of(Code.WRONG_PEER, "")).hasToString("wrong_peer");
    }
}
