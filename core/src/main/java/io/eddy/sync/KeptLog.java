package io.eddy.sync;

import io.eddy.node.PublicKey;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** What is kept of a log beside its entries. */
record KeptLog(Key key, Tip tip, Extent extent, Reach reach, long frozenAt) {

    /** Which log. */
    record Key(Bytes group, PublicKey author, long log) {}

    /** The last entry. */
    record Tip(long number, Bytes hash, long hlc) {}

    /**
     * How much is kept.
     *
     * @param first the lowest number; one above the last when nothing is kept
     * @param before the hash of the entry before that
     * @param wantedFrom the lowest number that is wanted: what is between is asked for when there is time
     * @param latestMillis when the last entry came
     */
    record Extent(long first, Bytes before, long wantedFrom, long bytes, long latestMillis) {}

    /**
     * How far the other side of a conversation of two is.
     *
     * @param wanting the highest number of an entry for which a receipt is wanted
     * @param reached of a log of ours: what the recipient is known to have; of one of another's: what we receipted, or
     *     who carries it, was receipted
     */
    record Reach(long wanting, long reached) {}

    static final Table<KeptLog> TABLE = new Table<>(
            "sync_log",
            5,
            List.of(
                    Table.bytes("conversation", kept -> kept.key.group),
                    Table.bytes("author", kept -> kept.key.author.bytes()),
                    Table.integer("log", kept -> kept.key.log),
                    Table.integer("number", kept -> kept.tip.number),
                    Table.bytes("hash", kept -> kept.tip.hash),
                    Table.integer("hlc", kept -> kept.tip.hlc),
                    Table.integer("first", kept -> kept.extent.first),
                    Table.bytes("before", kept -> kept.extent.before),
                    Table.integer("wanted_from", kept -> kept.extent.wantedFrom),
                    Table.integer("bytes", kept -> kept.extent.bytes),
                    Table.integer("latest", kept -> kept.extent.latestMillis),
                    Table.integer("wanting", kept -> kept.reach.wanting),
                    Table.integer("reached", kept -> kept.reach.reached),
                    Table.integer("frozen_at", KeptLog::frozenAt)),
            3,
            KeptLog::of);

    private static KeptLog of(Row row) {
        return new KeptLog(
                new Key(row.bytes(0), new PublicKey(row.bytes(1)), row.integer(2)),
                new Tip(row.integer(3), row.bytes(4), row.integer(5)),
                new Extent(row.integer(6), row.bytes(7), row.integer(8), row.integer(9), row.integer(10)),
                new Reach(row.integer(11), row.integer(12)),
                row.integer(13));
    }
}
