package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.wire.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries of others into their logs: in the order of their numbers, each once, checked by the signature of the
 * last of each run, written in one turn with all that follows from them, and told when they are durable.
 */
final class Taking {
    /** What waits in memory for what is missing; of more, it is asked for again when that has come. */
    private static final long MAX_EARLY_BYTES = 8L << 20;

    private final Setting setting;
    private final News news;
    private final Receipts receipts;
    private final Carrying carrying;
    private final Retention retention;
    private final Forks forks;
    private final OwnLogs own;

    /**
     * A run that has come.
     *
     * @param by who brought it; {@code null} for a broadcast
     * @param asked whether we asked for it
     * @param checked whether its signature was checked
     */
    private record Brought(
            @Nullable Correspondent by, Conversation conversation, Run run, boolean asked, boolean checked) {
        Bytes group() {
            return conversation.group;
        }
    }

    /** What follows from what is taken. */
    record Effects(News news, Receipts receipts, Carrying carrying, Retention retention) {}

    Taking(Setting setting, Effects effects, Forks forks, OwnLogs own) {
        this.setting = setting;
        this.news = effects.news();
        this.receipts = effects.receipts();
        this.carrying = effects.carrying();
        this.retention = effects.retention();
        this.forks = forks;
        this.own = own;
    }

    /** A broadcast has brought an entry, which is whole and signed. */
    void take(Conversation conversation, Entry entry) {
        Run run = Run.of(entry);
        if (run.isSound()) {
            take(new Brought(null, conversation, run, false, true));
        }
    }

    /** A peer has brought a run. */
    void take(Correspondent by, Conversation conversation, Run run, boolean asked) {
        take(new Brought(by, conversation, run, asked, false));
    }

    private void take(Brought brought) {
        Conversation conversation = brought.conversation;
        Run run = brought.run;
        LogId id = run.id();
        if (!conversation.admits(id.author())) {
            refuse(brought, "an entry of somebody who has no part in the conversation");
            return;
        }
        Log log = conversation.logs.get(id);
        long next = beginsAt(brought, log);
        if (next == 0) {
            return; // It is forked, or of no log that we carry.
        }
        if (!isWelcome(conversation, log, id)) {
            setting.tally.leftOut += run.items().size();
        } else if (log != null && log.lacksEarlier() && run.end() == log.first() - 1) {
            takeEarlier(conversation, run, brought.asked);
        } else if (run.end() < next) {
            takeAgain(brought, log);
        } else if (run.from() > next) {
            takeEarly(brought, log);
        } else if (hasRoomFor(conversation, log, run)) {
            takeNext(brought, log, next);
        } else {
            setting.tally.leftOut += run.items().size();
        }
    }

    private boolean isWelcome(Conversation conversation, @Nullable Log log, LogId id) {
        boolean usurping = log == null && setting.isElsewhere(conversation.group, id);
        return !usurping && setting.application.isWelcome(conversation.group, id.author());
    }

    /** What is needed next. Of a log in a room that is new to us, the newest: what is before comes later. */
    private static long beginsAt(Brought brought, @Nullable Log log) {
        Run run = brought.run;
        boolean live = brought.by == null;
        boolean newest = log == null && brought.conversation.isRoom() && (brought.asked || live);
        return newest ? run.from() : brought.conversation.next(run.id());
    }

    /** Takes what comes before that which we have, the last first. */
    void takeEarlier(Conversation conversation, Run run, boolean asked) {
        Log log = conversation.logs.get(run.id());
        if (log == null || !log.wantsBefore(run)) {
            setting.tally.unasked++;
            return;
        }
        List<KeptEntry> chain = run.chained(conversation.group, setting.host.wallClockMillis());
        KeptEntry last = chain.get(chain.size() - 1);
        boolean leadsHere = last.link().hash().equals(log.before()); // Or it is of a log that is forked.
        if (!leadsHere || !mayPrecede(conversation, log, run)) {
            setting.tally.leftOut += chain.size();
            return;
        }
        if (run.hasSignature() && !setting.isSigned(last.place().author(), last.header(), run.signature())) {
            throw new ProtocolViolation("entries that their author did not sign");
        }
        for (KeptEntry kept : chain) {
            setting.host.store().put(KeptEntry.TABLE, kept);
            setting.application.onKept(kept.entry(), asked);
        }
        log.precede(chain);
        long bytes = chain.stream().mapToLong(KeptEntry::bytes).sum();
        retention.onGrown(conversation, log.id.author(), bytes);
        conversation.note(log);
        setting.host.store().put(KeptLog.TABLE, log.kept());
        setting.tally.taken += chain.size();
        setting.host.whenStored(() -> chain.forEach(kept -> setting.events.accept(new SyncEvent.Taken(kept.entry()))));
    }

