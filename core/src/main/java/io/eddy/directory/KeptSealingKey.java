package io.eddy.directory;

import io.eddy.node.PeerId;
import io.eddy.node.SealingKey;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * By which key one seals to a peer, as it is kept.
 *
 * @param asOfMillis when the peer said so, by its own clock, in milliseconds since 1970
 */
record KeptSealingKey(PeerId peer, SealingKey key, long asOfMillis) {
    static final Table<KeptSealingKey> TABLE = new Table<>(
            "sealing_key",
            5,
            List.of(
                    Table.bytes("peer", kept -> Bytes.owning(kept.peer.toBytes())),
                    Table.bytes("key", kept -> kept.key.bytes()),
                    Table.integer("as_of", KeptSealingKey::asOfMillis)),
            1,
            KeptSealingKey::of);

    private static KeptSealingKey of(Row row) {
        return new KeptSealingKey(PeerId.fromBytes(row.bytes(0).array()), new SealingKey(row.bytes(1)), row.integer(2));
    }
}
