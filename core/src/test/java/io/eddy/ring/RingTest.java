package io.eddy.ring;

import static io.eddy.ring.Scribe.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.RingMessage.UpTo;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is said in a ring that stands: numbered, passed on, heard, and found when it is missing. */
final class RingTest {
    private static final Duration CHECK = RingConfig.DEFAULT.timing().check();

    /** Of the ring in which alice sits between bob, the dealer, and carol. */
    private final Scribe scribe = new Scribe("bob", "alice", "carol");

    private final RingSide alice = new RingSide();

    @Test
    void anEntryIsPassedOnAndToldOnceItIsDurable() {
        joined();
        alice.hear("bob", numbered(scribe.write(scribe.words(2, 1, "hi")), 0));
        assertThat(alice.told()).isEmpty();
        assertThat(alice.said("carol")).isEmpty();
        alice.commit();
        assertThat(alice.told()).containsExactly("2 by 2: hi");
        assertThat(alice.said("carol")).containsExactly(numbered(scribe.log.get(1), 0, 1));
        assertThat(alice.said("bob")).isEmpty();
    }

    @Test
    void whatIsNotDurableIsNotHeardAfterACrash() {
        joined();
        alice.hear("bob", numbered(scribe.write(scribe.words(2, 1, "hi")), 0));
        RingSide next = alice.restarted();
        assertThat(next.told()).containsExactly("founded", "restored");
        next.link("bob");
        assertThat(next.said("bob")).containsExactly(new After(Scribe.RING, 1));
    }