    /** Whether there is room for what is before a log; if there never will be, it is not asked for again. */
    private boolean mayPrecede(Conversation conversation, Log log, Run run) {
        boolean now = setting.host.store().accepting()
                && setting.application.isWelcome(conversation.group, run.id().author());
        if (!now) {
            return false;
        }
        long left = retention.boundOf(conversation, run.id().author())
                - conversation.bytesOf(run.id().author());
        boolean room = bytes(run) <= left
                && conversation.bytes < setting.config.limits().logs().bytesOfRoom();
        if (!room) {
            log.wantNothingEarlier();
            conversation.note(log);
            setting.host.store().put(KeptLog.TABLE, log.kept());
        }
        return room;
    }

    /** It is known already, or another entry of a known number. */
    private void takeAgain(Brought brought, @Nullable Log log) {
        Run run = brought.run;
        setting.tally.repeated += run.items().size();
        if (log == null) {
            return;
        }
        List<KeptEntry> chain = run.chained(brought.group(), 0);
        KeptEntry last = chain.get(chain.size() - 1);
        boolean known = run.end() == log.number() && last.link().hash().equals(log.hash());
        if (!known && mayCheck(brought) && isSigned(brought, log, last)) {
            forks.suspect(brought.by, brought.conversation, run);
        }
    }

    /** Those before it are missing. */
    private void takeEarly(Brought brought, @Nullable Log log) {
        if (takeBehindGap(brought, log)) {
            return;
        }
        Run run = brought.run;
        setting.tally.early += run.items().size();
        List<KeptEntry> chain = run.chained(brought.group(), 0);
        KeptEntry last = chain.get(chain.size() - 1);
        if (!mayCheck(brought) || !isSigned(brought, log, last)) {
            return;
        }
        Correspondent by = brought.by;
        Shared shared = by == null ? null : by.shared(brought.group());
        if (by != null && shared != null) {
            Head head = Head.of(run.id(), run.end(), last.link().hash());
            by.leads(shared, head, setting.config.limits().aheadOfUs());
        }
        boolean room = setting.earlyBytes + run.bytes() <= MAX_EARLY_BYTES;
        if (log != null
                && room
                && log.keepEarly(run, setting.config.limits().logs().early())) {
            setting.earlyBytes += run.bytes();
        }
    }

    /**
     * Takes what was asked for because nobody has what is before it any more; whether it is that. A log is one stretch
     * without gaps, so what there was of it is kept no more: the history has it.
     */
    private boolean takeBehindGap(Brought brought, @Nullable Log log) {
        Correspondent by = brought.by;
        Shared shared = by == null ? null : by.shared(brought.group());
        if (!brought.asked || log == null || log.isFrozen() || shared == null || !brought.run.hasSignature()) {
            return false;
        }
        boolean behind = shared.gone.getOrDefault(log.id, 0L) >= brought.conversation.next(log.id);
        List<KeptEntry> chain = brought.run.chained(brought.group(), setting.host.wallClockMillis());
        if (!behind
                || !hasRoomFor(brought.conversation, log, brought.run)
                || !isSigned(brought, log, chain.get(chain.size() - 1))) {
            return false;
        }
        retention.drop(brought.conversation, log);
        log.goOnAt(chain.get(0));
        brought.conversation.note(log);
        write(brought, log, chain);
        takeWhatWasEarly(brought.conversation, log);
        return true;
    }

    /** It follows what there is, perhaps after a part that is known. */
    private void takeNext(Brought brought, @Nullable Log known, long next) {
        Run run = brought.run;
        List<KeptEntry> chain = run.chained(brought.group(), setting.host.wallClockMillis());
        if (!isSigned(brought, known, chain.get(chain.size() - 1))) {
            return;
        }
        int skipped = (int) (next - run.from());
        Bytes before = chain.get(skipped).link().before();
        if (known != null && !before.equals(known.hash())) {
            forks.suspect(brought.by, brought.conversation, run);
            return;
        }
        Log log = known == null ? begin(brought, next, before) : known;
        setting.tally.repeated += skipped;
        write(brought, log, chain.subList(skipped, chain.size()));
        markProven(brought);
        takeWhatWasEarly(brought.conversation, log);
    }

