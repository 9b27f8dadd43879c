package io.eddy.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.Link.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How simulated links come up, carry and end. */
final class SimLinkTest {
    private final SimNetwork network = new SimNetwork(77, Faults.NONE);
    private final SimHost<TallyProgram> bob = network.add("bob", TallyProgram.still());
    private final SimHost<TallyProgram> alice = network.add("alice", TallyProgram.still());

    @Test
    void aDialledLinkComesUpOnBothSidesWithTheirKeysProven() {
        meet();

        Link here = link(alice);
        Link there = link(bob);
        assertThat(here.remote()).isEqualTo(bob.id());
        assertThat(there.remote()).isEqualTo(alice.id());
        assertThat(here.outbound()).isTrue();
        assertThat(there.outbound()).isFalse();
        assertThat(here.address()).isEqualTo(bob.endpoint());
        assertThat(there.address().host()).isEqualTo(alice.endpoint().host());
        assertThat(alice.program().links.story).containsExactly("up");
    }

    @Test
    void aDialTakesTwoRoundTrips() {
        alice.run(program -> program.links.keep(bob.endpoint()));
        long oneWay = network.latencyNanos(alice, bob);
        Duration took = network.runUntil(
                "up", Duration.ofSeconds(1), () -> alice.program().links.links.size() == 1);

        assertThat(took.toNanos()).isBetween(4 * oneWay, 4 * oneWay + 20_000_000);
        assertThat(oneWay).isBetween(10_000_000L, 100_000_000L);
    }

    @Test
    void whereNobodyListensADialIsRefused() {
        assertThat(outcome(new Endpoint(bob.endpoint().host(), 1))).isEqualTo("down REFUSED");
        bob.kill();
        assertThat(outcome(bob.endpoint())).isEqualTo("down REFUSED");
    }

