package io.eddy.sync;

import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** A conversation of two others for which this peer carries. */
record CarriedPair(Bytes group, PeerId one, PeerId other) {
    static final Table<CarriedPair> TABLE = new Table<>(
            "sync_carried",
            5,
            List.of(
                    Table.bytes("conversation", CarriedPair::group),
                    Table.bytes("one", kept -> Bytes.owning(kept.one.toBytes())),
                    Table.bytes("other", kept -> Bytes.owning(kept.other.toBytes()))),
            1,
            row -> new CarriedPair(
                    row.bytes(0),
                    PeerId.fromBytes(row.bytes(1).array()),
                    PeerId.fromBytes(row.bytes(2).array())));
}
