package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Hand;
import io.eddy.game.GameEvent.Moved;
import io.eddy.game.GameEvent.Turn;
import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Terms;
import io.eddy.node.Answer;
import io.eddy.node.RecordingWorld;
import io.eddy.ring.Charter;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a player may ask of its program, and what it is told. */
final class CommandsTest {
    private final Company company = new Company(3, 1, GamesConfig.DEFAULT).settle();
    private final Player alice = company.player("alice");
    private final Player bob = company.player("bob");

    @Test
    void anAskIsDoneWhenItHasItsPlaceAndItsOutcomeIsAnEvent() {
        Answer<GameView> answer = ask(bob, "carol", held(bob));
        answer.assertOpen();
        company.settle();
        assertThat(answer.result().hand()).isNotEmpty();
        assertThat(bob.events(Moved.class)).singleElement().satisfies(moved -> {
            assertThat(moved.player()).isEqualTo("bob");
            assertThat(moved.asked()).isEqualTo("carol");
            assertThat(moved.rank()).isEqualTo(held(bob));
            assertThat(moved.outcome().overdue()).isFalse();
        });
        assertThat(bob.events(Turn.class)).hasSize(2);
    }

    @Test
    void anIllegalAskIsRefusedWithItsRuleAndChangesNothing() {
        int said = company.log.size();
        Rank missing = Arrays.stream(Rank.values())
                .filter(rank -> hand(bob).stream().noneMatch(card -> card.rank() == rank))
                .findFirst()
                .orElseThrow();
        assertThat(ask(bob, "carol", missing).complaint()).isEqualTo("you may only ask for a rank that you hold");
        assertThat(ask(bob, "bob", held(bob)).complaint()).isEqualTo("you cannot ask yourself");
        assertThat(ask(bob, "erin", held(bob)).complaint()).isEqualTo("that peer is not in this game");
        assertThat(ask(alice, "bob", held(alice)).complaint()).isEqualTo("it is not your turn; it is bob's");
        company.settle();
        assertThat(company.log).hasSize(said);
    }

    @Test
    void aSecondAskWaitsForTheFirst() {
        Answer<GameView> first = ask(bob, "carol", held(bob));
        assertThat(ask(bob, "alice", held(bob)).complaint()).isEqualTo("your last word is still on its way");
        company.settle();
        first.result();
    }

    @Test
    void nothingIsAskedInAPause() {
        company.cut(2);
        assertThat(ask(bob, "alice", held(bob)).complaint()).isEqualTo("the game waits for carol; ask when it goes on");
    }

    @Test
    void whoHasNoGameIsToldSo() {
        Company none = new Company(2, 1, Company.auto()).finish();
        Player idle = none.player("alice");
        assertThat(ask(idle, "bob", Rank.ACE).complaint()).isEqualTo("you have no game");
        Answer<GameView> hand = new Answer<>();
        idle.games.hand(hand);
        assertThat(hand.complaint()).isEqualTo("you have no game");
        Answer<RingId> end = new Answer<>();
        idle.games.end(Optional.empty(), end);
        assertThat(end.complaint()).isEqualTo("you have no game");
        assertThat(idle.games.views()).isEmpty();
    }

    @Test
    void aViewShowsOnesOwnHandAndOfOthersHowManyCardsTheyHave() {
        Answer<GameView> answer = new Answer<>();
        bob.games.hand(answer);
        GameView view = answer.result();
        assertThat(view.hand()).isEqualTo(hand(bob));
        assertThat(view.kind()).isEqualTo("gofish");
        assertThat(view.turn()).contains("bob");
        assertThat(view.places()).extracting(GameView.Place::name).containsExactly("alice", "bob", "carol");
        int cards = view.places().stream()
                .mapToInt(place -> place.cards() + 4 * place.books().size())
                .sum();
        assertThat(cards + view.state().stock()).isEqualTo(52);
        assertThat(view.state().paused()).isFalse();
        company.cut(2);
        assertThat(bob.games.views()).singleElement().satisfies(paused -> {
            assertThat(paused.state().paused()).isTrue();
            assertThat(paused.places()).extracting(GameView.Place::isAway).containsExactly(false, false, true);
        });
    }

