package io.eddy.game;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Paused;
import io.eddy.game.GameEvent.Resumed;
import io.eddy.game.GamesConfig.Clocks;
import io.eddy.game.gofish.AutoPlayer;
import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.FairShuffle;
import io.eddy.game.gofish.GoFishGame;
import io.eddy.game.gofish.GoFishGame.Stage;
import io.eddy.game.gofish.GoFishGame.Step;
import io.eddy.game.gofish.GoFishWire;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.game.gofish.GoFishWord.Closed;
import io.eddy.game.gofish.GoFishWord.Ended;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.Hand;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Play;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Terms;
import io.eddy.game.gofish.Whisper;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.ring.Charter;
import io.eddy.ring.Member;
import io.eddy.ring.Ring;
import io.eddy.ring.RingId;
import io.eddy.ring.Said;
import io.eddy.wire.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One player's seat in one game: what the player does, given what the game is by what was said on the ring.
 *
 * <p>It says one thing at a time: while a word of its own has no number yet, it does not know what it answers.
 */
final class GoFishSeat {
    private static final int DEALER = FairShuffle.DEALER;

    /** So many turns are not taken before the player counts as gone (protocols.md E.1). */
    private static final int MAX_OVERDUE = 3;

    private final Parlour parlour;
    private final Ring ring;
    private final Charter charter;
    private final int seat;
    private final Dealing dealing;
    private final GoFishGame game;
    private final AutoPlayer player;
    private final Narrator narrator;
    private final GameClocks clocks;
    private final PrivateWords privately;
    private final Requests requests = new Requests();
    private long judgedAt = Long.MAX_VALUE;
    private boolean reported;
    private boolean known;
    private boolean done;

    GoFishSeat(Parlour parlour, Ring ring) {
        this.parlour = parlour;
        this.ring = ring;
        this.charter = ring.charter();
        this.seat = ring.seat();
        var rules = Terms.rules(charter);
        PeerId dealer = charter.member(DEALER).peer();
        this.dealing = parlour.cards.dealing(id().bytes(), rules, seat, dealer, parlour);
        this.game = new GoFishGame(
                rules, charter.members().stream().map(Member::name).toList(), dealing);
        this.player = new AutoPlayer(rules, parlour.host.random());
        this.narrator = new Narrator(id(), this::name, this::tell);
        this.privately = new PrivateWords(parlour.host, ring, dealing);
        this.clocks = new GameClocks(parlour.host, parlour.config.clocks(), id());
    }

    RingId id() {
        return charter.ring();
    }

    /** Whether its player is taken: until the game is judged, or ends otherwise. */
    boolean isPlaying() {
        return !done && game.stage().compareTo(Stage.JUDGED) < 0;
    }

    boolean isDone() {
        return done;
    }

    GoFishGame game() {
        return game;
    }

    void onFounded(Optional<Bytes> kept) {
        parlour.reports.seated(charter);
        kept.ifPresent(dealing::keep);
        if (!ring.isReplaying()) {
            tell(new GameEvent.Started(
                    id(),
                    charter.kind(),
                    charter.members().stream().map(Member::name).toList(),
                    game.rules().cardsEach()));
        }
        if (kept.isEmpty()) {
            byte[] random = new byte[FairShuffle.SECRET_BYTES];
            parlour.host.random().nextBytes(random);
            Bytes secret = Bytes.owning(random);
            parlour.host.store().put(GameSecret.TABLE, new GameSecret(id(), secret));
            parlour.host.whenStored(() -> {
                dealing.keep(secret);
                act();
            });
        }
        act();
    }

    void onSaid(Said said) {
        Stage before = game.stage();
        Optional<Step> step = game.hear(said.seat(), said.words());
        if (before != Stage.JUDGED && game.stage() == Stage.JUDGED) {
            judgedAt = said.number();
        }
        step.ifPresent(this::onStep);
        if (said.seat() == seat) {
            requests.onWord(said.words(), step.isPresent(), this::view);
        }
        if (before == Stage.SETUP && game.stage() == Stage.PLAYING) {
            game.play().ifPresent(privately::tellAll);
        }
        act();
    }

    void onLeft(int leaver) {
        game.leave(leaver).ifPresent(this::onStep);
        act();
    }

    void onRestored() {
        narrator.forget();
        game.play().ifPresent(privately::tellAll);
        if (coming() > 0) {
            askForCards();
        }
        act();
    }

    void onAway(int other) {
        if (isPlaying()) {
            tell(new Paused(id(), name(other), "no link for 2 s"));
        }
        act();
    }

    void onBack(int other) {
        if (game.waitsFor(other)) {
            clocks.onReturn();
        }
        if (isPlaying()) {
            tell(new Resumed(id(), name(other), "linked again"));
        }
        act();
    }

    void onBroken(String reason) {
        if (game.stage() == Stage.JUDGED) {
            over(false);
        } else {
            abort(reason, false);
        }
    }

    void onPeerUp(PeerId peer) {
        game.play().ifPresent(play -> charter.seatOf(peer).ifPresent(to -> privately.tell(play, to)));
    }

    void onDealt(PeerId from, Whisper whisper) {
        charter.seatOf(from).ifPresent(speaker -> dealing.onWhisper(speaker, whisper));
        act();
    }

    void onOwed(PeerId from) {
        onPeerUp(from);
    }

    /** Whether a seat has owed a word for so long that it may be left out. */
    boolean isOverdue(int other) {
        return game.waitsFor(other) && clocks.hasWaited(limits().overdue());
    }

    void onTurnOver() {
        if (clocks.isAskDue() && game.overdue(seat) + 1 >= MAX_OVERDUE && !ring.isUnheard()) {
            abort("you did not take your turn three times", false);
            ring.leave();
        } else {
            act();
        }
    }

