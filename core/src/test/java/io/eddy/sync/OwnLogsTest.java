package io.eddy.sync;

import static io.eddy.sync.SyncSide.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncConfig.Limits;
import io.eddy.sync.SyncConfig.Logs;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which log an entry of alice's is written in (protocols.md B.2, rule 7). */
final class OwnLogsTest {
    private static final SyncConfig CONTINUED = withFresh(0);
    private static final long YEARS_MILLIS = Duration.ofDays(3_650).toMillis();

    @Test
    void eachStartBeginsALogOfItsOwn() {
        SyncSide alice = new SyncSide().inRoom();
        alice.append(ROOM, "one");
        alice.append(ROOM, "two");
        alice.settle();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        again.append(ROOM, "three");
        again.settle();
        assertThat(alice.said(1).id().number()).isEqualTo(2);
        assertThat(again.said(0).id().number()).isEqualTo(1);
        assertThat(again.said(0).id().log()).isNotEqualTo(alice.said(0).id().log());
    }

    @Test
    void whatIsSaidAfterARestartStandsBehindWhatWasSaidBeforeThoughTheClockWasSetBack() {
        SyncSide alice = new SyncSide().inRoom();
        alice.world.setWallClockMillis(alice.world.wallClockMillis() + 3_600_000);
        alice.append(ROOM, "one");
        alice.settle();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        again.append(ROOM, "two");
        again.settle();
        assertThat(again.said(0).header().hlc())
                .isGreaterThan(alice.said(0).header().hlc());
    }

    @Test
    void whenThereAreManyTheLatestIsContinuedOnceSomebodyHasSaidHowFarItIs() {
        SyncSide alice = said(2);
        Head known = alice.sync.frontier(ROOM).get(0);
        SyncSide again = alice.restarted(CONTINUED).inRoom();
        again.append(ROOM, "three");
        again.settle();
        assertThat(again.replies).isEmpty();
        again.link("bob", ROOM, known);
        again.settle();
        assertThat(again.said(0).id()).isEqualTo(Conversation.message(known.id(), 3));
    }

    @Test
    void whenNobodyIsThereItIsContinuedAfterAWhile() {
        SyncSide again = said(2).restarted(CONTINUED).inRoom();
        again.append(ROOM, "three");
        again.append(ROOM, "four");
        again.elapse(Duration.ofSeconds(2));
        assertThat(again.replies).isEmpty();
        again.elapse(Duration.ofSeconds(1));
        assertThat(again.said(0).id().number()).isEqualTo(3);
        assertThat(again.said(1).id().number()).isEqualTo(4);
    }

    @Test
    void aLogIsNotContinuedThatWasWrittenInWhenTheClockWasYearsAhead() {
        SyncSide right = said(1);
        long now = right.world.wallClockMillis();
        SyncSide ahead = right.restarted(withFresh(2)).inRoom();
        ahead.world.setWallClockMillis(now + YEARS_MILLIS);
        ahead.append(ROOM, "from 2036");
        ahead.settle();
        assertThat(HybridClock.isAnswered(ahead.said(0).header().hlc(), now)).isFalse();
        SyncSide again = ahead.restarted(withFresh(2)).inRoom();
        again.world.setWallClockMillis(now);
        again.append(ROOM, "two");
        again.elapse(Duration.ofSeconds(3));
        assertThat(again.said(0).id().log()).isEqualTo(right.said(0).id().log());
        assertThat(HybridClock.isAnswered(again.said(0).header().hlc(), now)).isTrue();
    }

    @Test
    void aNewLogIsBegunWhenAllThatThereAreWereWrittenInWhenTheClockWasYearsAhead() {
        SyncSide ahead = new SyncSide().inRoom();
        long now = ahead.world.wallClockMillis();
        ahead.world.setWallClockMillis(now + YEARS_MILLIS);
        ahead.append(ROOM, "from 2036");
        ahead.settle();
        SyncSide again = ahead.restarted(withFresh(1)).inRoom();
        again.world.setWallClockMillis(now);
        again.append(ROOM, "two");
        again.elapse(Duration.ofSeconds(3));
        assertThat(again.said(0).id().number()).isEqualTo(1);
        assertThat(HybridClock.isAnswered(again.said(0).header().hlc(), now)).isTrue();
    }

    @Test
    void aNewLogIsBegunWhenTheClockWasYearsAheadAndIsSetRight() {
        SyncSide alice = new SyncSide().inRoom();
        long now = alice.world.wallClockMillis();
        alice.world.setWallClockMillis(now + YEARS_MILLIS);
        alice.append(ROOM, "from 2036");
        alice.settle();
        alice.world.setWallClockMillis(now);
        alice.append(ROOM, "two");
        alice.append(ROOM, "three");
        alice.settle();
        assertThat(HybridClock.isAnswered(alice.said(1).header().hlc(), now)).isTrue();
        assertThat(alice.said(2).id())
                .isEqualTo(new MessageId(
                        alice.said(1).id().author(), alice.said(1).id().log(), 2));
    }

    /** Others know only so many logs of one author. */
    @Test
    void aClockThatIsAbsurdAgainAndAgainDoesNotBeginLogsForEver() {
        SyncSide alice = new SyncSide(withFresh(2)).inRoom();
        for (int i = 10; i > 0; i--) {
            alice.world.setWallClockMillis(i * YEARS_MILLIS);
            alice.append(ROOM, "text");
            alice.elapse(Duration.ofSeconds(3));
        }
        assertThat(alice.replies).hasSize(10);
        assertThat(alice.sync.frontier(ROOM)).hasSize(4);
    }

