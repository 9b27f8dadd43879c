package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.overlay.OverlaySide.accepting;
import static io.eddy.overlay.OverlaySide.only;
import static io.eddy.overlay.OverlaySide.record;
import static io.eddy.overlay.OverlaySide.refusing;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.overlay.OverlayEvent.Joined;
import io.eddy.overlay.OverlayEvent.NeighbourDown;
import io.eddy.overlay.OverlayEvent.NeighbourUp;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.ForwardJoin;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Redirect;
import io.eddy.overlay.OverlayMessage.Shuffle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The overlay of one peer, turn by turn. */
final class OverlayTest {
    private static final Endpoint AT_BOB = new Endpoint("192.0.2.2", 5_000);

    private final OverlaySide alice = new OverlaySide();

    @Test
    void aContactThatIsOfferedIsCalledAndJoined() {
        alice.overlay.offer(idOf("bob"), AT_BOB, 3);
        assertThat(alice.called).containsEntry(idOf("bob"), List.of(AT_BOB));
        RecordingLink bob = alice.link("bob");
        Join join = only(bob, Join.class);
        assertThat(join.record().peer()).isEqualTo(idOf("alice"));
        assertThat(alice.neighbours()).isEmpty();

        alice.hear(bob, accepting(join.number(), record("bob")));
        assertThat(alice.neighbours()).containsExactly("bob");
        assertThat(alice.events).containsSubsequence(new Joined(), new NeighbourUp(idOf("bob")));
    }

    @Test
    void whoLeavesWithinSecondsKnowsItsNeighboursTheNextTime() {
        alice.neighbour("bob");
        alice.overlay.leave();
        while (alice.world.store().isDirty()) {
            alice.world.store().commit();
        }
        assertThat(alice.restarted().overlay.address(idOf("bob"))).contains(record("bob"));
    }

