package io.eddy.atlas;

import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import java.nio.ByteBuffer;

/**
 * Where a peer stands in the network: its sheet, signed by it, so that whoever passes it on cannot change it.
 *
 * @param signature Ed25519, by the owner of the key on the sheet, over {@link #signed}
 */
record Place(Sheet sheet, Bytes signature) {
    private static final int SIGNATURE_BYTES = 64;

    private static final Domain DOMAIN = new Domain("eddy place 1\n");

    static final Codec<Place> CODEC = Codec.record(
            Codec.field(Sheet.CODEC, Place::sheet),
            Codec.field(Codec.bytes(SIGNATURE_BYTES), Place::signature),
            Place::new);

    static Place sign(Host<?, ?> host, Sheet sheet) {
        return new Place(sheet, Bytes.owning(host.sign(signed(sheet))));
    }

    /** The bytes that the owner signs. */
    static byte[] signed(Sheet sheet) {
        return DOMAIN.with(Sheet.CODEC.toBytes(sheet));
    }

    boolean isSigned(Host<?, ?> host) {
        return host.verify(key(), signed(sheet), signature.array());
    }

    PublicKey key() {
        return sheet.head().key();
    }

    Edition edition() {
        return sheet.head().edition();
    }

    /** Four bytes by which this place is told from others: the first of its signature. */
    int mark() {
        return ByteBuffer.wrap(signature.array()).getInt();
    }
}
