package io.eddy.directory;

import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.SealingKey;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * By which key one seals to a peer, as it is kept.
 *
 * @param asOfMillis when the peer said so, by its own clock, in milliseconds since 1970
 * @param said as the peer signed it; nothing when it was in an address record
 */
record KeptSealingKey(PeerId peer, SealingKey key, long asOfMillis, Optional<SealingStatement> said) {
    static final Table<KeptSealingKey> TABLE = new Table<>(
            "sealing_key",
            5,
            List.of(
                    Table.bytes("peer", kept -> Bytes.owning(kept.peer.toBytes())),
                    Table.bytes("key", kept -> kept.key.bytes()),
                    Table.integer("as_of", KeptSealingKey::asOfMillis),
                    Table.bytes(
                            "owner",
                            kept -> kept.said.map(said -> said.owner().bytes()).orElse(Bytes.EMPTY)),
                    Table.bytes(
                            "signature",
                            kept -> kept.said.map(SealingStatement::signature).orElse(Bytes.EMPTY))),
            1,
            KeptSealingKey::of);

    static KeptSealingKey of(SealingStatement said, long asOfMillis) {
        return new KeptSealingKey(said.peer(), said.key(), asOfMillis, Optional.of(said));
    }

    private static KeptSealingKey of(Row row) {
        SealingKey key = new SealingKey(row.bytes(1));
        Optional<SealingStatement> said = row.bytes(3).length() == 0
                ? Optional.empty()
                : Optional.of(new SealingStatement(key, row.integer(2), new PublicKey(row.bytes(3)), row.bytes(4)));
        return new KeptSealingKey(PeerId.fromBytes(row.bytes(0).array()), key, row.integer(2), said);
    }
}
