package io.eddy.game.gofish;

import io.eddy.game.gofish.Finding.Cheat;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Phase.Asked;
import io.eddy.game.gofish.Phase.Fished;
import io.eddy.game.gofish.Transcript.Told;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A whole game played again with open cards, by someone who knows every secret.
 *
 * <p>It blames only for what is proven. Each is judged by the cards it really had, which are the sealed ones even when
 * the dealer sealed others than were shuffled; a card whose sealed face nobody can show is held against its dealer
 * and nobody else. A move that all could see to be illegal was refused when it was said and is passed over: it gained
 * nothing, and may have crossed another on its way.
 */
public final class Audit {
    private final Transcript transcript;
    private final IntFunction<String> names;
    private final List<Finding> findings = new ArrayList<>();
    private final Faces faces;
    private final List<Set<Slot>> held = new ArrayList<>();
    private final List<Set<Rank>> hiddenBooks = new ArrayList<>();

    private Audit(Transcript transcript, List<Bytes> secrets, IntFunction<String> names) {
        this.transcript = transcript;
        this.names = names;
        boolean dealerKept = checkSecrets(secrets);
        OpenDeck deck = FairShuffle.deck(transcript.game(), secrets);
        this.faces = new Uncovered(transcript, deck);
        for (int seat = 0; seat < transcript.rules().players(); seat++) {
            held.add(new TreeSet<>());
            hiddenBooks.add(EnumSet.noneOf(Rank.class));
        }
        if (dealerKept) {
            checkDeck(deck);
        }
    }

    /**
     * Who cheated and how; nothing when the game was clean.
     *
     * @param secrets of all seats, each of {@link FairShuffle#SECRET_BYTES}
     */
    public static List<Finding> of(Transcript transcript, List<Bytes> secrets) {
        return of(transcript, secrets, seat -> "seat " + seat);
    }

    /** The same, told with these names of the seats. */
    static List<Finding> of(Transcript transcript, List<Bytes> secrets, IntFunction<String> names) {
        Audit audit = new Audit(transcript, secrets, names);
        audit.replay();
        audit.checkTold();
        return List.copyOf(audit.findings);
    }

    private boolean checkSecrets(List<Bytes> secrets) {
        boolean dealerKept = true;
        for (int seat = 0; seat < secrets.size(); seat++) {
            Bytes commitment = transcript.commitments().get(seat);
            if (!FairShuffle.isRevealed(transcript.game(), seat, commitment, secrets.get(seat))) {
                blame(seat, Cheat.SECRET, "revealed a secret that is not the one committed to");
                dealerKept &= seat != FairShuffle.DEALER;
            }
        }
        return dealerKept;
    }

    private void checkDeck(OpenDeck deck) {
        List<Slot> wrong = Slot.ALL.stream()
                .filter(slot -> !transcript.seals().fit(deck.of(slot)))
                .toList();
        if (!wrong.isEmpty()) {
            String places = wrong.stream().map(this::sealedFace).collect(Collectors.joining(", "));
            blame(FairShuffle.DEALER, Cheat.DECK, "sealed a deck that was not the shuffled one: " + places);
        }
    }

    private String sealedFace(Slot slot) {
        Opening sealed = faces.of(slot);
        return slot + " " + (sealed == null ? "is no card" : "is " + sealed.card());
    }

    private void replay() {
        Play play = Play.dealt(transcript.rules(), transcript.seals());
        note(play);
        int number = 0;
        for (Move move : transcript.moves()) {
            number++;
            Breach breach = play.refusal(move).orElse(null);
            if (breach == null) {
                judge(play, move, number);
                play = play.after(move);
                note(play);
            } else if (breach == Breach.TRUE_FACE) {
                blame(move, number, Cheat.SWAPPED_CARD, "opened a card with a false face");
            }
        }
    }

    private void note(Play play) {
        for (int seat = 0; seat < held.size(); seat++) {
            held.get(seat).addAll(play.table().hand(seat));
        }
    }

    private void judge(Play play, Move move, int number) {
        Hand hand = Hand.of(play, move.seat(), faces);
        if (move instanceof Ask ask) {
            judgeBook(hand, ask, number);
            judgeAsk(hand, ask, number);
        } else if (move instanceof Answer answer && play.phase() instanceof Asked asked) {
            judgeAnswer(hand.of(asked.rank()), answer, number);
        } else if (move instanceof Lay lay) {
            judgeLay(play, hand, lay, number);
        }
    }

    private void judgeAsk(Hand hand, Ask ask, int number) {
        // A face that nobody can show might have been the rank.
        if (hand.coming() == 0 && hand.of(ask.rank()).isEmpty()) {
            blame(ask, number, Cheat.ILLEGAL_ASK, "held no " + ask.rank());
        }
    }

    private void judgeAnswer(List<Opening> all, Answer answer, int number) {
        List<Opening> kept = new ArrayList<>(all);
        kept.removeIf(opening ->
                answer.openings().stream().anyMatch(given -> given.slot().equals(opening.slot())));
        if (!kept.isEmpty()) {
            Cheat cheat = answer.openings().isEmpty() ? Cheat.FALSE_GO_FISH : Cheat.HELD_BACK;
            String cards =
                    kept.stream().map(opening -> opening.card().toString()).collect(Collectors.joining(" "));
            blame(answer, number, cheat, "held " + cards);
        }
    }

    private void judgeLay(Play play, Hand hand, Lay lay, int number) {
        if (lay.openings().isEmpty()) {
            judgeBook(hand, lay, number);
        }
        if (play.phase() instanceof Fished fished) {
            Opening drawn = faces.of(fished.drawn());
            if (drawn != null && drawn.rank() == fished.rank()) {
                blame(lay, number, Cheat.HIDDEN_CATCH, "had drawn " + drawn.card());
            }
        }
    }

    /** A book kept back is one cheat, however often its owner passes it over. */
    private void judgeBook(Hand hand, Move move, int number) {
        hand.book().map(book -> book.get(0).rank()).ifPresent(rank -> {
            if (hiddenBooks.get(move.seat()).add(rank)) {
                blame(move, number, Cheat.HIDDEN_BOOK, "held the whole book of " + rank);
            }
        });
    }

    private void checkTold() {
        for (Told told : transcript.told()) {
            Opening opening = told.opening();
            String words = "told " + names.apply(told.seat()) + " that " + opening.slot() + " is " + opening.card();
            if (!transcript.seals().fit(opening)) {
                blame(FairShuffle.DEALER, Cheat.WRONG_CARD, words + ", which does not fit its seal");
            } else if (!held.get(told.seat()).contains(opening.slot())) {
                blame(
                        FairShuffle.DEALER,
                        Cheat.WRONG_DRAW,
                        words + ", which was neither dealt to that player nor drawn by it");
            }
        }
    }

    private void blame(Move move, int number, Cheat cheat, String how) {
        blame(move.seat(), cheat, "move " + number + ", \"" + move.told(names) + "\": " + how);
    }

    private void blame(int seat, Cheat cheat, String account) {
        findings.add(new Finding(seat, cheat, account));
    }
}
