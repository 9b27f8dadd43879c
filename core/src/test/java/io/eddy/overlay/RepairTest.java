package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.overlay.OverlaySide.only;
import static io.eddy.overlay.OverlaySide.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.overlay.OverlayEvent.Alone;
import io.eddy.overlay.OverlayEvent.ContactsWanted;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Seek;
import io.eddy.overlay.OverlayMessage.Shuffle;
import io.eddy.overlay.OverlayMessage.ShuffleReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How alice keeps what she knows of the network fresh, and the network whole. */
final class RepairTest {
    private static final Endpoint AT_BOB = new Endpoint("192.0.2.2", 5_000);

    private final OverlaySide alice = new OverlaySide();

    @Test
    void aTickShufflesAndBeats() {
        RecordingLink bob = alice.neighbour("bob");
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(bob.said(Beat.class)).containsExactly(new Beat("bob".hashCode()));
        Shuffle shuffle = only(bob, Shuffle.class);
        assertThat(shuffle.hops()).isEqualTo(6);
        assertThat(shuffle.path()).containsExactly(idOf("alice"));
        assertThat(bob.said(Seek.class)).hasSize(1);
        assertThat(alice.world.timeUntil(new OverlayTimer.Tick()))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    }

    @Test
    void aShuffleIsPassedOnAndItsAnswerComesBackTheSameWay() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        bob.takeSaid();
        alice.hear(bob, new Shuffle(4, 9, record("dora"), List.of(idOf("dora"), idOf("bob")), List.of()));
        Shuffle passed = only(carol, Shuffle.class);
        assertThat(passed.hops()).isEqualTo(3);
        assertThat(passed.path()).containsExactly(idOf("dora"), idOf("bob"), idOf("alice"));

