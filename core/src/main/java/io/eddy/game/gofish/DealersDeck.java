package io.eddy.game.gofish;

import io.eddy.game.gofish.Finding.Cheat;
import io.eddy.game.gofish.GoFishWord.Commit;
import io.eddy.game.gofish.GoFishWord.Complaint;
import io.eddy.game.gofish.GoFishWord.Disclosed;
import io.eddy.game.gofish.GoFishWord.Reveal;
import io.eddy.game.gofish.GoFishWord.Sealed;
import io.eddy.game.gofish.Transcript.Told;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The simple mode (protocols.md E.2): the dealer knows every card, but cannot choose their order; it tells each player
 * in private which cards it has, and shows everything when the play is over.
 */
public class DealersDeck implements Dealing {
    private static final int DEALER = FairShuffle.DEALER;

    /** Whispers that came before the deck they speak of; more are told again when they are asked for. */
    private static final int MAX_EARLY = 4;

    private final Bytes game;
    private final int seat;
    private final PeerId dealer;
    private final Signing signing;
    private final @Nullable Bytes[] commitments;
    private final @Nullable Bytes[] secrets;
    private final Set<Integer> complained = new TreeSet<>();
    private final List<Told> told = new ArrayList<>();
    private final Map<Slot, Opening> known = new TreeMap<>();
    private final List<Whisper> early = new ArrayList<>();
    private final Map<Integer, Whisper> whispered = new TreeMap<>();
    private @Nullable Bytes secret;
    private @Nullable Faces open;
    private @Nullable SealedDeck sealed;
    private @Nullable Whisper falseWhisper;
    private @Nullable Finding proven;

    public DealersDeck(Bytes game, Rules rules, int seat, PeerId dealer, Signing signing) {
        this.game = game;
        this.seat = seat;
        this.dealer = dealer;
        this.signing = signing;
        this.commitments = new Bytes[rules.players()];
        this.secrets = new Bytes[rules.players()];
    }

    @Override
    public final void keep(Bytes own) {
        secret = own;
    }

    @Override
    public final boolean hear(int speaker, GoFishWord word, boolean playIsOver) {
        if (word instanceof Complaint complaint) {
            return onComplaint(speaker, complaint.whisper());
        }
        if (!waitsFor(speaker, playIsOver)) {
            return false;
        }
        if (!areAllCommitted()) {
            return word instanceof Commit commit && onCommit(speaker, commit.commitment());
        }
        if (!areAllRevealed()) {
            return word instanceof Reveal reveal && onReveal(speaker, reveal.secret());
        }
        if (sealed == null) {
            return word instanceof Sealed deck && onSealed(deck.deck());
        }
        return word instanceof Disclosed disclosed && onDisclosed(disclosed.secret());
    }

    @Override
    public final boolean waitsFor(int other, boolean playIsOver) {
        if (!areAllCommitted()) {
            return commitments[other] == null;
        }
        if (!areAllRevealed()) {
            return other != DEALER && secrets[other] == null;
        }
        return other == DEALER && (sealed == null || (playIsOver && !isDisclosed()));
    }

    @Override
    public final Optional<GoFishWord> due(boolean playIsOver) {
        Whisper evidence = falseWhisper;
        if (evidence != null && !complained.contains(seat)) {
            return Optional.of(new Complaint(evidence));
        }
        Bytes own = secret;
        if (own == null || !waitsFor(seat, playIsOver)) {
            return Optional.empty();
        }
        if (commitments[seat] == null) {
            return Optional.of(new Commit(FairShuffle.commitment(game, seat, own)));
        }
        if (seat != DEALER) {
            return Optional.of(new Reveal(own));
        }
        return Optional.of(sealed == null ? new Sealed(seal(faces(own))) : new Disclosed(own));
    }

    @Override
    public final Optional<Seals> seals() {
        return Optional.ofNullable(sealed);
    }

    @Override
    public final @Nullable Opening of(Slot slot) {
        Bytes own = secret;
        Faces all = open;
        if (all == null && seat == DEALER && own != null && areAllRevealed()) {
            all = faces(own);
        }
        return all == null ? known.get(slot) : all.of(slot);
    }

    @Override
    public final Optional<Whisper> whisper(Play play, int to) {
        Bytes own = secret;
        if (seat != DEALER || to == DEALER || own == null) {
            return Optional.empty();
        }
        List<Opening> openings = play.table().hand(to).stream()
                .filter(slot -> !play.table().open().containsKey(slot))
                .map(slot -> Objects.requireNonNull(faces(own).of(slot)))
                .toList();
        Whisper last = whispered.get(to);
        if (openings.isEmpty()) {
            return Optional.empty();
        }
        if (last == null || !last.openings().equals(openings)) {
            last = Whisper.signed(game, to, openings, signing);
            whispered.put(to, last);
        }
        return Optional.of(last);
    }

