package io.eddy.lan;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.lan.Beacon.Call;
import io.eddy.lan.LanEvent.Heard;
import io.eddy.lan.LanEvent.Lost;
import io.eddy.node.Endpoint;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What alice does not believe of what she hears on the local network. */
final class LanTrustTest extends AliceOnLan {
    @Test
    void aStrangerThatIsForgedIsNobody() {
        lan.start();
        hear(NEAR, beacon("bob", 1).forged());
        assertThat(takeEvents()).isEmpty();
        assertThat(world.timers()).isEmpty();
        assertThat(lan.tally().forged()).isEqualTo(1);
    }

    @Test
    void noForgeryChangesWhatIsKnownOfAPeer() {
        lan.start();
        hear(NEAR, beacon("bob", 10).signed());
        takeEvents();
        hear(NEAR, beacon("bob", 11).name("mallory").forged());
        hear(NEAR, beacon("bob", 12).port(6_666).forged());
        hear(NEAR, beacon("bob", 13).free(0).forged());
        hear(NEAR, beacon("bob", 14).boot(99).forged());
        hear(NEAR, beacon("bob", 15).call(Call.LEAVING).forged());
        for (int i = 16; i < 30; i++) {
            hear(ELSEWHERE, beacon("bob", i).forged());
        }
        assertThat(takeEvents()).isEmpty();
        assertThat(lan.heard()).containsExactly(bob(NEAR));
        hear(NEAR, beacon("bob", 11).free(7).signed());
        assertThat(takeEvents())
                .as("the truth is not taken for old")
                .containsExactly(new Heard(BOB, "bob", new Endpoint(NEAR, 5_052), 7));
    }

