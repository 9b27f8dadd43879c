package io.eddy.chat;

import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * What was shown of one author's log in a room, where entries come out of order: the highest number, and which of
 * the 64 below it. What is further below counts as shown.
 *
 * @param highest the highest number that was shown
 * @param below bit 0 for the number below the highest, and so on: whether it was shown
 * @param order grows with each entry of any room, so that the logs have an order across restarts
 */
record RoomLog(LogHead.Key key, long highest, long below, long order) {
    static final int WINDOW = Long.SIZE;

    static final Table<RoomLog> TABLE = new Table<>(
            "chat_room_log",
            3,
            List.of(
                    Table.bytes("conversation", log -> log.key.group()),
                    Table.bytes("author", log -> Bytes.owning(log.key.author().toBytes())),
                    Table.integer("log", log -> log.key.log()),
                    Table.integer("highest", RoomLog::highest),
                    Table.integer("below", RoomLog::below),
                    Table.integer("kept_order", RoomLog::order)),
            3,
            RoomLog::of);

    /** A log of which the first entry that came is this number. */
    static RoomLog first(LogHead.Key key, long number, long order) {
        return new RoomLog(key, number, 0, order);
    }

    boolean isShown(long number) {
        if (number >= highest) {
            return number == highest;
        }
        long distance = highest - number;
        return distance > WINDOW || (below & bit(distance)) != 0;
    }

    /** The same log when this number, which was not, has been shown. */
    RoomLog showing(long number, long newOrder) {
        if (number < highest) {
            return new RoomLog(key, highest, below | bit(highest - number), newOrder);
        }
        long distance = number - highest;
        // A shift by 64 or more would be one by what is left of 64.
        long shifted = distance < WINDOW ? below << distance : 0;
        return new RoomLog(key, number, distance > WINDOW ? 0 : shifted | bit(distance), newOrder);
    }

    private static long bit(long distance) {
        return 1L << (distance - 1);
    }

    private static RoomLog of(Row row) {
        LogHead.Key key =
                new LogHead.Key(row.bytes(0), PeerId.fromBytes(row.bytes(1).array()), row.integer(2));
        return new RoomLog(key, row.integer(3), row.integer(4), row.integer(5));
    }
}
