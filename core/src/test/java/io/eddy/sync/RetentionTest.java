package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncConfig.Limits;
import io.eddy.sync.SyncConfig.Logs;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        Written bobs = new Written("bob", ROOM, 1).sayMany(1_000);
        RecordingLink bob = alice.link("bob", ROOM, bobs.head(100));
        alice.give(bob, ROOM, bobs.run(1, 100));
        alice.elapse(Duration.ofSeconds(1), bob);
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

    @Test
    void whoHasNotEvenTheNewestIsNotAskedForEver() {
        Written bobs = new Written("bob", ROOM, 1).sayMany(1_000);
        RecordingLink bob = alice.link("bob", ROOM, bobs.head(100));
        alice.give(bob, ROOM, bobs.run(1, 100));
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        refuse(carol, bobs, Reason.GONE);
        refuse(carol, bobs, Reason.GONE);
        alice.settle();
        assertThat(carol.said(Want.class)).isEmpty();
        assertThat(rows(alice)).isEqualTo(100);
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
