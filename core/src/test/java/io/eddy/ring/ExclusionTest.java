package io.eddy.ring;

import static io.eddy.ring.Scribe.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Agreed;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a seat counts as left against its will, and when not. */
final class ExclusionTest {
    private static final Duration AWAY = RingConfig.DEFAULT.timing().away();
    private static final Duration HOPELESS = RingConfig.DEFAULT.timing().hopeless();
    private static final Duration CHECK = RingConfig.DEFAULT.timing().check();

    /** Of the ring in which alice sits between bob, the dealer, and carol. */
    private final Scribe scribe = new Scribe("bob", "alice", "carol", "dave");

    /** Of the ring in which alice is the dealer. */
    private final Scribe own = new Scribe("alice", "bob", "carol", "dave");

    private final RingSide alice = new RingSide();

    @Test
    void aSeatHasLeftByAMajoritysWord() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.excluding(2, 2, 1, 0, 1, 3)), 0));
        assertThat(alice.told()).containsExactly("left 2");
        assertThat(alice.ring().isIn(2)).isFalse();
        assertThat(alice.events).contains(new RingEvent.Unwanted(Scribe.RING, scribe.charter.member(2)));
        alice.say("on we go");
        alice.commit();
        assertThat(alice.said("dave")).hasSize(2).last().isInstanceOf(Told.class);
        assertThat(alice.said("carol")).containsExactly(numbered(scribe.log.get(1), 0, 1));
    }

    @Test
    void halfOfTheMembersAreTooFew() {
        joined();
        refuses(scribe.excluding(2, 2, 1, 0, 3), "an exclusion by too few");
    }

    @Test
    void aMemberCountsOnce() {
        joined();
        refuses(scribe.excluding(2, 2, 1, 0, 0, 0), "an exclusion by too few");
    }

    @Test
    void whoIsExcludedHasNoSay() {
        joined();
        refuses(scribe.excluding(2, 2, 1, 0, 2, 3), "an exclusion by too few");
    }

    @Test
    void agreementToAnotherExclusionDoesNotCount() {
        joined();
        Words other = scribe.excluding(2, 2, 1, 0, 1, 3);
        Exclusion of = Exclusion.CODEC.fromBytes(other.body().array());
        Bytes later = new Exclusion(of.seat(), of.after() + 1, of.agreements()).toBytes();
        refuses(scribe.words(0, 2, Kind.EXCLUDED, later), "an exclusion by too few");
    }

    @Test
    void whatASeatSaidMeanwhileMakesItsExclusionVoid() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "here I am")), 0));
        refuses(scribe.excluding(2, 2, 1, 0, 1, 3), "an exclusion of a member that spoke meanwhile");
    }

    @Test
    void theDealerIsNotExcluded() {
        joined();
        refuses(scribe.excluding(2, 0, 1, 1, 2, 3), "an exclusion of nobody");
    }

    @Test
    void nobodyButTheDealerExcludes() {
        joined();
        Bytes body = scribe.excluding(2, 2, 1, 0, 1, 3).body();
        refuses(scribe.words(3, 1, Kind.EXCLUDED, body), "an exclusion of nobody");
    }

    @Test
    void nobodyIsExcludedTwice() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.excluding(2, 2, 1, 0, 1, 3)), 0));
        refuses(scribe.excluding(3, 2, 1, 0, 1, 3), "an exclusion of nobody");
    }

    @Test
    void anExclusionWithoutItsContentsIsRefused() {
        joined();
        Entry entry = scribe.write(scribe.words(0, 2, Kind.EXCLUDED, Bytes.EMPTY));
        assertThat(alice.violation("bob", numbered(entry, 0))).startsWith("an entry without its contents");
    }

    @Test
    void whoIsExcludedIsToldThatTheOthersHaveGoneOn() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.excluding(2, 1, 1, 0, 2, 3)), 0));
        assertThat(alice.told()).containsExactly("broken: the others have gone on without you");
        assertThat(alice.rings.standing()).isEmpty();
    }

    @Test
    void aMemberAgreesToWhatItSeesItself() {
        joined();
        Exclude exclude = new Exclude(Scribe.RING, 2, 1);
        alice.hear("bob", exclude);
        alice.drop("carol");
        alice.elapse(Duration.ofSeconds(104));
        alice.hear("bob", exclude);
        assertThat(alice.said("bob", Agreed.class)).isEmpty();
        alice.elapse(Duration.ofSeconds(2));
        alice.hear("bob", exclude);
        assertThat(alice.said("bob", Agreed.class))
                .containsExactly(new Agreed(Scribe.RING, 2, 1, scribe.agreement(1, 2, 1)));
        alice.link("carol");
        alice.hear("bob", exclude);
        assertThat(alice.said("bob", Agreed.class)).as("linked and silent").hasSize(1);
        alice.hear("carol", new RingMessage.After(Scribe.RING, 1));
        alice.hear("bob", exclude);
        assertThat(alice.said("bob", Agreed.class)).isEmpty();
    }

    @Test
    void aMemberAgreesThatOneIsOutWhichHasSaidSo() {
        joined();
        alice.hear("carol", new Gone(Scribe.RING));
        assertThat(alice.told()).containsExactly("away 2");
        alice.hear("bob", new Exclude(Scribe.RING, 2, 1));
        assertThat(alice.said("bob", Agreed.class)).hasSize(1);
    }

    @Test
    void aMemberAgreesThatOneIsOutWhichOwesSomething() {
        joined();
        alice.overdue = true;
        alice.hear("bob", new Exclude(Scribe.RING, 2, 1));
        assertThat(alice.said("bob", Agreed.class)).hasSize(1);
    }

    @Test
    void aMemberDoesNotAgreeToWhatItCannotKnow() {
        joined();
        alice.overdue = true;
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "here I am")), 0));
        alice.hear("bob", new Exclude(Scribe.RING, 2, 1));
        alice.hear("bob", new Exclude(Scribe.RING, 2, 3));
        alice.hear("bob", new Exclude(Scribe.RING, 2, Long.MAX_VALUE));
        alice.hear("bob", new Exclude(Scribe.RING, 1, 2));
        alice.hear("bob", new Exclude(Scribe.RING, 4, 2));
        alice.hear("bob", new Exclude(Scribe.RING, 255, 2));
        alice.hear("dave", new Exclude(Scribe.RING, 2, 2));
        assertThat(alice.said("bob", Agreed.class)).isEmpty();
        assertThat(alice.said("dave", Agreed.class)).isEmpty();
        alice.hear("bob", new Exclude(Scribe.RING, 2, 2));
        assertThat(alice.said("bob", Agreed.class)).hasSize(1);
    }

    @Test
    void theDealerSeeksAMajorityWhenASeatIsAwayForLong() {
        founded();
        alice.drop("carol");
        alice.elapse(AWAY);
        assertThat(alice.told()).containsExactly("away 2");
        assertThat(alice.said("bob")).contains(new Exclude(Scribe.RING, 2, 1));
        assertThat(alice.said("dave")).contains(new Exclude(Scribe.RING, 2, 1));
        alice.hear("bob", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.hear("bob", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.commit();
        assertThat(alice.told()).isEmpty();
        alice.hear("dave", new Agreed(Scribe.RING, 2, 1, own.agreement(3, 2, 1)));
        alice.commit();
        assertThat(alice.told()).containsExactly("left 2");
        assertThat(alice.said("bob"))
                .filteredOn(Numbered.class::isInstance)
                .containsExactly(numbered(own.write(own.excluding(2, 2, 1, 0, 1, 3)), 0));
    }

    @Test
    void signaturesThatAreFalseDoNotCount() {
        founded();
        alice.drop("carol");
        alice.elapse(AWAY);
        alice.told();
        alice.hear("bob", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.hear("dave", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.hear("dave", new Agreed(Scribe.RING, 2, 2, own.agreement(3, 2, 2)));
        alice.hear("dave", new Agreed(Scribe.RING, 1, 1, own.agreement(3, 1, 1)));
        alice.hear("dave", new Agreed(Scribe.RING, 255, 1, own.agreement(3, 2, 1)));
        alice.commit();
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void aMemberThatIsBackIsNotExcluded() {
        founded();
        alice.drop("carol");
        alice.elapse(AWAY);
        alice.hear("bob", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.link("carol");
        alice.hear("carol", new After(Scribe.RING, 1));
        alice.hear("dave", new Agreed(Scribe.RING, 2, 1, own.agreement(3, 2, 1)));
        alice.elapse(HOPELESS.plus(CHECK));
        assertThat(alice.told()).containsExactly("away 2", "back 2");
        assertThat(alice.ring().isIn(2)).isTrue();
    }

    @Test
    void whatTheSeatSaysMakesTheDealerBeginAnew() {
        founded();
        alice.drop("carol");
        alice.elapse(AWAY);
        alice.hear("bob", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.take("dave", new Told(Scribe.RING, own.words(2, 1, "by way of dave")));
        alice.forgetWhatWasSaid();
        alice.hear("dave", new Agreed(Scribe.RING, 2, 1, own.agreement(3, 2, 1)));
        alice.commit();
        assertThat(alice.told()).isEmpty();
        assertThat(alice.said("bob")).containsExactly(new Exclude(Scribe.RING, 2, 2));
    }

    @Test
    void theDealerGivesUpWhenThereIsNoMajority() {
        founded();
        alice.drop("carol");
        alice.drop("dave");
        alice.elapse(AWAY);
        alice.hear("bob", new Agreed(Scribe.RING, 2, 1, own.agreement(1, 2, 1)));
        alice.elapse(HOPELESS);
        assertThat(alice.told()).containsExactly("away 2", "away 3", "broken: too few are left to go on");
        assertThat(alice.said("bob", Gone.class)).hasSize(1);
    }

    @Test
    void ofTwoTheOneThatIsLeftIsEnough() {
        Scribe two = new Scribe("alice", "bob");
        alice.founds(two).forgetWhatWasSaid();
        alice.drop("bob");
        alice.elapse(AWAY);
        alice.commit();
        assertThat(alice.told()).containsExactly("away 1", "left 1", "settled 2");
    }

    @Test
    void theDealerExcludesWhomTheApplicationNames() {
        founded();
        alice.ring().exclude(2);
        assertThat(alice.said("bob")).isEmpty();
        alice.overdue = true;
        alice.ring().exclude(2);
        assertThat(alice.said("bob")).containsExactly(new Exclude(Scribe.RING, 2, 1));
    }

    @Test
    void theDealerExcludesWhoHasNoPartAnyMore() {
        founded();
        alice.hear("carol", new Gone(Scribe.RING));
        assertThat(alice.told()).containsExactly("away 2");
        assertThat(alice.said("bob")).containsExactly(new Exclude(Scribe.RING, 2, 1));
    }

    private void joined() {
        alice.joins(scribe).forgetWhatWasSaid();
    }

    private void founded() {
        alice.founds(own).forgetWhatWasSaid();
        own.found();
    }

    private void refuses(Words words, String complaint) {
        alice.told();
        Entry entry = scribe.write(words);
        assertThat(alice.violation("bob", numbered(entry, 0))).isEqualTo(complaint);
        alice.commit();
        assertThat(alice.told()).isEmpty();
    }
}