    @Test
    void aLogOfWhichSomebodyKnowsMoreIsNeverContinuedAndComesBack() {
        Written before = new Written("alice", ROOM, 5).say("one", "two", "three");
        SyncSide alice = new SyncSide(CONTINUED).inRoom();
        alice.give(alice.link("bob", ROOM, before.head(2)), ROOM, before.run(1, 2));
        alice.settle();
        SyncSide restored = alice.restarted(CONTINUED).inRoom();
        restored.append(ROOM, "new");
        RecordingLink bob = restored.link("bob", ROOM, before.head(3));
        restored.give(bob, ROOM, before.run(3, 3));
        restored.settle();
        assertThat(restored.said(0).id().log()).isNotEqualTo(5);
        assertThat(restored.said(0).id().number()).isEqualTo(1);
        assertThat(restored.takenTexts()).containsExactly("three");
    }

    @Test
    void whoKnowsMoreLaterEndsALogThatWasContinued() {
        SyncSide again = said(1).restarted(CONTINUED).inRoom();
        again.append(ROOM, "two");
        again.elapse(Duration.ofSeconds(3));
        Head own = again.sync.frontier(ROOM).get(0);
        RecordingLink bob = again.link("bob", ROOM);
        again.hear(bob, new Have(ROOM, List.of(new Head(own.id(), 7, 1))));
        again.append(ROOM, "three");
        again.settle();
        assertThat(again.said(0).id().log()).isEqualTo(own.id().log());
        assertThat(again.said(1).id().log()).isNotEqualTo(own.id().log());
    }

    @Test
    void nobodyCanEndALogThatThisStartBeganByClaimingToKnowMore() {
        SyncSide alice = new SyncSide().inRoom();
        alice.append(ROOM, "one");
        alice.settle();
        Head own = alice.sync.frontier(ROOM).get(0);
        alice.link("mallory", ROOM, new Head(own.id(), Long.MAX_VALUE, 1));
        alice.append(ROOM, "two");
        alice.settle();
        assertThat(alice.said(1).id()).isEqualTo(Conversation.message(own.id(), 2));
    }

    @Test
    void onlySoMuchWaitsUntilItIsKnownWhichLogItBelongsTo() {
        SyncSide again = said(1).restarted(CONTINUED).inRoom();
        int limit = SyncConfig.DEFAULT.limits().unconfirmed();
        for (int i = 0; i <= limit; i++) {
            again.append(ROOM, "text " + i);
        }
        assertThat(again.replies)
                .containsExactly("too much waits to be said in that conversation; try again in a moment");
        again.elapse(Duration.ofSeconds(3));
        assertThat(again.replies).hasSize(limit + 1);
    }

    @Test
    void aBodyThatIsBoundToItsPlaceIsMadeWhenThatIsKnown() {
        SyncSide again = said(2).restarted(CONTINUED).inRoom();
        Draft.Body placed = new Draft.Body() {
            @Override
            public int length() {
                return Long.BYTES;
            }

            @Override
            public Bytes at(Place place) {
                return Bytes.owning(
                        ByteBuffer.allocate(Long.BYTES).putLong(place.number()).array());
            }
        };
        again.append(ROOM, new Draft(Content.TEXT, placed, List.of()));
        again.append(ROOM, new Draft(Content.TEXT, placed, List.of()));
        again.elapse(Duration.ofSeconds(3));
        assertThat(again.said(0).body()).isEqualTo(Bytes.fromHex("0000000000000003"));
        assertThat(again.said(1).body()).isEqualTo(Bytes.fromHex("0000000000000004"));
        assertThat(again.said(1).isWhole()).isTrue();
    }

    @Test
    void aBodyAboveTheLimitIsRefusedBeforeItIsMade() {
        SyncSide alice = new SyncSide().inRoom();
        alice.append(ROOM, new Draft(Content.TEXT, Bytes.owning(new byte[EntryHeader.MAX_BODY_BYTES + 1]), List.of()));
        assertThat(alice.replies).containsExactly("an entry has at most 32768 bytes");
    }

    @Test
    void nothingIsSaidWhereOneTakesNoPartOrWhileTheDiskIsFull() {
        SyncSide alice = new SyncSide();
        alice.append(ROOM, "one");
        alice.inRoom().world.store().setAccepting(false);
        alice.append(ROOM, "two");
        alice.world.store().setAccepting(true);
        alice.append(ROOM, "x".repeat(32_769));
        assertThat(alice.replies)
                .containsExactly(
                        "you take no part in that conversation",
                        "nothing can be written to the disk at present; see /status",
                        "an entry has at most 32768 bytes");
        assertThat(alice.kept).isEmpty();
    }

    private static SyncSide said(int count) {
        SyncSide alice = new SyncSide().inRoom();
        for (int i = 0; i < count; i++) {
            alice.append(ROOM, "text " + i);
        }
        alice.settle();
        return alice;
    }

    static SyncConfig withFresh(int fresh) {
        Limits usual = Limits.DEFAULT;
        Logs logs = usual.logs();
        return new SyncConfig(
                SyncConfig.Pace.DEFAULT,
                new Limits(
                        usual.groups(),
                        new Logs(
                                logs.ofGroup(),
                                logs.ofAuthor(),
                                fresh,
                                logs.early(),
                                logs.bytesOfAuthor(),
                                logs.bytesOfRoom()),
                        usual.entriesToReceipt(),
                        usual.unconfirmed(),
                        usual.aheadOfUs(),
                        usual.checksPerSecond()),
                SyncConfig.Quotas.DEFAULT);
    }
}
