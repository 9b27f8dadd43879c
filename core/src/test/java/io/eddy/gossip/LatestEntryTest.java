package io.eddy.gossip;

import static io.eddy.gossip.GossipSide.have;
import static io.eddy.gossip.GossipSide.made;
import static io.eddy.gossip.GossipSide.posted;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.Prune;
import io.eddy.gossip.GossipTimer.Missing;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is asked when the neighbour is lost that brought the last entry. */
final class LatestEntryTest {
    private static final GossipConfig.Tree TREE = GossipConfig.DEFAULT.tree();

    private final GossipSide alice = new GossipSide();

    @Test
    void whenWhoBroughtTheLastEntryIsLostOneWhoHadItAsSoonIsAsked() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink behind = alice.lazyNeighbour("behind");
        RecordingLink carol = alice.lazyNeighbour("carol");
        RecordingLink dora = alice.lazyNeighbour("dora");
        alice.hear(carol, have(4, made("erin", 1).id()));
        alice.hear(bob, posted(4, made("erin", 1)));
        alice.hear(dora, have(3, made("erin", 1).id()));
        alice.hear(behind, have(6, made("erin", 1).id()));
        alice.gossip.onNeighbourDown(idOf("bob"));
        assertThat(dora.said(Graft.class)).containsExactly(new Graft(Optional.empty()));
        assertThat(alice.gossip.eager()).containsExactly(idOf("dora"));
        alice.drop(dora);
        assertThat(carol.said(Graft.class))
                .as("alice cannot know yet whether dora brings more")
                .isEmpty();
        assertThat(behind.said(Graft.class)).isEmpty();
    }

    /** Two who lost the same neighbour must not wait for each other. */
    @Test
    void ofTwoWhoHadItAtTheSameTimeOnlyTheOneAsksTheOther() {
        RecordingLink bob = alice.neighbour("bob");
        List<RecordingLink> beside = List.of(alice.lazyNeighbour("carol"), alice.lazyNeighbour("dora"));
        beside.forEach(link -> alice.hear(link, have(5, made("erin", 1).id())));
        alice.hear(bob, posted(4, made("erin", 1)));
        alice.drop(bob);
        List<RecordingLink> lower = beside.stream()
                .filter(link -> link.remote().compareTo(idOf("alice")) < 0)
                .toList();
        List<RecordingLink> asked = beside.stream()
                .filter(link -> !link.said(Graft.class).isEmpty())
                .toList();
        assertThat(asked).hasSize(Math.min(1, lower.size())).isSubsetOf(lower);
    }

    @Test
    void aLinkIsOfTheTreeForWhomEntriesComeOverItFirst() {
        RecordingLink bob = alice.neighbour("bob");
        alice.lazyNeighbour("carol");
        alice.hear(alice.neighbour("dora"), new Graft(Optional.empty()));
        alice.hear(bob, posted(4, made("erin", 1)));
        assertThat(alice.gossip.isBringer(idOf("bob"))).isTrue();
        assertThat(alice.gossip.isBringer(idOf("dora"))).as("she only takes").isFalse();
        assertThat(alice.gossip.isBringer(idOf("carol"))).isFalse();
        alice.hear(bob, new Prune());
        assertThat(alice.gossip.isBringer(idOf("bob"))).isFalse();
    }

    @Test
    void whenSomebodyElseIsLostNobodyIsAsked() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        RecordingLink dora = alice.neighbour("dora");
        alice.hear(carol, have(2, made("erin", 1).id()));
        alice.hear(bob, posted(2, made("erin", 1)));
        alice.drop(dora);
        assertThat(carol.said(Graft.class)).isEmpty();
        assertThat(alice.gossip.eager()).containsExactly(idOf("bob"));
    }

    /** It announced that before it knew that it is to send it, so waiting half a second would be in vain. */
    @Test
    void whatOneThatWasAskedStillAnnouncesIsAskedForAtOnce() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.lazyNeighbour("carol");
        alice.hear(carol, have(2, made("erin", 1).id()));
        alice.hear(bob, posted(2, made("erin", 1)));
        alice.drop(bob);
        alice.hear(carol, have(2, made("erin", 2).id()));
        assertThat(alice.world.timeUntil(new Missing(made("erin", 2).id()))).isEqualTo(Duration.ZERO);
        alice.world.fire(new Missing(made("erin", 2).id()));
        assertThat(carol.said(Graft.class))
                .containsExactly(
                        new Graft(Optional.empty()),
                        new Graft(Optional.of(made("erin", 2).id())));
        alice.hear(carol, posted(2, made("erin", 2)));
        alice.hear(carol, have(2, made("erin", 3).id()));
        assertThat(alice.world.timeUntil(new Missing(made("erin", 3).id()))).isEqualTo(TREE.graftAfter());
    }
}
