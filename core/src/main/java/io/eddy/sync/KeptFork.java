package io.eddy.sync;

import io.eddy.entry.EntryHeader;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** That a log is forked, with the proof if that is kept; without, the proof has no branches. */
record KeptFork(Bytes group, ForkProof proof) {
    static final Table<KeptFork> TABLE = new Table<>(
            "sync_fork",
            5,
            List.of(
                    Table.bytes("conversation", KeptFork::group),
                    Table.bytes("author", kept -> kept.proof.start().author().bytes()),
                    Table.integer("log", kept -> kept.proof.start().log()),
                    Table.bytes("proof", kept -> Bytes.owning(ForkProof.CODEC.toBytes(kept.proof)))),
            3,
            row -> new KeptFork(
                    row.bytes(0), ForkProof.CODEC.fromBytes(row.bytes(3).array())));

    static KeptFork of(Bytes group, ForkProof proof) {
        return new KeptFork(group, proof);
    }

    /** The row of a log, to be deleted. */
    static KeptFork of(Log log) {
        Run.Start start = new Run.Start(log.author(), log.id.log(), log.frozenAt(), EntryHeader.NO_ENTRY);
        return new KeptFork(log.group(), ForkProof.withoutBranches(start));
    }
}
