package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameMessage.Dealt;
import io.eddy.game.gofish.FalseDealings;
import io.eddy.game.gofish.GoFishWord.Complaint;
import io.eddy.game.gofish.GoFishWord.Disclosed;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.GoFishWord.Reveal;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Opening;
import io.eddy.game.gofish.Whisper;
import io.eddy.sim.Seeds;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One player cheats in each of many games: all players name it, and nobody else. */
final class CheatsTest {
    private static final Seeds SEEDS = new Seeds("core", "CheatsTest", 60);

    @Test
    void whoSaysGoFishFalselyIsNamed() {
        int cheated = everyoneNames(
                "held",
                (company, seat) -> once(
                        company, seat, answer -> answer.openings().isEmpty() ? answer : new Answer(seat, List.of())));
        assertThat(cheated).isGreaterThan(SEEDS.count() / 2);
    }

    @Test
    void whoSwapsACardIsNamed() {
        int cheated = everyoneNames(
                "opened a card with a false face",
                (company, seat) -> once(
                        company,
                        seat,
                        answer -> answer.openings().isEmpty() ? answer : new Answer(seat, swapped(answer.openings()))));
        assertThat(cheated).isGreaterThan(SEEDS.count() / 2);
    }

    @Test
    void aDealerThatDisclosesAnotherSecretIsNamed() {
        everyoneNames(
                "revealed a secret that is not the one committed to",
                (company, seat) -> {
                    company.players.get(0).tongue =
                            word -> word instanceof Disclosed ? new Disclosed(Bytes.owning(new byte[32])) : word;
                    return new AtomicInteger(1);
                },
                0);
    }

    @Test
    void aDealerThatSealsAnotherDeckIsNamed() {
        SEEDS.stream().forEach(seed -> {
            Company company = new Company(2 + (int) (seed % 4), seed, Company.auto(), FalseDealings::swapped).finish();
            assertNamed(company, 0, "sealed a deck that was not the shuffled one", seed);
        });
    }

    @Test
    void aDeckWithACardTwiceIsPlayedToAnEndAndItsDealerNamed() {
        SEEDS.stream().forEach(seed -> {
            Company company = new Company(2 + (int) (seed % 4), seed, Company.auto(), FalseDealings::twice).finish();
            assertNamed(company, 0, "sealed a deck that was not the shuffled one", seed);
        });
    }

    @Test
    void whoRevealsAnotherSecretEndsTheGameAndIsNamed() {
        Company company = new Company(3, 1, Company.auto());
        company.player("bob").tongue = word -> word instanceof Reveal ? new Reveal(Bytes.owning(new byte[32])) : word;
        company.finish();
        assertThat(company.players)
                .allSatisfy(player -> assertThat(player.events(Aborted.class))
                        .extracting(Aborted::reason)
                        .containsExactly("bob cheated: revealed a secret that is not the one committed to"));
    }

    @Test
    void aDealerThatTellsAWrongCardIsShownToAllByItsOwnWords() {
        int[] shown = {0};
        SEEDS.stream().forEach(seed -> {
            Company company = new Company(2 + (int) (seed % 4), seed, Company.auto());
            Player dealer = company.players.get(0);
            int victim = 1 + (int) (seed % (company.players.size() - 1));
            long after = seed % 20;
            dealer.whisper = message ->
                    message instanceof Dealt dealt && dealt.whisper().seat() == victim && company.log.size() > after
                            ? new Dealt(dealt.game(), falsified(company, dealt.whisper()))
                            : message;
            company.finish();

            assertThat(company.players).as(SEEDS.replay(seed)).allSatisfy(player -> {
                assertThat(player.violations).isEmpty();
                if (player.events(Over.class).isEmpty()) {
                    assertThat(player.events(Aborted.class))
                            .singleElement()
                            .satisfies(aborted -> assertThat(aborted.reason())
                                    .startsWith("alice cheated: told another player that #")
                                    .endsWith("which does not fit its seal"));
                }
            });
            assertThat(company.players.stream()
                            .map(player -> player.events(Aborted.class))
                            .distinct())
                    .as("all hear the same")
                    .hasSize(1);
            shown[0] += company.players.get(0).events(Aborted.class).size();
        });
        assertThat(shown[0]).isGreaterThan(SEEDS.count() / 2);
    }