    @Test
    void aSessionAloneMakesNoNeighbour() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        RecordingLink dora = alice.neighbour("dora");
        RecordingLink eve = alice.link("eve");
        assertThat(alice.neighbours()).containsExactly("bob", "carol", "dora");
        assertThat(eve.said(OverlayMessage.class)).isEmpty();
        assertThat(List.of(bob, carol, dora)).noneMatch(link -> link.closing() != null);
    }

    @Test
    void onePeerThatSomebodyElseLinkedIsJoinedWhenThereIsNoNeighbour() {
        RecordingLink bob = alice.link("bob");
        assertThat(bob.said(Join.class)).hasSize(1);
        assertThat(alice.called).isEmpty();
    }

    @Test
    void aPeerThatDoesNotMeshIsLeftAlone() {
        alice.strangers.add(idOf("bob"));
        assertThat(alice.link("bob").said(OverlayMessage.class)).isEmpty();
    }

    @Test
    void aJoinerIsAcceptedAndTheOthersAreTold() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.link("carol");
        alice.hear(carol, new Join(7, record("carol")));
        NeighbourAnswer answer = only(carol, NeighbourAnswer.class);
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.number()).isEqualTo(7);
        assertThat(answer.records().get(0).peer()).isEqualTo(idOf("alice"));
        assertThat(bob.said(ForwardJoin.class)).containsExactly(new ForwardJoin(6, record("carol")));
        assertThat(carol.said(ForwardJoin.class)).isEmpty();
        assertThat(alice.neighbours()).containsExactly("bob", "carol");
    }

    @Test
    void theEleventhJoinerOfASecondIsSentOn() {
        for (int i = 0; i < 10; i++) {
            assertThat(only(join("n" + i), NeighbourAnswer.class).accepted()).isTrue();
        }
        RecordingLink eleventh = join("n10");
        assertThat(eleventh.said(NeighbourAnswer.class)).isEmpty();
        Redirect redirect = only(eleventh, Redirect.class);
        assertThat(redirect.records()).hasSize(8).doesNotHaveDuplicates();
        assertThat(redirect.records()).noneMatch(record -> record.peer().equals(idOf("n10")));
        assertThat(alice.overlay.tally().redirected()).isEqualTo(1);

        alice.world.pass(Duration.ofSeconds(1));
        assertThat(join("n11").said(Redirect.class)).isEmpty();
    }

    @Test
    void linksOfTheTreeOfBroadcastsMakePlaceLast() {
        alice.full();
        alice.treeLinks.add(idOf("n2"));
        for (int i = 10; i < 40; i++) {
            String newcomer = "n" + i;
            alice.hear(alice.ask(newcomer, Priority.HIGH), new Beat(newcomer.hashCode()));
            assertThat(alice.neighbours()).hasSize(5).contains("n2", newcomer);
        }
        alice.overlay.neighbours().forEach(alice.treeLinks::add);
        alice.hear(alice.ask("carol", Priority.HIGH), new Beat("carol".hashCode()));
        assertThat(alice.neighbours()).hasSize(5).contains("carol");
    }

    @Test
    void oneJoinerMakesOthersGoOnceInTenSeconds() {
        alice.full();
        RecordingLink bob = join("bob");
        assertThat(only(bob, NeighbourAnswer.class).accepted()).isTrue();
        alice.hear(bob, new Beat("bob".hashCode()));
        alice.hear(bob, new Disconnect("bob".hashCode(), true, List.of()));
        assertThat(only(alice.ask("carol", Priority.LOW), NeighbourAnswer.class).accepted())
                .isTrue();
        bob.takeSaid();
        alice.hear(bob, new Join(2, record("bob")));
        assertThat(bob.said(NeighbourAnswer.class)).isEmpty();
        assertThat(bob.said(Redirect.class)).hasSize(1);
        alice.world.pass(Duration.ofSeconds(10));
        bob.takeSaid();
        alice.hear(bob, new Join(3, record("bob")));
        assertThat(only(bob, NeighbourAnswer.class).accepted()).isTrue();
    }

    @Test
    void theJoinersOfOnePublicNetworkMakeTenGoAtOnceAndThenOneInTwoSeconds() {
        alice.full();
        assertThat(placesFor("198.51.100.")).isBetween(14, 17);
        assertThat(placesFor("127.0.0.")).as("this machine's own").isEqualTo(30);
    }

    @Test
    void aJoinerThatIsSentOnJoinsAtOneOfThoseNamed() {
        alice.overlay.offer(idOf("bob"), AT_BOB, 3);
        RecordingLink bob = alice.link("bob");
        alice.called.clear();
        alice.hear(bob, new Redirect(only(bob, Join.class).number(), List.of(record("carol"), record("dora"))));
        assertThat(alice.called).hasSize(1);
        assertThat(alice.released).containsExactly(idOf("bob"));
        String next = OverlaySide.nameOf(alice.called.keySet().iterator().next());
        assertThat(next).isIn("carol", "dora");
        assertThat(alice.link(next).said(Join.class)).hasSize(1);
    }

    @Test
    void aRedirectThatAnswersNothingIsStale() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, new Redirect(3, List.of(record("carol"))));
        assertThat(alice.called).isEmpty();
        assertThat(alice.overlay.tally().stale()).isEqualTo(1);
    }

    @Test
    void theNewsOfAJoinerWandersAndEndsAtAPeerThatWelcomesIt() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        bob.takeSaid();
        alice.hear(bob, new ForwardJoin(6, record("dora")));
        assertThat(carol.said(ForwardJoin.class)).containsExactly(new ForwardJoin(5, record("dora")));
        assertThat(alice.overlay.reserves()).isZero();

        alice.hear(bob, new ForwardJoin(3, record("eve")));
        assertThat(alice.overlay.reserves()).as("half way it is noted").isEqualTo(1);
        assertThat(alice.called).isEmpty();

        alice.hear(bob, new ForwardJoin(0, record("dora")));
        assertThat(alice.called).containsOnlyKeys(idOf("dora"));
        RecordingLink dora = alice.link("dora");
        Neighbour request = only(dora, Neighbour.class);
        assertThat(request.priority()).isEqualTo(Priority.LOW);
        alice.hear(dora, accepting(request.number(), record("dora")));
        assertThat(alice.neighbours()).containsExactly("bob", "carol", "dora");
    }

    @Test
    void newsThatWantsToGoFartherThanAnyMayIsHeldShort() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, new ForwardJoin(255, record("dora")));
        assertThat(carol.said(ForwardJoin.class)).contains(new ForwardJoin(5, record("dora")));
        assertThat(alice.overlay.tally().hopsClamped()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsNotAnsweredIsGivenUpAndTheNextPeerIsAsked() {
        RecordingLink bob = alice.neighbour("bob");
        tell(bob, record("carol"), record("dora"));
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(alice.called).containsOnlyKeys(idOf("carol"), idOf("dora"));
        RecordingLink carol = alice.link("carol");
        Neighbour request = only(carol, Neighbour.class);
        alice.world.fire(new OverlayTimer.AnswerOverdue(idOf("carol")));
        assertThat(alice.released).containsExactly(idOf("carol"));
        assertThat(alice.overlay.tally().unanswered()).isEqualTo(1);
        assertThat(alice.overlay.reserves()).as("carol is dropped").isEqualTo(1);

        carol.takeSaid();
        alice.hear(carol, accepting(request.number(), record("carol")));
        assertThat(alice.neighbours()).as("too late").containsExactly("bob");
        assertThat(carol.said()).containsExactly(new Disconnect(request.number(), true, List.of()));
    }

    @Test
    void aPeerThatRefusesStaysInReserve() {
        RecordingLink bob = alice.neighbour("bob");
        tell(bob, record("carol"));
        alice.world.fire(new OverlayTimer.Tick());
        RecordingLink carol = alice.link("carol");
        alice.hear(carol, refusing(only(carol, Neighbour.class).number()));
        assertThat(alice.neighbours()).containsExactly("bob");
        assertThat(alice.overlay.reserves()).isEqualTo(1);
        assertThat(alice.released).containsExactly(idOf("carol"));
    }

    @Test
    void aPeerThatIsNotReachedIsDroppedAndStaysInTheBook() {
        RecordingLink bob = alice.neighbour("bob");
        tell(bob, record("carol"));
        alice.world.fire(new OverlayTimer.Tick());
        alice.overlay.onUnreached(idOf("carol"));
        assertThat(alice.overlay.reserves()).isZero();
        assertThat(alice.overlay.address(idOf("carol"))).isPresent();
        assertThat(alice.overlay.tally().unreached()).isEqualTo(1);
    }

    @Test
    void aCallThatTheOwnerDoesNotWantIsNoFailureOfThePeer() {
        RecordingLink bob = alice.neighbour("bob");
        tell(bob, record("carol"));
        alice.world.fire(new OverlayTimer.Tick());
        alice.overlay.onWithheld(idOf("carol"));
        assertThat(alice.overlay.reserves()).isEqualTo(1);
        assertThat(alice.overlay.tally().unreached()).isZero();
        alice.called.clear();
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(alice.called).containsOnlyKeys(idOf("carol"));
    }

    @Test
    void aLostNeighbourIsReplacedFromTheReserve() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        tell(bob, record("dora"));
        alice.drop(carol);
        assertThat(alice.neighbours()).containsExactly("bob");
        assertThat(alice.events).contains(new NeighbourDown(idOf("carol")));
        assertThat(alice.called).containsOnlyKeys(idOf("dora"));
    }

    @Test
    void aDisconnectEndsTheRelationThatItNamesAndNoOther() {
        alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(carol, new Disconnect(4711, true, List.of()));
        assertThat(alice.neighbours()).containsExactly("bob", "carol");
        assertThat(alice.overlay.tally().stale()).isEqualTo(1);

        alice.hear(carol, new Disconnect("carol".hashCode(), true, List.of()));
        assertThat(alice.neighbours()).containsExactly("bob");
        assertThat(carol.said(Disconnect.class)).hasSize(1);
        assertThat(alice.released).containsExactly(idOf("carol"));
    }

    @Test
    void twoThatAskEachOtherAtOnceAgreeOnOneRelation() {
        alice.overlay.offer(idOf("bob"), AT_BOB, 3);
        RecordingLink bob = alice.link("bob");
        long asked = only(bob, Join.class).number();
        long heard = asked == Long.MAX_VALUE ? 1 : Long.MAX_VALUE;
        alice.hear(bob, new Join(heard, record("bob")));
        alice.hear(bob, accepting(asked, record("bob")));
        assertThat(alice.neighbours()).containsExactly("bob");
        alice.hear(bob, new Disconnect(Math.min(asked, heard), true, List.of()));
        assertThat(alice.neighbours()).containsExactly("bob");
        alice.hear(bob, new Disconnect(Math.max(asked, heard), true, List.of()));
        assertThat(alice.neighbours()).isEmpty();
    }

    @Test
    void whoTakesAliceForANeighbourAndIsNoneIsToldSo() {
        alice.neighbour("bob");
        alice.neighbour("carol");
        alice.neighbour("dora");
        RecordingLink eve = alice.link("eve");
        alice.hear(eve, new Beat(5));
        assertThat(eve.said(Disconnect.class)).containsExactly(new Disconnect(5, true, List.of()));
        assertThat(alice.overlay.tally().mismatches()).isEqualTo(1);
    }

    /** How many of 30 that join one after the other, over 12 seconds, get a place. */
    private int placesFor(String net) {
        int places = 0;
        for (int i = 0; i < 30; i++) {
            String name = net + i;
            alice.world.pass(Duration.ofMillis(400));
            alice.seenAt.put(idOf(name), net + i);
            places += join(name).said(NeighbourAnswer.class).size();
        }
        return places;
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

    @Test
    void whoeverServesNobodyGoesAndIsNotTakenAgain() {
        List<RecordingLink> five = alice.full();
        RecordingLink bad = five.get(2);
        alice.overlay.onUseless(bad.remote());
        assertThat(alice.overlay.isNeighbour(bad.remote())).isFalse();
        assertThat(bad.said(Disconnect.class)).hasSize(1);
        bad.takeSaid();
        alice.hear(bad, new Neighbour(5, Priority.HIGH, record("n3")));
        assertThat(only(bad, NeighbourAnswer.class).accepted()).isFalse();
        alice.world.pass(Duration.ofMinutes(10));
        bad.takeSaid();
        alice.hear(bad, new Neighbour(6, Priority.LOW, record("n3")));
        assertThat(only(bad, NeighbourAnswer.class).accepted()).isTrue();
    }

    /** Whoever can make neighbours look useless would have a peer to itself. */
    @Test
    void ofTheLastThreeNobodyGoesForServingNobody() {
        List<RecordingLink> five = alice.full();
        five.forEach(each -> alice.overlay.onUseless(each.remote()));
        assertThat(alice.neighbours()).hasSize(3);
    }
}
