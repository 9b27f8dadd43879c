package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutoPlayerTest {

    /** Shared wins count in parts, so that equal players would have one share in so many seats. */
    @ParameterizedTest
    @CsvSource({"2, 0.62", "3, 0.75", "4, 0.75", "5, 0.75"})
    void winsClearlyMoreThanItsShareAgainstRandomPlayers(int players, double atLeast) {
        int games = 1_000;
        double won = LongStream.range(0, games)
                .mapToDouble(seed -> {
                    Rules rules = Rules.of(players);
                    // Another seat in each game, so that the place at the table does not matter.
                    int seat = (int) (seed % players);
                    SeededGame game = new SeededGame(rules, seed);
                    game.players.set(seat, SeededGame.Player.auto(rules, game.random.split()));
                    List<Integer> winners = game.finish(0).play().winners();
                    return winners.contains(seat) ? 1.0 / winners.size() : 0;
                })
                .sum();

        assertThat(won / games).isGreaterThan(atLeast);
    }

    @Test
    void endsAGameInFewerAsksThanChance() {
        assertThat(moves(true)).isLessThan(moves(false) * 9 / 10);
    }

    private static long moves(boolean auto) {
        return LongStream.range(0, 200)
                .map(seed -> {
                    Rules rules = Rules.of(4);
                    SeededGame game = new SeededGame(rules, seed);
                    for (int seat = 0; auto && seat < 4; seat++) {
                        game.players.set(seat, SeededGame.Player.auto(rules, game.random.split()));
                    }
                    return game.finish(0).moves.size();
                })
                .sum();
    }
}
