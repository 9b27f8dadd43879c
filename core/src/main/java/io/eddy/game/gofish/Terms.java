package io.eddy.game.gofish;

import io.eddy.ring.Charter;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import java.util.Optional;

/** What a charter agrees on for a game of Go Fish: how many cards are dealt, and which variants are played. */
public record Terms(int cardsEach, int variants) {
    /** The kind of a ring on which Go Fish is played. */
    public static final String KIND = "gofish";

    private static final int FISHED_BOOK_CONTINUES = 1;

    private static final Codec<Terms> CODEC =
            Codec.record(Codec.field(Codec.U8, Terms::cardsEach), Codec.field(Codec.U8, Terms::variants), Terms::new);

    public static Bytes of(Rules rules) {
        int variants = rules.fishedBookContinues() ? FISHED_BOOK_CONTINUES : 0;
        return Bytes.owning(CODEC.toBytes(new Terms(rules.cardsEach(), variants)));
    }

    /** What is wrong with a charter as one of this game; nothing when it can be played. */
    public static Optional<String> complaint(Charter charter) {
        try {
            rules(charter);
            return Optional.empty();
        } catch (MalformedFrame e) {
            return Optional.of("the terms of the game cannot be read");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The rules that a charter without complaint agrees on. */
    public static Rules rules(Charter charter) {
        Terms terms = CODEC.fromBytes(charter.terms().array());
        if ((terms.variants & ~FISHED_BOOK_CONTINUES) != 0) {
            throw new IllegalArgumentException("a variant of Go Fish is not known here");
        }
        return new Rules(charter.size(), terms.cardsEach, terms.variants == FISHED_BOOK_CONTINUES);
    }
}
