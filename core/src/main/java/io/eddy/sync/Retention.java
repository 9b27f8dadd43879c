package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.node.PeerId;
import io.eddy.sync.KeptEntry.Link;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drops entries, and keeps conversations within their bounds: of the log that was silent longest, the oldest first. */
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

    /** An author has more in a conversation: beyond the bounds of either the oldest goes. */
    void onGrown(Conversation conversation, PeerId author, long bytes) {
        conversation.bytes += bytes;
        if (conversation.isRoom()
                && conversation.bytes > setting.config.limits().logs().bytesOfRoom()) {
            oldest(conversation.logs.values()).ifPresent(log -> dropTo(conversation, log, log.number()));
        }
        boolean ours = author.equals(setting.host.self());
        if (!ours && !conversation.isCarried() && conversation.bytesOf(author) > boundOf(conversation, author)) {
            oldest(conversation.of(author).values())
                    .ifPresent(log -> dropTo(conversation, log, log.first() + (log.number() - log.first()) / 2));
        }
    }

    /** Whether more is taken: of a stranger, who must not fill our history, only so much. */
    boolean hasRoomFor(Conversation conversation, PeerId author, long bytes) {
        return conversation.isRoom()
                || setting.application.isContact(author)
                || conversation.bytesOf(author) + bytes <= boundOf(conversation, author);
    }

    /** How much of one author is kept in a conversation. */
    long boundOf(Conversation conversation, PeerId author) {
        return conversation.isRoom() || setting.application.isContact(author)
                ? setting.config.limits().logs().bytesOfAuthor()
                : setting.config.quotas().bytesOfStranger();
    }

    /**
     * Whether another log of this author may be known. Where no more are, one of the author that has most goes for it,
     * unless that is about this one: so a log that had to go is not taken again, and nobody fills a room with a few
     * keys.
     */
    boolean mayBegin(Conversation conversation, PeerId author) {
        int own = conversation.of(author).size();
        return own < setting.config.limits().logs().ofAuthor()
                && (!isFull(conversation) || heaviest(conversation).size() >= own + 2);
    }

    /** Another log is about to be known, that may. */
    void makeRoom(Conversation conversation) {
        if (isFull(conversation)) {
            heaviest(conversation).stream()
                    .min(Comparator.comparingLong(Log::latestMillis))
                    .ifPresent(log -> forget(conversation, log));
        }
    }

    private boolean isFull(Conversation conversation) {
        return conversation.logs.size() >= setting.config.limits().logs().ofGroup();
    }

    private Collection<Log> heaviest(Conversation conversation) {
        Map<PeerId, List<Log>> byAuthor = new LinkedHashMap<>();
        for (Log log : conversation.logs.values()) {
            if (!log.id.author().equals(setting.host.self())) {
                byAuthor.computeIfAbsent(log.id.author(), author -> new ArrayList<>(1))
                        .add(log);
            }
        }
        return byAuthor.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** Nothing is known any more of a log. */
    void forget(Conversation conversation, Log log) {
        drop(conversation, log);
        setting.earlyBytes -= log.earlyBytes();
        conversation.logs.remove(log.id);
        conversation.lackingEarlier.remove(log.id);
        setting.host.store().delete(KeptLog.TABLE, log.kept());
        if (log.isFrozen()) {
            setting.host.store().delete(KeptFork.TABLE, KeptFork.of(log));
        }
    }

    /** The one that was silent longest. */
    private static Optional<Log> oldest(Collection<Log> among) {
        return among.stream()
                .filter(log -> log.first() <= log.number())
                .min(Comparator.comparingLong(Log::latestMillis));
    }

    private void dropTo(Conversation conversation, Log log, long upTo) {
        drop(conversation, log, Math.min(upTo, log.first() + DROPPED_TOGETHER - 1));
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
