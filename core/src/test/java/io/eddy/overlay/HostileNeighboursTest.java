package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.overlay.OverlaySide.record;
import static io.eddy.overlay.OverlaySide.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.node.SealingKey;
import io.eddy.overlay.AddressRecord.Owner;
import io.eddy.overlay.AddressRecord.Term;
import io.eddy.overlay.OverlayEvent.RecordProven;
import io.eddy.overlay.OverlayMessage.ForwardJoin;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Seek;
import io.eddy.overlay.OverlayMessage.Shuffle;
import io.eddy.overlay.OverlayMessage.ShuffleReply;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer bears that does not keep to the rules. */
final class HostileNeighboursTest {
    private static final Term TERM = new Term(1, OverlaySide.NOW_MILLIS + OverlaySide.DAY_MILLIS);

    private final OverlaySide alice = new OverlaySide();
    private final RecordingLink bob = alice.neighbour("bob");

    @Test
    void aRecordOfSomebodyElseInPlaceOfOnesOwnIsAViolation() {
        RecordingLink mallory = alice.link("mallory");
        alice.hear(mallory, new Join(1, record("carol")));
        assertViolation(mallory, "an address record of somebody else in place of one's own");
    }

    @Test
    void aForgedRecordOfOneselfIsAViolation() {
        RecordingLink mallory = alice.link("mallory");
        alice.hear(mallory, new Neighbour(1, Priority.HIGH, signed("mallory", "eve", TERM, List.of("10.0.0.9"))));
        assertViolation(mallory, "an address record with a bad signature");
        assertThat(alice.neighbours()).containsExactly("bob");
    }

    @Test
    void aRecordWhoseSealingKeyIsExchangedOrTakenOutIsForged() {
        Owner carol = owner("carol", "sealing key of carol");
        AddressRecord genuine = signed(carol, "carol", TERM, List.of("10.0.0.9"));
        AddressRecord exchanged = resealed(genuine, owner("carol", "sealing key of eve"));
        AddressRecord bare = resealed(genuine, new Owner(carol.key(), Optional.empty(), "carol"));
        tell(exchanged, bare);
        assertThat(alice.overlay.reserves()).isZero();
        assertThat(alice.overlay.tally().badRecords()).isEqualTo(2);
        tell(genuine);
        assertThat(alice.overlay.reserves()).isEqualTo(1);
        assertThat(alice.events).endsWith(new RecordProven(genuine)).doesNotContain(new RecordProven(exchanged));
    }

    private static Owner owner(String name, String sealing) {
        Bytes key = Bytes.sha256(sealing.getBytes(StandardCharsets.UTF_8));
        return new Owner(RecordingWorld.keyOf(name), Optional.of(new SealingKey(key)), name);
    }

    private static AddressRecord resealed(AddressRecord record, Owner owner) {
        byte[] bytes = AddressRecord.CODEC.toBytes(record);
        Bytes signature = Bytes.copyOf(Arrays.copyOfRange(bytes, bytes.length - 64, bytes.length));
        return new AddressRecord(owner, record.term(), record.hosts(), record.port(), signature);
    }

    @Test
    void aForgedRecordOfAnotherIsDroppedAndCountedAndItsTellerIsNotBlamed() {
        tell(signed("carol", "bob", TERM, List.of("10.0.0.9")));
        assertThat(alice.overlay.reserves()).isZero();
        assertThat(alice.overlay.tally().badRecords()).isEqualTo(1);
        assertThat(bob.closing()).isNull();
    }

    @Test
    void aRecordThatHasRunOutOrNeverDoesIsDropped() {
        tell(
                signed(
                        "carol",
                        "carol",
                        new Term(1, OverlaySide.NOW_MILLIS - OverlaySide.DAY_MILLIS),
                        List.of("10.1.1.1")),
                signed("dora", "dora", new Term(1, Long.MAX_VALUE), List.of("10.1.1.1")),
                signed("eve", "eve", new Term(1, Long.MIN_VALUE), List.of("10.1.1.1")));
        assertThat(alice.overlay.reserves()).isZero();
        assertThat(alice.overlay.tally().badRecords()).isEqualTo(3);
    }

    @Test
    void aClockThatIsHoursWrongIsBorne() {
        tell(
                signed("carol", "carol", new Term(1, OverlaySide.NOW_MILLIS - 3_600_000), List.of("10.1.1.1")),
                signed("dora", "dora", new Term(1, OverlaySide.NOW_MILLIS + 30 * 3_600_000L), List.of("10.1.1.1")));
        assertThat(alice.overlay.reserves()).isEqualTo(2);
    }

