package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Book;
import io.eddy.game.GameEvent.Hand;
import io.eddy.game.GameEvent.Left;
import io.eddy.game.GameEvent.Moved;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameEvent.Paused;
import io.eddy.game.GameEvent.Resumed;
import io.eddy.game.GameEvent.Started;
import io.eddy.game.GameEvent.Turn;
import io.eddy.sim.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Games among restarts, lost and doubled cards, cut links and players who leave. */
final class FaultsTest {
    private static final Seeds SEEDS = new Seeds("core", "FaultsTest", 300);

    @Test
    void restartsAndLostOrDoubledCardsChangeNothingOfWhatIsTold() {
        SEEDS.stream().forEach(seed -> {
            Company company = new Company(2 + (int) (seed % 4), seed, Company.auto());
            company.oneLostIn = 5;
            company.oneTwiceIn = 5;
            for (int faults = 0; faults < 6; faults++) {
                happen(company, company.random.nextInt(150));
                Player unlucky = company.players.get(company.random.nextInt(company.players.size()));
                if (unlucky.isAtTable()) {
                    unlucky.restart();
                }
            }
            company.finish();

            Player first = company.players.get(0);
            Over over = first.events(Over.class).get(0);
            assertThat(over.findings()).as(SEEDS.replay(seed)).isEmpty();
            for (Player player : company.players) {
                assertThat(player.events(Over.class)).as(SEEDS.replay(seed)).containsExactly(over);
                assertThat(player.events(Started.class)).hasSize(1);
                assertThat(player.events(Moved.class)).isEqualTo(first.events(Moved.class));
                assertThat(player.events(Book.class)).isEqualTo(first.events(Book.class));
                assertThat(player.violations).isEmpty();
            }
        });
    }

    @Test
    void afterARestartThePlayerIsToldItsHandAndTheTurnAndNothingElseOfThePast() {
        SEEDS.stream().limit(50).forEach(seed -> {
            Company company = new Company(3, seed, GamesConfig.DEFAULT).settle();
            Player carol = company.player("carol");
            List<GameEvent> before = List.copyOf(carol.events);
            carol.restart();
            company.settle();

            assertThat(carol.events.subList(before.size(), carol.events.size()))
                    .as(SEEDS.replay(seed))
                    .containsExactly(last(before, Hand.class), last(before, Turn.class));
        });
    }

    @Test
    void whoeverLeavesTheOthersPlayToTheEnd() {
        SEEDS.stream().forEach(seed -> {
            Company company = new Company(2 + (int) (seed % 4), seed, Company.auto());
            int leaver = 1 + company.random.nextInt(company.players.size() - 1);
            happen(company, company.random.nextInt(600));
            boolean dealt = isDealt(company);
            boolean leaves = company.players.get(leaver).isAtTable();
            company.leave(leaver);
            company.finish();

            for (Player player : company.players) {
                if (player.seat == leaver && leaves) {
                    assertThat(player.isAtTable()).isFalse();
                } else if (dealt) {
                    assertThat(player.events(Over.class))
                            .as(SEEDS.replay(seed))
                            .singleElement()
                            .satisfies(over -> assertThat(over.findings()).isEmpty());
                } else {
                    assertThat(player.events(Aborted.class).isEmpty())
                            .as(SEEDS.replay(seed))
                            .isNotEqualTo(player.events(Over.class).isEmpty());
                }
                assertThat(player.games.isPlaying()).isFalse();
            }
        });
    }

    @Test
    void whoLeavesBeforeTheDealEndsTheGame() {
        Company company = new Company(3, 1, Company.auto());
        company.leave(2);
        company.finish();
        assertThat(company.player("bob").events(Aborted.class))
                .extracting(Aborted::reason)
                .containsExactly("carol left before the deal");
    }

    @Test
    void theLastOfTwoWinsAndTheGameIsAudited() {
        Company company = new Company(2, 1, GamesConfig.DEFAULT).settle();
        company.leave(1);
        company.finish();
        Player alice = company.player("alice");
        assertThat(alice.events(Left.class)).extracting(Left::player).containsExactly("bob");
        assertThat(alice.events(Over.class)).singleElement().satisfies(over -> {
            assertThat(over.winners()).containsExactly("alice");
            assertThat(over.findings()).isEmpty();
        });
        assertThat(alice.reports).containsExactly("seated", "ended: played to its end");
    }

    @Test
    void aCutLinkPausesTheGameForAllAndItGoesOnWhenItIsMended() {
        SEEDS.stream().limit(100).forEach(seed -> {
            Company company = new Company(3 + (int) (seed % 3), seed, Company.auto());
            int cut = company.random.nextInt(company.players.size());
            while (!isDealt(company)) {
                happen(company, 1);
            }
            happen(company, company.random.nextInt(100));
            company.cut(cut);
            company.elapse(java.time.Duration.ofSeconds(100));
            assertThat(company.players)
                    .noneMatch(player -> !player.events(Over.class).isEmpty());
            company.mend(cut);
            company.finish();

            Player other = company.players.get(cut == 0 ? 1 : 0);
            assertThat(other.events(Paused.class)).extracting(Paused::player).containsExactly(Company.NAMES.get(cut));
            assertThat(other.events(Resumed.class)).extracting(Resumed::player).containsExactly(Company.NAMES.get(cut));
            assertThat(company.players)
                    .as(SEEDS.replay(seed))
                    .allSatisfy(player -> assertThat(player.events(Over.class))
                            .singleElement()
                            .satisfies(over -> assertThat(over.findings()).isEmpty()));
        });
    }

    @Test
    void aRingThatBreaksBeforeTheEndAbortsTheGameAndAfterTheDisclosureDoesNot() {
        Company broken = new Company(3, 1, GamesConfig.DEFAULT).settle();
        broken.leave(0);
        assertThat(broken.player("bob").events(Aborted.class))
                .extracting(Aborted::reason)
                .containsExactly("the dealer has left");
        assertThat(broken.player("bob").reports).containsExactly("seated", "ended: the dealer has left");

        Company judged = new Company(3, 1, Company.auto());
        judged.players.get(0).registrarAnswers = false;
        judged.settle();
        assertThat(judged.player("bob").games.isPlaying()).isFalse();
        assertThat(judged.player("bob").events(Over.class)).isEmpty();
        judged.leave(0);
        assertThat(judged.player("bob").events(Over.class)).hasSize(1);
    }

    private static void happen(Company company, int times) {
        for (int step = 0; step < times && company.happen(); step++) {
            // One thing after the other.
        }
    }

    private static boolean isDealt(Company company) {
        return company.players.stream()
                .allMatch(player -> player.games.views().stream()
                        .allMatch(view -> view.state().dealt()));
    }

    private static GameEvent last(List<GameEvent> events, Class<? extends GameEvent> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
