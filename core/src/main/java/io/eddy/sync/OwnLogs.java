package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.HybridClock;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.KeptEntry.Link;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncTimer.CarriersDue;
import io.eddy.sync.SyncTimer.ReachedDue;
import io.eddy.sync.SyncTimer.Unconfirmed;
import io.eddy.sync.Writing.Said;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The logs that this peer writes.
 *
 * <p>Two entries of one author with one number are a fork, and a copy of the data that is put back makes one as soon as
 * it goes on where it ended. Nobody can rule that out alone. So each start begins a log of its own in a conversation.
 * When there are many already, the latest is continued: once somebody has said how far it knows that log, or after a
 * while; never when somebody knows more of it.
 */
final class OwnLogs {
    private final Setting setting;
    private final News news;
    private final Retention retention;
    private final Pushing pushing;

    /** Those of which the recipient has come to have more than is written down: it will say so again after a crash. */
    private final Set<Log> reached = new LinkedHashSet<>();

    /** By log, what was not given to the store yet. */
    private final Map<Log, Writing> writings = new LinkedHashMap<>();

    /** Those begun since the start: nobody else can have written in them. */
    private final Set<LogId> begun = new LinkedHashSet<>();

    /** Those of which others know more, or that are forked. */
    private final Set<LogId> retired = new LinkedHashSet<>();

    OwnLogs(Setting setting, News news, Retention retention) {
        this.setting = setting;
        this.news = news;
        this.retention = retention;
        pushing = new Pushing(setting, news);
    }

    /** Does what writes an entry, at once or when it is known in which log; {@code false}: too much waits for that. */
    boolean whenReady(Conversation conversation, Runnable write) {
        if (conversation.own != null && !isTimely(conversation, conversation.own)) {
            conversation.own = null;
        }
        if (conversation.own == null && latest(conversation) == null) {
            conversation.own = begin(conversation, setting.host.random().nextLong());
        }
        if (conversation.own != null) {
            write.run();
            return true;
        }
        if (conversation.unconfirmed.size() >= setting.config.limits().unconfirmed()) {
            return false;
        }
        if (conversation.unconfirmed.isEmpty()) {
            setting.host.arm(
                    new Unconfirmed(conversation.group), setting.config.pace().confirming());
        }
        conversation.unconfirmed.add(write);
        return true;
    }

    /** Others have said how far they know our logs here, or nobody has for long enough. */
    void confirm(Conversation conversation) {
        if (conversation.own == null) {
            conversation.own = latest(conversation);
            if (conversation.own == null && !conversation.unconfirmed.isEmpty()) {
                conversation.own = begin(conversation, setting.host.random().nextLong());
            }
        }
        setting.host.disarm(new Unconfirmed(conversation.group));
        for (Runnable write = conversation.unconfirmed.poll(); write != null; write = conversation.unconfirmed.poll()) {
            write.run();
        }
    }

    /** A peer says how far it has one of our logs. */
    void onHeard(Correspondent from, Conversation conversation, Shared shared, Head head) {
        Log log = conversation.logs.get(head.id());
        if (log == null) {
            return; // It was lost here, or it never was: in neither case it is continued.
        }
        if (head.number() > log.number() || isOther(log, head)) {
            if (!begun.contains(head.id())) {
                retire(conversation, head.id());
            }
        } else if (head.number() > shared.ofOurs.getOrDefault(head.id(), 0L)) {
            shared.ofOurs.put(head.id(), head.number());
            if (from.peer.equals(conversation.recipient()) && log.reach(head.number())) {
                if (reached.isEmpty()) {
                    setting.host.arm(new ReachedDue(), setting.config.pace().again());
                }
                reached.add(log);
            }
            setting.events.accept(new SyncEvent.Carried(Conversation.message(head.id(), head.number()), from.peer));
        }
    }

    /** Not with each acknowledgement: what is said next would wait for that commit. */
    void keepReached() {
        reached.forEach(log -> setting.host.store().put(KeptLog.TABLE, log.kept()));
        reached.clear();
    }

    private static boolean isOther(Log log, Head head) {
        return head.number() == log.told() && head.hash() != log.head().hash();
    }

    /** Nothing more is written in this log. */
    void retire(Conversation conversation, LogId id) {
        retired.add(id);
        if (conversation.own != null && conversation.own.id.equals(id)) {
            conversation.own = null;
        }
    }

    /** Writes an entry in the log that is written in, which is sent once it is durable. */
    void write(Conversation conversation, Draft draft, Consumer<Entry> whenDurable) {
        Log log = conversation.own;
        if (log == null) {
            throw new IllegalStateException("there is no log to write in");
        }
        write(conversation, log, draft, whenDurable);
    }

    /** The log of this number, which somebody chose. */
    Log chosen(Conversation conversation, long log) {
        LogId id = new LogId(setting.host.self(), log);
        Log known = conversation.logs.get(id);
        return known == null ? begin(conversation, log) : known;
    }