    @Test
    void aFalseComplaintIsHeldAgainstNobody() {
        Company company = new Company(3, 4, Company.auto());
        Player bob = company.player("bob");
        AtomicInteger complaints = new AtomicInteger();
        bob.tongue = word -> {
            Whisper heard = company.players.get(0).sent.stream()
                    .filter(Dealt.class::isInstance)
                    .map(message -> ((Dealt) message).whisper())
                    .filter(whisper -> whisper.seat() == 1)
                    .findFirst()
                    .orElse(null);
            if (heard == null || complaints.incrementAndGet() > 3) {
                return word;
            }
            Whisper forged =
                    FalseDealings.withAnotherCard(company.charter.ring().bytes(), heard, bob);
            return new Complaint(complaints.get() == 1 ? heard : forged);
        };
        company.finish();
        assertThat(complaints.get()).isGreaterThan(3);
        assertThat(company.players)
                .allSatisfy(player -> assertThat(player.events(Over.class))
                        .singleElement()
                        .satisfies(over -> assertThat(over.findings()).isEmpty()));
    }

    @Test
    void aCardWithAFalseSignatureIsAViolationAndNotShownToAnybody() {
        Company company = new Company(2, 4, Company.auto());
        AtomicInteger falsified = new AtomicInteger();
        company.players.get(0).whisper = message -> message instanceof Dealt dealt && falsified.getAndIncrement() < 2
                ? new Dealt(
                        dealt.game(),
                        FalseDealings.withAnotherCard(
                                company.charter.ring().bytes(), dealt.whisper(), company.player("bob")))
                : message;
        company.finish();
        // A card that came before its deck cannot be judged when it comes.
        assertThat(company.player("bob").violations.size()).isLessThanOrEqualTo(2);
        assertThat(company.players)
                .allSatisfy(player -> assertThat(player.events(Over.class))
                        .singleElement()
                        .satisfies(over -> assertThat(over.findings()).isEmpty()));
    }

    private static Whisper falsified(Company company, Whisper whisper) {
        return FalseDealings.withAnotherCard(company.charter.ring().bytes(), whisper, signing(company));
    }

    private static io.eddy.game.gofish.Signing signing(Company company) {
        return company.players.get(0);
    }

    private static List<Opening> swapped(List<Opening> openings) {
        List<Opening> changed = new ArrayList<>(openings);
        changed.set(0, FalseDealings.anotherSuit(openings.get(0)));
        return changed;
    }

    /** Says the first answer that this changes in its changed form. */
    private static AtomicInteger once(Company company, int seat, Function<Answer, Answer> instead) {
        AtomicInteger done = new AtomicInteger();
        company.players.get(seat).tongue = word -> {
            if (done.get() == 0 && word instanceof Moved moved && moved.move() instanceof Answer answer) {
                Answer changed = instead.apply(answer);
                done.set(changed.equals(answer) ? 0 : 1);
                return new Moved(changed, false);
            }
            return word;
        };
        return done;
    }

    private static int everyoneNames(String how, BiFunction<Company, Integer, AtomicInteger> cheat) {
        return everyoneNames(how, cheat, -1);
    }

    private static int everyoneNames(String how, BiFunction<Company, Integer, AtomicInteger> cheat, int always) {
        int[] cheated = {0};
        SEEDS.stream().forEach(seed -> {
            int players = 2 + (int) (seed % 4);
            Company company = new Company(players, seed, Company.auto());
            int seat = always >= 0 ? always : company.random.nextInt(players);
            AtomicInteger done = cheat.apply(company, seat);
            company.finish();
            if (done.get() > 0) {
                cheated[0]++;
                assertNamed(company, seat, how, seed);
            } else {
                assertThat(company.players.get(0).events(Over.class).get(0).findings())
                        .isEmpty();
            }
        });
        return cheated[0];
    }

    private static void assertNamed(Company company, int seat, String how, long seed) {
        assertThat(company.players)
                .as(SEEDS.replay(seed))
                .allSatisfy(player -> assertThat(player.events(Over.class))
                        .singleElement()
                        .satisfies(over -> assertThat(over.findings())
                                .isNotEmpty()
                                .allSatisfy(finding ->
                                        assertThat(finding).startsWith(Company.NAMES.get(seat) + " cheated: "))
                                .anySatisfy(finding -> assertThat(finding).contains(how))));
    }
}
