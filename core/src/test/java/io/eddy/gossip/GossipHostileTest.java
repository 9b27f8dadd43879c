package io.eddy.gossip;

import static io.eddy.gossip.GossipSide.have;
import static io.eddy.gossip.GossipSide.made;
import static io.eddy.gossip.GossipSide.posted;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.Posted;
import io.eddy.gossip.GossipTimer.Missing;
import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a neighbour cannot do to alice, nor through her to others. */
final class GossipHostileTest {
    private static final GossipConfig CONFIG = GossipConfig.DEFAULT;

    private final GossipSide alice = new GossipSide();
    private RecordingLink mallory;
    private RecordingLink bob;

    @BeforeEach
    void linkBoth() {
        mallory = alice.neighbour("mallory");
        bob = alice.neighbour("bob");
    }

    @Test
    void aForgedEntryEndsTheLinkAndGoesNowhere() {
        assertViolation(made("erin", 1).signedBy("mallory"), "an entry with a bad signature");
        assertThat(alice.gossip.tally().forged()).isEqualTo(1);
        alice.hear(bob, posted(1, made("erin", 1)));
        assertThat(alice.received()).containsExactly(made("erin", 1).entry());
    }

    @Test
    void anEntryThatContradictsItselfEndsTheLinkBeforeItsSignatureIsLookedAt() {
        assertViolation(made("mallory", 1).showing("something else"), "an entry that contradicts itself");
        mallory = alice.neighbour("mallory");
        assertViolation(made("mallory", 0), "an entry that contradicts itself");
        mallory = alice.neighbour("mallory");
        assertViolation(made("mallory", Long.MIN_VALUE), "an entry that contradicts itself");
        assertThat(alice.world.verified()).isZero();
    }

