package io.eddy.sync;

import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What alice and bob say to each other at once, and how they know that the other has it. */
final class PushingTest {
    private static final Bytes TALK = pair("bob");

    private final SyncSide alice = new SyncSide().with("bob");

    @Test
    void whatIsWrittenTogetherIsSignedOnceAndPushedAsOneRun() {
        RecordingLink bob = alice.link("bob", TALK);
        say(3);
        alice.settle();
        Run run = bob.said(Pushed.class).get(0).run();
        assertThat(bob.said(Pushed.class)).hasSize(1);
        assertThat(run.items()).hasSize(3);
        assertThat(signed()).containsExactly(3L);
        assertThat(alice.said(0).signature()).isEqualTo(Entry.UNSIGNED);
        assertThat(run.signature()).isEqualTo(alice.said(2).signature());
    }

    @Test
    void inARoomEachIsSignedBecauseItIsBroadcastAlone() {
        alice.inRoom();
        IntStream.range(0, 3).forEach(i -> alice.append(ROOM, "text " + i));
        alice.settle();
        assertThat(signed()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatIsWrittenTogetherIsNoMoreThanOneRunHolds() {
        RecordingLink bob = alice.link("bob", TALK);
        say(Run.MAX_ITEMS + 1);
        Bytes large = Bytes.owning(new byte[30_000]);
        alice.append(TALK, new Draft(Content.TEXT, large, List.of()));
        alice.append(TALK, new Draft(Content.TEXT, large, List.of()));
        alice.settle();
        assertThat(signed()).containsExactly(256L, 259L);
        assertThat(bob.said(Pushed.class)).hasSize(2);
    }

    @Test
    void nothingOfWhatIsWrittenTogetherIsKeptWithoutTheSignature() {
        say(3);
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).with("bob");
        assertThat(again.world.store().load(KeptEntry.TABLE)).isEmpty();
        assertThat(again.world.store().load(KeptLog.TABLE)).isEmpty();
    }

    @Test
    void theAuthorIsToldAtOnceWhenItsEntryIsDurableAndNotAgain() {
        Written bobs = new Written("bob", TALK, 7).say("hi");
        RecordingLink bob = alice.link("bob", TALK);
        alice.hear(bob, new Pushed(TALK, bobs.run()));
        assertThat(bob.said(Have.class)).isEmpty();
        alice.settle();
        assertThat(bob.said(Have.class)).containsExactly(new Have(TALK, List.of(bobs.head())));
        alice.elapse(Duration.ofMillis(150), bob);
        assertThat(bob.said(Have.class)).hasSize(1);
    }

    @Test
    void whatTheOtherSideHasSaidToHaveItIsNotToldOf() {
        RecordingLink bob = alice.link("bob", TALK);
        say(1);
        alice.settle();
        alice.hear(bob, new Have(TALK, alice.sync.frontier(TALK)));
        alice.elapse(Duration.ofSeconds(1), bob);
        assertThat(bob.said(Have.class)).isEmpty();
    }

    @Test
    void whatIsPushedIsToldOfOnlyWhenNoMoreOfItArrives() {
        RecordingLink bob = alice.link("bob", TALK);
        say(1);
        alice.settle();
        Head first = alice.sync.frontier(TALK).get(0);
        say(1);
        alice.settle();
        alice.hear(bob, new Have(TALK, List.of(first)));
        alice.elapse(Duration.ofMillis(150), bob);
        assertThat(bob.said(Have.class)).isEmpty();
        alice.elapse(Duration.ofMillis(100), bob);
        assertThat(bob.said(Have.class)).containsExactly(new Have(TALK, alice.sync.frontier(TALK)));
    }

    @Test
    void behindAGapNoMoreIsPushedThanTheOtherSideKeeps() {
        say(70);
        alice.settle();
        RecordingLink bob = alice.link("bob", TALK);
        say(1);
        alice.settle();
        assertThat(bob.said(Pushed.class)).isEmpty();
        alice.hear(
                bob,
                new Want(
                        1,
                        TALK,
                        List.of(new Stretch(alice.sync.frontier(TALK).get(0).id(), 1, 71))));
        alice.hear(bob, new Have(TALK, alice.sync.frontier(TALK)));
        say(1);
        alice.settle();
        assertThat(bob.said(Pushed.class)).hasSize(1);
    }

    @Test
    void howFarTheOtherSideIsIsWrittenDownALittleLater() {
        RecordingLink bob = alice.link("bob", TALK);
        say(2);
        alice.settle();
        alice.hear(bob, new Have(TALK, alice.sync.frontier(TALK)));
        alice.settle();
        assertThat(reached()).containsExactly(0L);
        alice.elapse(SyncConfig.DEFAULT.pace().again(), bob);
        assertThat(reached()).containsExactly(2L);
    }

    private void say(int count) {
        IntStream.range(0, count).forEach(i -> alice.append(TALK, "text " + i));
    }

    private List<Long> signed() {
        return alice.world.store().load(KeptEntry.TABLE).stream()
                .filter(kept -> kept.link().isSigned())
                .map(kept -> kept.place().number())
                .toList();
    }

    private List<Long> reached() {
        return alice.world.store().load(KeptLog.TABLE).stream()
                .map(kept -> kept.reach().reached())
                .toList();
    }
}
