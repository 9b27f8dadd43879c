package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.SampleEntries;
import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Mark;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What nobody can do to alice, nor through her to others. */
final class SyncHostileTest {
    private final SyncSide alice = new SyncSide().inRoom();
    private final Written bobs = new Written("bob", ROOM, 7).sayMany(20);

    @Test
    void entriesThatTheirAuthorDidNotSignEndTheLinkAndAreNotKept() {
        RecordingLink mallory = alice.link("mallory", ROOM, bobs.head());
        Run forged =
                new Run(bobs.run().start(), bobs.run().items(), bobs.entry(3).signature());
        alice.give(mallory, ROOM, forged);
        assertViolation(mallory, "entries that their author did not sign");
        alice.give(alice.link("carol", ROOM, bobs.head()), ROOM, bobs.run());
        assertThat(alice.kept).hasSize(20);
    }

    @Test
    void noEntryOfARunCanBeAnotherNorBeLeftOutNorHaveAnotherBody() {
        Run run = bobs.run();
        Item other = new Item(run.items().get(4).hlc(), 1, List.of(), Bytes.sha256(new byte[1]));
        for (List<Item> items : List.of(replaced(run, 4, other), without(run, 4), replaced(run, 19, other))) {
            RecordingLink mallory = alice.link("mallory", ROOM, bobs.head());
            alice.give(mallory, ROOM, new Run(run.start(), items, run.signature()));
            assertViolation(mallory, "entries that their author did not sign");
        }
    }

    @Test
    void whoHasNoPartInAConversationOfTwoCannotWriteInIt() {
        Written intruder = new Written("mallory", pair("bob"), 1).say("hello");
        RecordingLink bob = alice.with("bob").link("bob", pair("bob"), intruder.head());
        assertThat(bob.said(Want.class)).isEmpty();
        alice.hear(bob, new Pushed(pair("bob"), intruder.run()));
        assertViolation(bob, "an entry of somebody who has no part in the conversation");
    }

    @Test
    void whatWasNotAskedForEndsTheLink() {
        RecordingLink mallory = alice.link("mallory", ROOM, bobs.head());
        alice.give(mallory, ROOM, new Written("erin", ROOM, 1).say("hello").run());
        assertViolation(mallory, "entries that were not asked for");
        mallory = alice.link("mallory", ROOM);
        alice.hear(mallory, new Given(1, ROOM, List.of(), List.of()));
        assertViolation(mallory, "an answer to no question");
    }

    @Test
    void aRunThatContradictsItselfEndsTheLinkBeforeItsSignatureIsLookedAt() {
        Run run = bobs.run();
        Run.Start start = run.start();
        List<Run> unsound = List.of(
                new Run(start, List.of(), run.signature()),
                new Run(new Run.Start(start.author(), 7, 0, start.before()), run.items(), run.signature()),
                new Run(new Run.Start(start.author(), 7, 2, start.before()), run.items(), run.signature()),
                new Run(
                        new Run.Start(start.author(), 7, Long.MAX_VALUE, Bytes.sha256(new byte[1])),
                        run.items(),
                        run.signature()));
        for (Run each : unsound) {
            RecordingLink mallory =
                    alice.link("mallory " + each.from() + each.items().size(), ROOM);
            alice.hear(mallory, new Pushed(ROOM, each));
            assertViolation(mallory, "a run that contradicts itself");
        }
        assertThat(alice.world.verified()).isZero();
    }

    @Test
    void moreThanOneMessageGivesEndsTheLink() {
        Written large = new Written("bob", ROOM, 8);
        for (int i = 0; i < 5; i++) {
            large.say("x".repeat(32_768));
        }
        RecordingLink mallory = alice.link("mallory", ROOM, large.head());
        alice.give(mallory, ROOM, large.run());
        assertViolation(mallory, "more than 131072 bytes of entries at once");
    }

