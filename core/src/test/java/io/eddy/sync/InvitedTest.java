package io.eddy.sync;

import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Want;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bob, with whom alice has exchanged no word, has written to her; others bring it. */
final class InvitedTest {
    private final SyncSide alice = new SyncSide();
    private final Written bobs = new Written("bob", pair("bob"), 7).say("hello", "again");

    @Test
    void whatOneCarrierToldOfTheNextMayBring() {
        RecordingLink carol = alice.link("carol", pair("bob"), bobs.head());
        RecordingLink dora = alice.link("dora", pair("bob"), bobs.head());
        assertThat(carol.said(Want.class)).hasSize(1);
        assertThat(dora.said(Want.class)).isEmpty();
        alice.drop(carol);
        alice.give(dora, pair("bob"), bobs.run());
        assertThat(alice.kept).hasSize(2);
    }

    @Test
    void whenTheLastHasGoneItIsNotFollowedAnyMore() {
        RecordingLink carol = alice.link("carol", pair("bob"), bobs.head());
        RecordingLink dora = alice.link("dora", pair("bob"), bobs.head());
        alice.drop(carol);
        alice.drop(dora);
        long unasked = alice.sync.tally().unasked();
        alice.hear(alice.link("erin"), new Have(pair("bob"), List.of()));
        assertThat(alice.sync.tally().unasked()).isEqualTo(unasked + 1);
    }

    @Test
    void whoHasMadeUsFollowManyTakesOverNoMore() {
        RecordingLink dora = alice.link("dora");
        for (int i = 0; i < 64; i++) {
            String other = "stranger " + i;
            alice.hear(dora, new Have(pair(other), List.of(letter(other).head())));
        }
        RecordingLink carol = alice.link("carol", pair("bob"), bobs.head());
        alice.hear(dora, new Have(pair("bob"), List.of(bobs.head())));
        alice.drop(carol);
        long unasked = alice.sync.tally().unasked();
        alice.hear(dora, new Have(pair("bob"), List.of(bobs.head())));
        assertThat(alice.sync.tally().unasked()).isEqualTo(unasked + 1);
        // Of what dora said then nothing is left.
        alice.give(alice.link("erin", pair("bob"), bobs.head(1)), pair("bob"), bobs.run(1, 1));
        assertThat(alice.kept).hasSize(1);
        assertThat(alice.sync.isBehind(pair("bob"))).isFalse();
    }

    private static Written letter(String by) {
        return new Written(by, pair(by), 1).say("hello");
    }
}
