package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncConfig.Limits;
import io.eddy.sync.SyncConfig.Logs;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A room does not grow for ever. */
final class RetentionTest {
    private static final long BYTES_OF_ROOM = 200_000;

    private static final SyncConfig SMALL = small();

    private final SyncSide alice = new SyncSide(SMALL).inRoom();

    private static SyncConfig small() {
        Logs logs = SyncConfig.DEFAULT.limits().logs();
        return with(new Logs(
                logs.ofGroup(), logs.ofAuthor(), logs.fresh(), logs.early(), logs.bytesOfAuthor(), BYTES_OF_ROOM));
    }

    private static SyncConfig with(Logs logs) {
        SyncConfig usual = SyncConfig.DEFAULT;
        Limits limits = usual.limits();
        return new SyncConfig(
                usual.pace(),
                new Limits(
                        limits.groups(),
                        logs,
                        limits.entriesToReceipt(),
                        limits.unconfirmed(),
                        limits.aheadOfUs(),
                        limits.checksPerSecond()),
                usual.quotas());
    }

    private void takeAll(String author, long log, int entries) {
        Written said = new Written(author, ROOM, log).sayMany(entries);
        RecordingLink link = alice.link(author, ROOM, said.head());
        for (int from = 1; from <= entries; from += 250) {
            alice.give(link, ROOM, said.run(from, Math.min(entries, from + 249)));
        }
        alice.elapse(Duration.ofSeconds(1), link);
    }

    private int rows(SyncSide side) {
        return side.world.store().load(KeptEntry.TABLE).size();
    }

    @Test
    void whatWasSaidLongestAgoGoesFirst() {
        takeAll("bob", 1, 250);
        takeAll("carol", 2, 250);
        assertThat(rows(alice)).isEqualTo(500);
        takeAll("dora", 3, 250);

        assertThat(rows(alice)).isEqualTo(500);
        assertThat(alice.world.store().load(KeptEntry.TABLE))
                .noneMatch(kept -> kept.place().log() == 1);
        assertThat(alice.sync.tally().evicted()).isEqualTo(250);
        assertThat(alice.sync.frontier(ROOM))
                .as("how far it is known is not forgotten")
                .hasSize(3);
        SyncSide again = alice.restarted(SMALL).inRoom();
        again.sync.onEntry(new Written("erin", ROOM, 4).say("hi").entry(1));
        again.settle();
        assertThat(rows(again)).isEqualTo(501);
    }

    /** Alice had the first hundred; then she was away for so long that everybody has dropped what followed. */
    @Test
    void whoWasAwayForTooLongGoesOnBehindTheGap() {
        Written bobs = haveFirstHundredOf(1_000);
        alice.settle();
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        RecordingLink dora = alice.link("dora", ROOM, bobs.head());
        assertThat(refuse(carol, bobs, Reason.GONE)).isEqualTo(new Stretch(bobs.id(), 101, 356));
        assertThat(carol.said(Want.class)).as("dora may have it").isEmpty();
        assertThat(refuse(dora, bobs, Reason.GONE)).isEqualTo(new Stretch(bobs.id(), 101, 356));
        assertThat(only(carol).stretches()).containsExactly(new Stretch(bobs.id(), 745, 1_000));
        alice.give(carol, ROOM, bobs.run(745, 1_000));
        alice.elapse(Duration.ofSeconds(1), carol, dora);
        assertThat(alice.kept).hasSize(356).doesNotHaveDuplicates();
        assertThat(rows(alice)).isEqualTo(256);
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head());

