package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who is new in a room reads the newest first, and has what was said before when there is time. */
final class EarlierTest {
    private final SyncSide alice = new SyncSide().inRoom();
    private final Written bobs = new Written("bob", ROOM, 7).sayMany(1_000);

    private static Stretch last(RecordingLink link) {
        List<Want> wants = link.said(Want.class);
        return wants.get(wants.size() - 1).stretches().get(0);
    }

    private List<Long> kept() {
        return alice.kept.stream().map(id -> id.number()).sorted().toList();
    }

    @Test
    void theNewestAreAskedForFirstThenThoseBefore() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        assertThat(last(bob)).isEqualTo(new Stretch(bobs.id(), 745, 1_000));
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        assertThat(alice.kept).hasSize(256);
        alice.settle();
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head());

        assertThat(last(bob)).isEqualTo(new Stretch(bobs.id(), 744, 0));
        alice.give(bob, ROOM, bobs.run(700, 744), bobs.run(600, 699));
        assertThat(last(bob)).isEqualTo(new Stretch(bobs.id(), 599, 0));
        alice.give(bob, ROOM, bobs.run(344, 599));
        assertThat(last(bob)).isEqualTo(new Stretch(bobs.id(), 343, 0));
    }

    @Test
    void allOfItComesOnceAndIsThereAfterARestart() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        alice.give(bob, ROOM, bobs.run(500, 744));
        alice.settle();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        RecordingLink bobAgain = again.link("bob", ROOM, bobs.head());
        assertThat(last(bobAgain)).isEqualTo(new Stretch(bobs.id(), 499, 0));
        again.give(bobAgain, ROOM, bobs.run(245, 499));
        again.give(bobAgain, ROOM, bobs.run(1, 244));
        again.settle();
        assertThat(again.kept).hasSize(499);
        assertThat(bobAgain.said(Want.class)).hasSize(2);
        assertThat(again.takenTexts()).hasSize(499);
    }

    @Test
    void whatIsNewIsTakenMeanwhile() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        bobs.say("just now");
        alice.sync.onEntry(bobs.entry(1_001));
        assertThat(kept()).contains(1_001L);
        // Even before anything of that log is there.
        Written carols = new Written("carol", ROOM, 9).sayMany(5_000);
        alice.sync.onEntry(carols.entry(5_000));
        assertThat(alice.kept).anyMatch(id -> id.author().equals(idOf("carol")) && id.number() == 5_000);
    }

    @Test
    void whatDoesNotLeadToThoseAfterItIsNotTaken() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        Written other = new Written("bob", ROOM, 7).at(5).sayMany(1_000);
        alice.give(bob, ROOM, other.run(500, 744));
        assertThat(alice.kept).hasSize(256);
        assertThat(bob.said(Want.class)).as("it is not asked for there again").hasSize(2);
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        assertThat(last(carol)).isEqualTo(new Stretch(bobs.id(), 744, 0));
        alice.give(carol, ROOM, bobs.run(500, 744));
        assertThat(alice.kept).hasSize(256 + 245);
    }

    @Test
    void ofALogThatIsForkedBeforeWhatWasTakenWhatIsBeforeTheForkIsTaken() {
        Written branch = bobs.branch(499).say("something else");
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        alice.settle();
        alice.hear(bob, new Fork(ROOM, bobs.forkedFrom(branch, 500)));
        alice.settle();
        assertThat(alice.world.store().load(KeptEntry.TABLE)).isEmpty();
        alice.drop(bob);
        RecordingLink carol = alice.link("carol", ROOM, bobs.head(499));
        assertThat(last(carol)).isEqualTo(new Stretch(bobs.id(), 499, 0));
        alice.give(carol, ROOM, bobs.run(244, 499));
        alice.give(carol, ROOM, bobs.run(1, 243));
        alice.settle();
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head(499));
        assertThat(alice.kept).hasSize(256 + 499).doesNotHaveDuplicates();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        assertThat(again.sync.frontier(ROOM)).containsExactly(bobs.head(499));
    }

    @Test
    void whoHasNoMoreIsNotAskedAgain() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        Want want = bob.said(Want.class).get(1);
        alice.hear(bob, new Given(want.question(), ROOM, List.of(), List.of(new Refusal(bobs.id(), Reason.GONE))));
        assertThat(bob.said(Want.class)).hasSize(2);
    }

    @Test
    void othersAreGivenWhatIsBeforeTheLastFirstWithSignaturesFarApart() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run(745, 1_000));
        alice.settle();
        RecordingLink dora = alice.link("dora", ROOM, new Head(bobs.id(), 900, 1));
        alice.hear(dora, new Want(1, ROOM, List.of(new Stretch(bobs.id(), 899, 0))));
        alice.settle();
        List<Run> runs = dora.said(Given.class).get(0).runs();
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.from()).isEqualTo(745);
            assertThat(run.end()).isEqualTo(899);
            assertThat(run.hasSignature()).as("only the last one's is there").isFalse();
        });
        alice.hear(dora, new Want(2, ROOM, List.of(new Stretch(bobs.id(), 744, 0))));
        assertThat(dora.said(Given.class).get(1).refusals()).containsExactly(new Refusal(bobs.id(), Reason.GONE));
    }

    @Test
    void signaturesGoAlongAndAreCheckedAndKept() {
        SyncSide author = new SyncSide().inRoom();
        LongStream.rangeClosed(1, 300).forEach(number -> author.append(ROOM, "alice says " + number));
        author.settle();
        LogId id = author.sync.frontier(ROOM).get(0).id();
        RecordingLink bob = author.link("bob", ROOM);
        author.hear(bob, new Want(1, ROOM, List.of(new Stretch(id, 250, 10))));
        author.settle();
        List<Run> runs = bob.said(Given.class).get(0).runs();
        List<Long> ends = new ArrayList<>();
        runs.forEach(run -> ends.add(run.end()));
        assertThat(ends).containsExactly(250L, 186L, 122L, 58L);
        assertThat(runs).allMatch(Run::hasSignature);
        assertThat(runs.get(3).from()).isEqualTo(11);
    }
}
