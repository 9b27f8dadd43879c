package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** Whose key answered first at a manager's address, and must answer there ever after. */
record ManagerPin(String endpoint, PeerId manager) {
    static final Table<ManagerPin> TABLE = new Table<>(
            "manager_pin",
            1,
            List.of(
                    Table.text("endpoint", ManagerPin::endpoint),
                    Table.bytes("manager", pin -> Bytes.owning(pin.manager.toBytes()))),
            1,
            row -> new ManagerPin(row.text(0), PeerId.fromBytes(row.bytes(1).array())));
}
