package io.eddy.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.ring.SimulatedCircle.Sitter;
import io.eddy.sim.Fault;
import io.eddy.sim.Faults;
import io.eddy.sim.Seeds;
import io.eddy.sim.SimHost;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rings of two to five members that talk while everything breaks; then all heals, and all must have heard the same. */
final class RingSimulationTest {
    /** Once in so many turns, a member is away for so long that it may be left out. */
    private static final int SOMEBODY_IS_GONE = 1_000;

    private static final Seeds SEEDS = new Seeds("core", "RingSimulationTest", Integer.getInteger("seeds", 100));
    private static final Duration BREAKING = Duration.ofMinutes(4);

    /** A link that carries nothing is noticed within 9 s, a member is dialled again within 5 s; most often 4 s do. */
    private static final Duration MOVES_AGAIN_WITHIN = Duration.ofSeconds(15);

    private static final Duration WELL_WITHIN = Duration.ofSeconds(60);

    static LongStream seeds() {
        return SEEDS.stream();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksEverybodyHearsTheSameInTheSameOrder(long seed) {
        SimulatedCircle circle = new SimulatedCircle(seed, Faults.of(seed), 2 + (int) (seed % 4));
        if (System.getProperty("seed") != null) {
            circle.network.trace().keep(2_000);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (Duration passed = Duration.ZERO; passed.compareTo(BREAKING) < 0; ) {
            circle.foundUnlessItStands();
            Duration pause = Duration.ofMillis(random.nextLong(1, 500));
            circle.network.runFor(pause);
            passed = passed.plus(pause);
            circle.somebodySpeaks();
            if (random.nextInt(SOMEBODY_IS_GONE) == 0) {
                circle.goAway(random.nextInt(circle.hosts.size()), Duration.ofSeconds(random.nextInt(60, 200)));
            }
        }
        circle.network.heal();
        circle.everybodySpeaks();
        circle.network.runUntil("all have heard the same", MOVES_AGAIN_WITHIN, circle::isQuiet);
        boolean whole = circle.sitters.stream().allMatch(sitter -> sitter.broken == null);
        for (int seat = 0; seat < circle.sitters.size(); seat++) {
            boolean expected = whole && circle.chronicle.isIn(seat);
            assertThat(circle.sitter(seat).said)
                    .allMatch(words -> !expected || circle.sitter(0).heard.containsValue(words));
        }
    }

    @Test
    void withoutFaultsWhatIsSaidIsHeardByAll() {
        SimulatedCircle circle = new SimulatedCircle(1, Faults.NONE, 5);
        stand(circle);
        for (int i = 0; i < 100; i++) {
            circle.network.runFor(Duration.ofMillis(50));
            circle.somebodySpeaks();
        }
        circle.network.runUntil("quiet", WELL_WITHIN, circle::isQuiet);
        assertThat(circle.sitter(4).heard).hasSizeGreaterThan(30).isEqualTo(circle.sitter(0).heard);
    }

    @Test
    void aMemberThatIsBackSoonIsNotMissed() {
        SimulatedCircle circle = new SimulatedCircle(2, Faults.NONE, 4);
        stand(circle);
        circle.hosts.get(2).kill();
        circle.speak(1);
        circle.network.runFor(Duration.ofSeconds(1));
        circle.hosts.get(2).restart();
        circle.network.runUntil("quiet", WELL_WITHIN, circle::isQuiet);
        assertThat(circle.sitter(2).heard).isEqualTo(circle.sitter(0).heard).hasSize(1);
        assertThat(circle.sitter(0).events).containsExactly("founded");
    }

    @Test
    void aMemberThatIsAwayForLongIsLeftOutByAMajority() {
        SimulatedCircle circle = new SimulatedCircle(3, Faults.NONE, 4);
        stand(circle);
        circle.hosts.get(2).kill();
        circle.network.runFor(Duration.ofSeconds(130));
        assertThat(circle.sitter(0).events).containsExactly("founded", "away 2", "left 2");
        assertThat(circle.sitter(3).events).containsExactly("founded", "away 2", "left 2");
        circle.speak(3);
        circle.hosts.get(2).restart();
        circle.network.runFor(Duration.ofSeconds(40));
        assertThat(circle.sitter(2).broken).isEqualTo("the others have gone on without you");
        assertThat(circle.sitter(1).heard).containsValue("3: words 1");
    }

    @Test
    void twoAtOnceAreLeftOutOfFive() {
        SimulatedCircle circle = new SimulatedCircle(4, Faults.NONE, 5);
        stand(circle);
        circle.hosts.get(2).kill();
        circle.hosts.get(3).kill();
        circle.network.runFor(Duration.ofSeconds(140));
        assertThat(circle.sitter(4).events).contains("left 2", "left 3");
        assertThat(circle.sitter(4).broken).isNull();
    }

    @Test
    void aMinorityExcludesNobody() {
        SimulatedCircle circle = new SimulatedCircle(5, Faults.NONE, 5);
        stand(circle);
        circle.network.partition(circle.hosts.subList(0, 2), circle.hosts.subList(2, 5));
        circle.network.runFor(Duration.ofSeconds(200));
        for (Sitter sitter : circle.sitters) {
            assertThat(sitter.events).noneMatch(event -> event.startsWith("left"));
            assertThat(sitter.broken).isNotNull();
        }
        assertThat(circle.sitter(1).broken).contains("ended it");
    }

    @Test
    void aDealerThatIsRestartedGoesOn() {
        SimulatedCircle circle = new SimulatedCircle(6, Faults.NONE, 3);
        stand(circle);
        circle.hosts.get(0).kill();
        circle.speak(1);
        circle.network.runFor(Duration.ofSeconds(60));
        assertThat(circle.sitter(1).events).containsExactly("founded", "away 0");
        circle.hosts.get(0).restart();
        circle.network.runUntil("quiet", WELL_WITHIN, circle::isQuiet);
        assertThat(circle.sitter(2).heard).containsValue("1: words 1");
        assertThat(circle.sitter(1).events).containsExactly("founded", "away 0", "back 0");
    }

    @Test
    void aDealerThatIsGoneForGoodEndsTheRing() {
        SimulatedCircle circle = new SimulatedCircle(7, Faults.NONE, 3);
        stand(circle);
        circle.hosts.get(0).kill();
        circle.network.runFor(Duration.ofSeconds(140));
        assertThat(circle.sitter(1).broken).isEqualTo("member0, the dealer, has been away for 120 s");
        circle.hosts.get(0).restart();
        circle.network.runFor(Duration.ofSeconds(160));
        assertThat(circle.sitter(0).broken).isNotNull();
    }

    @Test
    void ofTwoTheDealerThatRemainsGoesOn() {
        SimulatedCircle circle = new SimulatedCircle(8, Faults.NONE, 2);
        stand(circle);
        circle.hosts.get(1).kill();
        circle.network.runFor(Duration.ofSeconds(140));
        assertThat(circle.sitter(0).events).contains("left 1");
    }

    @Test
    void whoDoesNotAnswerIsNamedAndTheOthersAreFreeAgain() {
        SimulatedCircle circle = new SimulatedCircle(9, Faults.NONE, 4);
        circle.hosts.get(2).kill();
        circle.found();
        circle.network.runFor(Duration.ofSeconds(9));
        assertThat(circle.outcome).isEqualTo("no link to member2");
        assertThat(circle.hosts.get(1).durable(RingRecord.TABLE)).isEmpty();
        circle.hosts.get(2).restart();
        circle.outcome = null;
        circle.network.runFor(Duration.ofSeconds(3));
        stand(circle);
    }

    @Test
    void whatIsSaidBeforeACrashIsHeardAfterIt() {
        Faults crashes = Faults.only(Fault.SLOW_COMMIT);
        SimulatedCircle circle = new SimulatedCircle(10, crashes, 3);
        stand(circle);
        SimHost<RingMember> one = circle.hosts.get(1);
        circle.speak(1);
        circle.network.runUntil(
                "it is kept", WELL_WITHIN, () -> !one.durable(KeptWords.TABLE).isEmpty());
        one.kill();
        one.restart();
        circle.network.runUntil("quiet", WELL_WITHIN, circle::isQuiet);
        assertThat(circle.sitter(2).heard.values()).containsExactly("1: words 1");
    }

    @Test
    void sameSeedGivesTheSameTrace() {
        assertThat(traceOf(5)).isEqualTo(traceOf(5));
    }

    private static long traceOf(long seed) {
        SimulatedCircle circle = new SimulatedCircle(seed, Faults.of(seed), 4);
        circle.found();
        circle.network.runFor(Duration.ofSeconds(30));
        return circle.network.trace().hash();
    }

    private static void stand(SimulatedCircle circle) {
        circle.found();
        circle.network.runUntil("the ring stands", Duration.ofSeconds(9), () -> circle.outcome != null);
        assertThat(circle.outcome).isEqualTo("stands");
        circle.network.runUntil("all know", Duration.ofSeconds(9), circle::isQuiet);
    }
}
