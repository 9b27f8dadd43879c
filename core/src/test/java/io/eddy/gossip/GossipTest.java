package io.eddy.gossip;

import static io.eddy.gossip.GossipSide.have;
import static io.eddy.gossip.GossipSide.made;
import static io.eddy.gossip.GossipSide.posted;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Made;
import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.IHave;
import io.eddy.gossip.GossipMessage.Posted;
import io.eddy.gossip.GossipMessage.Prune;
import io.eddy.gossip.GossipTimer.AnnouncementsDue;
import io.eddy.gossip.GossipTimer.Missing;
import io.eddy.gossip.GossipTimer.TrialDue;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How alice and her neighbours make a tree of their links, and mend it. */
final class GossipTest {
    private static final GossipConfig.Tree TREE = GossipConfig.DEFAULT.tree();

    private final GossipSide alice = new GossipSide();

    @Test
    void aNewNeighbourIsEagerAndGetsWhatAliceSaysAtOnce() {
        RecordingLink bob = alice.neighbour("bob");
        Made hi = made("alice", 1);
        alice.gossip.broadcast(hi.entry());
        assertThat(bob.takeSaid()).containsExactly(posted(1, hi));
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
        assertThat(alice.received()).isEmpty();
        alice.gossip.broadcast(hi.entry());
        assertThat(bob.said()).isEmpty();
    }

