package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.sync.KeptEntry.Link;
import io.eddy.wire.Bytes;
import java.util.Comparator;
import java.util.List;

/** Drops entries, and keeps rooms within their bounds: of the log that was silent longest, the oldest first. */
final class Retention {
    /** The most that is dropped in one turn. */
    private static final int DROPPED_TOGETHER = 1_024;

    /** In place of what is not needed to delete a row. */
    private static final Item NOTHING = new Item(0, 0, List.of(), Bytes.EMPTY);

    private static final Link NO_LINK = new Link(EntryHeader.NO_ENTRY, EntryHeader.NO_ENTRY, Entry.UNSIGNED);

    private final Setting setting;

    Retention(Setting setting) {
        this.setting = setting;
    }

    /** More was written in a conversation. */
    void onGrown(Conversation conversation, long bytes) {
        conversation.bytes += bytes;
        if (conversation.isRoom()
                && conversation.bytes > setting.config.limits().logs().bytesOfRoom()) {
            conversation.logs.values().stream()
                    .filter(log -> log.first() <= log.number())
                    .min(Comparator.comparingLong(Log::latestMillis))
                    .ifPresent(oldest -> {
                        long last = Math.min(oldest.number(), oldest.first() + DROPPED_TOGETHER - 1);
                        drop(conversation, oldest, last);
                    });
        }
    }

    /** Keeps nothing any more of a log. */
    void drop(Conversation conversation, Log log) {
        drop(conversation, log, log.number());
    }

    private void drop(Conversation conversation, Log log, long upTo) {
        for (long number = log.first(); number <= upTo; number++) {
            Place place = new Place(Entry.VERSION, log.group(), log.author(), log.id.log(), number);
            setting.host.store().delete(KeptEntry.TABLE, new KeptEntry(place, NO_LINK, NOTHING, 0));
            setting.tally.evicted++;
        }
        long before = log.bytes();
        log.evict(upTo);
        conversation.note(log);
        conversation.bytes -= before - log.bytes();
        setting.host.store().put(KeptLog.TABLE, log.kept());
    }
}
