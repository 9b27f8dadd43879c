package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who says to have what it does not give, or nobody can have. */
final class ClaimedInVainTest {
    private final SyncSide alice = new SyncSide().inRoom();
    private final Written bobs = new Written("bob", ROOM, 7).sayMany(20);

    @Test
    void aFrontierThatClaimsEverythingCostsAQuestionEachAndNoMemory() {
        List<Head> claims = new ArrayList<>();
        RecordingLink mallory = alice.link("mallory", ROOM);
        int most = SyncConfig.DEFAULT.limits().aheadOfUs();
        for (int message = 0; message <= most / SyncMessage.MAX_HEADS + 2; message++) {
            int from = message * SyncMessage.MAX_HEADS;
            claims.clear();
            for (int i = 0; i < SyncMessage.MAX_HEADS; i++) {
                claims.add(new Head(new LogId(idOf("nobody"), from + i), Long.MAX_VALUE, 1));
            }
            alice.hear(mallory, new Have(ROOM, List.copyOf(claims)));
        }
        Want want = mallory.said(Want.class).get(0);
        assertThat(mallory.said(Want.class)).hasSize(1);
        assertThat(want.stretches()).hasSize(SyncMessage.MAX_STRETCHES).allMatch(each -> each.to() - each.from() < 256);
        assertThat(alice.sync.frontier(ROOM)).isEmpty();
        // Others are not kept waiting.
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run());
        assertThat(alice.kept).hasSize(20);
        refuse(mallory, ROOM, Reason.UNKNOWN);
        assertThat(claimedInVain()).as("it may have the last of each").isZero();
        Want next = mallory.said(Want.class).get(1);
        assertThat(next.stretches()).doesNotContainAnyElementsOf(want.stretches());
        refuse(mallory, ROOM, Reason.UNKNOWN);
        assertThat(claimedInVain()).isEqualTo(SyncMessage.MAX_STRETCHES);
    }

    @Test
    void whoRefusesWhatFollowsWhatThereIsIsCounted() {
        alice.sync.onEntry(bobs.entry(1));
        for (Reason reason : Reason.values()) {
            long before = claimedInVain();
            RecordingLink mallory = alice.link("mallory " + reason, ROOM, bobs.head(2));
            refuse(mallory, ROOM, reason);
            assertThat(claimedInVain()).as("%s", reason).isEqualTo(before + 1);
        }
    }

    @Test
    void whoHasOnlyWhatIsBehindAGapIsNotCountedUntilItRefusesTheLast() {
        alice.sync.onEntry(bobs.entry(1));
        RecordingLink mallory = alice.link("mallory", ROOM, bobs.head());
        refuse(mallory, ROOM, Reason.GONE);
        refuse(mallory, ROOM, Reason.GONE);
        assertThat(claimedInVain()).isZero();
        refuse(mallory, ROOM, Reason.GONE);
        assertThat(claimedInVain()).isEqualTo(1);
    }

    @Test
    void whoAnswersWithNothingIsCounted() {
        Written letters = new Written("bob", pair("bob"), 1).say("one", "two");
        alice.give(alice.link("mallory", pair("bob"), letters.head()), pair("bob"));
        assertThat(claimedInVain()).isEqualTo(1);
    }

    @Test
    void whoHasNotWhatWasBeforeIsNotCounted() {
        alice.sync.onEntry(bobs.entry(20));
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        assertThat(carol.said(Want.class)).hasSize(1);
        refuse(carol, ROOM, Reason.GONE);
        assertThat(claimedInVain()).isZero();
    }

    @Test
    void whatNobodyCanHaveIsCountedAndNotAskedFor() {
        RecordingLink bob = alice.with("bob").link("bob", pair("bob"));
        Head ofNoPart = new Written("mallory", pair("bob"), 1).say("hello").head();
        alice.hear(bob, new Have(pair("bob"), List.of(ofNoPart, new Head(new LogId(idOf("bob"), 1), 0, 1))));
        assertThat(bob.said(Want.class)).isEmpty();
        assertThat(claimedInVain()).isEqualTo(2);
    }

    private long claimedInVain() {
        return alice.sync.tally().claimedInVain();
    }

    /** Answers the last question with nothing but this. */
    private void refuse(RecordingLink link, Bytes group, Reason reason) {
        List<Want> wants = link.said(Want.class);
        Want last = wants.get(wants.size() - 1);
        List<Refusal> refusals = last.stretches().stream()
                .map(each -> new Refusal(each.id(), reason))
                .toList();
        alice.hear(link, new Given(last.question(), group, List.of(), refusals));
    }
}
