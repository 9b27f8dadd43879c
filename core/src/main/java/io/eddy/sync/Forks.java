package io.eddy.sync;

import io.eddy.entry.EntryHeader;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.store.Range;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.Correspondent.Trace;
import io.eddy.sync.ForkProof.Branch;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs that their authors have forked (protocols.md B.2, rule 6). A stretch that is signed and is not as ours is
 * followed back to where the two part. The two branches from there are the proof: with it everybody stops at the entry
 * before, so that all have the same again.
 */
final class Forks {
    /** Proofs of one conversation that are kept, 10 MiB at most; other logs that are forked are frozen, too. */
    private static final int MAX_PROOFS = 256;

    /** Of them, of one author, so that nobody takes the place of all others. */
    private static final int MAX_PROOFS_OF_AUTHOR = 16;

    private final Setting setting;
    private final Asking asking;
    private final News news;
    private final OwnLogs own;
    private final Retention retention;
    private final Proving proving;

    Forks(Setting setting, Asking asking, News news, OwnLogs own, Retention retention) {
        this.setting = setting;
        this.asking = asking;
        this.news = news;
        this.own = own;
        this.retention = retention;
        proving = new Proving(setting, news);
    }

    void load() {
        for (KeptFork kept : setting.host.store().load(KeptFork.TABLE)) {
            Log log = setting.conversation(kept.group()).logs.get(kept.proof().id());
            if (log != null) {
                log.freeze(kept.proof().start(), kept.proof().canBePassedOn());
            }
        }
    }

    /** A peer says that it has another entry of our number: looks at what it has. */
    void trace(Correspondent from, Conversation conversation, Shared shared, Head head) {
        if (shared.traced.size() < setting.config.limits().logs().ofAuthor() && shared.traced.add(head.id())) {
            long to = head.number();
            long first = Math.max(1, to - Run.MAX_ITEMS + 1);
            from.traces.add(new Trace(conversation.group, new Stretch(head.id(), first, to)));
            asking.next(from);
        }
    }

    /** A stretch has come that was asked for because it may part from ours. */
    void examine(Correspondent from, Conversation conversation, Run run) {
        List<KeptEntry> chain = run.chained(conversation.group, setting.host.wallClockMillis());
        KeptEntry last = chain.get(chain.size() - 1);
        if (!run.hasSignature()) {
            setting.tally.leftOut += chain.size();
        } else if (!setting.isSigned(last.place().author(), last.header(), run.signature())) {
            throw new ProtocolViolation("entries that their author did not sign");
        } else {
            compare(from, conversation, run, true);
        }
    }

    /** Compares a stretch, which is signed, with ours. */
    void suspect(@Nullable Correspondent from, Conversation conversation, Run run) {
        compare(from, conversation, run, false);
    }

    private void compare(@Nullable Correspondent from, Conversation conversation, Run run, boolean onwards) {
        Log log = conversation.logs.get(run.id());
        if (log == null || log.isClosedAt(run.from())) {
            return;
        }
        read(log, Math.max(0, run.from() - 2), run.items().size() + 1, rows -> {
            boolean same = isSame(from, conversation, run, rows);
            if (same && onwards && conversation.next(run.id()) > run.end() + 1) {
                long first = run.end() + 1;
                traceOn(from, conversation, new Stretch(run.id(), first, first + Run.MAX_ITEMS - 1));
            }
        });
    }

    /** Whether ours is the same; when not, where the two part is proven, or looked for further. */
    private boolean isSame(@Nullable Correspondent from, Conversation conversation, Run run, List<KeptEntry> rows) {
        Map<Long, KeptEntry> ours = new LinkedHashMap<>();
        rows.forEach(row -> ours.put(row.place().number(), row));
        KeptEntry before = ours.get(run.from() - 1);
        Bytes anchor = before == null ? EntryHeader.NO_ENTRY : before.link().hash();
        if (before == null && run.from() > 1) {
            return false; // We have nothing there, so there is nothing to compare.
        }
        if (!anchor.equals(run.start().before())) {
            long first = Math.max(1, run.from() - Run.MAX_ITEMS);
            traceOn(from, conversation, new Stretch(run.id(), first, run.from() - 1));
            return false;
        }
        List<KeptEntry> theirs = run.chained(conversation.group, 0);
        for (int i = 0; i < theirs.size(); i++) {
            KeptEntry our = ours.get(run.from() + i);
            if (our == null) {
                return true;
            }
            if (!our.link().hash().equals(theirs.get(i).link().hash())) {
                prove(conversation, run.id(), theirs.subList(i, theirs.size()));
                return false;
            }
        }
        return true;
    }

    private void traceOn(@Nullable Correspondent from, Conversation conversation, Stretch stretch) {
        boolean tracing = from != null
                && setting.correspondent(from.peer) == from
                && from.shared(conversation.group) != null
                && from.traces.size() < SyncMessage.MAX_STRETCHES;
        if (tracing && from != null) {
            from.traces.add(new Trace(conversation.group, stretch));
            asking.next(from);
        }
    }