    @Override
    public final void onWhisper(int from, Whisper whisper) {
        if (from != DEALER || whisper.seat() != seat) {
            throw new ProtocolViolation("a card that is not the listener's, or not the speaker's to tell");
        }
        if (sealed == null) {
            if (early.size() < MAX_EARLY) {
                early.add(whisper);
            }
        } else if (!take(whisper)) {
            throw new ProtocolViolation("cards with a false signature");
        }
    }

    @Override
    public final Optional<Finding> proven() {
        return Optional.ofNullable(proven);
    }

    @Override
    public final boolean isDisclosed() {
        return secrets[DEALER] != null;
    }

    @Override
    public final List<Finding> audit(Rules rules, List<Move> moves, List<String> names) {
        Transcript transcript = new Transcript(
                game, rules, present(commitments), Objects.requireNonNull(sealed), moves, List.copyOf(told));
        return Audit.of(transcript, present(secrets), names::get);
    }

    /** What the dealer deals: the deck that was shuffled. */
    Faces deck(List<Bytes> everyones) {
        return FairShuffle.deck(game, everyones);
    }

    private Faces faces(Bytes own) {
        Faces known = open;
        if (known == null) {
            List<Bytes> everyones = new ArrayList<>(List.of(own));
            IntStream.range(1, secrets.length)
                    .mapToObj(other -> Objects.requireNonNull(secrets[other]))
                    .forEach(everyones::add);
            known = deck(everyones);
            open = known;
        }
        return known;
    }

    private static SealedDeck seal(Faces faces) {
        return new SealedDeck(Slot.ALL.stream()
                .map(slot -> SealedDeck.seal(Objects.requireNonNull(faces.of(slot))))
                .toList());
    }

    private boolean onCommit(int speaker, Bytes commitment) {
        commitments[speaker] = commitment;
        return true;
    }

    private boolean onDisclosed(Bytes dealers) {
        secrets[DEALER] = dealers;
        return true;
    }

    private boolean onReveal(int speaker, Bytes revealed) {
        secrets[speaker] = revealed;
        Bytes commitment = Objects.requireNonNull(commitments[speaker]);
        if (proven == null && !FairShuffle.isRevealed(game, speaker, commitment, revealed)) {
            proven = new Finding(speaker, Cheat.SECRET, "revealed a secret that is not the one committed to");
        }
        return true;
    }

    private boolean onSealed(SealedDeck deck) {
        sealed = deck;
        // One with a false signature may have come over a link that is gone: its cards will be asked for again.
        early.forEach(this::take);
        early.clear();
        return true;
    }

    /**
     * Keeps what fits its seal, which is the true face, whoever says it and whenever; {@code false} for a false card
     * that nobody has signed.
     */
    private boolean take(Whisper whisper) {
        boolean allFit = true;
        for (Opening opening : whisper.openings()) {
            if (fits(opening)) {
                known.put(opening.slot(), opening);
            } else {
                allFit = false;
            }
        }
        if (!allFit && falseWhisper == null) {
            boolean signed = isDealers(whisper);
            falseWhisper = signed ? whisper : null;
            return signed;
        }
        return true;
    }

    private boolean onComplaint(int speaker, Whisper whisper) {
        if (sealed == null || whisper.seat() != speaker || !complained.add(speaker)) {
            return false;
        }
        List<Told> wrong = whisper.openings().stream()
                .filter(opening -> !fits(opening))
                .map(opening -> new Told(speaker, opening))
                .toList();
        if (wrong.isEmpty() || !isDealers(whisper)) {
            return false;
        }
        told.addAll(wrong);
        if (proven == null) {
            Opening first = wrong.get(0).opening();
            proven = new Finding(
                    DEALER,
                    Cheat.WRONG_CARD,
                    "told another player that " + first.slot() + " is " + first.card()
                            + ", which does not fit its seal");
        }
        return true;
    }

    private boolean fits(Opening opening) {
        return Objects.requireNonNull(sealed).fit(opening);
    }

    private boolean isDealers(Whisper whisper) {
        return PeerId.of(whisper.key()).equals(dealer) && whisper.isGenuine(game, signing);
    }

    private boolean areAllCommitted() {
        return Arrays.stream(commitments).allMatch(Objects::nonNull);
    }

    private boolean areAllRevealed() {
        return areAllCommitted()
                && IntStream.range(0, secrets.length).allMatch(other -> other == DEALER || secrets[other] != null);
    }

    private static List<Bytes> present(@Nullable Bytes[] all) {
        return Arrays.stream(all).map(one -> Objects.requireNonNull(one)).toList();
    }
}
