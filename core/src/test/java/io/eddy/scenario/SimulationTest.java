package io.eddy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of a whole network, for any seed (protocols.md F.2). */
final class SimulationTest {
    @ParameterizedTest
    @EnumSource(
            names = {"QUIESCENT", "JOINSTORM", "CRASH80", "SPLIT50", "CHURN"},
            mode = EnumSource.Mode.EXCLUDE)
    void twoHundredPeersHeal(Scenario scenario) {
        demand(run(scenario, 200, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUIESCENT", "JOINSTORM", "CRASH80", "SPLIT50", "CHURN"})
    void aThousandPeersHeal(Scenario scenario) {
        demand(run(scenario, 1_000, 1));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        Findings first = run(Scenario.CRASH50, 60, 7);
        Findings second = run(Scenario.CRASH50, 60, 7);

        assertThat(second.effort().trace()).isEqualTo(first.effort().trace());
        assertThat(second.reach()).isEqualTo(first.reach());
        assertThat(second.shape()).isEqualTo(first.shape());
        assertThat(run(Scenario.CRASH50, 60, 8).effort().trace())
                .isNotEqualTo(first.effort().trace());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void networksOfAFewAreSimulatedToo(Scenario scenario) {
        for (int peers = 1; peers <= 4; peers++) {
            demandAll(run(scenario, peers, 1));
        }
    }

    /** With as many seeds as {@code -Dsoak.seeds} says, from {@code -Dsoak.seed} on. */
    @ParameterizedTest
    @EnumSource(Scenario.class)
    @Tag("soak")
    void tenThousandPeersHeal(Scenario scenario) {
        long first = Long.getLong("soak.seed", 1);
        for (long seed = first; seed < first + Long.getLong("soak.seeds", 3); seed++) {
            Findings findings = run(scenario, 10_000, seed);
            demand(findings);
            if (scenario.fault == Scenario.Fault.NOTHING) {
                double clustering = findings.shape().clustering();
                assertThat(clustering).as("clustering: %s", findings).isLessThanOrEqualTo(0.002);
            }
        }
    }

    private static Findings run(Scenario scenario, int peers, long seed) {
        return Simulation.run(scenario, peers, seed, () -> 0, step -> {});
    }

    private static void demand(Findings findings) {
        demandAll(findings);
        if (findings.scenario().fault == Scenario.Fault.NOTHING) {
            demandQuiet(findings);
        }
    }

    /** Where nothing happens: the rows of F.2 on the overlay and on broadcasts. */
    private static void demandQuiet(Findings findings) {
        Findings.Shape shape = findings.shape();
        assertThat(shape.fullShare()).as("with five neighbours: %s", findings).isGreaterThanOrEqualTo(0.995);
        assertThat(shape.pathMean()).as("path: %s", findings).isLessThanOrEqualTo(6.5);
        assertThat(shape.eccentricity()).as("eccentricity: %s", findings).isLessThanOrEqualTo(10);
        demandSpread(findings, findings.reach().fromOne(), new Findings.Spread(0.01, 16, Duration.ofMillis(500)));
        demandSpread(findings, findings.reach().fromAny(), new Findings.Spread(0.05, 25, Duration.ofMillis(1_200)));
    }

    private static void demandSpread(Findings findings, Findings.Spread spread, Findings.Spread most) {
        assertThat(spread.rmr()).as("copies: %s", findings).isLessThanOrEqualTo(most.rmr());
        assertThat(spread.lastHop()).as("hops: %s", findings).isLessThanOrEqualTo(most.lastHop());
        assertThat(spread.lastDelivery())
                .as("last delivery, in virtual time: %s", findings)
                .isLessThanOrEqualTo(most.lastDelivery());
    }

    private static void demandAll(Findings findings) {
        Findings.Shape shape = findings.shape();
        Findings.Reach reach = findings.reach();
        assertThat(shape.components()).as("components of %s", findings).isEqualTo(1);
        assertThat(shape.asymmetric()).as("asymmetric links of %s", findings).isZero();
        assertThat(reach.reached())
                .as("reached by the last word of %s", findings)
                .isEqualTo(1.0);
        double prompt = findings.scenario().percent <= 70 ? 0.999 : 1;
        assertThat(reach.prompt().orElse(1.0))
                .as("reached in time: %s", findings)
                .isGreaterThanOrEqualTo(prompt);
        assertThat(reach.missed()).as("deliveries missed of %s", findings).isZero();
        assertThat(reach.unshown()).as("never shown of %s", findings).isZero();
        assertThat(reach.duplicates()).as("told twice of %s", findings).isZero();
        assertThat(reach.healed())
                .as("healed: %s", findings)
                .hasValueSatisfying(healed -> assertThat(healed)
                        .isLessThanOrEqualTo(findings.scenario().healsWithin()));
    }
}