    @Test
    void anEntryThatIsTooLargeForEveryoneEndsTheLink() {
        String text = "x".repeat(CONFIG.maxBodyBytes() + 1);
        assertViolation(
                Made.by("mallory", 1, text).inRoom(GossipSide.ROOM), "an entry of more than 16384 bytes for everyone");
        String largest = "x".repeat(CONFIG.maxBodyBytes());
        alice.hear(bob, posted(1, Made.by("erin", 1, largest).inRoom(GossipSide.ROOM)));
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void whatIsKnownCostsNoSecondLookAtItsSignature() {
        alice.hear(bob, posted(1, made("erin", 1)));
        LongStream.range(0, 100)
                .forEach(i -> alice.hear(mallory, posted(1, made("erin", 1).showing("something else"))));
        assertThat(alice.world.verified()).isEqualTo(1);
        assertThat(alice.gossip.tally().duplicates()).isEqualTo(100);
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void whatIsReplayedWithinMinutesIsKnown() {
        alice.hear(bob, posted(1, made("erin", 1)));
        alice.elapseLinked(CONFIG.memory().knownFor(), bob, mallory);
        alice.hear(mallory, posted(1, made("erin", 1)));
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void whatIsReplayedAfterADayIsDroppedAndNotPassedOn() {
        alice.world.setWallClockMillis(Made.NOON + CONFIG.rates().oldest().toMillis() + 1);
        alice.hear(mallory, posted(1, made("erin", 1)));
        assertThat(alice.received()).isEmpty();
        assertThat(bob.said()).isEmpty();
        assertThat(mallory.closing()).isNull();
        assertThat(alice.gossip.tally().replayed()).isEqualTo(1);
        alice.hear(mallory, posted(1, made("erin", 2).at(Made.NOON + 1)));
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void whatIsReplayedAfterHoursIsDroppedWhereItIsKept() {
        Made recorded = made("erin", 1);
        alice.gossip.ask(entry -> entry.equals(recorded.entry()));
        alice.world.setWallClockMillis(Made.NOON + Duration.ofHours(3).toMillis());
        alice.hear(mallory, posted(1, recorded));
        assertThat(alice.received()).isEmpty();
        assertThat(bob.said()).isEmpty();
        assertThat(mallory.closing()).isNull();
        assertThat(alice.gossip.tally().replayed()).isEqualTo(1);
        alice.hear(mallory, posted(1, made("erin", 2)));
        assertThat(alice.received()).as("late, and not kept").hasSize(1);
    }

    @Test
    void anEntryThatTheLogsBroughtFirstIsPassedOn() {
        alice.gossip.ask(entry -> true);
        alice.hear(mallory, posted(1, made("erin", 1)));
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void anAuthorThatSaysTooMuchIsNotPassedOnAndOthersAre() {
        int atOnce = CONFIG.rates().author().atOnce();
        LongStream.rangeClosed(1, atOnce + 10).forEach(number -> alice.hear(bob, posted(1, made("flood", number))));
        alice.hear(bob, posted(1, made("erin", 1)));
        assertThat(alice.received()).hasSize(atOnce + 1);
        assertThat(alice.gossip.tally().tooMany()).isEqualTo(10);
        assertThat(bob.closing()).isNull();
        alice.elapseLinked(Duration.ofSeconds(1), bob, mallory);
        // What was refused is not known, and is taken when there is room for it.
        LongStream.rangeClosed(atOnce + 1, atOnce + 10)
                .forEach(number -> alice.hear(bob, posted(1, made("flood", number))));
        assertThat(alice.received()).hasSize(atOnce + 11);
    }

    @Test
    void aNeighbourWithAThousandNamesIsLookedAtOnlySoMuch() {
        int atOnce = CONFIG.rates().neighbour().atOnce();
        for (int i = 0; i < atOnce + 100; i++) {
            alice.hear(mallory, posted(1, made("author " + i, 1)));
        }
        assertThat(alice.world.verified()).isEqualTo(atOnce);
        alice.hear(bob, posted(1, made("erin", 1)));
        assertThat(alice.received()).hasSize(atOnce + 1);
    }

    @Test
    void announcementsOfWhatDoesNotExistAreBoundedAndGoAway() {
        int most = CONFIG.memory().missing().ofOne();
        LongStream.rangeClosed(1, most + 100L).forEach(number -> alice.hear(mallory, have(1, bogus(number))));
        assertThat(alice.world.timers()).hasSizeLessThan(most + 10);
        assertThat(alice.gossip.tally().unheeded()).isEqualTo(100);
        alice.hear(bob, have(1, made("erin", 1).id()));
        assertThat(alice.world.isArmed(new GossipTimer.Missing(made("erin", 1).id())))
                .isTrue();
        alice.elapseLinked(Duration.ofSeconds(2), mallory, bob);
        assertThat(alice.world.timers().keySet()).noneMatch(GossipTimer.Missing.class::isInstance);
        alice.hear(mallory, have(1, bogus(-1)));
        assertThat(alice.world.isArmed(new GossipTimer.Missing(bogus(-1)))).isTrue();
    }

    @Test
    void whoAnnouncesAgainWhatItWasAskedForIsNotAskedAgain() {
        Made nothing = made("erin", 1);
        for (int i = 0; i < 100; i++) {
            alice.hear(bob, have(1, nothing.id()));
            if (i == 0) {
                alice.world.fire(new Missing(nothing.id()));
            }
        }
        alice.world.fire(new Missing(nothing.id()));
        assertThat(bob.said(Graft.class)).hasSize(1);
        assertThat(alice.world.isArmed(new Missing(nothing.id()))).isFalse();
    }

    @Test
    void whoAsksForTheSameAgainAndAgainIsNotAnsweredWithoutEnd() {
        alice.gossip.broadcast(made("alice", 1).entry());
        mallory.takeSaid();
        int atOnce = CONFIG.rates().grafts().atOnce();
        for (int i = 0; i < atOnce + 100; i++) {
            alice.hear(mallory, new Graft(Optional.of(made("alice", 1).id())));
        }
        assertThat(mallory.said(Posted.class)).hasSize(atOnce);
        assertThat(alice.gossip.tally().unanswered()).isEqualTo(100);
    }

    @Test
    void whatIsKeptForOthersIsBounded() {
        GossipConfig.Memory limits = CONFIG.memory();
        EntryCache cache = new EntryCache(limits);
        KnownIds known = new KnownIds(limits);
        Posted large = posted(1, Made.by("erin", 1, "x".repeat(16_384)));
        for (long number = 1; number <= 1_000; number++) {
            cache.add(bogus(number), large, alice.world.now());
        }
        assertThat(cache.bytes()).isBetween(limits.cachedBytes() - 20_000, limits.cachedBytes());
        for (long number = 1; number <= limits.knownIds() + 1_000L; number++) {
            cache.add(bogus(number), posted(1, Made.by("erin", 1, "x")), alice.world.now());
            known.add(bogus(number), alice.world.now());
        }
        assertThat(cache.size()).isEqualTo(limits.cachedEntries());
        assertThat(known.size()).isEqualTo(limits.knownIds());
        assertThat(known.contains(bogus(1_000))).isFalse();
        assertThat(known.contains(bogus(1_001))).isTrue();
        known.add(bogus(-1), alice.world.now().plus(limits.knownFor().plusSeconds(1)));
        assertThat(known.size()).isEqualTo(1);
        assertThat(cache.announcements(alice.world.now().plus(limits.cachedFor().plusSeconds(1))))
                .isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void authorsThatAreCountedAreBounded() {
        GossipConfig.Rates rates = CONFIG.rates();
        Authors authors = new Authors(new GossipConfig.Rates(
                new GossipConfig.Rate(1, 1), 2, rates.neighbour(), rates.grafts(), rates.oldest()));
        assertThat(authors.take(idOf("one"), alice.world.now())).isTrue();
        assertThat(authors.take(idOf("two"), alice.world.now())).isTrue();
        assertThat(authors.take(idOf("one"), alice.world.now())).isFalse();
        assertThat(authors.take(idOf("three"), alice.world.now())).isTrue();
        assertThat(authors.take(idOf("one"), alice.world.now())).isFalse();
        assertThat(authors.take(idOf("two"), alice.world.now())).isTrue();
    }

    private static MessageId bogus(long number) {
        return new MessageId(idOf("nobody"), 1, number);
    }

    private void assertViolation(Made made, String sentence) {
        alice.hear(mallory, posted(1, made));
        assertThat(mallory.closing()).isNotNull().satisfies(why -> {
            assertThat(why.code()).isEqualTo(Code.VIOLATION);
            assertThat(why.detail()).isEqualTo(sentence);
        });
        assertThat(alice.received()).isEmpty();
        assertThat(bob.said()).isEmpty();
    }
}