    private void takeWhatWasEarly(Conversation conversation, Log log) {
        for (Run early = log.takeEarly(); early != null; early = log.takeEarly()) {
            setting.earlyBytes -= early.bytes();
            take(new Brought(null, conversation, early, false, true));
        }
    }

    private Log begin(Brought brought, long next, Bytes before) {
        retention.makeRoom(brought.conversation);
        Run.Start start = brought.run.start();
        long wantedFrom = brought.conversation.isRoom() ? 1 : next;
        Log log = Log.empty(brought.group(), new Run.Start(start.author(), start.log(), next, before), wantedFrom);
        brought.conversation.note(log);
        brought.conversation.begins.remove(log.id);
        return log;
    }

    private void write(Brought brought, Log log, List<KeptEntry> entries) {
        Conversation conversation = brought.conversation;
        List<KeptEntry> taken = entries.stream()
                .filter(kept -> !log.isClosedAt(kept.place().number()))
                .toList();
        if (taken.isEmpty()) {
            return;
        }
        if (log.id.author().equals(setting.host.self())) {
            own.retire(conversation, log.id); // Others know more of it than we did.
        }
        List<Entry> shown = conversation.isCarried()
                ? List.of()
                : taken.stream().map(KeptEntry::entry).toList();
        for (KeptEntry kept : taken) {
            setting.host.store().put(KeptEntry.TABLE, kept);
            log.advance(kept);
            setting.clock.observe(kept.item().hlc(), setting.host.wallClockMillis());
        }
        shown.forEach(entry -> setting.application.onKept(entry, brought.asked));
        receipts.onKept(conversation, log, taken);
        setting.host.store().put(KeptLog.TABLE, log.kept());
        long bytes = taken.stream().mapToLong(KeptEntry::bytes).sum();
        retention.onGrown(conversation, log.id.author(), bytes);
        if (conversation.isCarried()) {
            carrying.grew(log.id.author(), bytes);
        }
        setting.tally.taken += taken.size();
        KeptEntry last = taken.get(taken.size() - 1);
        setting.host.whenStored(() -> {
            log.onDurable(last.place().number(), last.link().hash());
            news.acknowledge(conversation, log);
            shown.forEach(entry -> setting.events.accept(new SyncEvent.Taken(entry)));
            if (conversation.isCarried()) {
                setting.events.accept(new SyncEvent.TakenToCarry(conversation.facing(log.id.author())));
            }
        });
    }

    /** Who brings what was missing has part in the conversation. */
    private void markProven(Brought brought) {
        Correspondent by = brought.by;
        Shared shared = by == null ? null : by.shared(brought.group());
        if (by != null && shared != null && !shared.proven) {
            shared.proven = true;
            if (!shared.told && news.mayTell(by, brought.conversation)) {
                news.tell(by, brought.conversation, shared);
                forks.tell(by, brought.conversation);
            }
        }
    }

    private boolean hasRoomFor(Conversation conversation, @Nullable Log log, Run run) {
        PeerId author = run.id().author();
        return setting.host.store().accepting()
                && (log != null || retention.mayBegin(conversation, author))
                && (conversation.isCarried()
                        ? carrying.hasRoomFor(author, bytes(run)) && isStillKnown(conversation, log)
                        : retention.hasRoomFor(conversation, author, bytes(run)));
    }

    /** The log itself may have expired, and have been forgotten to make room: then it is carried from its beginning. */
    private static boolean isStillKnown(Conversation conversation, @Nullable Log log) {
        return log == null || conversation.logs.get(log.id) == log;
    }

    private static long bytes(Run run) {
        return run.bytes() + run.items().size() * KeptEntry.ROW_BYTES;
    }

    /** Whether its signature may be looked at: what was not asked for, only so often. */
    private boolean mayCheck(Brought brought) {
        Correspondent by = brought.by;
        return by == null || by.checks.take(setting.host.now());
    }

    private boolean isSigned(Brought brought, @Nullable Log log, KeptEntry last) {
        long number = last.place().number();
        boolean proven = log != null && log.isProven(number, last.link().hash());
        if (brought.checked || proven) {
            return true;
        }
        if (brought.asked && !brought.run.hasSignature()) {
            setting.tally.leftOut += brought.run.items().size(); // The proof of the fork behind it is not known here.
            return false;
        }
        EntryHeader header = last.header();
        if (!setting.isSigned(last.place().author(), header, brought.run.signature())) {
            refuse(brought, "entries that their author did not sign");
            return false;
        }
        return true;
    }

    private static void refuse(Brought brought, String sentence) {
        if (brought.by != null) {
            throw new ProtocolViolation(sentence);
        }
    }
}
