package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.PeerId;
import org.junit.jupiter.api.Test;

/** What two people compare. */
final class FingerprintsTest {
    private static final PeerId ALICE = new PeerId(1, 2, 3, 4);
    private static final PeerId BOB = new PeerId(-1, 2, 3, 4);

    private final Fingerprints alices = new Fingerprints(ALICE, "alice", BOB, "bob");
    private final Fingerprints bobs = new Fingerprints(BOB, "bob", ALICE, "alice");

    @Test
    void bothSidesSeeTheSame() {
        assertThat(alices.words()).hasSize(12).isEqualTo(bobs.words());
        assertThat(alices.code())
                .isEqualTo(bobs.code())
                .startsWith("EDDY:0000000000000001")
                .hasSize(134);
    }

    /** Computed beside, from the page's words: SHA-256, 11 bits a word. */
    @Test
    void theWordsAreThoseOfBothIds() {
        assertThat(alices.words())
                .containsExactly(
                        "couple", "tag", "penalty", "salmon", "virtual", "crawl", "ask", "assault", "mutual", "atom",
                        "rude", "minor");
    }

    @Test
    void anotherIdHasOtherWords() {
        Fingerprints mallorys = new Fingerprints(ALICE, "alice", new PeerId(-1, 2, 3, 5), "bob");
        assertThat(mallorys.words()).isNotEqualTo(alices.words());
    }
}
