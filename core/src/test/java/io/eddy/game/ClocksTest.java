package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Left;
import io.eddy.game.GameEvent.Moved;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameEvent.Turn;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.game.gofish.GoFishWord.Closed;
import io.eddy.game.gofish.GoFishWord.Disclosed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who does not speak in time. */
final class ClocksTest {

    @Test
    void aTurnThatIsNotTakenInAMinuteIsTakenByTheProgram() {
        Company company = new Company(3, 1, GamesConfig.DEFAULT).settle();
        Player alice = company.player("alice");
        String first = alice.events(Turn.class).get(0).player();
        assertThat(first).isEqualTo("bob");
        company.elapse(Duration.ofSeconds(59));
        assertThat(alice.events(Moved.class)).isEmpty();
        company.elapse(Duration.ofSeconds(1));
        assertThat(alice.events(Moved.class)).singleElement().satisfies(moved -> {
            assertThat(moved.player()).isEqualTo("bob");
            assertThat(moved.asked()).isEqualTo("carol");
            assertThat(moved.outcome().overdue()).isTrue();
        });
        assertThat(company.player("carol").events(Moved.class)).isEqualTo(alice.events(Moved.class));
    }

    @Test
    void theThirdTurnThatIsNotTakenCountsAsLeft() {
        Company company = new Company(3, 1, GamesConfig.DEFAULT);
        Player bob = company.player("bob");
        company.player("alice").games.auto(true);
        company.player("carol").games.auto(true);
        company.finish();
        assertThat(bob.events(Aborted.class))
                .extracting(Aborted::reason)
                .containsExactly("you did not take your turn three times");
        Player alice = company.player("alice");
        assertThat(alice.events(Moved.class))
                .filteredOn(moved -> moved.outcome().overdue())
                .extracting(Moved::player)
                .containsExactly("bob", "bob");
        assertThat(alice.events(Left.class)).extracting(Left::player).containsExactly("bob");
        assertThat(alice.events(Over.class)).hasSize(1);
        assertThat(alice.events(Over.class).get(0).winners()).doesNotContain("bob");
    }

    @Test
    void aDealerThatDoesNotTakeItsTurnsEndsTheGame() {
        Company company = new Company(2, 1, GamesConfig.DEFAULT);
        company.player("bob").games.auto(true);
        company.finish();
        assertThat(company.player("alice").events(Aborted.class))
                .extracting(Aborted::reason)
                .containsExactly("you did not take your turn three times");
        assertThat(company.player("bob").events(Aborted.class))
                .extracting(Aborted::reason)
                .containsExactly("the dealer has left");
    }

    @Test
    void theCountOfTurnsNotTakenOutlivesARestart() {
        Company company = new Company(2, 1, GamesConfig.DEFAULT);
        company.player("alice").games.auto(true);
        company.settle();
        for (int times = 0; times < 2; times++) {
            company.elapse(Duration.ofSeconds(60));
            company.player("bob").restart();
            company.settle();
        }
        assertThat(company.player("bob").events(Aborted.class)).isEmpty();
        company.elapse(Duration.ofSeconds(60));
        assertThat(company.player("bob").events(Aborted.class)).hasSize(1);
    }

    @Test
    void clocksStandStillInAPauseAndGoOnWithWhatWasLeft() {
        Company company = new Company(3, 1, GamesConfig.DEFAULT).settle();
        Player alice = company.player("alice");
        company.elapse(Duration.ofSeconds(40));
        company.cut(2);
        company.elapse(Duration.ofSeconds(100));
        assertThat(alice.events(Moved.class)).isEmpty();
        assertThat(alice.games.isOverdue(alice.ring, 1)).isFalse();
        company.mend(2);
        company.elapse(Duration.ofSeconds(19));
        assertThat(alice.events(Moved.class)).isEmpty();
        company.elapse(Duration.ofSeconds(1));
        assertThat(alice.events(Moved.class)).hasSize(1);
    }

    @Test
    void whoOwesAWordForTooLongIsLeftOut() {
        Company company = new Company(3, 1, GamesConfig.DEFAULT).settle();
        Player alice = company.player("alice");
        company.player("bob").mute = true;
        company.elapse(Duration.ofSeconds(79));
        assertThat(alice.games.isOverdue(alice.ring, 1)).isFalse();
        company.elapse(Duration.ofSeconds(1));
        assertThat(alice.games.isOverdue(alice.ring, 1)).isTrue();
        assertThat(alice.games.isOverdue(alice.ring, 2)).isFalse();
        company.elapse(Duration.ofSeconds(9));
        assertThat(alice.events(Left.class)).isEmpty();
        company.elapse(Duration.ofSeconds(1));
        assertThat(alice.events(Left.class)).extracting(Left::player).containsExactly("bob");
    }

    @Test
    void whoDoesNotShuffleEndsTheGameForAll() {
        Company company = new Company(3, 1, GamesConfig.DEFAULT);
        company.player("carol").mute = true;
        company.elapse(Duration.ofSeconds(91));
        assertThat(company.player("bob").events(Aborted.class))
                .extracting(Aborted::reason)
                .containsExactly("carol left before the deal");
    }

    @Test
    void aDealerThatDoesNotDealIsGivenUp() {
        Company company = new Company(3, 1, GamesConfig.DEFAULT);
        company.player("alice").mute = true;
        company.elapse(Duration.ofSeconds(119));
        assertThat(company.player("bob").events(Aborted.class)).isEmpty();
        company.elapse(Duration.ofSeconds(2));
        for (String name : List.of("bob", "carol")) {
            assertThat(company.player(name).events(Aborted.class))
                    .extracting(Aborted::reason)
                    .containsExactly("alice, the dealer, has said nothing for 120 s");
            assertThat(company.player(name).games.isPlaying()).isFalse();
        }
    }

    @Test
    void aDealerThatDoesNotDiscloseIsGivenUpAndOneThatDoesNotCloseIsNot() {
        assertThat(endWithout(Disclosed.class).events(Aborted.class)).hasSize(1);
        assertThat(endWithout(Closed.class).events(Over.class)).hasSize(1);
    }

    @Test
    void theDealerClosesAGameOfWhichTheRegistrarDoesNotHear() {
        Company company = new Company(2, 1, Company.auto());
        company.player("alice").registrarAnswers = false;
        company.settle();
        assertThat(company.player("bob").events(Over.class)).isEmpty();
        assertThat(company.player("bob").games.isPlaying()).isFalse();
        company.elapse(Duration.ofSeconds(2));
        assertThat(company.player("bob").events(Over.class)).hasSize(1);
        assertThat(company.player("alice").events(Over.class)).hasSize(1);
    }

    private static Player endWithout(Class<? extends GoFishWord> word) {
        Company company = new Company(2, 1, Company.auto());
        Player alice = company.player("alice");
        alice.tongue = said -> {
            alice.mute |= word.isInstance(said);
            return said;
        };
        company.elapse(Duration.ofSeconds(121));
        return company.player("bob");
    }
}
