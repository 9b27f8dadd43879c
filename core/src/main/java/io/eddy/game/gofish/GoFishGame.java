package io.eddy.game.gofish;

import io.eddy.game.gofish.GoFishWord.Closed;
import io.eddy.game.gofish.GoFishWord.Ended;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One game as it follows from what was said on its ring: the same for every player, however often it is replayed.
 *
 * <p>Words that are none, or not due, are passed over by everybody in the same way.
 */
public final class GoFishGame {

    /** How far a game is. */
    public enum Stage {
        /** The players shuffle. */
        SETUP,
        /** The cards are dealt. */
        PLAYING,
        /** The play is over, and the dealer is to show what was hidden. */
        DISCLOSING,
        /** Everybody can judge everybody, and is free for another game. */
        JUDGED,
        /** The dealer has said that all is said. */
        CLOSED,
        /** It ended before its end. */
        ABORTED
    }

    /** A move that was made: the moments before and after it. */
    public record Step(Play before, Move move, boolean overdue, Play after) {}

    /** False faces kept for the audit, of moves that everybody refused; one suffices to name who showed it. */
    private static final int MAX_FALSE_FACES = 64;

    private final Rules rules;
    private final List<String> names;
    private final Dealing dealing;
    private final List<Move> moves = new ArrayList<>();
    private final int[] overdue;
    private final boolean[] left;
    private @Nullable Play play;
    private @Nullable String abortion;
    private int falseFaces;
    private boolean closed;
    private long progress;

    /**
     * A game of which nothing has been said.
     *
     * @param names of the seats
     */
    public GoFishGame(Rules rules, List<String> names, Dealing dealing) {
        this.rules = rules;
        this.names = List.copyOf(names);
        this.dealing = dealing;
        this.overdue = new int[rules.players()];
        this.left = new boolean[rules.players()];
    }

    public Rules rules() {
        return rules;
    }

    public Stage stage() {
        if (abortion != null) {
            return Stage.ABORTED;
        }
        if (play == null) {
            return Stage.SETUP;
        }
        if (!isPlayOver()) {
            return Stage.PLAYING;
        }
        if (!dealing.isDisclosed()) {
            return Stage.DISCLOSING;
        }
        return closed ? Stage.CLOSED : Stage.JUDGED;
    }

    /** The table; nothing before the deal. */
    public Optional<Play> play() {
        return Optional.ofNullable(play);
    }

    public boolean isPlayOver() {
        return play != null && play.isOver();
    }

    /** Grows with everything that was taken note of. */
    public long progress() {
        return progress;
    }

    /** Why it was aborted. */
    public Optional<String> abortion() {
        return Optional.ofNullable(abortion);
    }

    /** How often this seat's program has asked in its place. */
    public int overdue(int seat) {
        return overdue[seat];
    }

    /** Whether the game waits for a word of this seat. */
    public boolean waitsFor(int seat) {
        return switch (stage()) {
            case SETUP -> dealing.waitsFor(seat, false);
            case PLAYING -> speaker().orElse(-1) == seat;
            case DISCLOSING, JUDGED -> seat == FairShuffle.DEALER;
            case CLOSED, ABORTED -> false;
        };
    }

    /** Who cheated and how, a sentence each. Only once it is judged. */
    public List<String> findings() {
        return dealing.audit(rules, moves, names).stream().map(this::sentence).toList();
    }

    /** Takes note of what a seat said; the step, if it was a move that was made. */
    public Optional<Step> hear(int seat, Bytes words) {
        if (left[seat] || closed || abortion != null) {
            return Optional.empty();
        }
        return GoFishWire.decode(words).flatMap(word -> hear(seat, word));
    }

    private Optional<Step> hear(int seat, GoFishWord word) {
        if (word instanceof Moved moved) {
            return move(seat, moved);
        }
        boolean isDealer = seat == FairShuffle.DEALER;
        if (word instanceof Ended && isDealer && !isPlayOver()) {
            // Its own words are not repeated: they could blame somebody.
            abort(names.get(seat) + " ended the game");
        } else if (word instanceof Closed && isDealer && stage() == Stage.JUDGED) {
            closed = true;
            progress++;
        } else if (dealing.hear(seat, word, isPlayOver())) {
            onDealt();
        }
        return Optional.empty();
    }

    /** A seat has left for good. */
    public Optional<Step> leave(int seat) {
        if (left[seat]) {
            return Optional.empty();
        }
        left[seat] = true;
        if (stage() == Stage.SETUP) {
            abort(names.get(seat) + " left before the deal");
        }
        return stage() == Stage.PLAYING ? made(new Leave(seat), false) : Optional.empty();
    }

    private OptionalInt speaker() {
        Play at = play;
        return at == null ? OptionalInt.empty() : at.phase().speaker();
    }

    private Optional<Step> move(int seat, Moved moved) {
        Play at = play;
        Move move = moved.move();
        if (at == null || move.seat() != seat) {
            return Optional.empty();
        }
        Breach breach = at.refusal(move).orElse(null);
        if (breach == null) {
            boolean late = moved.overdue() && move instanceof Ask;
            overdue[seat] += late ? 1 : 0;
            return made(move, late);
        }
        if (breach == Breach.TRUE_FACE && falseFaces < MAX_FALSE_FACES) {
            falseFaces++;
            moves.add(move);
        }
        return Optional.empty();
    }

    private Optional<Step> made(Move move, boolean late) {
        Play before = play;
        if (before == null) {
            return Optional.empty();
        }
        Play after = before.after(move);
        moves.add(move);
        play = after;
        progress++;
        return Optional.of(new Step(before, move, late, after));
    }

    private void onDealt() {
        progress++;
        if (play == null) {
            play = dealing.seals().map(seals -> Play.dealt(rules, seals)).orElse(null);
        }
        if (!isPlayOver()) {
            dealing.proven().ifPresent(finding -> abort(sentence(finding)));
        }
    }

    private void abort(String reason) {
        abortion = reason;
        progress++;
    }

    private String sentence(Finding finding) {
        return names.get(finding.seat()) + " cheated: " + finding.account();
    }
}
