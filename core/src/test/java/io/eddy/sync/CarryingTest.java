package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Group;
import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncConfig.Conversations;
import io.eddy.sync.SyncConfig.Quotas;
import io.eddy.sync.SyncMessage.Carry;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Piece;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What alice has others carry, and what she carries for bob and carol (protocols.md B.2, rule 8). */
final class CarryingTest {
    private static final Bytes BOB_AND_CAROL = Group.ofPair(idOf("bob"), idOf("carol"));

    private final SyncSide alice = new SyncSide();
    private final Written bobs = new Written("bob", BOB_AND_CAROL, 7).sayMany(9);

    @Test
    void contactsAreAskedToCarryWhatDoesNotReachItsRecipient() {
        alice.contacts.add(idOf("carol"));
        RecordingLink carol = alice.with("bob").link("carol");
        RecordingLink stranger = alice.link("erin");
        RecordingLink bob = alice.link("bob", pair("bob"));
        alice.append(pair("bob"), "hello");
        alice.elapse(Duration.ofSeconds(9), carol, stranger, bob);
        assertThat(carol.said(Carry.class)).isEmpty();
        alice.elapse(Duration.ofSeconds(2), carol, stranger, bob);
        long log = alice.said(0).id().log();
        assertThat(carol.said(Carry.class)).containsExactly(new Carry(idOf("bob"), List.of(new Piece(log, 1))));
        assertThat(stranger.said(Carry.class)).isEmpty();
        alice.hear(carol, new Frontier(pair("bob"), List.of(), false));
        assertThat(carol.said(Frontier.class)).hasSize(1);
    }

    /** She may be about to go. */
    @Test
    void contactsAreAskedSoonWhenItsRecipientIsNotThere() {
        alice.contacts.add(idOf("carol"));
        RecordingLink carol = alice.with("bob").link("carol");
        alice.append(pair("bob"), "hello");
        alice.settle();
        assertThat(carol.said(Carry.class)).as("bob may be dialled").isEmpty();
        alice.elapse(Duration.ofSeconds(1), carol);
        assertThat(carol.said(Carry.class)).hasSize(1);
    }

    @Test
    void contactsAreAskedThoughSheGoesOnWriting() {
        alice.contacts.add(idOf("carol"));
        RecordingLink carol = alice.with("bob").link("carol");
        RecordingLink bob = alice.link("bob", pair("bob"));
        for (int i = 0; i < 4; i++) {
            alice.append(pair("bob"), "text " + i);
            alice.elapse(Duration.ofSeconds(8), carol, bob);
        }
        assertThat(carol.said(Carry.class)).hasSize(2);
    }

    @Test
    void contactsAreAskedSoonerWhenItsRecipientHasGoneMeanwhile() {
        alice.contacts.add(idOf("carol"));
        RecordingLink carol = alice.with("bob").link("carol");
        RecordingLink bob = alice.link("bob", pair("bob"));
        alice.append(pair("bob"), "one");
        alice.settle();
        alice.drop(bob);
        alice.append(pair("bob"), "two");
        alice.elapse(Duration.ofSeconds(2), carol);
        assertThat(carol.said(Carry.class)).hasSize(1);
    }

    @Test
    void whatHasReachedItsRecipientIsNotCarried() {
        alice.contacts.add(idOf("carol"));
        alice.with("bob").append(pair("bob"), "hello");
        alice.settle();
        RecordingLink bob =
                alice.link("bob", pair("bob"), alice.sync.frontier(pair("bob")).get(0));
        alice.elapse(Duration.ofSeconds(11), bob);
        assertThat(alice.link("carol").said(Carry.class)).isEmpty();
    }

    @Test
    void nobodyIsAskedToCarryToOneWhoWasBlockedMeanwhile() {
        alice.contacts.add(idOf("carol"));
        alice.with("bob").append(pair("bob"), "hello");
        alice.elapse(Duration.ofSeconds(11));
        alice.unwelcome.add(idOf("bob"));
        assertThat(alice.link("carol").said(Carry.class)).isEmpty();
    }