        bobs.say("and on it goes");
        alice.sync.onEntry(bobs.entry(1_001));
        SyncSide again = alice.restarted(SMALL).inRoom();
        again.sync.onEntry(bobs.entry(1_001));
        again.sync.onEntry(bobs.entry(50));
        assertThat(again.kept)
                .as("of before the restart only what was not durable")
                .hasSize(1);
        RecordingLink erin = again.link("erin", ROOM, bobs.head());
        assertThat(only(erin).stretches())
                .as("what is between may turn up")
                .containsExactly(new Stretch(bobs.id(), 744, 100));
    }

    /** Whatever the length of the gap: the newest hundreds, then the last alone, then nothing. */
    @ParameterizedTest
    @ValueSource(ints = {102, 103, 150, 355, 356, 357, 1_000})
    void whoHasNotEvenTheNewestIsNotAskedForEver(int newest) {
        Written bobs = haveFirstHundredOf(newest);
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        refuse(carol, bobs, Reason.GONE);
        Stretch second = refuse(carol, bobs, Reason.GONE);
        assertThat(second).isEqualTo(new Stretch(bobs.id(), Math.max(102, newest - 255), newest));
        if (second.from() < newest) {
            assertThat(refuse(carol, bobs, Reason.GONE)).isEqualTo(new Stretch(bobs.id(), newest, newest));
        }
        alice.settle();
        assertThat(carol.said(Want.class)).isEmpty();
        assertThat(rows(alice)).isEqualTo(100);

        bobs.say("and on it goes");
        alice.hear(carol, new Have(ROOM, List.of(bobs.head())));
        assertThat(only(carol).stretches()).singleElement().satisfies(asked -> {
            assertThat(asked.from()).isGreaterThan(101);
            assertThat(asked.to()).isEqualTo(newest + 1);
        });
        alice.give(carol, ROOM, bobs.run((int) only(carol).stretches().get(0).from(), newest + 1));
        assertThat(alice.kept)
                .hasSizeGreaterThan(100)
                .contains(bobs.entry(newest + 1).id());
    }

    @Test
    void aGapOfOneEntryIsNoReasonToAskForNothing() {
        Written bobs = haveFirstHundredOf(101);
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        assertThat(refuse(carol, bobs, Reason.GONE)).isEqualTo(new Stretch(bobs.id(), 101, 101));
        assertThat(carol.said(Want.class)).isEmpty();
    }

    @Test
    void whoDoesNotAnswerHasNoSayInWhetherThereIsAGap() {
        Written bobs = haveFirstHundredOf(1_000);
        RecordingLink liar = alice.link("mallory", ROOM, bobs.head());
        RecordingLink carol = alice.link("carol", ROOM, bobs.head(990));
        alice.world.fire(new SyncTimer.AnswerOverdue(liar.remote()));
        refuse(carol, bobs, Reason.GONE);
        alice.world.fire(new SyncTimer.AnswerOverdue(liar.remote()));
        assertThat(only(carol).stretches()).containsExactly(new Stretch(bobs.id(), 735, 990));
    }

    /** What came live meanwhile and had to wait follows at once; what was shown before is never shown again. */
    @Test
    void behindTheGapWhatWaitedFollowsAndNothingIsShownAgain() {
        Written bobs = haveFirstHundredOf(602);
        RecordingLink carol = alice.link("carol", ROOM, bobs.head(600));
        alice.sync.onEntry(bobs.entry(601));
        alice.sync.onEntry(bobs.entry(602));
        refuse(carol, bobs, Reason.GONE);
        alice.give(carol, ROOM, bobs.run(345, 600));
        alice.settle();
        assertThat(alice.kept).hasSize(100 + 258).doesNotHaveDuplicates();
        assertThat(alice.sync.earlyBytes()).isZero();
        alice.give(carol, ROOM, bobs.run(300, 344));
        alice.hear(carol, new Pushed(ROOM, bobs.run(200, 299)));
        alice.hear(carol, new Pushed(ROOM, bobs.run(50, 199)));
        assertThat(alice.kept).as("50 to 100 were shown before").hasSize(503);
        alice.hear(carol, new Pushed(ROOM, bobs.run(101, 199)));
        assertThat(alice.kept).doesNotHaveDuplicates().hasSize(602);
    }

    @Test
    void nothingIsDroppedForWhatFollowsTheProofOfAFork() {
        Written bobs = haveFirstHundredOf(1_000);
        Written branch = bobs.branch(499).say("something else");
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        refuse(carol, bobs, Reason.GONE);
        RecordingLink dora = alice.link("dora", ROOM);
        alice.hear(dora, new Fork(ROOM, bobs.forkedFrom(branch, 500)));
        alice.give(carol, ROOM, bobs.run(745, 1_000));
        alice.settle();
        assertThat(alice.kept).hasSize(100);
        assertThat(rows(alice)).isEqualTo(100);
    }

    private Written haveFirstHundredOf(int entries) {
        Written bobs = new Written("bob", ROOM, 1).sayMany(entries);
        RecordingLink bob = alice.link("bob", ROOM, bobs.head(100));
        alice.give(bob, ROOM, bobs.run(1, 100));
        return bobs;
    }

    @Test
    void aStrangerDoesNotFillTheHistory() {
        SyncConfig usual = SyncConfig.DEFAULT;
        SyncConfig small = new SyncConfig(
                usual.pace(),
                usual.limits(),
                new SyncConfig.Quotas(
                        SyncConfig.Conversations.DEFAULT,
                        1 << 20,
                        1 << 20,
                        usual.quotas().age(),
                        20_000));
        assertThat(keptInPair(new SyncSide(small))).isBetween(1, 100);
        SyncSide friend = new SyncSide(small);
        friend.contacts.add(idOf("bob"));
        assertThat(keptInPair(friend)).isEqualTo(200);
    }

    private static int keptInPair(SyncSide side) {
        Bytes pair = SyncSide.pair("bob");
        Written bobs = new Written("bob", pair, 1).sayMany(200);
        RecordingLink bob = side.with("bob").link("bob", pair, bobs.head());
        for (int from = 1; from <= 151; from += 50) {
            List<Want> asked = bob.said(Want.class);
            if (!asked.isEmpty()
                    && asked.get(asked.size() - 1).stretches().get(0).from() == from) {
                side.give(bob, pair, bobs.run(from, from + 49));
                side.settle();
            }
        }
        return (int)
                side.kept.stream().filter(id -> id.author().equals(idOf("bob"))).count();
    }

    /** A log may begin at any number, also where the sum of two is none. */
    @Test
    void alsoOfALogWithHugeNumbersTheOldestGoes() {
        Logs logs = SyncConfig.DEFAULT.limits().logs();
        SyncSide side = new SyncSide(with(new Logs(
                        logs.ofGroup(), logs.ofAuthor(), logs.fresh(), logs.early(), 10_000, logs.bytesOfRoom())))
                .inRoom();
        side.sync.onEntry(new Written("bob", ROOM, 1)
                .from(1L << 62)
                .say("x".repeat(12_000))
                .entry(1));
        side.settle();
        assertThat(side.kept).hasSize(1);
        assertThat(side.sync.tally().evicted()).isEqualTo(1);
        assertThat(rows(side)).isZero();
    }

    /** One who says more than is kept of him is heard on; the oldest of his goes. */
    @Test
    void ofWhoSaysMoreThanIsKeptOfOneAuthorTheOldestGoes() {
        Logs logs = SyncConfig.DEFAULT.limits().logs();
        SyncSide side = new SyncSide(with(new Logs(
                        logs.ofGroup(), logs.ofAuthor(), logs.fresh(), logs.early(), 20_000, logs.bytesOfRoom())))
                .inRoom();
        Written bobs = new Written("bob", ROOM, 1).sayMany(200);
        RecordingLink bob = side.link("bob", ROOM, bobs.head());
        side.give(bob, ROOM, bobs.run(1, 50));
        side.give(bob, ROOM, bobs.run(51, 100));
        side.give(bob, ROOM, bobs.run(101, 150));
        side.give(bob, ROOM, bobs.run(151, 200));
        side.settle();
        assertThat(side.kept).hasSize(200);
        assertThat(side.sync.tally().leftOut()).isZero();
        assertThat(side.world.store().load(KeptEntry.TABLE))
                .hasSizeLessThan(100)
                .anyMatch(kept -> kept.place().number() == 200);
    }

    /** With few keys nobody keeps others from being heard: the one who has most logs makes room. */
    @Test
    void whereNoMoreLogsAreKnownTheOneWithMostMakesRoom() {
        Logs logs = SyncConfig.DEFAULT.limits().logs();
        SyncConfig few = with(new Logs(10, 8, logs.fresh(), logs.early(), logs.bytesOfAuthor(), logs.bytesOfRoom()));
        SyncSide side = new SyncSide(few).inRoom();
        for (int log = 1; log <= 10; log++) {
            side.sync.onEntry(new Written(log <= 5 ? "mallory" : "eve", ROOM, log)
                    .say("x")
                    .entry(1));
            side.world.pass(Duration.ofSeconds(1));
        }
        side.settle();
        Written bobs = new Written("bob", ROOM, 99).say("hello");
        assertThat(side.sync.frontier(ROOM)).hasSize(10);
        side.sync.onEntry(bobs.entry(1));
        side.settle();
        assertThat(side.sync.frontier(ROOM)).hasSize(10).contains(bobs.head());
        assertThat(logsOf(side, "mallory") + logsOf(side, "eve")).isEqualTo(9);
        assertThat(side.world.store().load(KeptLog.TABLE)).hasSize(10);

        for (int log = 1; log <= 10; log++) {
            side.sync.onEntry(new Written(log <= 5 ? "mallory" : "eve", ROOM, log)
                    .say("x")
                    .entry(1));
        }
        side.settle();
        assertThat(side.kept).as("what had to go is not taken again").hasSize(11);
    }

    private static long logsOf(SyncSide side, String author) {
        return side.sync.frontier(ROOM).stream()
                .filter(head -> head.id().author().equals(idOf(author)))
                .count();
    }

    /** What was wanted is refused, and said no more. */
    private Stretch refuse(RecordingLink link, Written log, Reason reason) {
        Want want = only(link);
        link.takeSaid();
        alice.hear(link, new Given(want.question(), ROOM, List.of(), List.of(new Refusal(log.id(), reason))));
        return want.stretches().get(0);
    }

    private static Want only(RecordingLink link) {
        assertThat(link.said(Want.class)).hasSize(1);
        return link.said(Want.class).get(0);
    }

    @Test
    void whatIsGoneIsNotGivenAndNotTakenAgain() {
        takeAll("bob", 1, 250);
        takeAll("carol", 2, 250);
        takeAll("dora", 3, 250);
        Written bobs = new Written("bob", ROOM, 1).sayMany(250);
        RecordingLink erin = alice.link("erin", ROOM, bobs.head());
        alice.hear(erin, new Want(1, ROOM, List.of(new Stretch(bobs.id(), 1, 250))));
        assertThat(erin.said(Given.class).get(0).refusals()).containsExactly(new Refusal(bobs.id(), Reason.GONE));
        assertThat(erin.said(Want.class)).isEmpty();
        int kept = alice.kept.size();
        alice.sync.onEntry(bobs.entry(7));
        assertThat(alice.kept).hasSize(kept);
        bobs.say("and on it goes");
        alice.sync.onEntry(bobs.entry(251));
        assertThat(alice.kept).hasSize(kept + 1);
    }
}
