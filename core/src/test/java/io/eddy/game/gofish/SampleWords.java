package io.eddy.game.gofish;

import io.eddy.game.gofish.GoFishWord.Closed;
import io.eddy.game.gofish.GoFishWord.Commit;
import io.eddy.game.gofish.GoFishWord.Complaint;
import io.eddy.game.gofish.GoFishWord.Disclosed;
import io.eddy.game.gofish.GoFishWord.Ended;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.GoFishWord.Reveal;
import io.eddy.game.gofish.GoFishWord.Sealed;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Catch;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.node.PublicKey;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The words of {@code PROTOCOL.md}: of a game of two, alice deals, truly shuffled and signed. */
public final class SampleWords {
    public static final RingId GAME = new RingId(Bytes.fromHex("000102030405060708090a0b0c0d0e0f"));
    static final Identity ALICE = Identity.fromSeed(filled(1).toArray());
    static final Bytes ALICES_SECRET = filled(0xa1);
    static final Bytes BOBS_SECRET = filled(0xb0);
    static final OpenDeck DECK = FairShuffle.deck(GAME.bytes(), List.of(ALICES_SECRET, BOBS_SECRET));

    /** Alice, as one who truly signs. */
    static final Signing SIGNING = new Signing() {
        @Override
        public PublicKey key() {
            return ALICE.key();
        }

        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature signing = Ed25519.signature();
                signing.initSign(ALICE.secret());
                signing.update(message);
                return signing.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
            try {
                Signature check = Ed25519.signature();
                check.initVerify(Ed25519.toPlatform(signer));
                check.update(message);
                return check.verify(signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private SampleWords() {}

    /** What alice tells bob of the first two cards in his hand. */
    public static Whisper whisper() {
        return Whisper.signed(GAME.bytes(), 1, List.of(opening(0), opening(2)), SIGNING);
    }

    static Map<String, GoFishWord> all() {
        Map<String, GoFishWord> words = new LinkedHashMap<>();
        words.put("Commit", new Commit(FairShuffle.commitment(GAME.bytes(), 0, ALICES_SECRET)));
        words.put("Reveal", new Reveal(BOBS_SECRET));
        words.put("Sealed", new Sealed(DECK.sealed()));
        words.put("Moved/ask", new Moved(new Ask(1, 0, Rank.TEN), true));
        words.put("Moved/answer", new Moved(new Answer(0, List.of(opening(1))), false));
        words.put("Moved/catch", new Moved(new Catch(1, opening(14)), false));
        words.put(
                "Moved/lay",
                new Moved(
                        new Lay(
                                1,
                                IntStream.range(2, 6)
                                        .mapToObj(SampleWords::opening)
                                        .toList()),
                        false));
        words.put("Complaint", new Complaint(whisper()));
        words.put("Disclosed", new Disclosed(ALICES_SECRET));
        words.put("Closed", new Closed());
        words.put("Ended", new Ended("alice ended the game"));
        return words;
    }

    private static Opening opening(int slot) {
        return DECK.of(Slot.ALL.get(slot));
    }

    private static Bytes filled(int value) {
        byte[] bytes = new byte[FairShuffle.SECRET_BYTES];
        Arrays.fill(bytes, (byte) value);
        return Bytes.owning(bytes);
    }
}