    @Test
    void whoCarriesTakesFromTheNumberNamedAndGivesToTheTwoAlone() {
        RecordingLink bob = carry(6);
        assertThat(bob.said(Want.class)).containsExactly(new Want(1, BOB_AND_CAROL, List.of(stretch(6, 9))));
        alice.give(bob, BOB_AND_CAROL, bobs.run(6, 9));
        alice.settle();
        assertThat(alice.kept).as("shown").isEmpty();
        assertThat(alice.events).containsExactly(new SyncEvent.TakenToCarry(idOf("carol")));
        RecordingLink carol = alice.link("carol");
        assertThat(carol.said(Frontier.class))
                .containsExactly(new Frontier(BOB_AND_CAROL, List.of(bobs.head()), false));
        alice.hear(carol, new Want(1, BOB_AND_CAROL, List.of(stretch(6, 9), stretch(1, 5))));
        alice.settle();
        Given given = carol.said(Given.class).get(0);
        assertThat(given.runs()).containsExactly(bobs.run(6, 9));
        assertThat(given.refusals().get(0).reason()).isEqualTo(Reason.GONE);
        RecordingLink erin = alice.link("erin", BOB_AND_CAROL);
        alice.hear(erin, new Want(1, BOB_AND_CAROL, List.of(stretch(6, 9))));
        alice.settle();
        assertThat(erin.said(Frontier.class)).isEmpty();
        assertThat(erin.said(Given.class).get(0).runs()).isEmpty();
    }

    @Test
    void whatIsCarriedSurvivesARestart() {
        alice.give(carry(6), BOB_AND_CAROL, bobs.run(6, 9));
        alice.settle();
        RecordingLink carol = alice.restarted(SyncConfig.DEFAULT).link("carol");
        assertThat(carol.said(Frontier.class))
                .containsExactly(new Frontier(BOB_AND_CAROL, List.of(bobs.head()), false));
    }

