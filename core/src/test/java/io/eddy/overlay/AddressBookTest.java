package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.overlay.AddressRecord.Term;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AddressBookTest {
    private static final OverlayConfig.Book SMALL = new OverlayConfig.Book(4, 2, 3, 10, Duration.ofHours(24));

    private final RecordingWorld world = new RecordingWorld("alice", Overlay.tables());
    private final AddressBook book = new AddressBook(SMALL);

    @Test
    void aBookSurvivesARestart() {
        book.learn(at("bob", "10.1.0.1"));
        book.learn(at("carol", "10.2.0.1"));
        book.onReached(idOf("bob"), 77);
        book.onFailed(idOf("carol"));
        book.flush(world.store());
        world.store().commit();

        AddressBook next = new AddressBook(SMALL);
        next.load(world.store());
        assertThat(next.size()).isEqualTo(2);
        assertThat(next.record(idOf("bob"))).isEqualTo(at("bob", "10.1.0.1"));
        assertThat(world.store().load(KeptAddress.TABLE))
                .extracting(KeptAddress::lastReachedMillis, KeptAddress::failures)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(77L, 0L), org.assertj.core.groups.Tuple.tuple(0L, 1L));
    }

    @Test
    void theSizeOfTheNetworkIsToldByHowManyOfThoseToldAreKnown() {
        AddressBook large = new AddressBook(OverlayConfig.DEFAULT.book());
        IntStream.range(0, 100).forEach(i -> large.learn(at("n" + i, "10.1." + i + ".1")));
        SplittableRandom random = new SplittableRandom(3);
        IntStream.range(0, 1_000).forEach(i -> large.onTold(idOf("n" + random.nextInt(100))));
        assertThat(large.networkSize()).as("everybody is known").isEqualTo(100);
        IntStream.range(0, 1_000).forEach(i -> large.onTold(idOf("n" + random.nextInt(400))));
        assertThat(large.networkSize()).as("one in four is known").isBetween(200, 800);
        IntStream.range(0, 100).forEach(i -> large.onFailed(idOf("n" + i)));
        assertThat(large.networkSize()).as("nobody is there").isZero();
    }

    @Test
    void noAddressesToldByAnyoneMakeTheNetworkMoreThanSixtyFourTimesTheBook() {
        book.learn(at("bob", "10.1.0.1"));
        IntStream.range(0, 10_000).forEach(i -> book.onTold(idOf("x" + i)));
        assertThat(book.networkSize()).isEqualTo(64);
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() {
        book.learn(at("bob", "10.1.0.1"));
        book.flush(world.store());
        world.store().commit();
        book.learn(at("bob", "10.1.0.1"));
        book.onReached(idOf("dora"), 1);
        book.flush(world.store());
        assertThat(world.store().isDirty()).isFalse();
    }

    @Test
    void manyChangesAreWrittenInBatches() {
        AddressBook large = new AddressBook(OverlayConfig.DEFAULT.book());
        IntStream.range(0, 200).forEach(i -> large.learn(at("n" + i, "10.1." + i + ".1")));
        large.flush(world.store());
        world.store().commit();
        assertThat(world.store().load(KeptAddress.TABLE)).hasSize(64);
    }

    @Test
    void oneFailureNorManyForgetAnAddress() {
        book.learn(at("bob", "10.1.0.1"));
        for (int i = 0; i < 100; i++) {
            book.onFailed(idOf("bob"));
        }
        assertThat(book.knows(idOf("bob"))).isTrue();
        assertThat(book.random(new SplittableRandom(1), peer -> true)).isEqualTo(at("bob", "10.1.0.1"));
    }

    @Test
    void whatWasNeverReachedMakesRoomFirst() {
        fill();
        book.onReached(idOf("n0"), 5);
        book.onReached(idOf("n1"), 5);
        book.onReached(idOf("n3"), 5);
        assertThat(book.learn(at("dora", "10.9.0.1"))).isTrue();
        assertThat(book.knows(idOf("n2"))).isFalse();
        assertThat(book.size()).isEqualTo(4);
        book.flush(world.store());
        world.store().commit();
        assertThat(world.store().load(KeptAddress.TABLE)).hasSize(4);
    }

    @Test
    void onesThatWereReachedDoNotMakeRoomForARumour() {
        fill();
        IntStream.range(0, 4).forEach(i -> book.onReached(idOf("n" + i), 5));
        assertThat(book.learn(at("dora", "10.9.0.1"))).isFalse();
        IntStream.range(0, 16).forEach(i -> book.onFailed(idOf("n1")));
        assertThat(book.learn(at("dora", "10.9.0.1"))).isTrue();
        assertThat(book.knows(idOf("n1"))).isFalse();
    }

    @Test
    void ofOnePublicNetworkFewAreKeptOfAPrivateOneMore() {
        assertThat(book.learn(at("n0", "203.0.113.1"))).isTrue();
        assertThat(book.learn(at("n1", "203.0.113.2"))).isTrue();
        assertThat(book.learn(at("n2", "203.0.113.3"))).isFalse();
        AddressBook other = new AddressBook(SMALL);
        IntStream.range(0, 3)
                .forEach(i ->
                        assertThat(other.learn(at("n" + i, "192.168.1." + i))).isTrue());
        assertThat(other.learn(at("n3", "192.168.1.9"))).isFalse();
    }

    @Test
    void ofOneIpv6NetworkFewAreKeptHoweverTheyAreWritten() {
        assertThat(book.learn(at("n0", "2001:db8::1"))).isTrue();
        assertThat(book.learn(at("n1", "2001:DB8:0000::2"))).isTrue();
        assertThat(book.learn(at("n2", "2001:0db8:0:0:0:0:0:3"))).isFalse();
        assertThat(book.learn(at("n3", "2001:db8:1::1"))).isTrue();
    }

    @Test
    void nobodyMovesToANetworkOfWhichEnoughAreKept() {
        book.learn(at("n0", "203.0.113.1"));
        book.learn(at("n1", "203.0.113.2"));
        AddressRecord elsewhere = at("bob", "198.51.100.1");
        book.learn(elsewhere);

        assertThat(book.learn(OverlaySide.record("bob", 2, List.of("203.0.113.3"))))
                .isFalse();
        assertThat(book.record(idOf("bob"))).isEqualTo(elsewhere);
        assertThat(book.learn(OverlaySide.record("n0", 2, List.of("203.0.113.4"))))
                .as("within its network")
                .isTrue();
        assertThat(book.learn(OverlaySide.record("n1", 2, List.of("192.0.2.1"))))
                .as("to another")
                .isTrue();
        assertThat(book.learn(OverlaySide.record("bob", 2, List.of("203.0.113.3"))))
                .as("where a place is free now")
                .isTrue();
    }

    @Test
    void noMoreOfANetworkComeBackFromTheStoreThanAreKept() {
        IntStream.range(0, 3).forEach(i -> {
            Bytes record = Bytes.owning(AddressRecord.CODEC.toBytes(at("n" + i, "203.0.113." + i)));
            world.store().put(KeptAddress.TABLE, new KeptAddress(idOf("n" + i), record, 0, 0));
        });
        world.store().commit();
        book.load(world.store());
        assertThat(book.size()).isEqualTo(SMALL.perNet());
    }

    @Test
    void ofTheOwnMachineAsManyAsThereIsRoomForAreKept() {
        IntStream.range(0, 4)
                .forEach(i -> assertThat(book.learn(at("n" + i, "127.0.0.1"))).isTrue());
    }

    @Test
    void aNewerRecordTakesThePlaceOfAnOlderAndNeverTheOtherWayRound() {
        AddressRecord older = OverlaySide.record("bob", 1, List.of("10.1.0.1"));
        AddressRecord newer = OverlaySide.record("bob", 2, List.of("10.1.0.2"));
        book.learn(newer);
        book.learn(older);
        assertThat(book.record(idOf("bob"))).isEqualTo(newer);
        book.learn(OverlaySide.record("bob", 3, List.of("10.1.0.3")));
        assertThat(book.record(idOf("bob"))).isNotEqualTo(newer);
    }

    @Test
    void oneThatFailedOfLateIsCalledLessOftenThanOneThatDidNot() {
        book.learn(at("bob", "10.1.0.1"));
        book.learn(at("carol", "10.2.0.1"));
        IntStream.range(0, 7).forEach(i -> book.onFailed(idOf("bob")));
        SplittableRandom random = new SplittableRandom(1);
        long bobs = IntStream.range(0, 1_000)
                .filter(i -> idOf("bob").equals(chosen(random)))
                .count();
        assertThat(bobs).isBetween(50L, 250L);
    }

    private PeerId chosen(SplittableRandom random) {
        AddressRecord record = book.random(random, peer -> true);
        return Objects.requireNonNull(record).peer();
    }

    private void fill() {
        IntStream.range(0, 4).forEach(i -> book.learn(at("n" + i, "10." + i + ".0.1")));
    }

    @Test
    void aLoopbackHostBesideAnotherDoesNotEvadeTheLimitOfThatNetwork() {
        AddressBook large = new AddressBook(OverlayConfig.DEFAULT.book());
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            List<String> hosts = List.of("127.0.0.1", "198.51.100." + i);
            kept += large.learn(OverlaySide.record("n" + i, 1, hosts)) ? 1 : 0;
        }
        assertThat(kept).isEqualTo(OverlayConfig.DEFAULT.book().perNet());
    }

    private static AddressRecord at(String name, String host) {
        return OverlaySide.signed(
                name, name, new Term(1, OverlaySide.NOW_MILLIS + OverlaySide.DAY_MILLIS), List.of(host));
    }
}
