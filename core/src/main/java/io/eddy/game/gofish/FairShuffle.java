package io.eddy.game.gofish;

import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A deck in an order that nobody chose (protocols.md E.2, the simple mode).
 *
 * <pre>
 *   every seat    picks a secret of 32 random bytes, keeps it on disk
 *   every seat    says commitment(game, seat, secret)
 *   all but one   say their secrets, once all commitments are known; the dealer's remains secret
 *   the dealer    has the deck, and says its seals
 *   the dealer    says its secret when the game is over: everyone has the deck, and audits the game
 * </pre>
 *
 * <p>The dealer is bound before it sees what the others add, and the others add before they can know its secret: as
 * long as one of them picked at random, no order is likelier than another. A commitment is bound to its game and
 * seat, so that nobody can repeat another's. Who does not reveal after others did forfeits; that is for the caller.
 */
public final class FairShuffle {
    public static final int SECRET_BYTES = 32;

    /** The dealer, whose secret is revealed last. */
    public static final int DEALER = 0;

    private static final byte[] COMMITMENT = domain("commitment");
    private static final byte[] DECK_KEY = domain("deck key");
    private static final byte[] ORDER = domain("order");
    private static final byte[] SEAL_KEY = domain("seal key");

    private FairShuffle() {}

    /** What a seat says of its secret before anybody reveals one. */
    public static Bytes commitment(Bytes game, int seat, Bytes secret) {
        return Bytes.sha256(COMMITMENT, integer(game.length()), game.array(), integer(seat), secret.array());
    }

    /** Whether this is the secret that the seat committed to. */
    public static boolean isRevealed(Bytes game, int seat, Bytes commitment, Bytes secret) {
        return secret.length() == SECRET_BYTES && commitment.equals(commitment(game, seat, secret));
    }

    /**
     * The deck that follows from everyone's secrets, open to whoever knows the dealer's.
     *
     * @param secrets in the order of the seats, the dealer's first
     */
    public static OpenDeck deck(Bytes game, List<Bytes> secrets) {
        Bytes key = deckKey(game, secrets);
        Stream stream = new Stream(key);
        List<Card> cards = new ArrayList<>(Deck.UNSHUFFLED.cards());
        for (int last = Deck.SIZE - 1; last > 0; last--) {
            Collections.swap(cards, last, stream.below(last + 1));
        }
        List<Bytes> sealKeys = Slot.ALL.stream()
                .map(slot -> Digests.hmac(key, SEAL_KEY, integer(slot.number())))
                .toList();
        return new OpenDeck(new Deck(cards), sealKeys);
    }

    private static Bytes deckKey(Bytes game, List<Bytes> secrets) {
        byte[][] parts = new byte[3 + secrets.size()][];
        parts[0] = DECK_KEY;
        parts[1] = integer(game.length());
        parts[2] = game.array();
        for (int seat = 0; seat < secrets.size(); seat++) {
            Bytes secret = secrets.get(seat);
            if (secret.length() != SECRET_BYTES) {
                throw new IllegalArgumentException("a secret of " + secret.length() + " bytes");
            }
            parts[3 + seat] = secret.array();
        }
        return Digests.hmac(secrets.get(DEALER), parts);
    }

    private static byte[] domain(String purpose) {
        return ("eddy gofish " + purpose + " 1\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /** Random bytes without end: HMAC-SHA-256 of a counter. */
    private static final class Stream {
        private static final int BYTE_VALUES = 256;

        private final Bytes key;
        private ByteBuffer block = ByteBuffer.allocate(0);
        private int blocks;

        Stream(Bytes key) {
            this.key = key;
        }

        /** A number from 0, below {@code bound}, each as likely as any other. */
        int below(int bound) {
            // A plain remainder would favour the small numbers: bytes from the last, incomplete run are thrown away.
            int end = BYTE_VALUES - BYTE_VALUES % bound;
            int value = next();
            while (value >= end) {
                value = next();
            }
            return value % bound;
        }

        private int next() {
            if (!block.hasRemaining()) {
                block = ByteBuffer.wrap(
                        Digests.hmac(key, ORDER, integer(blocks++)).array());
            }
            return Byte.toUnsignedInt(block.get());
        }
    }
}
