package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.entry.HybridClock;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far every log of every conversation is kept, and the writing of one's own. */
final class Logs {
    /** Logs of one author in one conversation: one for each installation that lost what it had, and each is kept. */
    static final int MAX_LOGS_OF_ONE = 64;

    private final Host<?, ?> host;
    private final HybridClock clock = new HybridClock();
    private final Map<LogHead.Key, LogHead> heads = new LinkedHashMap<>();

    /** One's own log of each conversation. */
    private final Map<Bytes, LogHead> own = new LinkedHashMap<>();

    private final Set<Bytes> known = new LinkedHashSet<>();

    /** How many logs each author has in each conversation. */
    private final Map<Voice, Integer> voices = new LinkedHashMap<>();

    private record Voice(Bytes group, PeerId author) {}

    Logs(Host<?, ?> host) {
        this.host = host;
    }

    void load() {
        for (LogHead head : host.store().load(LogHead.TABLE)) {
            note(head);
        }
    }

    /** Whether messages were exchanged with this peer. */
    boolean isContact(PeerId peer) {
        return isKnown(Group.ofPair(host.self(), peer));
    }

    /** Takes note of the time of an entry that is kept elsewhere. */
    void observe(Entry entry) {
        clock.observe(entry.header().hlc(), host.wallClockMillis());
    }

    /** Whether anything was said in this conversation. */
    boolean isKnown(Bytes group) {
        return known.contains(group);
    }

    @Nullable
    LogHead head(LogHead.Key key) {
        return heads.get(key);
    }

    /** How many logs there are. */
    int size() {
        return heads.size();
    }

    /** Whether this log may be kept. */
    boolean hasRoomFor(PeerId author, Place place) {
        return heads.containsKey(new LogHead.Key(place.group(), author, place.log()))
                || voices.getOrDefault(new Voice(place.group(), author), 0) < MAX_LOGS_OF_ONE;
    }

    /** Writes the next entry of one's own log in a conversation, and puts it into the store. */
    Entry append(Bytes group, Bytes text) {
        LogHead before = own.get(group);
        long log = before == null ? host.random().nextLong() : before.key().log();
        long number = before == null ? 1 : before.number() + 1;
        Place place = new Place(Entry.VERSION, group, host.key(), log, number);
        Bytes previous = before == null ? EntryHeader.NO_ENTRY : before.hash();
        EntryHeader header = new EntryHeader(place, previous, clock.next(host.wallClockMillis()), Entry.text(text));
        Entry entry = new Entry(header, Bytes.owning(host.sign(Entry.signed(header))), text);
        keep(host.self(), entry);
        return entry;
    }

    /** Puts an entry that follows what is kept of its log into the store. */
    LogHead keep(PeerId author, Entry entry) {
        Place place = entry.header().place();
        LogHead.Key key = new LogHead.Key(place.group(), author, place.log());
        LogHead head = new LogHead(
                key, place.number(), entry.header().hash(), entry.header().hlc());
        host.store().put(LogHead.TABLE, head);
        host.store().put(KeptEntry.TABLE, new KeptEntry(key, place.number(), host.wallClockMillis(), entry));
        note(head);
        return head;
    }

    private void note(LogHead head) {
        if (heads.put(head.key(), head) == null) {
            voices.merge(new Voice(head.key().group(), head.key().author()), 1, Integer::sum);
        }
        known.add(head.key().group());
        clock.observe(head.hlc(), host.wallClockMillis());
        if (head.key().author().equals(host.self())) {
            own.put(head.key().group(), head);
        }
    }
}