    @Test
    void whatIsReplayedIsNeitherShownNorAcknowledgedAgain() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run());
        alice.settle();
        alice.world.fire(new SyncTimer.NewsDue(true));
        bob.takeSaid();
        for (int i = 0; i < 5; i++) {
            alice.hear(bob, new Pushed(ROOM, bobs.run()));
            alice.hear(bob, new Pushed(ROOM, bobs.run(3, 9)));
        }
        alice.settle();
        assertThat(alice.kept).hasSize(20);
        assertThat(alice.events).hasSize(20);
        assertThat(bob.said()).isEmpty();
    }

    @Test
    void whatIsOutOfOrderWaitsForWhatIsMissingAndOnlySoMuchOfIt() {
        RecordingLink bob = alice.link("bob", ROOM);
        alice.hear(bob, new Pushed(ROOM, bobs.run(1, 1)));
        IntStream.of(5, 3, 4).forEach(number -> alice.hear(bob, new Pushed(ROOM, bobs.run(number, number))));
        assertThat(alice.kept).hasSize(1);
        assertThat(bob.said(Want.class).get(0).stretches()).containsExactly(new Stretch(bobs.id(), 2, 5));
        alice.hear(bob, new Pushed(ROOM, bobs.run(2, 2)));
        alice.settle();
        assertThat(alice.takenTexts())
                .containsExactly("bob says 1", "bob says 2", "bob says 3", "bob says 4", "bob says 5");
        Written far = new Written("bob", ROOM, 9).sayMany(400);
        Log log = Log.empty(ROOM, far.run().start());
        assertThat(log.keepEarly(far.run(2, 200), 256)).isTrue();
        assertThat(log.keepEarly(far.run(201, 300), 256)).isFalse();
        assertThat(log.keepEarly(far.run(2, 3), 256)).isFalse();
    }

    @Test
    void aForkIsFoundByTheNextEntryProvenAndFrozenAndToldToOthers() {
        Written branch = bobs.branch(15).say("something else", "and more");
        RecordingLink carol = alice.link("carol", ROOM);
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.give(bob, ROOM, bobs.run());
        alice.settle();
        RecordingLink erin = alice.link("erin", ROOM);
        alice.hear(erin, new Pushed(ROOM, branch.run(17, 17)));
        alice.settle();
        // What alice has before 17 is not what that follows: she asks for what is before.
        assertThat(erin.said(Want.class).get(0).stretches()).containsExactly(new Stretch(bobs.id(), 1, 16));
        alice.give(erin, ROOM, branch.run(1, 16));
        alice.settle();
        SyncEvent.Forked forked = alice.events(SyncEvent.Forked.class).get(0);
        assertThat(forked.author()).isEqualTo(idOf("bob"));
        assertThat(forked.proof().number()).isEqualTo(16);
        assertThat(carol.said(Fork.class)).containsExactly(new Fork(ROOM, forked.proof()));
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head(15));
        bobs.say("later");
        alice.hear(bob, new Pushed(ROOM, bobs.run(21, 21)));
        alice.settle();
        assertThat(alice.kept).as("what was shown stays, nothing more comes").hasSize(20);
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        assertThat(again.sync.frontier(ROOM)).containsExactly(bobs.head(15));
    }

    @Test
    void twoWhoHaveDifferentEntriesOfOneNumberFindOut() {
        Written branch = bobs.branch(19).say("something else");
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        alice.settle();
        RecordingLink erin = alice.link("erin", ROOM, branch.head());
        alice.give(erin, ROOM, branch.run(1, 20));
        alice.settle();
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head(19));
    }

    @Test
    void whoLearnsOfAForkFirstTakesWhatIsBeforeItAndNoMore() {
        ForkProof proof = proof();
        RecordingLink bob = alice.link("bob", ROOM);
        alice.hear(bob, new Fork(ROOM, proof));
        alice.hear(bob, new Have(ROOM, List.of(bobs.head(15))));
        // Signed by nobody but the proof, as from one who had this in the middle of a run.
        Run before = bobs.run(1, 15);
        alice.give(bob, ROOM, new Run(before.start(), before.items(), io.eddy.entry.Entry.UNSIGNED));
        alice.settle();
        assertThat(alice.takenTexts()).hasSize(15);
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head(15));
        RecordingLink carol = alice.link("carol", ROOM);
        alice.settle();
        assertThat(carol.said(Fork.class)).containsExactly(new Fork(ROOM, proof));
        alice.hear(carol, new Want(1, ROOM, List.of(new Stretch(bobs.id(), 1, 15))));
        alice.settle();
        assertThat(carol.said(Given.class).get(0).runs().get(0).end()).isEqualTo(15);
    }

    @Test
    void aProofThatProvesNothingEndsTheLinkAndFreezesNothing() {
        ForkProof proof = proof();
        RecordingLink mallory = alice.link("mallory", ROOM);
        alice.hear(mallory, new Fork(ROOM, new ForkProof(proof.start(), proof.one(), proof.one())));
        assertViolation(mallory, "a proof of a fork that proves nothing");
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        assertThat(alice.kept).hasSize(20);
    }

    @Test
    void whoSaysThatALogIsOtherThanItIsIsAskedOnceAndMakesNoFork() {
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        alice.settle();
        RecordingLink mallory = alice.link("mallory", ROOM, new Head(bobs.id(), 20, 99));
        alice.give(mallory, ROOM, bobs.run());
        alice.settle();
        alice.hear(mallory, new Have(ROOM, List.of(new Head(bobs.id(), 20, 98))));
        alice.settle();
        assertThat(mallory.said(Want.class)).hasSize(1);
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head());
    }

    @Test
    void aClockYearsAheadIsTakenAndNotFollowed() {
        Written fast = new Written("bob", ROOM, 1)
                .at(SampleEntries.NOON + Duration.ofDays(9_999).toMillis())
                .say("from the future");
        alice.give(alice.link("bob", ROOM, fast.head()), ROOM, fast.run());
        alice.append(ROOM, "of today");
        alice.settle();
        assertThat(alice.takenTexts()).containsExactly("from the future");
        assertThat(alice.said(0).sentAtMillis()).isEqualTo(alice.world.wallClockMillis());
    }

    @Test
    void withAFullDiskNothingIsTakenOrAcknowledgedAndAfterwardsAllIs() {
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        alice.world.store().setAccepting(false);
        alice.give(bob, ROOM, bobs.run());
        alice.elapse(Duration.ofSeconds(5), bob);
        assertThat(alice.kept).isEmpty();
        assertThat(bob.said(Have.class)).isEmpty();
        alice.world.store().setAccepting(true);
        alice.elapse(Duration.ofSeconds(1), bob);
        alice.give(bob, ROOM, bobs.run());
        alice.elapse(Duration.ofSeconds(2), bob);
        assertThat(alice.takenTexts()).hasSize(20);
        assertThat(bob.said(Have.class)).hasSize(1);
    }

    @Test
    void whoPushesWithoutEndIsLookedAtOnlySoMuch() {
        RecordingLink mallory = alice.link("mallory", ROOM);
        int atOnce = 4 * SyncConfig.DEFAULT.limits().checksPerSecond();
        Written flood = new Written("mallory", ROOM, 1).sayMany(atOnce + 500);
        for (int number = 1; number <= atOnce + 500; number++) {
            alice.hear(mallory, new Pushed(ROOM, flood.run(number, number)));
        }
        assertThat(alice.world.verified()).isEqualTo(atOnce);
        assertThat(mallory.closing()).isNull();
    }

    @Test
    void whoAsksWithoutEndIsAnsweredOneQuestionAtATime() {
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        alice.settle();
        RecordingLink mallory = alice.link("mallory", ROOM);
        LongStream.rangeClosed(1, 100)
                .forEach(number -> alice.hear(mallory, new Want(number, ROOM, List.of(new Stretch(bobs.id(), 1, 20)))));
        alice.settle();
        assertThat(mallory.said(Given.class)).extracting(Given::question).containsExactly(1L, 100L);
    }

    @Test
    void marksAreBoundedAndOpenedOnce() {
        RecordingLink mallory = alice.link("mallory");
        for (int i = 0; i < 4; i++) {
            alice.hear(mallory, marks(i));
        }
        assertThat(mallory.closing()).isNull();
        alice.hear(mallory, marks(4));
        assertViolation(mallory, "marks that were not opened, or too many");
        RecordingLink twice = alice.link("erin");
        alice.hear(twice, new Open(1));
        assertViolation(twice, "opened twice");
    }

    @Test
    void whatWaitsInMemoryForWhatIsMissingIsBoundedInAllLogsTogether() {
        RecordingLink mallory = alice.link("mallory", ROOM);
        for (int log = 0; log < 3; log++) {
            Written large = new Written("mallory", ROOM, log).say("first", "missing");
            for (int i = 0; i < 200; i++) {
                large.say("x".repeat(32_000));
            }
            alice.hear(mallory, new Pushed(ROOM, large.run(1, 1)));
            for (int number = 3; number <= 202; number++) {
                alice.hear(mallory, new Pushed(ROOM, large.run(number, number)));
            }
        }
        assertThat(alice.sync.earlyBytes()).isBetween(8_000_000L, 8L << 20);
    }

    @Test
    void anAuthorHasOnlySoManyLogs() {
        int most = SyncConfig.DEFAULT.limits().logs().ofAuthor();
        RecordingLink mallory = alice.link("mallory", ROOM);
        for (int log = 0; log < most + 20; log++) {
            if (log % 500 == 0) {
                alice.elapse(Duration.ofSeconds(5), mallory);
            }
            alice.hear(
                    mallory,
                    new Pushed(ROOM, new Written("mallory", ROOM, log).say("x").run()));
        }
        alice.settle();
        assertThat(alice.sync.frontier(ROOM)).hasSize(most);
        assertThat(alice.sync.tally().leftOut()).isEqualTo(20);
    }

    private ForkProof proof() {
        return bobs.forkedFrom(bobs.branch(15).say("something else"), 16);
    }

    private static Marks marks(long part) {
        long from = part * SyncMessage.MAX_MARKS;
        return new Marks(LongStream.range(from, from + SyncMessage.MAX_MARKS)
                .mapToObj(mark -> new Mark(mark, mark))
                .toList());
    }

    private static List<Item> replaced(Run run, int place, Item by) {
        List<Item> items = new ArrayList<>(run.items());
        items.set(place, by);
        return items;
    }

    private static List<Item> without(Run run, int place) {
        List<Item> items = new ArrayList<>(run.items());
        items.remove(place);
        return items;
    }

    private void assertViolation(RecordingLink link, String sentence) {
        assertThat(link.closing()).isNotNull().satisfies(why -> {
            assertThat(why.code()).isEqualTo(Code.VIOLATION);
            assertThat(why.detail()).isEqualTo(sentence);
        });
        assertThat(alice.kept).isEmpty();
    }
}