    @Test
    void namesAndNonsenseInPlaceOfAddressesAreNotKept() {
        tell(
                signed("carol", "carol", TERM, List.of("victim.example")),
                signed("dora", "dora", TERM, List.of("10.0.0.300")),
                signed("eve", "eve", TERM, List.of("::1]:22 ")),
                signed("mallory", "mallory", TERM, List.of()));
        assertThat(alice.overlay.reserves()).isZero();
        assertThat(alice.overlay.addressesKept()).as("bob").isEqualTo(1);
    }

    @Test
    void aliceBobAndTheSameRecordTwiceAreNotTakenIntoReserve() {
        tell(record("alice"), record("bob"), record("carol"), record("carol"));
        assertThat(alice.overlay.reserves()).isEqualTo(1);
    }

    @Test
    void theSameRecordIsCheckedOnce() {
        int before = alice.world.verified();
        tell(record("carol"));
        tell(record("carol"));
        assertThat(alice.world.verified() - before).isEqualTo(1);
    }

    @Test
    void oneTellerFillsNeitherTheReserveNorTheBookAndIsCheckedSoOftenOnly() {
        int before = alice.world.verified();
        List<AddressRecord> told = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            told.add(signed("x" + i, "x" + i, TERM, List.of("10." + i % 200 + ".0.1")));
            if (told.size() == 8) {
                tell(told.toArray(new AddressRecord[0]));
                alice.world.pass(Duration.ofMillis(100));
                told.clear();
            }
        }
        assertThat(alice.overlay.reserves()).isEqualTo(30);
        assertThat(alice.overlay.addressesKept()).isBetween(30, 36);
        assertThat(alice.world.verified() - before).isBetween(60, 75);
        assertThat(alice.overlay.tally().unlearned()).isGreaterThan(300);
    }

    @Test
    void whoPartsAndComesBackHasNoMoreShufflesThanOneThatStays() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 40; i++) {
                alice.hear(bob, shuffle(1, List.of(idOf("bob"))));
            }
            alice.hear(bob, new OverlayMessage.Disconnect(round == 0 ? "bob".hashCode() : round, true, List.of()));
            alice.hear(bob, new Neighbour(round + 1, OverlayMessage.Priority.LOW, record("bob")));
            assertThat(alice.overlay.isNeighbour(idOf("bob"))).isTrue();
        }
        assertThat(bob.said(ShuffleReply.class)).hasSize(40);
    }

    @Test
    void shufflesWithoutEndAreDroppedFromOnOneNeighbourOnly() {
        for (int i = 0; i < 1_000; i++) {
            alice.hear(bob, shuffle(1, List.of(idOf("bob"))));
        }
        assertThat(bob.said(ShuffleReply.class)).hasSize(40);
        assertThat(alice.overlay.tally().overRate()).isEqualTo(960);
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(carol, new Shuffle(1, 1, record("carol"), List.of(idOf("carol")), List.of()));
        assertThat(carol.said(ShuffleReply.class)).hasSize(1);
    }

    @Test
    void pathsThatAreLiesAreNotFollowed() {
        alice.hear(bob, shuffle(1, List.of()));
        alice.hear(bob, shuffle(1, List.of(idOf("bob"), idOf("carol"))));
        alice.hear(bob, shuffle(1, List.of(idOf("carol"), idOf("bob"))));
        alice.hear(bob, shuffle(1, List.of(idOf("bob"), idOf("alice"), idOf("bob"))));
        alice.hear(bob, shuffle(1, List.of(idOf("bob"), idOf("carol"), idOf("carol"), idOf("bob"))));
        assertThat(alice.overlay.tally().badPaths()).isEqualTo(5);
        assertThat(bob.said(ShuffleReply.class)).isEmpty();
    }

    @Test
    void anAnswerIsPassedOnToNeighboursAlone() {
        RecordingLink carol = alice.neighbour("carol");
        alice.neighbour("dora");
        RecordingLink eve = alice.link("eve");
        carol.takeSaid();
        alice.hear(bob, new ShuffleReply(1, List.of(idOf("eve")), List.of()));
        alice.hear(bob, new ShuffleReply(1, List.of(idOf("mallory")), List.of()));
        alice.hear(bob, new ShuffleReply(1, List.of(idOf("carol")), List.of()));
        assertThat(eve.said(ShuffleReply.class)).isEmpty();
        assertThat(carol.said(ShuffleReply.class)).hasSize(1);
    }

    @Test
    void hopsAboveAllBoundsAreHeldShort() {
        RecordingLink carol = alice.neighbour("carol");
        bob.takeSaid();
        carol.takeSaid();
        alice.hear(bob, shuffle(255, List.of(idOf("bob"))));
        alice.hear(bob, new Seek(255, record("dora")));
        assertThat(carol.said(Shuffle.class)).extracting(Shuffle::hops).containsExactly(5);
        assertThat(carol.said(Seek.class)).extracting(Seek::hops).containsExactly(23);
        assertThat(alice.overlay.tally().hopsClamped()).isEqualTo(2);
    }

    @Test
    void aStrangersNewsOfJoinersIsNotFollowed() {
        alice.neighbour("carol");
        alice.neighbour("dora");
        RecordingLink eve = alice.link("eve");
        alice.hear(eve, new ForwardJoin(0, record("mallory")));
        alice.hear(eve, new Seek(1, record("mallory")));
        assertThat(alice.called).isEmpty();
    }

    @Test
    void newsOfJoinersThatAreNobodyCostsBoundedCalls() {
        alice.neighbour("carol");
        for (int i = 0; i < 500; i++) {
            alice.hear(bob, new ForwardJoin(0, signed("x" + i, "x" + i, TERM, List.of("10." + i % 200 + ".0.1"))));
        }
        assertThat(alice.called.size()).isLessThanOrEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 60})
    void askersThatComeByThemselvesDoNotSurroundAlice(int askers) {
        List<String> own = List.of("carol", "dora", "eve");
        own.forEach(this::seek);
        alice.treeLinks.add(idOf("bob")); // Others would go before those that came.
        IntStream.rangeClosed(1, 61).forEach(i -> alice.treeLinks.add(idOf("n" + i)));
        for (int i = 1; i <= 1 + askers; i++) {
            alice.ask("n" + i, Priority.HIGH);
        }
        alice.world.elapse(Duration.ofSeconds(2));
        assertThat(alice.neighbours()).hasSize(5);
        assertThat(alice.neighbours()).filteredOn(own::contains).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoSoughtMoreThanItNeedsPartsFromOneOfThose(int draws) {
        alice.world.random().ints(draws).forEach(drawn -> {});
        List<String> own = List.of("carol", "dora", "eve");
        own.forEach(this::seek);
        alice.ask("n1", Priority.HIGH);
        alice.ask("n2", Priority.HIGH);
        alice.world.elapse(Duration.ofSeconds(2));
        assertThat(alice.neighbours()).hasSize(5).contains("bob", "n1", "n2");
    }

    @Test
    void peersThatANeighbourCallsNewDoNotSurroundAlice() {
        List<String> own = List.of("carol", "dora", "eve");
        List<RecordingLink> tellers = own.stream().map(this::seek).toList();
        for (int i = 1; i <= 20; i++) {
            ForwardJoin news = new ForwardJoin(0, record("n" + i));
            tellers.forEach(teller -> alice.hear(teller, news));
            RecordingLink told = alice.link("n" + i);
            told.said(Neighbour.class)
                    .forEach(asked -> alice.hear(told, OverlaySide.accepting(asked.number(), record("n"))));
        }
        alice.world.elapse(Duration.ofSeconds(2));
        assertThat(alice.neighbours()).hasSize(5).filteredOn(own::contains).hasSizeGreaterThanOrEqualTo(2);
        assertThat(alice.neighbours()).doesNotContain("bob");
    }

    @Test
    void aRecordOfAliceWithAHigherNumberThanHersMakesHerSignAHigherOne() {
        AddressRecord own = alice.overlay.ownRecord();
        long ahead = own.term().number() + 1_000_000;
        tell(signed("alice", "mallory", new Term(ahead, TERM.expiryMillis()), List.of("10.6.6.6")));
        assertThat(alice.overlay.ownRecord()).as("forged").isEqualTo(own);
        tell(signed("alice", "alice", new Term(ahead, TERM.expiryMillis()), List.of("10.6.6.6")));
        assertThat(alice.overlay.ownRecord().term().number()).isEqualTo(ahead + 1);
    }

    private RecordingLink seek(String name) {
        alice.hear(bob, new Seek(1, record(name)));
        RecordingLink link = alice.link(name);
        long number = OverlaySide.only(link, Neighbour.class).number();
        alice.hear(link, OverlaySide.accepting(number, record(name)));
        return link;
    }

    private void tell(AddressRecord... others) {
        for (int at = 0; at < others.length; at += 8) {
            List<AddressRecord> part = List.of(others).subList(at, Math.min(at + 8, others.length));
            alice.hear(bob, new Shuffle(1, 1, record("bob"), List.of(idOf("bob")), part));
        }
    }

    private static Shuffle shuffle(int hops, List<io.eddy.node.PeerId> path) {
        return new Shuffle(hops, 1, record("bob"), path, List.of());
    }

    private void assertViolation(RecordingLink link, String sentence) {
        assertThat(link.closing()).isEqualTo(Closing.of(Closing.Code.VIOLATION, sentence));
    }
}
