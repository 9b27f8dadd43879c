package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Hand;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameEvent.Started;
import io.eddy.node.Timestamp;
import io.eddy.sim.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whole games by themselves, in whatever order things happen. */
final class GamesTest {
    private static final Seeds SEEDS = new Seeds("core", "GamesTest", 1_000);

    @Test
    void everyGameIsPlayedToItsEndAndClean() {
        SEEDS.stream().forEach(seed -> {
            Company company = new Company(2 + (int) (seed % 4), seed, Company.auto()).finish();

            assertThat(company.now).as(SEEDS.replay(seed)).isEqualTo(new Timestamp(0).plus(Duration.ofSeconds(5)));
            Over over = company.players.get(0).events(Over.class).get(0);
            assertThat(over.findings()).as(SEEDS.replay(seed)).isEmpty();
            assertThat(over.books().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(13);
            for (Player player : company.players) {
                assertThat(player.events.get(0)).isInstanceOf(Started.class);
                assertThat(player.events.get(1)).isInstanceOf(Hand.class);
                assertThat(player.events(Over.class)).as(SEEDS.replay(seed)).containsExactly(over);
                assertThat(player.events(Aborted.class)).isEmpty();
                assertThat(player.events.get(player.events.size() - 1)).isEqualTo(over);
                assertThat(player.games.isPlaying()).isFalse();
                assertThat(player.violations).isEmpty();
            }
        });
    }
}
