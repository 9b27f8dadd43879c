package io.eddy.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.lan.Beacon.Call;
import io.eddy.lan.Beacon.Moment;
import io.eddy.lan.Beacon.Places;
import io.eddy.lan.Beacon.Speaker;
import io.eddy.lan.Beacon.Statement;
import io.eddy.lan.LanEvent.Heard;
import io.eddy.lan.LanEvent.Lost;
import io.eddy.lan.LanTimer.AnnouncementDue;
import io.eddy.node.Endpoint;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What alice says and hears on the local network, beacon by beacon. */
final class LanTest extends AliceOnLan {
    @Test
    void whoIsNotAnnouncedOnlyListens() {
        lan.start();
        world.elapse(MINUTE);
        assertThat(world.takeMulticasts()).isEmpty();
        assertThat(world.timers()).isEmpty();
        hear(NEAR, beacon("bob", 1).signed());
        assertThat(lan.heard()).containsExactly(bob(NEAR));
        assertThat(takeEvents()).containsExactly(bob(NEAR));
    }

    @Test
    void whoIsSilentWhenItWasToSpeakIsNotHeardLately() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        world.elapse(Duration.ofSeconds(15));
        assertThat(lan.heardLately()).containsExactly(bob(NEAR));
        world.elapse(Duration.ofSeconds(1));
        assertThat(lan.heardLately()).isEmpty();
        assertThat(lan.heard()).containsExactly(bob(NEAR));
        hear(NEAR, beacon("bob", 2).signed());
        assertThat(lan.heardLately()).containsExactly(bob(NEAR));
    }

    @Test
    void whoIsAloneAnnouncesOftenAtFirstAndThenSeldom() {
        lan.announce("alice", 5_051, 3, 9);
        assertThat(world.takeMulticasts()).as("not before the start").isEmpty();
        lan.start();
        List<Beacon> first = said();
        assertThat(first).hasSize(1);
        Statement statement = first.get(0).statement();
        assertThat(statement)
                .isEqualTo(new Statement(
                        "eddy",
                        new Speaker(world.key(), "alice", 5_051),
                        new Moment(1_000, 1),
                        new Places(3, 9),
                        Call.ASKING));
        assertThat(world.verify(
                        world.key(),
                        Beacon.signed(statement),
                        first.get(0).signature().array()))
                .isTrue();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(world.timeUntil(new AnnouncementDue()));
            world.fire(new AnnouncementDue());
        }
        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500)));
        assertThat(waits).doesNotHaveDuplicates();
        assertThat(said()).extracting(beacon -> beacon.moment().counter()).containsExactly(2L, 3L, 4L, 5L);
        world.elapse(Duration.ofSeconds(10));
        said();
        world.fire(new AnnouncementDue());
        assertThat(said())
                .singleElement()
                .satisfies(beacon -> assertThat(beacon.statement().call()).isEqualTo(Call.HERE));
        assertThat(world.timeUntil(new AnnouncementDue()))
                .isBetween(Duration.ofMillis(7_500), Duration.ofMillis(12_500));
        assertThat(lan.tally().announced()).isGreaterThan(5);
    }

    @Test
    void theMoreAreHeardTheLessEachSays() {
        announced();
        world.pass(Duration.ofSeconds(20));
        for (int i = 0; i < 399; i++) {
            world.pass(Duration.ofMillis(10));
            hear("192.0.2." + i % 200, beacon("peer" + i, 1).signed());
        }
        assertThat(lan.heard()).hasSize(399);
        world.fire(new AnnouncementDue());
        // 400 peers, 20 beacons a second.
        assertThat(world.timeUntil(new AnnouncementDue())).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(25));
    }

    @Test
    void aNewcomerThatAsksIsAnsweredSoon() {
        announced();
        world.elapse(MINUTE);
        world.fire(new AnnouncementDue());
        world.pass(Duration.ofSeconds(1));
        said();
        hear(NEAR, beacon("bob", 1).call(Call.ASKING).signed());
        assertThat(world.timeUntil(new AnnouncementDue())).isLessThanOrEqualTo(Duration.ofMillis(100));
        world.fire(new AnnouncementDue());
        assertThat(said()).hasSize(1);
        assertThat(world.timeUntil(new AnnouncementDue())).isGreaterThan(Duration.ofSeconds(7));
    }

    @Test
    void whoIsKnownOrDoesNotAskIsNotAnswered() {
        announced();
        world.elapse(MINUTE);
        world.fire(new AnnouncementDue());
        hear(NEAR, beacon("bob", 1).signed());
        hear(NEAR, beacon("bob", 2).call(Call.ASKING).signed());
        assertThat(world.timeUntil(new AnnouncementDue())).isGreaterThan(Duration.ofSeconds(7));
        hear(NEAR, beacon("bob", 1).boot(2).call(Call.ASKING).signed());
        assertThat(world.timeUntil(new AnnouncementDue()))
                .as("a new life knows nobody")
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aStormOfNewcomersGetsNoMoreSaid() {
        announced();
        world.elapse(MINUTE);
        said();
        for (int i = 0; i < 600; i++) {
            world.elapse(Duration.ofMillis(10));
            hear(NEAR, beacon("peer" + i, 1).call(Call.ASKING).signed());
        }
        // In six seconds, from 2 peers to 600 of which each says a twentieth of its share.
        assertThat(said()).hasSizeBetween(2, 10);
    }

    @Test
    void aChangedNameIsToldSoonAndALoadWithTheNextBeacon() {
        announced();
        world.elapse(MINUTE);
        world.fire(new AnnouncementDue());
        said();
        lan.loadIs(70_000, 1);
        lan.announce("alice", 5_051, 70_000, 1);
        assertThat(world.timeUntil(new AnnouncementDue())).isGreaterThan(Duration.ofSeconds(7));
        lan.announce("alicia", 5_051, 70_000, 1);
        assertThat(world.timeUntil(new AnnouncementDue())).isEqualTo(Duration.ofMillis(250));
        world.fire(new AnnouncementDue());
        assertThat(said()).singleElement().satisfies(beacon -> {
            assertThat(beacon.statement().speaker().name()).isEqualTo("alicia");
            assertThat(beacon.statement().places()).isEqualTo(new Places(65_535, 1));
        });
    }

    @Test
    void whoLeavesSaysSoAndNothingMore() {
        announced();
        said();
        lan.leave();
        assertThat(said()).extracting(beacon -> beacon.statement().call()).containsExactly(Call.LEAVING);
        world.elapse(MINUTE);
        hear(NEAR, beacon("bob", 1).call(Call.ASKING).signed());
        world.elapse(MINUTE);
        assertThat(said()).isEmpty();
        lan.leave();
        assertThat(said()).isEmpty();
        lan.announce("alice", 5_051, 0, 9);
        assertThat(said()).extracting(beacon -> beacon.statement().call()).containsExactly(Call.ASKING);
    }

    @Test
    void aPeerIsToldOfOnceUntilSomethingChanges() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        hear(NEAR, beacon("bob", 2).signed());
        assertThat(takeEvents()).containsExactly(bob(NEAR));
        hear(NEAR, beacon("bob", 3).free(4).signed());
        assertThat(takeEvents()).containsExactly(new Heard(BOB, "bob", new Endpoint(NEAR, 5_052), 4));
        hear(NEAR, beacon("bob", 4).free(4).name("robert").port(6_000).signed());
        assertThat(takeEvents()).containsExactly(new Heard(BOB, "robert", new Endpoint(NEAR, 6_000), 4));
        assertThat(lan.tally().taken()).isEqualTo(4);
    }

    @Test
    void whoSaysThatItGoesIsForgottenAtOnceAndNotBroughtBackByWhatItSaid() {
        lan.start();
        Bytes last = beacon("bob", 1).signed();
        Bytes goodbye = beacon("bob", 2).call(Call.LEAVING).signed();
        hear(NEAR, last);
        hear(NEAR, goodbye);
        assertThat(takeEvents()).containsExactly(bob(NEAR), new Lost(BOB));
        assertThat(lan.heard()).isEmpty();
        assertThat(world.timers()).isEmpty();
        hear(NEAR, last);
        hear(NEAR, goodbye);
        assertThat(takeEvents()).isEmpty();
        assertThat(lan.tally().replays()).isEqualTo(2);
        hear(NEAR, beacon("bob", 1).boot(2).signed());
        assertThat(takeEvents()).containsExactly(bob(NEAR));
    }

    @Test
    void aGoodbyeOfAStrangerIsNothing() {
        lan.start();
        hear(NEAR, beacon("bob", 2).call(Call.LEAVING).signed());
        assertThat(takeEvents()).isEmpty();
        assertThat(world.verified()).isZero();
    }

    @Test
    void whoIsSilentForAMinuteIsForgotten() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        world.elapse(Duration.ofSeconds(50));
        hear(NEAR, beacon("bob", 2).signed());
        world.elapse(Duration.ofSeconds(59));
        assertThat(lan.heard()).containsExactly(bob(NEAR));
        world.elapse(Duration.ofSeconds(1));
        assertThat(takeEvents()).containsExactly(bob(NEAR), new Lost(BOB));
        assertThat(world.timers()).isEmpty();
        hear(NEAR, beacon("bob", 2).signed());
        assertThat(lan.heard()).as("by what it said").isEmpty();
        hear(NEAR, beacon("bob", 3).signed());
        assertThat(lan.heard()).as("by what it says").containsExactly(bob(NEAR));
    }

    @Test
    void amongManyThreeIntervalsOfSilenceAreWaitedFor() {
        lan.start();
        for (int i = 0; i < 800; i++) {
            world.elapse(Duration.ofMillis(10));
            hear(NEAR, beacon("peer" + i, 1).signed());
        }
        world.elapse(Duration.ofSeconds(110));
        assertThat(lan.heard()).as("an interval is 40 s").hasSize(800);
        world.elapse(Duration.ofSeconds(11));
        assertThat(lan.heard()).hasSizeLessThan(800);
    }

    @Test
    void theSignatureOfWhoSaysNothingNewIsLookedAtOnceAMinute() {
        lan.start();
        for (int i = 1; i <= 60; i++) {
            hear(NEAR, beacon("bob", i).signed());
            world.elapse(Duration.ofSeconds(10));
        }
        assertThat(lan.heard()).hasSize(1);
        assertThat(world.verified()).isEqualTo(10);
        assertThat(lan.tally().checks()).isEqualTo(10);
    }

    @Test
    void whatComesByAnotherInterfaceAsWellIsAnEcho() {
        lan.start();
        for (int i = 1; i <= 20; i++) {
            Bytes beacon = beacon("bob", i).signed();
            hear(i % 3 == 0 ? ELSEWHERE : NEAR, beacon);
            hear(i % 3 == 0 ? NEAR : ELSEWHERE, beacon);
            world.elapse(Duration.ofSeconds(1));
        }
        assertThat(takeEvents()).containsExactly(bob(NEAR));
        assertThat(lan.tally().echoes()).isEqualTo(20);
        assertThat(world.verified()).isEqualTo(1);
    }

    @Test
    void whoIsHeardFromAnotherAddressAloneHasMoved() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        hear(ELSEWHERE, beacon("bob", 2).signed());
        hear(ELSEWHERE, beacon("bob", 3).signed());
        assertThat(takeEvents()).containsExactly(bob(NEAR));
        hear(ELSEWHERE, beacon("bob", 4).signed());
        assertThat(takeEvents()).containsExactly(bob(ELSEWHERE));
        hear(NEAR, beacon("bob", 1).boot(2).signed());
        assertThat(takeEvents())
                .as("at once when it was started anew")
                .containsExactly(bob(NEAR), new LanEvent.Restarted(BOB));
    }
}