    @Test
    void whereNoMachineIsOnADialTimesOut() {
        bob.losePower();
        assertThat(outcome(bob.endpoint())).isEqualTo("down TIMEOUT");
        assertThat(network.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whoIsLinkedWithAHostThatVanishesFindsOutWithinTheTimeGiven() {
        meet();
        bob.vanish(Duration.ofSeconds(1), Duration.ofSeconds(3));
        network.runFor(Duration.ofMillis(999));
        assertThat(alice.program().links.story).containsExactly("up");
        network.runFor(Duration.ofMillis(2_001));
        assertThat(alice.program().links.story).containsExactly("up", "down SILENT");
        assertThat(outcome(bob.endpoint())).isEqualTo("down TIMEOUT");
    }

    @Test
    void anUnknownAddressIsUnreachable() {
        assertThat(outcome(new Endpoint("nowhere", 5050))).isEqualTo("down UNREACHABLE");
    }

    @Test
    void anotherPeerThanExpectedIsTheWrongPeer() {
        alice.run(program -> program.world.dial(bob.endpoint(), alice.id()));
        network.runFor(Duration.ofSeconds(1));
        assertThat(alice.program().links.story).containsExactly("down WRONG_PEER");
        assertThat(bob.program().links.story).isEmpty();

        alice.run(program -> program.world.dial(bob.endpoint(), bob.id()));
        network.runFor(Duration.ofSeconds(1));
        assertThat(alice.program().links.story).containsExactly("down WRONG_PEER", "up");
    }

    @Test
    void aNodeCanDialItself() {
        alice.run(program -> program.world.dial(alice.endpoint(), null));
        network.runFor(Duration.ofSeconds(1));

        assertThat(alice.program().links.story).containsExactly("up", "up");
    }

    @Test
    void aDialThatIsHungUpEndsWithTheReasonGiven() {
        Link dial = alice.call(program -> program.world.dial(bob.endpoint(), null));
        assertThat(dial.isProven()).isFalse();
        assertThatIllegalStateException().isThrownBy(dial::remote);
        assertThatIllegalStateException().isThrownBy(() -> alice.run(program -> dial.begin(Lane.SMALL)));
        alice.run(program -> {
            dial.hangUp(Closing.of(Code.BYE, ""));
            assertThat(program.links.story).isEmpty();
        });
        network.runFor(Duration.ofSeconds(20));

        assertThat(alice.program().links.story).containsExactly("down BYE");
        assertThat(bob.program().links.story).isEmpty();
    }

    @Test
    void eachLaneKeepsItsOrderAndSmallGoesFirst() {
        meet();
        alice.run(program -> IntStream.range(0, 40).forEach(i -> {
            assertThat(program.tally.send(bob.id(), true, i, 20_000)).isEqualTo(i < 14);
            assertThat(program.tally.send(bob.id(), false, i, 100)).isTrue();
        }));
        network.runFor(Duration.ofSeconds(5));

        List<Tally.Numbered> arrived = bob.program().tally.arrived;
        assertThat(arrived.stream().filter(each -> !each.bulk()).map(Tally.Numbered::number))
                .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
        assertThat(arrived.stream().filter(Tally.Numbered::bulk).map(Tally.Numbered::number))
                .containsExactlyElementsOf(IntStream.range(0, 14).boxed().toList());
        assertThat(arrived.subList(0, 40)).noneMatch(Tally.Numbered::bulk);
    }

    @Test
    void whatTheNetworkDoesNotTakeIsQueuedUntilTheReaderReadsOn() {
        meet();
        bob.run(program -> link(bob).pauseReading(true));
        alice.run(program -> IntStream.range(0, 10).forEach(i -> program.tally.send(bob.id(), false, i, 50_000)));
        network.runFor(Duration.ofSeconds(5));
        assertThat(link(alice).queuedBytes(Lane.SMALL)).isBetween(200_000, 300_000);
        assertThat(bob.program().tally.arrived).isEmpty();

        bob.run(program -> link(bob).pauseReading(false));
        network.runFor(Duration.ofSeconds(5));
        assertThat(link(alice).queuedBytes(Lane.SMALL)).isZero();
        assertThat(bob.program().tally.arrived).hasSize(10);
    }

    @Test
    void aReaderThatTakesNothingForTenSecondsIsSlow() {
        meet();
        bob.stopReading(Duration.ofMinutes(1));
        alice.run(program -> IntStream.range(0, 10).forEach(i -> program.tally.send(bob.id(), false, i, 50_000)));
        network.runFor(Duration.ofSeconds(4));
        assertThat(alice.program().links.story).containsExactly("up");
        hush(alice, bob);
        network.runFor(Duration.ofSeconds(8));

        assertThat(alice.program().links.story).contains("down SLOW");
        assertThat(bob.program().links.story).contains("down BROKEN");
    }

    @Test
    void moreThanAMebibyteForASlowReaderEndsTheLinkAtOnce() {
        meet();
        bob.stopReading(Duration.ofMinutes(1));
        alice.run(program -> IntStream.range(0, 30).forEach(i -> program.tally.send(bob.id(), false, i, 50_000)));
        network.runFor(Duration.ofMillis(100));

        assertThat(alice.program().links.story).containsExactly("up", "down SLOW");
    }

    @Test
    void whatIsQueuedArrivesBeforeTheEndOfAHangUp() {
        meet();
        alice.run(program -> {
            IntStream.range(0, 5).forEach(i -> program.tally.send(bob.id(), false, i, 100));
            link(alice).hangUp(Closing.of(Code.BYE, ""));
            assertThat(program.tally.send(bob.id(), false, 99, 100)).isTrue();
        });
        network.runFor(Duration.ofMillis(500));

        assertThat(alice.program().links.story).startsWith("up", "down BYE");
        assertThat(bob.program().links.story).startsWith("up", "down BROKEN");
        assertThat(bob.program().tally.arrived)
                .extracting(Tally.Numbered::number)
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aHangUpWaitsNoLongerThanASecondForTheReader() {
        meet();
        bob.stopReading(Duration.ofMinutes(1));
        alice.run(program -> {
            IntStream.range(0, 10).forEach(i -> program.tally.send(bob.id(), false, i, 50_000));
            link(alice).hangUp(Closing.of(Code.BYE, ""));
        });
        network.runFor(Duration.ofMillis(900));
        assertThat(alice.program().links.story).containsExactly("up");
        network.runFor(Duration.ofMillis(300));

        assertThat(alice.program().links.story).contains("down BYE");
        assertThat(bob.program().links.story).contains("down BROKEN");
    }

    @Test
    void aKilledProcessIsHeardOfWithinALatency() {
        meet();
        bob.kill();
        network.runFor(Duration.ofMillis(110));

        assertThat(alice.program().links.story).contains("down BROKEN");
    }

    @Test
    void aMachineWithoutPowerIsNotHeardOfUntilItIsOnAgainAndWrittenTo() {
        meet();
        hush(alice);
        bob.losePower();
        network.runFor(Duration.ofSeconds(30));
        assertThat(alice.program().links.story).containsExactly("up");

        bob.restart();
        network.runFor(Duration.ofSeconds(30));
        assertThat(alice.program().links.story).containsExactly("up");
        alice.run(program -> program.tally.send(bob.id(), false, 1, 10));
        network.runFor(Duration.ofSeconds(1));
        assertThat(alice.program().links.story).contains("down BROKEN");
        assertThat(bob.program().tally.arrived).isEmpty();
    }

    @Test
    void aHalfOpenLinkLooksAliveToWhoeverOnlyListens() {
        meet();
        alice.breakLink(true);
        network.runFor(Duration.ofSeconds(3));
        assertThat(alice.program().links.story).containsExactly("up");

        network.runFor(Duration.ofSeconds(10));
        assertThat(alice.program().links.story).startsWith("up", "down SILENT");
    }

    @Test
    void whatIsSaidIntoAPartitionArrivesWhenItHeals() {
        meet();
        Partition partition = network.partition(List.of(alice), List.of(bob));
        hush(alice, bob);
        alice.run(program -> program.tally.send(bob.id(), false, 1, 10));
        network.runFor(Duration.ofSeconds(10));
        assertThat(bob.program().tally.arrived).isEmpty();

        partition.heal();
        network.runFor(Duration.ofSeconds(20));
        assertThat(bob.program().tally.arrived).hasSize(1);
    }

    @Test
    void aLinkBreaksWhenWhatItCarriesDoesNotArriveForTooLong() {
        meet();
        network.partition(List.of(alice), List.of(bob));
        hush(alice, bob);
        network.runFor(Duration.ofMinutes(5));
        assertThat(alice.program().links.story).as("nothing was said").containsExactly("up");

        alice.run(program -> program.tally.send(bob.id(), false, 1, 10));
        network.runFor(Duration.ofMinutes(3));
        assertThat(alice.program().links.story).startsWith("up", "down BROKEN");
        assertThat(bob.program().links.story).containsExactly("up");
    }

    @Test
    void aOneWayPartitionStopsOneDirection() {
        meet();
        network.partitionOneWay(List.of(alice), List.of(bob));
        hush(alice, bob);
        alice.run(program -> program.tally.send(bob.id(), false, 1, 10));
        bob.run(program -> program.tally.send(alice.id(), false, 2, 10));
        network.runFor(Duration.ofSeconds(5));
        assertThat(bob.program().tally.arrived).isEmpty();
        assertThat(alice.program().tally.arrived).hasSize(1);

        network.runFor(Duration.ofMinutes(3));
        assertThat(alice.program().links.story).as("never told that it arrived").contains("down BROKEN");
        assertThat(bob.program().links.story).as("nor was the other").contains("down BROKEN");
    }

    @Test
    void aPartitionLetsDialsTimeOut() {
        network.partition(List.of(alice), List.of(bob));

        assertThat(outcome(bob.endpoint())).isEqualTo("down TIMEOUT");
    }

    @Test
    void aStoppedProgramSaysWhatItHasToSayAndIsGone() {
        meet();
        bob.run(program -> program.tally.send(alice.id(), false, 1, 10));
        bob.stop();
        network.runFor(Duration.ofSeconds(2));

        assertThat(bob.isRunning()).isFalse();
        assertThat(bob.isCrashed()).isFalse();
        assertThat(alice.program().links.story).contains("down BROKEN");
        assertThat(alice.program().tally.arrived).hasSize(1);
        network.heal();
        assertThat(bob.isRunning()).as("healing starts only what crashed").isFalse();
        bob.restart();
        assertThat(bob.isRunning()).isTrue();
    }

    @Test
    void bandwidthBoundsHowFastBulkArrives() {
        SimNetwork narrow = new SimNetwork(
                1,
                Faults.NONE,
                Conditions.DEFAULT.withBandwidth(100_000).withLatency(Duration.ofMillis(10), Duration.ofMillis(10)));
        SimHost<TallyProgram> to = narrow.add("to", TallyProgram.still());
        SimHost<TallyProgram> from = narrow.add("from", TallyProgram.still(to.endpoint()));
        narrow.runFor(Duration.ofMillis(500));
        from.run(program -> IntStream.range(0, 10).forEach(i -> program.tally.send(to.id(), true, i, 50_000)));
        narrow.runFor(Duration.ofMillis(1_600));

        assertThat(to.program().tally.arrived).hasSize(3);
    }

    private void meet() {
        alice.run(program -> program.links.keep(bob.endpoint()));
        network.runFor(Duration.ofMillis(900));
        assertThat(bob.program().tally.up).containsExactly(alice.id());
    }

    /** Lets nobody beat, and nobody notice. */
    @SafeVarargs
    private static void hush(SimHost<TallyProgram>... hosts) {
        for (SimHost<TallyProgram> host : hosts) {
            host.run(program -> program.links.hush());
        }
    }

    private String outcome(Endpoint target) {
        alice.run(program -> program.world.dial(target, null));
        List<String> story = alice.program().links.story;
        int before = story.size();
        network.runUntil("an outcome", Duration.ofSeconds(11), () -> story.size() > before);
        return story.get(before);
    }

    private static Link link(SimHost<TallyProgram> host) {
        TallyProgram program = host.program();
        return Objects.requireNonNull(
                program.node.session(program.node.sessions().get(0)));
    }
}
