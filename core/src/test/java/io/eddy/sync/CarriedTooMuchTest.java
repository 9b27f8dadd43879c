package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.CarryingTest.carry;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Group;
import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncConfig.Quotas;
import io.eddy.sync.SyncMessage.Carry;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Piece;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What alice drops of that which she carries, and what becomes of it (protocols.md B.2, rule 8). */
final class CarriedTooMuchTest {
    private static final Bytes BOB_AND_CAROL = Group.ofPair(idOf("bob"), idOf("carol"));
    private static final Bytes DAVE_AND_CAROL = Group.ofPair(idOf("dave"), idOf("carol"));

    /** Room for what bob says, or dave. */
    private final SyncSide alice = withRoomFor(8_000);

    private final Written bobs = new Written("bob", BOB_AND_CAROL, 7).sayMany(15);
    private final Written daves = new Written("dave", DAVE_AND_CAROL, 1).sayMany(10);

    @Test
    void whenAllIsFullTheHeaviestGivesWay() {
        giveAll(carry(alice, bobs, 1), bobs);
        giveAll(askFor(daves), daves);
        assertThat(alice.sync.tally().evicted()).isEqualTo(15);
        assertThat(alice.world.store().load(KeptEntry.TABLE)).hasSize(10);
    }

    /** She could not pass on what follows either, and nobody would look for another carrier. */
    @Test
    void whatGaveWayIsNotToldOfAndIsTakenAnewFromItsBeginning() {
        giveAll(carry(alice, bobs, 1), bobs);
        giveAll(askFor(daves), daves);
        SyncSide again = alice.restarted(quotas(8_000));
        RecordingLink bob = again.link("bob");
        assertThat(bob.said(Frontier.class)).containsExactly(new Frontier(BOB_AND_CAROL, List.of(), false));
        again.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 1))));
        again.hear(bob, new Have(BOB_AND_CAROL, List.of(bobs.head())));
        assertThat(bob.said(Want.class))
                .containsExactly(new Want(1, BOB_AND_CAROL, List.of(new Stretch(bobs.id(), 1, 15))));
        again.give(bob, BOB_AND_CAROL, bobs.run());
        again.settle();
        assertThat(again.sync.frontier(BOB_AND_CAROL)).containsExactly(bobs.head());
    }

    /** Else two authors would push out one another with each word. */
    @Test
    void whatGaveWayIsNotTakenAnewWithinTheHour() {
        RecordingLink bob = carry(alice, bobs, 1);
        giveAll(bob, bobs);
        RecordingLink dave = askFor(daves);
        giveAll(dave, daves);
        bob.takeSaid();
        dave.takeSaid();
        askAnew(bob, bobs);
        assertThat(bob.said(Want.class)).isEmpty();
        alice.elapse(Duration.ofHours(1), bob, dave);
        askAnew(bob, bobs);
        assertThat(bob.said(Want.class)).hasSize(1);
        giveAll(bob, bobs);
        assertThat(alice.sync.frontier(BOB_AND_CAROL)).containsExactly(bobs.head());
        assertThat(alice.sync.frontier(DAVE_AND_CAROL)).isEmpty();
        askAnew(dave, daves);
        assertThat(dave.said(Want.class)).as("now dave's has given way").isEmpty();
    }

    @Test
    void whatIsCarriedForTooLongIsDropped() {
        give(carry(alice, bobs, 6), 6, 15);
        passDays(31);
        alice.world.fire(new SyncTimer.ExpiryDue());
        alice.settle();
        assertThat(alice.world.store().load(KeptEntry.TABLE)).isEmpty();
        assertThat(alice.world.store().load(KeptLog.TABLE)).isEmpty();
        assertThat(alice.world.store().load(CarriedPair.TABLE)).isEmpty();
    }

    @Test
    void whatHasExpiredIsNotToldOfThoughMoreIsCarriedOfThatConversation() {
        RecordingLink bob = carry(alice, bobs, 6);
        give(bob, 6, 15);
        passDays(31);
        Written later = new Written("bob", BOB_AND_CAROL, 8).sayMany(2);
        askAnew(bob, later);
        giveAll(bob, later);
        alice.world.fire(new SyncTimer.ExpiryDue());
        alice.settle();
        assertThat(alice.sync.frontier(BOB_AND_CAROL)).containsExactly(later.head());
        assertThat(alice.world.store().load(KeptLog.TABLE)).hasSize(1);
    }

    /** What follows it would be behind a gap; the conversation is carried on. */
    @Test
    void aLogThatExpiresWhenMoreOfItComesIsBegunAnew() {
        SyncSide small = withRoomFor(2_000);
        RecordingLink bob = carry(small, bobs, 1);
        small.give(bob, BOB_AND_CAROL, bobs.run(1, 4));
        small.settle();
        small.world.setWallClockMillis(
                small.world.wallClockMillis() + Duration.ofDays(31).toMillis());
        small.give(bob, BOB_AND_CAROL, bobs.run(5, 9));
        small.settle();
        assertThat(small.sync.frontier(BOB_AND_CAROL)).isEmpty();
        assertThat(small.world.store().load(KeptEntry.TABLE)).isEmpty();
        small.hear(bob, new Carry(idOf("carol"), List.of(new Piece(7, 5))));
        small.hear(bob, new Have(BOB_AND_CAROL, List.of(bobs.head(9))));
        small.give(bob, BOB_AND_CAROL, bobs.run(5, 9));
        small.settle();
        assertThat(small.sync.frontier(BOB_AND_CAROL)).containsExactly(bobs.head(9));
        assertThat(small.world.store().load(KeptEntry.TABLE)).hasSize(5);
    }

    private RecordingLink askFor(Written log) {
        alice.contacts.add(log.author());
        RecordingLink link = alice.link("dave");
        askAnew(link, log);
        return link;
    }

    private void askAnew(RecordingLink author, Written log) {
        alice.hear(author, new Carry(idOf("carol"), List.of(new Piece(log.id().log(), 1))));
        alice.hear(author, new Have(Group.ofPair(log.author(), idOf("carol")), List.of(log.head())));
    }

    private void giveAll(RecordingLink author, Written log) {
        alice.give(author, Group.ofPair(log.author(), idOf("carol")), log.run());
        alice.settle();
    }

    private void give(RecordingLink bob, int from, int to) {
        alice.give(bob, BOB_AND_CAROL, bobs.run(from, to));
        alice.settle();
    }

    private void passDays(int days) {
        alice.world.setWallClockMillis(
                alice.world.wallClockMillis() + Duration.ofDays(days).toMillis());
    }

    private static SyncSide withRoomFor(long bytes) {
        return new SyncSide(quotas(bytes));
    }

    private static SyncConfig quotas(long bytes) {
        return CarryingTest.withQuotas(new Quotas(CarryingTest.few(8), 1 << 20, bytes, Duration.ofDays(30), 1 << 20));
    }
}