    /** Here they part. Our branch goes to the next entry that is signed, too. */
    private void prove(Conversation conversation, LogId id, List<KeptEntry> theirs) {
        Log log = conversation.logs.get(id);
        if (log == null) {
            return;
        }
        KeptEntry first = theirs.get(0);
        long number = first.place().number();
        read(log, number - 1, Run.MAX_ITEMS, rows -> {
            List<KeptEntry> ours = new ArrayList<>();
            for (KeptEntry row : rows) {
                ours.add(row);
                if (row.link().isSigned()) {
                    break;
                }
            }
            boolean signed = !ours.isEmpty() && ours.get(ours.size() - 1).link().isSigned();
            if (signed && conversation.logs.get(id) == log) {
                Run.Start start = new Run.Start(
                        first.place().author(), id.log(), number, first.link().before());
                freeze(conversation, log, new ForkProof(start, Branch.of(ours), Branch.of(theirs)));
            }
        });
    }

    /** A peer brings the proof of a fork. From then on it gives what ends before the fork, too. */
    void onFork(Correspondent from, Conversation conversation, ForkProof proof) {
        heed(from, conversation, proof);
        Log log = conversation.logs.get(proof.id());
        Shared shared = from.shared(conversation.group);
        if (log != null && shared != null && log.frozenAt() == proof.number()) {
            shared.forks.put(log.id, proof.number());
            shared.inVain.remove(log.id);
            asking.next(from);
        }
    }

    private void heed(Correspondent from, Conversation conversation, ForkProof proof) {
        LogId id = proof.id();
        Log log = conversation.logs.get(id);
        boolean heeded = log == null ? !conversation.isCarried() : !log.isFrozen() || log.frozenAt() > proof.number();
        if (!heeded || !conversation.admits(id.author())) {
            return;
        }
        if (!from.checks.take(setting.host.now()) || !setting.host.store().accepting()) {
            setting.tally.leftOut++;
            return;
        }
        if (!proof.holds(conversation.group, setting::isSigned)) {
            throw new ProtocolViolation("a proof of a fork that proves nothing");
        }
        Log forked = log == null ? begin(conversation, proof.start()) : log;
        if (forked != null) {
            freeze(conversation, forked, proof);
        }
    }

    /** A log of which only the fork is known; {@code null} when there is no room for it. */
    private @Nullable Log begin(Conversation conversation, Run.Start fork) {
        if (!retention.mayBegin(conversation, PeerId.of(fork.author()))) {
            return null;
        }
        retention.makeRoom(conversation);
        Run.Start start = new Run.Start(fork.author(), fork.log(), 1, EntryHeader.NO_ENTRY);
        Log log = Log.empty(conversation.group, start);
        conversation.logs.put(log.id, log);
        return log;
    }

    /** Passes on, to a peer that just came, what is known of forks in a conversation. */
    void tell(Correspondent to, Conversation conversation) {
        proving.tell(to, conversation);
    }

    /** There may be room on a link for proofs that wait. */
    void onRoom(Correspondent to) {
        proving.onRoom(to);
    }

    private void freeze(Conversation conversation, Log log, ForkProof proof) {
        if (log.isFrozen() && log.frozenAt() <= proof.number()) {
            return;
        }
        setting.tally.forks++;
        boolean keeps = mayKeep(conversation, log, proof);
        setting.earlyBytes -= log.earlyBytes();
        log.freeze(proof.start(), keeps);
        giveUpBehind(conversation, log, proof.start());
        own.retire(conversation, log.id);
        setting.host.store().put(KeptLog.TABLE, log.kept());
        ForkProof kept = keeps ? proof : ForkProof.withoutBranches(proof.start());
        setting.host.store().put(KeptFork.TABLE, KeptFork.of(conversation.group, kept));
        news.add(conversation, log.id);
        setting.host.whenStored(() -> {
            setting.events.accept(new SyncEvent.Forked(conversation.group, log.id.author(), log.id.log(), proof));
            if (proof.canBePassedOn()) {
                setting.everyone().forEach(each -> proving.tell(each, conversation, proof));
            }
        });
    }

    /** Whether there is room for the proof. */
    private static boolean mayKeep(Conversation conversation, Log log, ForkProof proof) {
        return proof.canBePassedOn()
                && (log.isProofKept()
                        || (proofs(conversation.logs) < MAX_PROOFS
                                && proofs(conversation.of(log.id.author())) < MAX_PROOFS_OF_AUTHOR));
    }

    private static long proofs(Map<LogId, Log> logs) {
        return logs.values().stream().filter(Log::isProofKept).count();
    }

    /** When all that is kept of a log is behind a fork, it goes for what is before. */
    private void giveUpBehind(Conversation conversation, Log log, Run.Start fork) {
        if (fork.from() < log.first() && !conversation.isCarried()) {
            long from = log.wantedFrom();
            retention.drop(conversation, log);
            log.endBefore(fork, from);
            conversation.note(log);
        }
    }

    private void read(Log log, long beyond, int count, Consumer<List<KeptEntry>> then) {
        Range<KeptEntry> range = Range.of(
                        KeptEntry.TABLE, log.group(), log.author().bytes(), log.id.log())
                .beyond(beyond)
                .first(count);
        setting.host.store().find(range, then);
    }
}