    @Test
    void whatOneNeighbourBringsGoesToTheOthersOnceAndToAliceOnce() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        RecordingLink dora = alice.neighbour("dora");
        Made hi = made("erin", 1);
        alice.hear(bob, posted(3, hi));
        alice.hear(carol, posted(3, hi));
        assertThat(alice.events).containsExactly(new GossipEvent.Received(hi.entry(), 3));
        assertThat(bob.said()).isEmpty();
        assertThat(carol.said()).containsExactly(posted(4, hi), new Prune());
        assertThat(dora.said()).containsExactly(posted(4, hi));
    }

    /** As it is after a restart: each new neighbour announces what was said in the last minute, and one brings it. */
    @Test
    void whoAnnouncedWhatAnotherBringsIsToldThatAliceHasItAndNotSentIt() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        RecordingLink dora = alice.neighbour("dora");
        Made hi = made("erin", 1);
        alice.hear(carol, have(3, hi.id()));
        alice.hear(bob, have(3, hi.id()));
        alice.world.fire(new Missing(hi.id()));
        assertThat(carol.takeSaid()).containsExactly(new Graft(Optional.of(hi.id())));
        alice.hear(dora, posted(3, hi));
        alice.world.fire(new AnnouncementsDue());
        assertThat(bob.said()).containsExactly(have(4, hi.id()));
        assertThat(carol.said()).as("who was asked as well").containsExactly(have(4, hi.id()));
        assertThat(alice.gossip.eager()).contains(idOf("bob"), idOf("carol"));
    }

    @Test
    void whoBringsWhatIsKnownBecomesLazyOnBothSides() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, posted(1, made("erin", 1)));
        alice.hear(carol, posted(1, made("erin", 1)));
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
        assertThat(alice.gossip.lazy()).containsExactly(idOf("carol"));
        alice.hear(bob, new Prune());
        assertThat(alice.gossip.lazy()).containsExactly(idOf("bob"), idOf("carol"));
    }

    @Test
    void aLazyNeighbourThatBringsSomethingNewIsEagerAgain() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        alice.hear(bob, posted(1, made("erin", 1)));
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
    }

    @Test
    void lazyNeighboursGetOneAnnouncementOfAllThatIsNew() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(bob, posted(1, made("erin", 1)));
        alice.gossip.broadcast(made("alice", 1).entry());
        assertThat(carol.said()).isEmpty();
        assertThat(alice.world.timeUntil(new AnnouncementsDue())).isEqualTo(TREE.announceAfter());
        alice.world.fire(new AnnouncementsDue());
        assertThat(carol.said(IHave.class)).hasSize(1);
        assertThat(carol.said(IHave.class).get(0).entries())
                .extracting(GossipMessage.Announced::id)
                .containsExactly(made("erin", 1).id(), made("alice", 1).id());
        assertThat(carol.said(IHave.class).get(0).entries())
                .extracting(GossipMessage.Announced::hops)
                .containsExactly(2, 1);
        assertThat(alice.world.isArmed(new AnnouncementsDue())).isFalse();
    }

    @Test
    void whatIsAnnouncedAndComesInTimeIsNotAskedFor() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(carol, have(2, made("erin", 1).id()));
        assertThat(alice.world.timeUntil(new Missing(made("erin", 1).id()))).isEqualTo(TREE.graftAfter());
        alice.hear(bob, posted(2, made("erin", 1)));
        assertThat(alice.world.isArmed(new Missing(made("erin", 1).id()))).isFalse();
        assertThat(carol.said()).isEmpty();
    }

    /** Each who announced it is asked, one after the other; then it is forgotten, with its timer. */
    @Test
    void whatDoesNotComeIsAskedForUntilNobodyIsLeft() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        Missing missing = new Missing(made("erin", 1).id());
        alice.hear(bob, have(2, made("erin", 1).id()));
        alice.hear(bob, have(2, made("erin", 1).id()));
        alice.hear(carol, have(2, made("erin", 1).id()));
        alice.world.fire(missing);
        assertThat(bob.takeSaid())
                .containsExactly(new Graft(Optional.of(made("erin", 1).id())));
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
        assertThat(alice.world.timeUntil(missing)).isEqualTo(TREE.graftAgainAfter());
        alice.world.fire(missing);
        assertThat(bob.said()).isEmpty();
        assertThat(carol.takeSaid())
                .containsExactly(new Graft(Optional.of(made("erin", 1).id())));
        alice.world.fire(missing);
        assertThat(alice.world.isArmed(missing)).isFalse();
        assertThat(carol.said()).isEmpty();
        alice.hear(carol, have(2, made("erin", 1).id()));
        assertThat(alice.world.timeUntil(missing)).isEqualTo(TREE.graftAfter());
    }

    @Test
    void whoAnnouncesAfterTheOthersWereAskedIsAskedToo() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(bob, have(2, made("erin", 1).id()));
        alice.world.fire(new Missing(made("erin", 1).id()));
        alice.hear(carol, have(2, made("erin", 1).id()));
        alice.world.fire(new Missing(made("erin", 1).id()));
        assertThat(carol.said(Graft.class)).hasSize(1);
    }

    @Test
    void whoHasLeftIsNotAsked() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(bob, have(2, made("erin", 1).id()));
        alice.hear(carol, have(2, made("erin", 1).id()));
        alice.drop(bob);
        alice.world.fire(new Missing(made("erin", 1).id()));
        assertThat(carol.said(Graft.class)).hasSize(1);
    }

    @Test
    void aGraftMakesEagerAndIsAnswered() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        alice.gossip.broadcast(made("alice", 1).entry());
        alice.hear(bob, new Graft(Optional.of(made("alice", 1).id())));
        assertThat(bob.takeSaid()).containsExactly(posted(1, made("alice", 1)));
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
        alice.hear(bob, new Graft(Optional.of(made("erin", 9).id())));
        assertThat(bob.said()).isEmpty();
    }

    @Test
    void aGraftOfAnEntryThatIsTooOldToBeKeptIsNotAnswered() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        alice.gossip.broadcast(made("alice", 1).entry());
        alice.elapseLinked(GossipConfig.DEFAULT.memory().cachedFor().plusSeconds(1), bob);
        bob.takeSaid();
        alice.hear(bob, new Graft(Optional.of(made("alice", 1).id())));
        assertThat(bob.said(Posted.class)).isEmpty();
    }

    @Test
    void whatALinkHasNoRoomForIsSentWhenThereIsSome() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        alice.gossip.broadcast(made("alice", 1).entry());
        bob.setQueuedBytes(io.eddy.node.Link.Lane.BULK, 1 << 20);
        alice.hear(bob, new Graft(Optional.of(made("alice", 1).id())));
        alice.world.fire(new GossipTimer.OwedDue());
        assertThat(bob.said()).isEmpty();
        bob.setQueuedBytes(io.eddy.node.Link.Lane.BULK, 0);
        alice.world.fire(new GossipTimer.OwedDue());
        assertThat(bob.said()).containsExactly(posted(1, made("alice", 1)));
        assertThat(alice.world.isArmed(new GossipTimer.OwedDue())).isFalse();
    }

    /** Repair 2 of protocols.md A.3. */
    @Test
    void aNewNeighbourIsToldOfEverythingThatIsKept() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, posted(1, made("erin", 1)));
        alice.elapseLinked(Duration.ofSeconds(59), bob);
        LongStream.rangeClosed(2, 301).forEach(number -> alice.hear(bob, posted(1, made("erin", number))));
        RecordingLink carol = alice.link("carol");
        alice.gossip.onNeighbourUp(idOf("carol"));
        assertThat(carol.said(IHave.class))
                .extracting(one -> one.entries().size())
                .containsExactly(GossipMessage.MAX_ANNOUNCED, 301 - GossipMessage.MAX_ANNOUNCED);
        alice.elapseLinked(Duration.ofSeconds(2), bob, carol);
        RecordingLink dora = alice.link("dora");
        alice.gossip.onNeighbourUp(idOf("dora"));
        assertThat(dora.said(IHave.class).get(0).entries().get(0).id())
                .isEqualTo(made("erin", 2).id());
    }

    @Test
    void whatIsAnnouncedToANeighbourThatHasLeftIsForgotten() {
        RecordingLink bob = alice.lazyNeighbour("bob");
        alice.gossip.broadcast(made("alice", 1).entry());
        alice.gossip.onNeighbourDown(idOf("bob"));
        alice.world.fire(new AnnouncementsDue());
        assertThat(bob.said()).isEmpty();
        assertThat(alice.gossip.lazy()).isEmpty();
        alice.gossip.broadcast(made("alice", 2).entry());
        assertThat(bob.said()).isEmpty();
        assertThat(alice.world.isArmed(new AnnouncementsDue())).isFalse();
    }

    @Test
    void whoPartsAndComesBackIsOfferedAllThatIsKeptSixTimesAMinute() {
        RecordingLink bob = alice.neighbour("bob");
        alice.gossip.broadcast(made("alice", 1).entry());
        bob.takeSaid();
        for (int i = 0; i < 20; i++) {
            alice.gossip.onNeighbourDown(idOf("bob"));
            alice.gossip.onNeighbourUp(idOf("bob"));
        }
        assertThat(bob.said(IHave.class)).hasSize(5);
        alice.drop(bob);
        RecordingLink again = alice.link("bob");
        alice.gossip.onNeighbourUp(idOf("bob"));
        assertThat(again.said(IHave.class)).as("over another session too").isEmpty();
        alice.gossip.onNeighbourDown(idOf("bob"));
        alice.world.pass(Duration.ofSeconds(10));
        alice.gossip.onNeighbourUp(idOf("bob"));
        assertThat(again.said(IHave.class)).hasSize(1);
    }

    /** The eager and the lazy ones are neighbours, whatever others say. */
    @Test
    void whoIsNoNeighbourIsTakenFromAndAnsweredAndMadePartOfNothing() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink stranger = alice.link("stranger");
        alice.hear(stranger, posted(1, made("erin", 1)));
        assertThat(alice.received()).containsExactly(made("erin", 1).entry());
        assertThat(bob.takeSaid()).containsExactly(posted(2, made("erin", 1)));
        alice.hear(stranger, posted(1, made("erin", 1)));
        alice.hear(stranger, new Prune());
        alice.hear(stranger, have(1, made("erin", 2).id()));
        alice.hear(stranger, new Graft(Optional.of(made("erin", 1).id())));
        assertThat(stranger.takeSaid()).containsExactly(posted(2, made("erin", 1)));
        alice.world.fire(new Missing(made("erin", 2).id()));
        assertThat(stranger.takeSaid())
                .containsExactly(new Graft(Optional.of(made("erin", 2).id())));
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
        assertThat(alice.gossip.lazy()).isEmpty();
        alice.gossip.broadcast(made("alice", 1).entry());
        assertThat(stranger.said()).isEmpty();
    }

    @Test
    void aNeighbourWithoutASessionIsNone() {
        alice.gossip.onNeighbourUp(idOf("bob"));
        assertThat(alice.gossip.eager()).isEmpty();
        RecordingLink carol = alice.neighbour("carol");
        alice.drop(carol);
        assertThat(alice.gossip.eager()).isEmpty();
        alice.gossip.onNeighbourDown(idOf("carol"));
    }

    @Test
    void aWayThatIsFarShorterIsTaken() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(carol, have(3, made("erin", 1).id()));
        alice.hear(bob, posted(3 + TREE.shortcut(), made("erin", 1)));
        assertThat(carol.takeSaid()).containsExactly(new Graft(Optional.empty()));
        assertThat(bob.said()).containsExactly(new Prune());
        assertThat(alice.gossip.eager()).containsExactly(idOf("carol"));
        // Carol is told that alice has it, and not sent it: it would be new to nobody, and carol would prune alice.
        alice.world.fire(new AnnouncementsDue());
        assertThat(carol.said(Posted.class)).isEmpty();
    }

    @Test
    void aWayThatIsALittleShorterIsLeftAlone() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(carol, have(3, made("erin", 1).id()));
        alice.hear(bob, posted(2 + TREE.shortcut(), made("erin", 1)));
        assertThat(carol.said()).isEmpty();
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
    }

    @Test
    void hopsStopAtTheMostThatAByteHolds() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, posted(255, made("erin", 1)));
        assertThat(carol.said()).containsExactly(posted(255, made("erin", 1)));
    }

    /** A leaf of the tree has nothing to tell; but it gives what it is asked for. */
    @Test
    void aNeighbourThatNeverGivesIsAskedForSomethingAndThenCountsAsUseless() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink siphon = alice.neighbour("siphon");
        alice.hear(siphon, posted(1, made("siphon", 1))); // What it says itself is no service.
        RecordingLink leaf = alice.neighbour("leaf");
        int patience = GossipConfig.DEFAULT.uselessAfter();
        bring(bob, siphon, 1, 3 * patience);
        assertThat(siphon.said(Graft.class)).as("it may not have them yet").isEmpty();
        assertThat(alice.world.timeUntil(new TrialDue(idOf("siphon"))))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        alice.world.fire(new TrialDue(idOf("siphon")));
        alice.world.fire(new TrialDue(idOf("leaf")));
        Made middle = made("erin", 3L * patience / 2);
        assertThat(siphon.said(Graft.class))
                .containsExactly(new Graft(Optional.of(made("erin", 76).id())));
        assertThat(leaf.said()).endsWith(posted(2, made("erin", 3L * patience)), new Graft(Optional.of(middle.id())));
        alice.hear(leaf, posted(3, middle));
        assertThat(leaf.said(Prune.class)).isEmpty();
        bring(bob, siphon, 3 * patience + 1, 5 * patience);
        assertThat(alice.gossip.tally().useless())
                .as("it had no time to answer")
                .isZero();
        alice.world.pass(Duration.ofSeconds(5));
        bring(bob, siphon, 5 * patience + 1, 6 * patience);
        assertThat(alice.events)
                .filteredOn(GossipEvent.Useless.class::isInstance)
                .containsExactly(new GossipEvent.Useless(idOf("siphon")));
        assertThat(siphon.said(Graft.class)).hasSize(1);
        assertThat(bob.said(Graft.class)).isEmpty();
        assertThat(alice.gossip.tally().useless()).isEqualTo(1);
    }

    @Test
    void nobodyIsAskedForWhatIsForgotten() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink leaf = alice.neighbour("leaf");
        int patience = GossipConfig.DEFAULT.uselessAfter();
        bring(bob, leaf, 1, patience);
        alice.world.pass(GossipConfig.DEFAULT.memory().cachedFor().plusSeconds(1));
        bring(bob, leaf, patience + 1, patience + 2);
        alice.world.fire(new TrialDue(idOf("leaf")));
        assertThat(leaf.said(Graft.class))
                .containsExactly(
                        new Graft(Optional.of(made("erin", patience + 2).id())));
    }

    @Test
    void nobodyIsAskedForWhatSomeMayNotHaveTaken() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink leaf = alice.neighbour("leaf");
        alice.world.setWallClockMillis(
                alice.world.wallClockMillis() + Duration.ofHours(23).toMillis());
        bring(bob, leaf, 1, 3 * GossipConfig.DEFAULT.uselessAfter());
        alice.world.fire(new TrialDue(idOf("leaf")));
        assertThat(leaf.said(Graft.class)).isEmpty();
        assertThat(alice.gossip.tally().useless()).isZero();
    }

    @Test
    void aLazyNeighbourOnTrialIsAskedForOneEntryAndStaysLazy() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        int patience = GossipConfig.DEFAULT.uselessAfter();
        bring(bob, carol, 1, patience);
        alice.world.fire(new TrialDue(idOf("carol")));
        Graft question = new Graft(Optional.of(made("erin", patience / 2 + 1).id()));
        assertThat(carol.said()).containsExactly(question, new Prune());
        assertThat(alice.gossip.lazy()).containsExactly(idOf("carol"));
    }

    /** One brings entries, and another says of each that it has it, which costs nothing. */
    private void bring(RecordingLink bringer, RecordingLink echo, int first, int last) {
        for (int number = first; number <= last; number++) {
            alice.hear(bringer, posted(1, made("erin", number)));
            alice.hear(echo, have(2, made("erin", number).id()));
        }
    }
}
