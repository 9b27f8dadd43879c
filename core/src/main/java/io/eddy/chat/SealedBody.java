package io.eddy.chat;

import io.eddy.entry.EntryHeader.Place;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.Sealing;
import io.eddy.node.SealingKey;
import io.eddy.sync.Draft;
import io.eddy.wire.Bytes;
import io.eddy.wire.Domain;
import io.eddy.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The body of a direct message, which its recipient alone can read.
 *
 * <p>It is sealed in a context that says who says it to whom and where it stands, so that nobody can pass it off as
 * said by another, to another, or at another place. The sealed bytes are the body of the entry, by whose hash they are
 * signed: a carrier learns author, conversation and size. The author cannot read it again.
 *
 * <pre>
 *   body = 01 ‖ sealed,  context = "eddy direct 1\n" ‖ author's key ‖ recipient's id ‖ conversation ‖ log ‖ number
 * </pre>
 */
public final class SealedBody {
    /** The first byte of a body that is sealed in this way; others may come. */
    static final int SEALED = 1;

    /** By how much a body is longer than what it says. */
    public static final int OVERHEAD_BYTES = 1 + Sealing.OVERHEAD_BYTES;

    /** As long as a text may be. */
    public static final int MAX_PLAIN_BYTES = 16_384;

    private static final Domain DOMAIN = new Domain("eddy direct 1\n");

    private SealedBody() {}

    /**
     * The body of an entry that is to be written.
     *
     * @param to the recipient's, as {@code SealingKeys} gives it: one that seals
     */
    public static Draft.Body draft(Sealing sealing, SealingKey to, PeerId recipient, Bytes plain) {
        requireRoom(plain);
        return new Draft.Body() {
            @Override
            public int length() {
                return plain.length() + OVERHEAD_BYTES;
            }

            @Override
            public Bytes at(Place place) {
                return seal(sealing, to, recipient, place, plain)
                        .orElseThrow(() -> new IllegalStateException("a sealing key that gives no secret"));
            }
        };
    }

    /** The body of an entry at this place; nothing when the key gives no secret. */
    public static Optional<Bytes> seal(Sealing sealing, SealingKey to, PeerId recipient, Place place, Bytes plain) {
        requireRoom(plain);
        return sealing.seal(to, context(place, recipient), plain.array())
                .map(hidden -> Bytes.owning(ByteBuffer.allocate(1 + hidden.length)
                        .put((byte) SEALED)
                        .put(hidden)
                        .array()));
    }

    /**
     * What the body of an entry at this place says; nothing when it is not sealed to this reader, for this place.
     *
     * @param reader whose sealing it is
     */
    public static Optional<Bytes> open(Sealing sealing, PeerId reader, Place place, Bytes body) {
        int plainBytes = body.length() - OVERHEAD_BYTES;
        if (plainBytes < 0 || plainBytes > MAX_PLAIN_BYTES || body.array()[0] != SEALED) {
            return Optional.empty();
        }
        byte[] hidden = Arrays.copyOfRange(body.array(), 1, body.length());
        return sealing.open(context(place, reader), hidden).map(Bytes::owning);
    }

    private static byte[] context(Place place, PeerId recipient) {
        WireWriter out = new WireWriter();
        PublicKey.CODEC.encode(place.author(), out);
        PeerId.CODEC.encode(recipient, out);
        out.raw(place.group().array());
        out.i64(place.log());
        out.i64(place.number());
        return DOMAIN.with(out.toByteArray());
    }

    private static void requireRoom(Bytes plain) {
        if (plain.length() > MAX_PLAIN_BYTES) {
            throw new IllegalArgumentException(plain.length() + " bytes exceed " + MAX_PLAIN_BYTES);
        }
    }
}