    @Test
    void onlyTheDealerEndsAGameBeforeItsTime() {
        Answer<RingId> refused = new Answer<>();
        bob.games.end(Optional.empty(), refused);
        assertThat(refused.complaint()).isEqualTo("only its dealer can end a game; that is alice");
        Answer<RingId> other = new Answer<>();
        alice.games.end(Optional.of(new RingId(Bytes.owning(new byte[16]))), other);
        assertThat(other.complaint()).isEqualTo("you have no such game");

        Answer<RingId> answer = new Answer<>();
        alice.games.end(Optional.of(company.charter.ring()), answer);
        answer.assertOpen();
        company.settle();
        assertThat(answer.result()).isEqualTo(company.charter.ring());
        assertThat(company.players).allSatisfy(player -> {
            assertThat(player.events(Aborted.class))
                    .extracting(Aborted::reason)
                    .containsExactly("alice ended the game");
            assertThat(player.games.isPlaying()).isFalse();
            assertThat(player.reports).containsExactly("seated", "ended: alice ended the game");
        });
    }

    @Test
    void autoMovesAtOnceInOnesOwnTurn() {
        bob.games.auto(true);
        company.settle();
        assertThat(bob.events(Moved.class)).isNotEmpty();
        assertThat(bob.events(Moved.class)).extracting(Moved::player).containsOnly("bob");
    }

    @Test
    void aCharterIsRefusedWithTheReason() {
        assertThat(alice.games.refusal(company.charter)).contains("already plays a game");
        Games free = new Company(2, 1, Company.auto()).finish().player("alice").games;
        Charter charter = company.charter;
        assertThat(free.refusal(charter)).isEmpty();
        assertThat(free.refusal(new Charter(charter.ring(), "chess", Optional.empty(), charter.members(), Bytes.EMPTY)))
                .contains("does not know the game chess");
        assertThat(free.refusal(with(charter, Bytes.EMPTY))).contains("the terms of the game cannot be read");
        assertThat(free.refusal(with(charter, Bytes.fromHex("0600")))).contains("5 or 7 cards are dealt, not 6");
        assertThat(free.refusal(with(charter, Bytes.fromHex("0502"))))
                .contains("a variant of Go Fish is not known here");
        assertThat(free.refusal(new Charter(
                        charter.ring(),
                        Terms.KIND,
                        Optional.empty(),
                        charter.members().subList(0, 1),
                        charter.terms())))
                .contains("Go Fish is for 2 to 5 players, not 1");
    }

    @Test
    void playersOfOneNameAreToldApart() {
        var members = company.charter.members();
        var twin = new io.eddy.ring.Member(
                RecordingWorld.idOf("dave"), "bob", members.get(0).address());
        Charter charter = alice.games.charter(
                company.charter.ring(), Optional.empty(), List.of(members.get(0), members.get(1), twin));
        assertThat(charter.member(0).name()).isEqualTo("alice");
        assertThat(charter.member(1).name()).isEqualTo("bob~" + bob.self().hex().substring(0, 4));
        assertThat(charter.member(2).name())
                .startsWith("bob~")
                .isNotEqualTo(charter.member(1).name());
    }

    private static Charter with(Charter charter, Bytes terms) {
        return new Charter(charter.ring(), Terms.KIND, Optional.empty(), charter.members(), terms);
    }

    private static List<Card> hand(Player player) {
        List<Hand> hands = player.events(Hand.class);
        return hands.get(hands.size() - 1).cards();
    }

    private static Rank held(Player player) {
        return player.events(Hand.class).get(0).cards().get(0).rank();
    }

    private static Answer<GameView> ask(Player player, String who, Rank rank) {
        Answer<GameView> answer = new Answer<>();
        player.games.ask(RecordingWorld.idOf(who), rank, answer);
        return answer;
    }
}