    void onWordOverdue() {
        if (seat == DEALER) {
            // Who does not confirm the end does not keep the others from it.
            known |= game.stage() == Stage.JUDGED && clocks.hasWaited(limits().exclude());
            privately
                    .others()
                    .filter(other -> game.waitsFor(other) && clocks.hasWaited(limits().exclude()))
                    .forEach(ring::exclude);
        } else if (game.waitsFor(DEALER) && clocks.hasWaited(limits().dealer())) {
            if (game.stage() == Stage.JUDGED) {
                over(true);
                return;
            }
            abort(
                    name(DEALER) + ", the dealer, has said nothing for "
                            + limits().dealer().toSeconds() + " s",
                    false);
            ring.leave();
            return;
        }
        act();
    }

    void onCardsOverdue() {
        if (coming() > 0) {
            askForCards();
        }
    }

    void onCloseOverdue() {
        known = true;
        act();
    }

    /** Does what is to be done: says a word that is due, lets the clocks run, ends what has ended. */
    void act() {
        if (done || ring.isReplaying()) {
            return;
        }
        Play play = game.play().orElse(null);
        if (play != null && !play.isOver()) {
            narrator.onTable(play, hand(play));
        }
        switch (game.stage()) {
            case ABORTED -> abort(game.abortion().orElse(""), true);
            case CLOSED -> over(true);
            default -> {
                runClocks(play);
                report();
                speak();
            }
        }
    }

    void ask(PeerId who, Rank rank, Reply<GameView> reply) {
        Play play = game.play().orElse(null);
        int from = charter.seatOf(who).orElse(-1);
        if (play == null) {
            reply.rejected("the cards are not dealt yet");
        } else if (from < 0) {
            reply.rejected("that peer is not in this game");
        } else {
            Ask ask = new Ask(seat, from, rank);
            Optional<String> complaint = new AskCheck(charter, play, hand(play)).complaint(ask);
            if (complaint.isPresent()) {
                reply.rejected(complaint.get());
            } else if (ring.isPaused()) {
                reply.rejected("the game waits for " + privately.away() + "; ask when it goes on");
            } else if (ring.isUnheard()) {
                reply.rejected("your last word is still on its way");
            } else {
                requests.ask(reply);
                ring.say(GoFishWire.encode(new Moved(ask, false)));
            }
        }
    }

    void end(Reply<RingId> reply) {
        if (seat != DEALER) {
            reply.rejected("only its dealer can end a game; that is " + name(DEALER));
        } else if (game.isPlayOver() || requests.isEnding()) {
            reply.rejected("the game is ending already");
        } else {
            requests.end(reply);
            act();
        }
    }

    GameView view() {
        return Views.of(ring, game, hand());
    }

    private void onStep(Step step) {
        player.observe(step.before(), step.move());
        narrator.onStep(step);
        Play.Draw drawn = step.after().drawn();
        if (drawn != null) {
            privately.tell(step.after(), drawn.seat());
        }
    }

    private void askForCards() {
        privately.askForCards();
        clocks.onCardsAsked();
    }

    private void runClocks(@Nullable Play play) {
        clocks.onProgress(game.progress());
        clocks.onAskDue(play != null && !play.isOver() && !hand(play).asks(play).isEmpty());
        clocks.onCardsDue(coming() > 0);
        // Nothing is played any more when all is judged: a pause must not hold the end.
        boolean runs = !ring.isPaused() || game.stage() == Stage.JUDGED;
        clocks.run(runs, seat == DEALER ? limits().exclude() : limits().dealer());
    }

    /** The registrar hears of the end before the players do, so that it has them free when they want another game. */
    private void report() {
        if (seat == DEALER && !reported && game.stage() == Stage.JUDGED && ring.settled() >= judgedAt) {
            reported = true;
            clocks.onClosing();
            parlour.reports.ended(charter, "played to its end", () -> {
                known = true;
                act();
            });
        }
    }

    private void speak() {
        if (!done && !ring.isUnheard()) {
            word().ifPresent(word -> ring.say(GoFishWire.encode(word)));
        }
    }

    private Optional<GoFishWord> word() {
        if (requests.isEnding() && !game.isPlayOver()) {
            return Optional.of(new Ended(name(seat) + " ended the game"));
        }
        if (seat == DEALER && known && game.stage() == Stage.JUDGED) {
            return Optional.of(new Closed());
        }
        return new NextWord(ring, game, dealing, player).find(parlour.auto, clocks.isTurnOver());
    }

    private void over(boolean closes) {
        if (done) {
            return;
        }
        finish("played to its end", closes);
        parlour.events.accept(Views.over(charter, game));
        requests.onOver(id());
    }

    private void abort(String reason, boolean closes) {
        if (!done) {
            finish(reason, closes);
            parlour.events.accept(new Aborted(id(), reason));
            requests.onOver(id());
        }
    }

    private void finish(String reason, boolean closes) {
        done = true;
        narrator.flush();
        clocks.stop();
        parlour.host.store().delete(GameSecret.TABLE, new GameSecret(id(), Bytes.EMPTY));
        if (!reported) {
            reported = true;
            parlour.reports.ended(charter, reason, () -> {});
        }
        if (closes) {
            ring.close();
        }
    }

    private void tell(GameEvent event) {
        if (!ring.isReplaying()) {
            parlour.events.accept(event);
        }
    }

    private Hand hand(Play play) {
        return Hand.of(play, seat, dealing);
    }

    private Optional<Hand> hand() {
        return game.play().map(this::hand);
    }

    private int coming() {
        return game.isPlayOver() ? 0 : hand().map(Hand::coming).orElse(0);
    }

    private Clocks limits() {
        return parlour.config.clocks();
    }

    private String name(int of) {
        return charter.member(of).name();
    }
}