    /**
     * Writes an entry in this log, which is sent once it is durable. In a conversation of two, those that are written
     * together are signed together: the last one vouches for all. In a room each is signed, as it is broadcast alone.
     */
    void write(Conversation conversation, Log log, Draft draft, Consumer<Entry> whenDurable) {
        Entry unsigned = next(conversation, log, draft);
        Entry entry = conversation.isRoom() ? signed(unsigned) : unsigned;
        Link link = new Link(log.hash(), entry.header().hash(), entry.signature());
        KeptEntry kept = new KeptEntry(entry.header().place(), link, Item.of(entry), setting.host.wallClockMillis());
        log.advance(kept);
        Writing writing = writings.computeIfAbsent(log, key -> new Writing(conversation));
        writing.add(new Said(entry, kept, whenDurable));
        setting.application.onWritten(entry);
        if (writing.isFull()) {
            store(log);
        } else if (writing.isOfOne()) {
            setting.host.beforeStored(() -> store(log));
        }
    }

    /** The entry that comes next; not signed. */
    private Entry next(Conversation conversation, Log log, Draft draft) {
        Place place = new Place(Entry.VERSION, conversation.group, setting.host.key(), log.id.log(), log.number() + 1);
        Bytes body = draft.body().at(place);
        if (body.length() != draft.body().length()) {
            throw new IllegalStateException(
                    body.length() + " bytes where " + draft.body().length() + " were announced");
        }
        Content content = new Content(draft.type(), draft.dependencies(), body.length(), Bytes.sha256(body.array()));
        return new Entry(
                new EntryHeader(place, log.hash(), time(conversation, log, draft), content), Entry.UNSIGNED, body);
    }

    private Entry signed(Entry entry) {
        return new Entry(entry.header(), Bytes.owning(setting.host.sign(Entry.signed(entry.header()))), entry.body());
    }

    private void store(Log log) {
        Writing writing = writings.remove(log);
        if (writing == null) {
            return; // It was so much that it was stored before.
        }
        writing.sign(this::signed);
        List<KeptEntry> entries = writing.entries();
        entries.forEach(kept -> setting.host.store().put(KeptEntry.TABLE, kept));
        setting.host.store().put(KeptLog.TABLE, log.kept());
        long bytes = entries.stream().mapToLong(KeptEntry::bytes).sum();
        retention.onGrown(writing.conversation, setting.host.self(), bytes);
        KeptEntry last = entries.get(entries.size() - 1);
        setting.host.whenStored(() -> {
            log.onDurable(last.place().number(), last.link().hash());
            onDurable(writing.conversation, log, entries);
            writing.tellDurable();
        });
    }

    private void onDurable(Conversation conversation, Log log, List<KeptEntry> entries) {
        news.add(conversation, log.id);
        PeerId recipient = conversation.recipient();
        if (recipient != null) {
            awaitCarriers(conversation, recipient);
            pushing.push(recipient, conversation, log, entries);
        }
    }

    /** What is said next does not put off what waits: who goes on writing would never have it carried. */
    private void awaitCarriers(Conversation conversation, PeerId recipient) {
        boolean absent = setting.correspondent(recipient) == null;
        SyncConfig.Pace pace = setting.config.pace();
        Duration wait = absent ? pace.carryingToAbsent() : pace.carrying();
        Timestamp due = setting.host.now().plus(wait);
        if (conversation.carriersDue == null || due.compareTo(conversation.carriersDue) < 0) {
            conversation.carriersDue = due;
            setting.host.arm(new CarriersDue(conversation.group), wait);
        }
    }

    /**
     * Behind all that it answers, and behind what was said before it, whatever the clocks say (rule 10): also in the
     * logs of earlier starts, unless the clock was absurd then.
     */
    private long time(Conversation conversation, Log log, Draft draft) {
        long nowMillis = setting.host.wallClockMillis();
        boolean waited = draft.hlc() != 0 && HybridClock.isAnswered(draft.hlc(), nowMillis);
        long time = behind(waited ? draft.hlc() : setting.clock.next(nowMillis), log.hlc());
        for (Log other : conversation.of(setting.host.self()).values()) {
            if (HybridClock.isAnswered(other.hlc(), nowMillis)) {
                time = behind(time, other.hlc());
            }
        }
        for (Draft.Cause cause : draft.causes()) {
            time = behind(time, cause.hlc());
        }
        return time;
    }

    private static long behind(long time, long earlier) {
        return Long.compareUnsigned(time, earlier) > 0 || earlier == -1 ? time : earlier + 1;
    }

    private Log begin(Conversation conversation, long number) {
        Log log = Log.empty(conversation.group, new Run.Start(setting.host.key(), number, 1, EntryHeader.NO_ENTRY));
        begun.add(log.id);
        conversation.logs.put(log.id, log);
        return log;
    }

    /**
     * Whether what follows in a log need not stand behind a time that only an absurd clock has said: nobody would
     * answer it. A clock that is absurd again and again would fill others with logs: after so many one is continued.
     */
    private boolean isTimely(Conversation conversation, Log log) {
        int most = 2 * setting.config.limits().logs().fresh();
        return HybridClock.isAnswered(log.hlc(), setting.host.wallClockMillis())
                || conversation.of(setting.host.self()).size() >= most;
    }

    /** The log of an earlier start that may be continued; none when there is room for another. */
    private @Nullable Log latest(Conversation conversation) {
        Log latest = null;
        int logs = 0;
        for (Log log : conversation.of(setting.host.self()).values()) {
            logs++;
            boolean may =
                    !log.isFrozen() && !retired.contains(log.id) && log.number() > 0 && isTimely(conversation, log);
            if (may && (latest == null || Long.compareUnsigned(log.hlc(), latest.hlc()) > 0)) {
                latest = log;
            }
        }
        return logs < setting.config.limits().logs().fresh() ? null : latest;
    }
}
