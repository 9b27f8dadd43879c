package io.eddy.entry;

import io.eddy.entry.EntryHeader.Content;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message that a person wrote: a signed header, and the body that the header names by its hash.
 *
 * @param signature Ed25519, by the author, over {@link #signed}
 */
public record Entry(EntryHeader header, Bytes signature, Bytes body) {
    public static final int VERSION = 1;

    public static final int SIGNATURE_BYTES = 64;

    /** In place of a signature, where a later entry of the log, which is signed, vouches for this one. */
    public static final Bytes UNSIGNED = Bytes.owning(new byte[SIGNATURE_BYTES]);

    private static final Domain DOMAIN = new Domain("eddy entry 1\n");

    public static final Codec<Entry> CODEC = Codec.record(
            Codec.field(EntryHeader.CODEC, Entry::header),
            Codec.field(Codec.bytes(SIGNATURE_BYTES), Entry::signature),
            Codec.field(Codec.blob(EntryHeader.MAX_BODY_BYTES), Entry::body),
            Entry::new);

    public static Content text(Bytes body) {
        return new Content(Content.TEXT, List.of(), body.length(), Bytes.sha256(body.array()));
    }

    /** The bytes that the author signs. */
    public static byte[] signed(EntryHeader header) {
        return DOMAIN.with(EntryHeader.CODEC.toBytes(header));
    }

    /** Whether the body is the one that the header names. */
    public boolean isWhole() {
        Content content = header.content();
        return content.bodyBytes() == body.length() && content.bodyHash().equals(Bytes.sha256(body.array()));
    }

    public MessageId id() {
        EntryHeader.Place place = header.place();
        return new MessageId(PeerId.of(place.author()), place.log(), place.number());
    }

    public long sentAtMillis() {
        return HybridClock.millis(header.hlc());
    }

    public String text() {
        return new String(body.array(), StandardCharsets.UTF_8);
    }
}
