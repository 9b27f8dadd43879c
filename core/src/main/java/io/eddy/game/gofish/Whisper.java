package io.eddy.game.gofish;

import io.eddy.node.PublicKey;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import java.util.List;

/**
 * What the dealer tells one seat in private of the cards in its hand. It is signed, so that a false one can be shown
 * to the others.
 *
 * @param key the dealer's
 * @param signature Ed25519, by the dealer, over {@link #signed}
 */
public record Whisper(int seat, List<Opening> openings, PublicKey key, Bytes signature) {
    private static final int SIGNATURE_BYTES = 64;

    private static final Domain DOMAIN = new Domain("eddy gofish dealt 1\n");

    private static final Codec<List<Opening>> OPENINGS = Opening.CODEC.listOf(Deck.SIZE);

    public static final Codec<Whisper> CODEC = Codec.record(
            Codec.field(Codec.U8, Whisper::seat),
            Codec.field(OPENINGS, Whisper::openings),
            Codec.field(PublicKey.CODEC, Whisper::key),
            Codec.field(Codec.bytes(SIGNATURE_BYTES), Whisper::signature),
            Whisper::new);

    /** What is signed, as it is encoded. */
    private record Content(Bytes game, int seat, List<Opening> openings) {
        private static Codec<Content> codec(int gameBytes) {
            return Codec.record(
                    Codec.field(Codec.bytes(gameBytes), Content::game),
                    Codec.field(Codec.U8, Content::seat),
                    Codec.field(OPENINGS, Content::openings),
                    Content::new);
        }
    }

    private static final Codec<Content> CONTENT = Content.codec(RingId.LENGTH);

    public Whisper {
        openings = List.copyOf(openings);
    }

    static Whisper signed(Bytes game, int seat, List<Opening> openings, Signing signing) {
        byte[] signature = signing.sign(signed(game, seat, openings));
        return new Whisper(seat, openings, signing.key(), Bytes.owning(signature));
    }

    /** Whether these are the words of the owner of the key, about this game. */
    boolean isGenuine(Bytes game, Signing signing) {
        return signing.verify(key, signed(game, seat, openings), signature.array());
    }

    /** The bytes that the dealer signs. */
    private static byte[] signed(Bytes game, int seat, List<Opening> openings) {
        return DOMAIN.with(CONTENT.toBytes(new Content(game, seat, openings)));
    }
}