    @Test
    void nothingMoreIsCarriedWhenThatIsSwitchedOffAndWhatIsThereIsGiven() {
        alice.give(carry(6), BOB_AND_CAROL, bobs.run(6, 9));
        alice.settle();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT);
        again.carries = false;
        bobs.sayMany(3);
        RecordingLink bob = carry(again, bobs, 6);
        again.hear(bob, new Have(BOB_AND_CAROL, List.of(bobs.head())));
        assertThat(bob.said(Want.class)).isEmpty();
        assertThat(again.sync.tally().leftOut()).as("Carry").isEqualTo(1);
        again.hear(bob, new Pushed(BOB_AND_CAROL, bobs.run(10, 12)));
        again.settle();
        assertThat(numbersKept(again)).containsExactly(6L, 7L, 8L, 9L);
        RecordingLink carol = again.link("carol");
        again.hear(carol, new Want(1, BOB_AND_CAROL, List.of(stretch(6, 9))));
        again.settle();
        assertThat(carol.said(Given.class).get(0).runs()).containsExactly(bobs.run(6, 9));
    }

    @Test
    void strangersAreNotCarriedForAndNobodyIsToItself() {
        RecordingLink bob = alice.link("bob");
        bob.takeSaid();
        alice.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 1))));
        assertThat(bob.said()).isEmpty();
        alice.hear(bob, new Carry(idOf("alice"), List.of()));
        assertThat(bob.closing())
                .isNotNull()
                .satisfies(why -> assertThat(why.detail()).isEqualTo("nothing is carried to oneself"));
    }

    @Test
    void anAuthorAboveItsShareIsNotTakenMoreOfUntilItIsReceipted() {
        SyncSide small = new SyncSide(withQuotas(new Quotas(few(8), 4_000, 1 << 20, Duration.ofDays(30), 1 << 20)));
        Written flood = new Written("bob", BOB_AND_CAROL, 7);
        for (int i = 0; i < 20; i++) {
            flood.say("x".repeat(500));
        }
        RecordingLink bob = carry(small, flood, 1);
        small.give(bob, BOB_AND_CAROL, flood.run(1, 4));
        small.give(bob, BOB_AND_CAROL, flood.run(5, 20));
        small.settle();
        assertThat(small.sync.frontier(BOB_AND_CAROL)).containsExactly(flood.head(4));
        assertThat(small.sync.tally().leftOut()).isEqualTo(16);
        // Asking again and again would be of no use: it is left alone until there is more.
        assertThat(bob.said(Want.class)).hasSize(2);
        Written receipts = new Written("carol", BOB_AND_CAROL, 3).receipt(7, 4);
        small.contacts.add(idOf("carol"));
        RecordingLink carol = small.link("carol");
        small.hear(carol, new Carry(idOf("bob"), List.of(new Piece(3, 1))));
        small.hear(carol, new Have(BOB_AND_CAROL, List.of(receipts.head())));
        small.give(carol, BOB_AND_CAROL, receipts.run());
        small.hear(bob, new Have(BOB_AND_CAROL, List.of(flood.head(20))));
        small.give(bob, BOB_AND_CAROL, flood.run(5, 8));
        small.settle();
        assertThat(small.sync.tally().evicted()).isEqualTo(4);
        assertThat(small.world.store().load(KeptEntry.TABLE)).hasSize(1 + 4);
    }

    /** Bob's receipts reach alice only if carol is her contact, too; but bob says where to go on. */
    @Test
    void whatHasReachedItsRecipientMeanwhileIsNeitherKeptNorFetched() {
        RecordingLink bob = carry(1);
        assertThat(bob.said(Want.class)).containsExactly(new Want(1, BOB_AND_CAROL, List.of(stretch(1, 9))));
        alice.give(bob, BOB_AND_CAROL, bobs.run(1, 4));
        alice.settle();
        alice.drop(bob);
        bobs.sayMany(3);
        RecordingLink again = carry(9);
        assertThat(again.said(Want.class)).containsExactly(new Want(1, BOB_AND_CAROL, List.of(stretch(9, 12))));
        alice.give(again, BOB_AND_CAROL, bobs.run(9, 12));
        alice.settle();
        assertThat(numbersKept(alice)).containsExactly(9L, 10L, 11L, 12L);
        RecordingLink carol = alice.restarted(SyncConfig.DEFAULT).link("carol");
        assertThat(carol.said(Frontier.class))
                .containsExactly(new Frontier(BOB_AND_CAROL, List.of(bobs.head()), false));
    }

    @Test
    void whatItsAuthorSaysHasReachedItsRecipientMakesRoomForMore() {
        SyncSide small = new SyncSide(withQuotas(new Quotas(few(8), 2_000, 1 << 20, Duration.ofDays(30), 1 << 20)));
        RecordingLink bob = carry(small, bobs, 1);
        small.give(bob, BOB_AND_CAROL, bobs.run(1, 5));
        small.give(bob, BOB_AND_CAROL, bobs.run(6, 9));
        small.settle();
        assertThat(numbersKept(small)).containsExactly(1L, 2L, 3L, 4L, 5L);
        small.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 6))));
        small.hear(bob, new Have(BOB_AND_CAROL, List.of(bobs.head())));
        small.give(bob, BOB_AND_CAROL, bobs.run(6, 9));
        small.settle();
        assertThat(numbersKept(small)).containsExactly(6L, 7L, 8L, 9L);
    }

    @Test
    void whatItsRecipientMayLackIsKeptThoughItsAuthorAsksAgain() {
        RecordingLink bob = carry(4);
        alice.give(bob, BOB_AND_CAROL, bobs.run(4, 9));
        alice.settle();
        alice.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 2))));
        alice.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, Long.MIN_VALUE))));
        alice.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 9))));
        alice.settle();
        assertThat(numbersKept(alice)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(alice.sync.carriedFor()).containsExactly(idOf("carol"));
    }

    private static List<Long> numbersKept(SyncSide side) {
        return side.world.store().load(KeptEntry.TABLE).stream()
                .map(kept -> kept.place().number())
                .toList();
    }

    @Test
    void conversationsThatAreCarriedAreBounded() {
        SyncSide small = new SyncSide(withQuotas(new Quotas(few(3), 1 << 20, 1 << 20, Duration.ofDays(30), 1 << 20)));
        for (String friend : List.of("bob", "dave", "erin")) {
            askForMany(small, friend);
        }
        small.settle();
        assertThat(small.world.store().load(CarriedPair.TABLE)).hasSize(3);
    }

    /** Of whom it is asked to carry to, a contact may say what it likes; the others have their share. */
    @Test
    void noContactTakesThePlacesOfTheOthers() {
        SyncConfig few = withQuotas(new Quotas(few(8), 1 << 20, 1 << 20, Duration.ofDays(30), 1 << 20));
        SyncSide small = new SyncSide(few);
        RecordingLink bob = askForMany(small, "bob");
        assertThat(bob.closing()).isNull();
        assertThat(carriedFor(small, "bob")).isEqualTo(2);
        SyncSide again = small.restarted(few);
        askForMany(again, "bob");
        assertThat(carriedFor(again, "bob")).isEqualTo(2);
        askForMany(again, "dave");
        assertThat(carriedFor(again, "dave")).isEqualTo(2);
    }

    private static RecordingLink askForMany(SyncSide side, String author) {
        side.contacts.add(idOf(author));
        RecordingLink link = side.link(author);
        for (int i = 0; i < 5; i++) {
            side.hear(link, new Carry(idOf("recipient " + i), List.of(new Piece(i, 1))));
        }
        return link;
    }

    private static long carriedFor(SyncSide side, String author) {
        side.settle();
        return side.world.store().load(CarriedPair.TABLE).stream()
                .filter(pair -> pair.one().equals(idOf(author)))
                .count();
    }

    /** Its author went before it could give the first entry, or has invented it. */
    @Test
    void aConversationOfWhichNothingComesIsCarriedNoMoreAfterAnHour() {
        alice.elapse(Duration.ofMinutes(30));
        RecordingLink bob = carry(6);
        alice.elapse(Duration.ofMinutes(31), bob);
        assertThat(alice.world.store().load(CarriedPair.TABLE)).hasSize(1);
        alice.elapse(Duration.ofMinutes(60), bob);
        assertThat(alice.world.store().load(CarriedPair.TABLE)).isEmpty();

        alice.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 6))));
        alice.hear(bob, new Have(BOB_AND_CAROL, List.of(bobs.head())));
        alice.give(bob, BOB_AND_CAROL, bobs.run(6, 9));
        alice.elapse(Duration.ofHours(3), bob);
        assertThat(alice.world.store().load(CarriedPair.TABLE))
                .as("carried anew, and something came")
                .hasSize(1);
    }

    @Test
    void alsoOneOfBeforeARestartOfWhichNothingComesIsCarriedNoMore() {
        RecordingLink bob = carry(6);
        alice.elapse(Duration.ofMinutes(30), bob);
        SyncSide again = alice.restarted(SyncConfig.DEFAULT);
        assertThat(again.world.store().load(CarriedPair.TABLE)).hasSize(1);
        again.elapse(Duration.ofHours(2));
        assertThat(again.world.store().load(CarriedPair.TABLE)).isEmpty();
    }

    private RecordingLink carry(int from) {
        return carry(alice, bobs, from);
    }

    /** Bob asks a side to carry what he says to carol, from a number on. */
    static RecordingLink carry(SyncSide side, Written log, int from) {
        side.contacts.add(idOf("bob"));
        RecordingLink bob = side.link("bob");
        side.hear(bob, new Carry(idOf("carol"), List.of(new Piece(log.id().log(), from))));
        side.hear(bob, new Frontier(BOB_AND_CAROL, List.of(log.head()), false));
        return bob;
    }

    private Stretch stretch(long from, long to) {
        return new Stretch(bobs.id(), from, to);
    }

    static Conversations few(int conversations) {
        return new Conversations(conversations, 2, Duration.ofHours(1));
    }

    static SyncConfig withQuotas(Quotas quotas) {
        return new SyncConfig(SyncConfig.Pace.DEFAULT, SyncConfig.Limits.DEFAULT, quotas);
    }
}
