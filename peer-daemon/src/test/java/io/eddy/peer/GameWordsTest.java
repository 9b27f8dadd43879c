package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.KnownGame;
import io.eddy.daemon.PersonScreen;
import io.eddy.daemon.Report;
import io.eddy.game.GameEvent;
import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Book;
import io.eddy.game.GameEvent.Hand;
import io.eddy.game.GameEvent.Left;
import io.eddy.game.GameEvent.Moved;
import io.eddy.game.GameEvent.Moved.Outcome;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameEvent.Paused;
import io.eddy.game.GameEvent.Resumed;
import io.eddy.game.GameEvent.Started;
import io.eddy.game.GameEvent.Turn;
import io.eddy.game.GameView;
import io.eddy.game.GameView.Place;
import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.Rank;
import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GameWordsTest {
    private static final RingId GAME = new RingId(Bytes.fromHex("7f3a02030405060708090a0b0c0d0e0f"));
    private static final String GAME_FIELD = "\"game\":\"7f3a02030405060708090a0b0c0d0e0f\"";
    private static final PeerId ALICE = new PeerId(0x0b1c2d3e00000000L, 0, 0, 1);

    private final GameWords words = new GameWords(new Myself(() -> "alice", () -> ALICE));

    private String json(GameEvent event) {
        return Shown.json(words.of(event));
    }

    private String text(GameEvent event) {
        return Shown.text(words.of(event));
    }

    private static String event(String name, String fields) {
        return "{\"event\":\"" + name + "\"," + GAME_FIELD + "," + fields + "}";
    }

    private static List<Card> cards(String... texts) {
        return Stream.of(texts).map(text -> Card.parse(text).orElseThrow()).toList();
    }

    private static Moved moved(String player, String asked, Rank rank, int got, boolean fished, boolean lucky) {
        return new Moved(GAME, player, asked, rank, new Outcome(got, fished, lucky, false));
    }

    private static Map<String, Integer> books(int alice, int bob, int carol) {
        Map<String, Integer> books = new LinkedHashMap<>();
        books.put("alice", alice);
        books.put("bob", bob);
        books.put("carol", carol);
        return books;
    }

    private static final GameView VIEW = new GameView(
            GAME,
            "gofish",
            List.of(
                    new Place("alice", 7, List.of(Rank.KING), false, false),
                    new Place("bob", 5, List.of(Rank.ACE, Rank.THREE), false, false),
                    new Place("carol", 0, List.of(), true, false)),
            Optional.of("alice"),
            cards("AS", "AD", "3C", "7H", "9H", "QC", "10D"),
            new GameView.State(31, true, false));

    @Test
    void everyEventOfAGameHasWords() {
        assertThat(GameEvent.class.getPermittedSubclasses()).allSatisfy(kind -> {
            assertThat(words.knows(kind)).as(kind.getSimpleName()).isTrue();
            assertThat(GameSentences.ofAnOnlooker().knows(kind)).isTrue();
        });
    }

    @Test
    void aGameStartsWithItsPlayersInTheirOrder() {
        Started started = new Started(GAME, "gofish", List.of("alice", "bob", "carol"), 7);

        assertThat(json(started))
                .isEqualTo(event(
                        "game_started",
                        "\"kind\":\"gofish\",\"players\":[\"alice\",\"bob\",\"carol\"],\"dealer\":\"alice\","
                                + "\"cards_each\":7"));
        assertThat(text(started))
                .isEqualTo("14:02  ♠ game 7f3a  you deal 7 cards each, shuffled by all three: you › bob › carol\n");
        assertThat(text(new Started(GAME, "gofish", List.of("bob", "alice"), 7)))
                .isEqualTo("14:02  ♠ game 7f3a  bob deals 7 cards each, shuffled by both: bob › you\n");
    }

    @Test
    void aNamesakeIsNotOneself() {
        assertThat(text(new Started(GAME, "gofish", List.of("alice~99aa", "alice~0b1c"), 7)))
                .contains("alice~99aa deals 7", "alice~99aa › you");
    }

    @Test
    void aHandIsShownWholeWhenItIsDealtAndThenWhatComesToIt() {
        assertThat(json(new Hand(GAME, cards("AS", "10H", "QC"))))
                .isEqualTo(event("game_hand", "\"hand\":[\"AS\",\"10H\",\"QC\"]"));

        assertThat(text(new Hand(GAME, cards("AS", "AD", "10H")))).isEqualTo("  hand   A♠ A♦  10♥\n");
        assertThat(text(new Hand(GAME, cards("AS", "AD", "10H", "QC", "QD"))))
                .isEqualTo("14:02  ♠ to your hand: Q♣  Q♦\n".replace("Q♣  Q♦", "Q♣ Q♦"));
        assertThat(text(new Hand(GAME, cards("10H", "QC", "QD")))).isEmpty();
        assertThat(text(new Started(GAME, "gofish", List.of("bob", "alice"), 7)))
                .isNotEmpty();
        assertThat(text(new Hand(GAME, cards()))).isEqualTo("  hand   no cards\n");
    }

    @Test
    void redSuitsAreRedWhereColoursAreShown() {
        StringBuilder shown = new StringBuilder();
        Report hand = words.of(new Hand(GAME, cards("AS", "10H", "QD", "KC")));
        new PersonScreen(shown::append, prompt -> {}, true, Clock.systemUTC()).show(hand);

        assertThat(shown.toString()).contains("A♠  \u001b[31m10♥\u001b[0m  \u001b[31mQ♦\u001b[0m  K♣");
    }

    @Test
    void aTurnIsToldToAPersonWhenItPasses() {
        assertThat(json(new Turn(GAME, "bob"))).isEqualTo(event("game_turn", "\"player\":\"bob\""));
        assertThat(text(new Turn(GAME, "bob"))).isEqualTo("14:02  ♠ bob's turn\n");
        assertThat(text(new Turn(GAME, "bob"))).isEmpty();
        assertThat(text(new Turn(GAME, "alice"))).isEqualTo("14:02  ♠ your turn\n");
        assertThat(text(new Turn(GAME, "alice"))).isEqualTo("14:02  ♠ your turn\n");
    }

    @Test
    void whoPlaysByItselfNeedsNoTable() {
        assertThat(words.isOwnTurn(new Turn(GAME, "alice"))).isTrue();
        assertThat(words.isOwnTurn(new Turn(GAME, "bob"))).isFalse();
        words.auto(true);
        assertThat(words.isOwnTurn(new Turn(GAME, "alice"))).isFalse();
    }

    @Test
    void aMoveIsOneLine() {
        assertThat(json(moved("bob", "carol", Rank.QUEEN, 2, false, false)))
                .isEqualTo(event(
                        "game_move",
                        "\"player\":\"bob\",\"asked\":\"carol\",\"rank\":\"Q\",\"got\":2,\"fished\":false,"
                                + "\"lucky\":false,\"overdue\":false"));

        assertThat(text(moved("bob", "carol", Rank.QUEEN, 2, false, false)))
                .isEqualTo("14:02  ♠ bob asks carol for queens: 2, and goes on\n");
        assertThat(text(moved("bob", "alice", Rank.SIX, 0, true, false)))
                .isEqualTo("14:02  ♠ bob asks you for sixes: go fish\n");
        assertThat(text(moved("bob", "alice", Rank.TEN, 0, true, true)))
                .isEqualTo("14:02  ♠ bob asks you for tens: go fish, draws the ten asked for, and goes on\n");
        assertThat(text(moved("alice", "bob", Rank.ACE, 3, false, false)))
                .isEqualTo("14:02  ♠ you ask bob for aces: 3, and go on\n");
        assertThat(text(moved("alice", "bob", Rank.ACE, 0, false, false)))
                .isEqualTo("14:02  ♠ you ask bob for aces: none, and the stock is empty\n");
    }

    @Test
    void aMoveOfThePlayersProgramIsToldAsSuch() {
        Moved overdue = new Moved(GAME, "bob", "carol", Rank.TWO, new Outcome(0, true, false, true));

        assertThat(json(overdue)).contains("\"lucky\":false,\"overdue\":true");
        assertThat(text(overdue))
                .isEqualTo("14:02  ♠ bob asks carol for twos: go fish (played by the program, the time was up)\n");
    }

    @Test
    void booksAreLaidDown() {
        assertThat(json(new Book(GAME, "bob", Rank.TEN)))
                .isEqualTo(event("game_book", "\"player\":\"bob\",\"rank\":\"10\""));
        assertThat(text(new Book(GAME, "bob", Rank.TEN))).isEqualTo("14:02  ♠ bob lays the book of tens\n");
        assertThat(text(new Book(GAME, "alice", Rank.TEN))).isEqualTo("14:02  ♠ you lay the book of tens\n");
    }

    @Test
    void whoIsAwayBackOrGoneIsTold() {
        assertThat(json(new Paused(GAME, "bob", "no link")))
                .isEqualTo(event("game_paused", "\"player\":\"bob\",\"reason\":\"no link\""));
        assertThat(json(new Resumed(GAME, "bob", "linked")))
                .isEqualTo(event("game_resumed", "\"player\":\"bob\",\"reason\":\"linked\""));
        assertThat(json(new Left(GAME, "bob"))).isEqualTo(event("game_left", "\"player\":\"bob\""));
        assertThat(text(new Paused(GAME, "bob", "no link")))
                .isEqualTo("14:02  ♠ bob is away (no link): the game waits\n");
        assertThat(text(new Resumed(GAME, "bob", "linked"))).isEqualTo("14:02  ♠ bob is back (linked)\n");
        assertThat(text(new Left(GAME, "bob")))
                .isEqualTo("14:02  ♠ bob has left for good: those cards go under the stock\n");
    }

    @Test
    void anEndHasARankingAndAnAudit() {
        Over over = new Over(GAME, books(4, 5, 4), List.of("bob"), List.of());

        assertThat(json(over))
                .isEqualTo(event(
                        "game_over",
                        "\"books\":{\"alice\":4,\"bob\":5,\"carol\":4},\"winners\":[\"bob\"],\"audit\":\"clean\""));
        assertThat(text(over)).isEqualTo("""
                14:02  ♠ game 7f3a  bob wins with 5 books
                  1      bob    5 books
                  2      you    4 books
                  2      carol  4 books
                  audit  clean: deck, deals, draws and answers are what they had to be
                """);
    }

    @Test
    void aWinMayBeShared() {
        assertThat(text(new Over(GAME, books(6, 6, 1), List.of("alice", "bob"), List.of())))
                .startsWith("14:02  ♠ game 7f3a  you and bob share the win with 6 books each\n")
                .contains("carol  1 book\n");
        assertThat(text(new Over(GAME, books(7, 6, 0), List.of("alice"), List.of())))
                .startsWith("14:02  ♠ game 7f3a  you win with 7 books\n");
    }

    @Test
    void whoCheatedIsNamed() {
        Over over = new Over(GAME, books(4, 5, 4), List.of("bob"), List.of("bob lied", "carol lied"));

        assertThat(json(over)).endsWith("\"audit\":\"bob lied; carol lied\"}");
        assertThat(text(over)).endsWith("  audit  bob lied; carol lied\n").doesNotContain("clean");
    }

    @Test
    void anEndBeforeTheEndHasItsReason() {
        assertThat(json(new Aborted(GAME, "bob ended the game")))
                .isEqualTo(event("game_aborted", "\"reason\":\"bob ended the game\""));
        assertThat(text(new Aborted(GAME, "bob ended the game")))
                .isEqualTo("14:02  ♠ the game ends before its time: bob ended the game\n");
    }

    @Test
    void aPersonInTurnSeesHandAndTableAndTheFirstTimeHowToAsk() {
        assertThat(Shown.text(words.atOwnTurn(VIEW))).isEqualTo("""
                  hand   A♠ A♦  3♣  7♥  9♥  Q♣  10♦
                  table  bob 5 [A 3]   carol left   stock 31   your books [K]
                  ask somebody for a rank you hold, as: /ask bob A
                """);
        assertThat(Shown.text(words.atOwnTurn(VIEW))).doesNotContain("/ask");
    }

    @Test
    void theWholeTableIsAPictureAndFields() {
        assertThat(Shown.text(words.table(VIEW))).isEqualTo("""
                  game   7f3a  gofish  your turn
                  hand   A♠ A♦  3♣  7♥  9♥  Q♣  10♦
                  ▸ alice  ▮▮▮▮▮▮▮ 7   books K   you, deals
                    bob    ▮▮▮▮▮ 5   books A 3
                    carol  0   has left
                  stock  31 cards
                """);
        assertThat(Shown.json(words.table(VIEW)))
                .isEqualTo(event(
                        "game_hand",
                        "\"hand\":[\"AS\",\"AD\",\"3C\",\"7H\",\"9H\",\"QC\",\"10D\"],\"turn\":\"alice\",\"stock\":31,"
                                + "\"dealt\":true,\"paused\":false,\"players\":["
                                + "{\"name\":\"alice\",\"cards\":7,\"books\":[\"K\"],\"left\":false,\"away\":false},"
                                + "{\"name\":\"bob\",\"cards\":5,\"books\":[\"A\",\"3\"],\"left\":false,\"away\":false},"
                                + "{\"name\":\"carol\",\"cards\":0,\"books\":[],\"left\":true,\"away\":false}]"));
    }

    @Test
    void gamesAreListedWithWhatIsKnownOfThem() {
        List<KnownGame> games = List.of(
                new KnownGame(
                        GAME,
                        "gofish",
                        List.of("alice", "bob", "carol"),
                        Optional.of("bob"),
                        Optional.of(books(1, 0, 2))),
                new KnownGame(GAME, "gofish", List.of("dora", "erin"), Optional.empty(), Optional.empty()));

        assertThat(Shown.json(GameWords.games(games)))
                .isEqualTo("{\"event\":\"games\",\"games\":[{" + GAME_FIELD
                        + ",\"kind\":\"gofish\",\"players\":[\"alice\",\"bob\",\"carol\"],\"turn\":\"bob\","
                        + "\"books\":{\"alice\":1,\"bob\":0,\"carol\":2}},{" + GAME_FIELD
                        + ",\"kind\":\"gofish\",\"players\":[\"dora\",\"erin\"],\"turn\":null,\"books\":null}]}");
        assertThat(Shown.text(GameWords.games(games))).isEqualTo("""
                  game  kind    players            turn  books
                  7f3a  gofish  alice, bob, carol  bob   alice 1, bob 0, carol 2
                  7f3a  gofish  dora, erin         -     -
                """);
        assertThat(Shown.text(GameWords.games(List.of()))).contains("/start gofish 2");
    }

    @Test
    void aPlayersNameCannotTearTheLine() {
        assertThat(text(new Turn(GAME, "b\n\u001b[2Job"))).isEqualTo("14:02  ♠ b\\u000a\\u001b[2Job's turn\n");
    }
}