        ShuffleReply reply = new ShuffleReply(9, List.of(idOf("bob"), idOf("dora")), List.of(record("eve")));
        alice.hear(carol, reply);
        assertThat(bob.said(ShuffleReply.class))
                .containsExactly(new ShuffleReply(9, List.of(idOf("dora")), List.of(record("eve"))));
        assertThat(alice.overlay.reserves()).as("it was not for alice").isZero();
    }

    @Test
    void aShuffleEndsWhereItsHopsEndAndIsAnswered() {
        RecordingLink bob = alice.neighbour("bob");
        alice.neighbour("carol");
        bob.takeSaid();
        List<AddressRecord> told = List.of(record("n1"), record("n2"));
        alice.hear(bob, new Shuffle(1, 9, record("dora"), List.of(idOf("dora"), idOf("bob")), told));
        ShuffleReply reply = only(bob, ShuffleReply.class);
        assertThat(reply.number()).isEqualTo(9);
        assertThat(reply.path()).containsExactly(idOf("dora"));
        assertThat(alice.overlay.reserves()).isEqualTo(3);
    }

    @Test
    void anAnswerToNoShuffleOfAlicesIsNotTaken() {
        RecordingLink bob = alice.neighbour("bob");
        alice.world.fire(new OverlayTimer.Tick());
        long number = only(bob, Shuffle.class).number();
        alice.hear(bob, new ShuffleReply(number ^ 1, List.of(), List.of(record("dora"))));
        assertThat(alice.overlay.reserves()).isZero();
        alice.hear(bob, new ShuffleReply(number, List.of(), List.of(record("dora"))));
        assertThat(alice.overlay.reserves()).isEqualTo(1);
        alice.hear(bob, new ShuffleReply(number, List.of(), List.of(record("eve"))));
        assertThat(alice.overlay.reserves()).as("once only").isEqualTo(1);
    }

    @Test
    void onePeerThatSeeksAnotherFindsAliceWhenSheLacksOne() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, new Seek(22, record("dora")));
        assertThat(alice.called).containsOnlyKeys(idOf("dora"));
        assertThat(only(alice.link("dora"), Neighbour.class).priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void withNeighboursEnoughAliceLetsASeekerGoOn() {
        List<RecordingLink> five = alice.full();
        alice.hear(five.get(0), new Seek(24, record("dora")));
        assertThat(alice.called).isEmpty();
        assertThat(five.stream().flatMap(link -> link.said(Seek.class).stream()))
                .containsExactly(new Seek(23, record("dora")));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void amongNeighboursThatCameByThemselvesAliceAsksForMoreOfHerOwn(int came) {
        RecordingLink bob = alice.contact("bob");
        for (int i = 1; i <= came; i++) {
            alice.neighbour("n" + i);
        }
        tell(bob, record("dora"), record("eve"));
        alice.called.clear();
        alice.world.fire(new OverlayTimer.Tick());
        List<RecordingLink> called = alice.called.keySet().stream()
                .map(OverlaySide::nameOf)
                .map(alice::link)
                .toList();
        RecordingLink own = called.stream()
                .filter(link -> only(link, Neighbour.class).priority() == Priority.HIGH)
                .findFirst()
                .orElseThrow();
        String name = OverlaySide.nameOf(own.remote());
        alice.hear(own, OverlaySide.accepting(only(own, Neighbour.class).number(), record(name)));
        assertThat(alice.neighbours()).hasSize(5).contains("bob", name);
    }

    @Test
    void withinSecondsAliceAsksForMoreOfHerOwnAndOnceOnly() {
        RecordingLink bob = alice.contact("bob");
        for (int i = 1; i <= 4; i++) {
            alice.neighbour("n" + i);
        }
        tell(bob, record("dora"), record("eve"));
        alice.called.clear();
        assertThat(alice.world.timeUntil(new OverlayTimer.BalanceDue())).isLessThan(Duration.ofSeconds(3));
        alice.world.fire(new OverlayTimer.BalanceDue());
        assertThat(alice.called).hasSize(1);
        assertThat(alice.world.isArmed(new OverlayTimer.BalanceDue())).isFalse();
    }

    @Test
    void whoHasJustLostANeighbourLetsWhoSoughtWhomBe() {
        RecordingLink bob = alice.contact("bob");
        for (int i = 1; i <= 4; i++) {
            alice.neighbour("n" + i);
        }
        alice.drop(bob);
        tell(alice.neighbour("n5"), record("dora"));
        alice.called.clear();
        for (int tick = 1; tick < 3; tick++) {
            alice.world.fire(new OverlayTimer.Tick());
        }
        assertThat(alice.called).isEmpty();
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(alice.called).hasSize(1);
    }

    @Test
    void withFewerThanThreeNeighboursForFiveSecondsAliceJoinsAnew() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.overlay.offer(idOf("dora"), AT_BOB, 1);
        assertThat(alice.called).isEmpty();
        alice.elapseLinked(Duration.ofSeconds(6), bob, carol);
        assertThat(alice.called).containsKey(idOf("dora"));
        assertThat(alice.link("dora").said(Join.class)).hasSize(1);
        assertThat(alice.events).contains(new ContactsWanted());
    }

    @Test
    void withThreeNeighboursNobodyIsCalledForAnOffer() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        RecordingLink dora = alice.neighbour("dora");
        alice.overlay.offer(idOf("eve"), AT_BOB, 1);
        alice.elapseLinked(Duration.ofSeconds(4), bob, carol, dora);
        assertThat(alice.called).isEmpty();
        assertThat(alice.world.isArmed(new OverlayTimer.Sparse())).isFalse();
    }

    @Test
    void afterTheFirstNeighbourBeaconsCauseFiveCallsAMinute() {
        alice.drop(alice.neighbour("bob"));
        // The first attempt of one who was linked may go to who it knew; everything else is by beacons.
        for (int i = 0; i < 60; i++) {
            alice.overlay.offer(idOf("n" + i), new Endpoint("192.0.2.3", 5_000 + i), 1);
            alice.world.elapse(Duration.ofSeconds(1));
            alice.called.keySet().stream().toList().forEach(alice.overlay::onUnreached);
        }
        assertThat(alice.called.keySet().stream().map(OverlaySide::nameOf).filter(name -> name.startsWith("n")))
                .hasSizeBetween(5, 10);
    }

    @Test
    void withoutAnyNeighbourForFiveSecondsItIsSaidOnce() {
        alice.world.elapse(Duration.ofSeconds(4));
        assertThat(alice.events).doesNotContain(new Alone());
        alice.world.elapse(Duration.ofMinutes(2));
        assertThat(alice.events.stream().filter(new Alone()::equals)).hasSize(1);
        assertThat(alice.events).contains(new ContactsWanted());
    }

    @Test
    void onceAMinuteAliceTalksToAnyThatSheKnows() {
        List<RecordingLink> five = alice.full();
        tell(five.get(0), record("dora"));
        alice.called.clear();
        alice.world.fire(new OverlayTimer.ProbeDue());
        assertThat(alice.called).containsOnlyKeys(idOf("dora"));
        RecordingLink dora = alice.link("dora");
        assertThat(only(dora, Shuffle.class).hops()).isEqualTo(1);
        assertThat(only(dora, Neighbour.class).priority()).isEqualTo(Priority.HIGH);
        assertThat(alice.world.timeUntil(new OverlayTimer.ProbeDue()))
                .as("sooner at first")
                .isBetween(Duration.ofMillis(9_600), Duration.ofMillis(14_400));
        alice.world.fire(new OverlayTimer.ProbeDue());
        alice.world.fire(new OverlayTimer.ProbeDue());
        assertThat(alice.world.timeUntil(new OverlayTimer.ProbeDue()))
                .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
    }

    @Test
    void whoLostAllNeighboursLooksForOtherPartsAsSoonAsThereIsOneAgain() {
        RecordingLink bob = alice.neighbour("bob");
        alice.world.fire(new OverlayTimer.ProbeDue());
        alice.world.fire(new OverlayTimer.ProbeDue());
        alice.drop(bob);
        alice.neighbour("carol");
        assertThat(alice.world.timeUntil(new OverlayTimer.ProbeDue())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aProbeThatMeetsNobodyTriesTheNextFiveAtMost() {
        List<RecordingLink> five = alice.full();
        for (int i = 10; i < 20; i++) {
            tell(five.get(0), record("n" + i));
        }
        alice.world.fire(new OverlayTimer.ProbeDue());
        for (int i = 0; i < 10; i++) {
            alice.called.keySet().stream().toList().forEach(alice.overlay::onUnreached);
        }
        assertThat(alice.called).hasSize(5);
        assertThat(alice.overlay.tally().probes()).isEqualTo(5);
    }

    @Test
    void whoOnlyWasJoinedStillJoinsTheContactThatItIsToldOf() {
        // Those who came may be as new, and know nobody else: with the contact they become one network.
        alice.neighbour("bob");
        alice.world.elapse(Duration.ofSeconds(1));
        RecordingLink carol = alice.neighbour("carol");
        RecordingLink dora = alice.neighbour("dora");
        alice.elapseLinked(Duration.ofSeconds(5), carol, dora);
        alice.overlay.offer(idOf("eve"), AT_BOB, 1);
        assertThat(alice.called).containsKey(idOf("eve"));
        assertThat(alice.link("eve").said(Join.class)).hasSize(1);
    }

    @Test
    void whoLeavesSaysThatItIsNotToBeAskedAgain() {
        RecordingLink bob = alice.neighbour("bob");
        alice.overlay.leave();
        assertThat(only(bob, Disconnect.class).alive()).isFalse();
        assertThat(alice.neighbours()).isEmpty();
        alice.overlay.offer(idOf("carol"), AT_BOB, 1);
        assertThat(alice.called).isEmpty();
        assertThat(join("dora").said(NeighbourAnswer.class)).isEmpty();
        assertThat(alice.neighbours()).isEmpty();
    }

    @Test
    void whoSaidThatItGoesIsNotCalledUntilItIsHeardOfAgain() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.overlay.offer(idOf("bob"), AT_BOB, 1);
        alice.hear(bob, new Disconnect("bob".hashCode(), false, List.of()));
        alice.drop(bob);
        alice.drop(carol);
        tell(alice.neighbour("dora"), record("bob"));
        alice.world.elapse(Duration.ofSeconds(60));
        assertThat(alice.called).isNotEmpty().doesNotContainKey(idOf("bob"));
        assertThat(alice.overlay.address(idOf("bob"))).as("it is kept").isPresent();
        alice.called.clear();
        tell(alice.neighbour("eve"), record("bob", 2, List.of("10.0.0.7")));
        alice.world.elapse(Duration.ofSeconds(60));
        assertThat(alice.called).as("it has signed anew").containsKey(idOf("bob"));
    }

    @Test
    void aContactThatIsHeardNoMoreIsNotCalled() {
        List<RecordingLink> linked = List.of(alice.contact("bob"), alice.neighbour("dora"), alice.neighbour("n1"));
        alice.overlay.offer(idOf("eve"), AT_BOB, 1);
        alice.overlay.offer(idOf("mallory"), AT_BOB, 1);
        alice.overlay.onUnheard(idOf("eve"));
        assertThat(alice.called).isEmpty();
        linked.forEach(alice::drop);
        alice.world.elapse(Duration.ofSeconds(60));
        assertThat(alice.called).containsKey(idOf("mallory")).doesNotContainKey(idOf("eve"));
    }

    @Test
    void aNeighbourThatPartsIsKeptInTheBookAndNotInReserve() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, new Disconnect("bob".hashCode(), false, List.of()));
        alice.hear(carol, new Disconnect("carol".hashCode(), true, List.of()));
        assertThat(alice.overlay.reserves()).isZero();
        assertThat(alice.overlay.address(idOf("bob"))).isPresent();
        assertThat(alice.overlay.address(idOf("carol"))).isPresent();
    }

    @Test
    void whereDeadAddressesRefuseAtOnceTwoASecondAreTried() {
        leaveAloneWith(100);
        triesWithin(Duration.ofSeconds(5)); // The reserves are tried at once, and need no allowance.
        assertThat(triesWithin(Duration.ofSeconds(60))).isBetween(230, 250);
    }

    @Test
    void whoHasNobodyLeftToTryIsNotWokenBeforeTheNextTick() {
        leaveAloneWith(4);
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(triesWithin(Duration.ofSeconds(5))).isPositive();
        for (int happenings = 0; happenings < 10; happenings++) {
            alice.overlay.onUnreached(idOf("eve"));
        }
        assertThat(alice.world.isArmed(new OverlayTimer.PatienceOver())).isFalse();
    }

    /** Alice was taken once, knows so many addresses, and has lost all sessions. */
    private void leaveAloneWith(int addresses) {
        List<RecordingLink> links = new ArrayList<>(List.of(alice.contact("bob")));
        for (int i = 0; i < addresses; i += 8) {
            RecordingLink teller = alice.neighbour("n" + i);
            links.add(teller);
            tell(
                    teller,
                    IntStream.range(i + 1, Math.min(i + 8, addresses))
                            .mapToObj(number -> record("n" + number))
                            .toArray(AddressRecord[]::new));
        }
        links.forEach(alice::drop);
    }

    /** How many are called while this time passes and each refuses at once. */
    private int triesWithin(Duration time) {
        int tries = 0;
        for (long millis = 0; millis < time.toMillis(); millis += 50) {
            alice.world.elapse(Duration.ofMillis(50));
            tries += refuseAll();
        }
        return tries;
    }

    private int refuseAll() {
        int tries = 0;
        for (; !alice.called.isEmpty(); tries++) {
            PeerId peer = alice.called.keySet().iterator().next();
            alice.called.remove(peer);
            alice.overlay.onUnreached(peer);
        }
        return tries;
    }

    private RecordingLink join(String name) {
        RecordingLink link = alice.link(name);
        link.takeSaid();
        alice.hear(link, new Join(name.hashCode(), record(name)));
        return link;
    }

    /** A neighbour tells of others, in a shuffle that ends here. */
    private void tell(RecordingLink neighbour, AddressRecord... others) {
        String name = OverlaySide.nameOf(neighbour.remote());
        alice.hear(neighbour, new Shuffle(1, 1, record(name), List.of(neighbour.remote()), List.of(others)));
        neighbour.takeSaid();
    }
}
