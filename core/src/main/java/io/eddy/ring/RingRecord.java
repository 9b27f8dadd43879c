package io.eddy.ring;

import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A ring in which this peer has a seat, as it is kept.
 *
 * @param sinceMillis when it came to this state, by this peer's wall clock
 */
record RingRecord(Charter charter, State state, long sinceMillis) {

    /** How far a ring has come. The order is how it is kept: add at the end only. */
    enum State {
        /** This peer has taken its seat; whether the others have is not known yet. */
        SEATED,
        STANDING,
        /** Over, as far as this peer is concerned; others may still ask for its log. */
        CLOSED,
        /** Given up by this peer before the others knew. */
        BROKEN
    }

    private static final List<State> STATES = List.of(State.values());

    static final Table<RingRecord> TABLE = new Table<>(
            "ring",
            2,
            List.of(
                    Table.bytes("ring", kept -> kept.ring().bytes()),
                    Table.bytes("charter", kept -> Bytes.owning(Charter.CODEC.toBytes(kept.charter))),
                    Table.integer("state", kept -> (long) STATES.indexOf(kept.state)),
                    Table.integer("since", RingRecord::sinceMillis)),
            1,
            RingRecord::of);

    RingId ring() {
        return charter.ring();
    }

    boolean isOver() {
        return state == State.CLOSED || state == State.BROKEN;
    }

    private static RingRecord of(Row row) {
        return new RingRecord(
                Charter.CODEC.fromBytes(row.bytes(1).array()), STATES.get((int) row.integer(2)), row.integer(3));
    }
}