    @Test
    void whatWasHeardIsToldAgainAfterARestart() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "hi")), 0));
        assertThat(alice.restarted().told()).containsExactly("founded", "2 by 2: hi", "restored");
    }

    @Test
    void anEntryThatTheDealerHasNotSignedIsRefused() {
        joined();
        Entry entry = scribe.entry(2, 0, scribe.before(), scribe.words(2, 1, "hi"), "carol");
        refuses(entry, "an entry with a bad signature");
    }

    @Test
    void anEntryThatItsSpeakerHasNotSignedIsRefused() {
        joined();
        refuses(scribe.write(scribe.words("bob", 2, 1, Kind.SAID, Bytes.EMPTY)), "an entry with a bad signature");
    }

    @Test
    void anEntryThatDoesNotNameTheOneBeforeIsRefused() {
        joined();
        Entry entry = scribe.entry(2, 0, Entry.NO_ENTRY, scribe.words(2, 1, "hi"), "bob");
        refuses(entry, "an entry that does not follow the one before");
    }

    @Test
    void anEntryOfAnotherEpochIsRefused() {
        joined();
        Entry entry = scribe.entry(2, 1, scribe.before(), scribe.words(2, 1, "hi"), "bob");
        refuses(entry, "an entry that does not follow the one before");
    }

    @Test
    void anEntryWithAWrongCounterIsRefused() {
        joined();
        refuses(scribe.write(scribe.words(2, 2, "hi")), "an entry out of turn");
    }

    @Test
    void anEntryOfASeatThatThereIsNotIsRefused() {
        joined();
        Entry entry = scribe.write(scribe.words("carol", 3, 1, Kind.SAID, Bytes.EMPTY));
        refuses(entry, "an entry of nobody");
    }

    @Test
    void aSecondFoundingIsRefused() {
        joined();
        refuses(scribe.write(scribe.words(0, 2, Kind.FOUNDED, Bytes.EMPTY)), "an entry of nobody");
    }

    @Test
    void aDealerDoesNotLeaveByWords() {
        joined();
        refuses(scribe.write(scribe.leaving(0, 2)), "a dealer that leaves and does not end the ring");
    }

    @Test
    void anEntryThatCameBeforeIsLeftAlone() {
        joined();
        Numbered numbered = numbered(scribe.write(scribe.words(2, 1, "hi")), 0);
        alice.take("bob", numbered);
        alice.forgetWhatWasSaid();
        alice.take("bob", numbered);
        alice.take("carol", numbered);
        assertThat(alice.told()).isEmpty();
        assertThat(alice.said("carol")).isEmpty();
    }

    @Test
    void anotherEntryOfTheSameNumberIsAViolation() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "hi")), 0));
        Entry other = scribe.entry(2, 0, scribe.log.get(1).before(), scribe.words(2, 1, "ho"), "carol");
        refuses(other, "another entry 2 than is known here");
    }

    @Test
    void aDealerThatSignsTwoEntriesOfOneNumberEndsTheRingWhoeverBringsThem() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "hi")), 0));
        Entry other = scribe.entry(2, 0, scribe.log.get(1).before(), scribe.words(2, 1, "ho"), "bob");
        alice.take("carol", numbered(other));
        assertThat(alice.told()).contains("broken: bob, the dealer, has said two things under one number");
    }

    @Test
    void anEntryWithoutANumberIsAViolation() {
        for (long number : new long[] {0, -1, Long.MIN_VALUE}) {
            RingSide side = new RingSide();
            side.joins(new Scribe("bob", "alice", "carol"));
            Entry entry = scribe.entry(number, 0, Entry.NO_ENTRY, scribe.words(2, 1, "hi"), "bob");
            assertThat(side.violation("bob", numbered(entry)))
                    .isEqualTo("another entry " + number + " than is known here");
        }
    }

    @Test
    void whatLacksItsForerunnersIsAskedForOnceInAWhile() {
        joined();
        Entry second = scribe.write(scribe.words(2, 1, "one"));
        alice.hear("bob", numbered(scribe.write(scribe.words(2, 2, "two")), 0));
        alice.hear("bob", numbered(scribe.write(scribe.words(2, 3, "three")), 0));
        assertThat(alice.said("bob")).containsExactly(new After(Scribe.RING, 1));
        alice.elapse(CHECK);
        alice.said("bob");
        alice.hear("bob", numbered(scribe.log.get(3), 0));
        assertThat(alice.said("bob")).containsExactly(new After(Scribe.RING, 1));
        alice.hear("bob", numbered(second));
        alice.hear("bob", numbered(scribe.log.get(2)));
        alice.commit();
        assertThat(alice.told()).containsExactly("2 by 2: one", "3 by 2: two");
    }

    /** So nobody counts as settled what a crash may take away. */
    @Test
    void whatIsNotDurableIsNotClaimed() {
        joined();
        alice.hear("bob", numbered(scribe.write(scribe.words(2, 1, "one")), 0));
        alice.hear("bob", new UpTo(Scribe.RING, 9));
        alice.hear("bob", new After(Scribe.RING, 0));
        scribe.write(scribe.words(2, 2, "two"));
        alice.hear("bob", numbered(scribe.write(scribe.words(2, 3, "three")), 0));
        assertThat(alice.said("bob"))
                .containsExactly(
                        new After(Scribe.RING, 1),
                        numbered(scribe.log.get(0)),
                        new UpTo(Scribe.RING, 1),
                        new After(Scribe.RING, 1));
    }

    @Test
    void whoAsksIsGivenWhatFollows() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "one")), 0));
        alice.forgetWhatWasSaid();
        alice.hear("carol", new After(Scribe.RING, 1));
        assertThat(alice.said("carol")).containsExactly(numbered(scribe.log.get(1)), new UpTo(Scribe.RING, 2));
        alice.hear("carol", new After(Scribe.RING, Long.MIN_VALUE));
        assertThat(alice.said("carol", Numbered.class)).hasSize(2);
        for (long beyond : new long[] {2, 3, Long.MAX_VALUE}) {
            alice.hear("carol", new After(Scribe.RING, beyond));
            assertThat(alice.said("carol")).containsExactly(new UpTo(Scribe.RING, 2));
        }
    }

    @Test
    void soMuchIsSentAtOnce() {
        joined();
        for (int i = 1; i <= 100; i++) {
            alice.take("bob", numbered(scribe.write(scribe.words(2, i, "words")), 0));
        }
        alice.forgetWhatWasSaid();
        alice.hear("carol", new After(Scribe.RING, 10));
        assertThat(alice.said("carol", Numbered.class))
                .extracting(sent -> sent.entry().number())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 74).boxed().toList());
    }

    @Test
    void ownWordsLeaveOnceTheyAreDurableAndAgainUntilTheyHaveANumber() {
        joined();
        Told told = new Told(Scribe.RING, scribe.words(1, 1, "hi"));
        alice.say("hi");
        alice.elapse(CHECK);
        assertThat(alice.said("carol")).isEmpty();
        alice.commit();
        assertThat(alice.said("carol")).containsExactly(told);
        alice.elapse(CHECK);
        assertThat(alice.said("bob", Told.class)).containsExactly(told);
        assertThat(alice.ring().isUnheard()).isTrue();
        alice.take("bob", numbered(scribe.write(told.words()), 0));
        assertThat(alice.told()).containsExactly("2 by 1: hi");
        assertThat(alice.ring().isUnheard()).isFalse();
        alice.said("carol");
        alice.elapse(CHECK);
        assertThat(alice.said("carol")).isEmpty();
    }

    @Test
    void ownWordsAreSaidAgainAfterARestart() {
        joined();
        alice.say("kept");
        alice.commit();
        alice.say("lost");
        RingSide next = alice.restarted();
        assertThat(next.ring().isUnheard()).isTrue();
        next.link("carol");
        assertThat(next.said("carol", Told.class)).containsExactly(new Told(Scribe.RING, scribe.words(1, 1, "kept")));
        next.say("more");
        next.commit();
        assertThat(next.said("carol", Told.class)).containsExactly(new Told(Scribe.RING, scribe.words(1, 2, "more")));
    }

    @Test
    void theWordsOfOthersArePassedOnAsTheyAre() {
        joined();
        Told forged = new Told(Scribe.RING, scribe.words("dave", 0, 7, Kind.EXCLUDED, Bytes.EMPTY));
        alice.hear("bob", forged);
        assertThat(alice.said("carol")).containsExactly(forged);
    }

    @Test
    void aSeatThatIsNotLinkedIsPassedOver() {
        joined();
        alice.drop("carol");
        alice.say("hi");
        alice.commit();
        assertThat(alice.said("bob")).containsExactly(new Told(Scribe.RING, scribe.words(1, 1, "hi")));
    }

    @Test
    void theDealerIsNotPassedOver() {
        Scribe four = new Scribe("bob", "carol", "alice", "dave");
        alice.joins(four);
        alice.drop("bob");
        alice.drop("dave");
        alice.forgetWhatWasSaid();
        alice.say("hi");
        alice.commit();
        assertThat(alice.said("carol")).isEmpty();
    }

    @Test
    void theDealerNumbersWhatIsNext() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.founds(own);
        own.found();
        alice.forgetWhatWasSaid();
        Told told = new Told(Scribe.RING, own.words(2, 1, "hi"));
        alice.hear("carol", told);
        alice.hear("carol", told);
        assertThat(alice.said("bob")).isEmpty();
        alice.commit();
        assertThat(alice.said("bob")).containsExactly(numbered(own.write(told.words()), 0));
        assertThat(alice.told()).containsExactly("2 by 2: hi");
    }

    @Test
    void theDealerLeavesAloneWhatIsNotNext() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.founds(own).forgetWhatWasSaid();
        Words[] none = {
            own.words(2, 2, "too early"),
            own.words(2, 0, "too late"),
            own.words("bob", 2, 1, Kind.SAID, Bytes.EMPTY),
            own.words("bob", 3, 1, Kind.SAID, Bytes.EMPTY),
            own.words(2, 1, Kind.FOUNDED, Bytes.EMPTY),
            own.words(2, 1, Kind.EXCLUDED, Bytes.EMPTY)
        };
        for (Words words : none) {
            alice.take("carol", new Told(Scribe.RING, words));
        }
        assertThat(alice.said("bob")).isEmpty();
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void anEntryIsSettledWhenAllWhoAreInHaveIt() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.founds(own);
        Entry first = own.found();
        alice.told();
        alice.hear("carol", numbered(first, 0, 2));
        assertThat(alice.told()).isEmpty();
        alice.hear("bob", new UpTo(Scribe.RING, 1));
        assertThat(alice.told()).containsExactly("settled 1");
    }

    @Test
    void whoHoldsAnEntryThatTheDealerDoesNotKnowSettlesNothing() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.founds(own);
        own.found();
        alice.told();
        alice.hear("carol", numbered(own.write(own.words(2, 1, "invented")), 1, 2));
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void theDealerBringsWhatAMemberLacks() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.founds(own).forgetWhatWasSaid();
        Entry first = own.found();
        alice.elapse(CHECK);
        assertThat(alice.said("carol")).containsExactly(new UpTo(Scribe.RING, 1));
        alice.hear("carol", new UpTo(Scribe.RING, 0));
        assertThat(alice.said("carol")).containsExactly(numbered(first));
    }

    @Test
    void aMemberTellsTheDealerHowFarItIs() {
        joined();
        alice.hear("bob", new UpTo(Scribe.RING, 1));
        assertThat(alice.said("bob")).containsExactly(new UpTo(Scribe.RING, 1));
        alice.hear("carol", new UpTo(Scribe.RING, 1));
        assertThat(alice.said("carol")).isEmpty();
    }

    @Test
    void whoHasNoSeatIsNotHeard() {
        joined();
        alice.link("dave");
        alice.take("dave", numbered(scribe.write(scribe.words(2, 1, "hi")), 0));
        alice.hear("dave", new After(Scribe.RING, 0));
        assertThat(alice.told()).isEmpty();
        assertThat(alice.said("dave")).isEmpty();
    }

    @Test
    void whoSpeaksOfAnUnknownRingIsToldSo() {
        alice.link("bob");
        alice.hear("bob", new After(Scribe.RING, 0));
        assertThat(alice.said("bob")).containsExactly(new Gone(Scribe.RING));
        alice.hear("bob", new Gone(Scribe.RING));
        assertThat(alice.said("bob")).isEmpty();
    }

    private void joined() {
        alice.joins(scribe).forgetWhatWasSaid();
    }

    private void refuses(Entry entry, String complaint) {
        assertThat(alice.violation("bob", numbered(entry, 0))).isEqualTo(complaint);
        alice.commit();
        alice.told().forEach(told -> assertThat(told).isEqualTo("2 by 2: hi"));
        assertThat(alice.said("carol", Numbered.class))
                .noneMatch(sent -> sent.entry().equals(entry));
    }
}