    @Test
    void aForgeryFromTheFutureDoesNotSilenceTheTruth() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        for (int i = 2; i < 200; i++) {
            world.elapse(Duration.ofSeconds(5));
            hear(NEAR, beacon("bob", Long.MAX_VALUE).forged());
            world.elapse(Duration.ofSeconds(5));
            hear(NEAR, beacon("bob", i).signed());
        }
        assertThat(takeEvents()).containsExactly(bob(NEAR));
        assertThat(lan.tally().replays()).isZero();
        assertThat(lan.tally().forged()).isGreaterThan(150);
    }

    @Test
    void forgeriesKeepADeadPeerForAMinuteMoreAtMost() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        int seconds = 0;
        for (int i = 2; !lan.heard().isEmpty(); i++) {
            world.elapse(Duration.ofSeconds(1));
            hear(NEAR, beacon("bob", i).forged());
            seconds++;
        }
        assertThat(seconds).isBetween(60, 120);
    }

    @Test
    void replaysKeepADeadPeerNoLongerThanItsOwnLastWord() {
        lan.start();
        List<Bytes> recorded = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            recorded.add(beacon("bob", i).signed());
            hear(NEAR, recorded.get(i - 1));
            world.elapse(Duration.ofSeconds(1));
        }
        int seconds = 0;
        while (!lan.heard().isEmpty()) {
            hear(NEAR, recorded.get(seconds++ % recorded.size()));
            world.elapse(Duration.ofSeconds(1));
        }
        assertThat(seconds).isBetween(58, 60);
        recorded.forEach(old -> hear(NEAR, old));
        assertThat(lan.heard()).isEmpty();
    }

    @Test
    void whatIsOurOwnOrOfOthersOrTooLongIsCounted() {
        announced();
        hear(NEAR, world.takeMulticasts().get(0));
        hear(NEAR, beacon("bob", 1).network("other").signed());
        byte[] later = beacon("bob", 1).signed().toArray();
        later[4] = 2;
        hear(NEAR, Bytes.owning(later));
        hear(NEAR, Bytes.owning(Arrays.copyOf(beacon("bob", 1).signed().array(), 1_401)));
        assertThat(takeEvents()).isEmpty();
        assertThat(lan.tally().own()).isEqualTo(1);
        assertThat(lan.tally().otherNetworks()).isEqualTo(1);
        assertThat(lan.tally().otherVersions()).isEqualTo(1);
        assertThat(lan.tally().tooLong()).isEqualTo(1);
        assertThat(node.counters().malformedDatagrams()).isZero();
        assertThat(world.verified()).isZero();
    }

    @Test
    void aFloodIsLookedAtForItsFirstTwoHundredASecond() {
        lan.start();
        for (int i = 0; i < 10_000; i++) {
            hear(NEAR, beacon("peer" + i, 1).forged());
            world.pass(Duration.ofMillis(1));
        }
        assertThat(lan.tally().forged()).isBetween(2_100L, 2_201L);
        assertThat(lan.tally().flooded()).isEqualTo(10_000 - lan.tally().forged());
        world.pass(Duration.ofSeconds(1));
        hear(NEAR, beacon("bob", 1).signed());
        assertThat(lan.heard()).containsExactly(bob(NEAR));
    }

    @Test
    void aCrowdOfMadeUpPeersDrivesNobodyOut() {
        lan.start();
        hear(NEAR, beacon("bob", 1).signed());
        for (int i = 0; i < 3_000; i++) {
            world.elapse(Duration.ofMillis(10));
            hear(NEAR, beacon("peer" + i, 1).signed());
        }
        assertThat(lan.heard()).hasSize(1_024).contains(bob(NEAR));
        assertThat(lan.tally().crowded()).isEqualTo(3_000 - 1_023);
        world.elapse(Duration.ofMinutes(5));
        assertThat(lan.heard()).isEmpty();
        hear(NEAR, beacon("carol", 1).signed());
        assertThat(lan.heard()).hasSize(1);
    }

    @Test
    void aCrowdOfOneHostMakesRoomForWhoeverIsElsewhere() {
        lan.start();
        crowd(NEAR, 1_024);
        takeEvents();
        hear(ELSEWHERE, beacon("bob", 1).forged());
        assertThat(takeEvents()).as("of a forgery").isEmpty();
        hear(ELSEWHERE, beacon("bob", 1).signed());
        assertThat(takeEvents()).containsExactly(new Lost(idOf("peer1023")), bob(ELSEWHERE));
        assertThat(lan.heard()).hasSize(1_024);
        assertThat(world.isArmed(new LanTimer.Silence(keyOf("peer1023")))).isFalse();
        assertThat(lan.tally().displaced()).isEqualTo(1);
        hear(NEAR, beacon("peer1023", 2).signed());
        assertThat(lan.heard()).contains(bob(ELSEWHERE));
        assertThat(lan.tally().crowded()).isEqualTo(1);
    }

    @Test
    void twoCrowdedHostsShareThePlacesAndLeaveItAtThat() {
        lan.start();
        hear("192.0.2.9", beacon("carol", 1).signed());
        crowd(NEAR, 1_023);
        for (int i = 0; i < 1_500; i++) {
            world.elapse(Duration.ofMillis(10));
            hear(ELSEWHERE, beacon("other" + i, 1).signed());
            hear(NEAR, beacon("late" + i, 1).signed());
        }
        assertThat(lan.tally().displaced()).isEqualTo(511);
        assertThat(lan.silences()).containsOnlyKeys("192.0.2.9", NEAR, ELSEWHERE);
        assertThat(heardFrom(NEAR)).isEqualTo(512);
        assertThat(heardFrom(ELSEWHERE)).isEqualTo(511);
    }

    private void crowd(String from, int peers) {
        for (int i = 0; i < peers; i++) {
            world.elapse(Duration.ofMillis(10));
            hear(from, beacon("peer" + i, 1).signed());
        }
        assertThat(heardFrom(from)).isEqualTo(peers);
    }

    private long heardFrom(String host) {
        return lan.heard().stream()
                .filter(peer -> peer.at().host().equals(host))
                .count();
    }

    @Test
    void noGarbageIsThrownPastTheNode() {
        lan.start();
        SplittableRandom random = new SplittableRandom(1);
        byte[] whole = beacon("bob", 1).signed().array();
        for (int i = 0; i < 100_000; i++) {
            byte[] garbage = new byte[random.nextInt(1_500)];
            random.nextBytes(garbage);
            if (random.nextBoolean()) {
                garbage = Arrays.copyOf(whole, random.nextInt(1, 2 * whole.length));
                garbage[random.nextInt(garbage.length)] ^= (byte) (1 << random.nextInt(8));
            }
            world.pass(Duration.ofMillis(5));
            node.onDatagram(new Endpoint(NEAR, 1), new WireReader(garbage));
        }
        assertThat(node.counters().datagramsReceived()).isEqualTo(100_000);
        assertThat(node.counters().malformedDatagrams()).isGreaterThan(50_000);
        assertThat(lan.tally().forged()).isPositive();
        assertThat(lan.tally().tooLong()).isPositive();
        assertThat(lan.tally().otherVersions()).isPositive();
        assertThat(takeEvents())
                .as("one bit in what is not looked at does not exist")
                .isEmpty();
    }
}
