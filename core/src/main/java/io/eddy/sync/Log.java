package io.eddy.sync;

import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Dependency;
import io.eddy.node.PublicKey;
import io.eddy.sync.KeptLog.Extent;
import io.eddy.sync.KeptLog.Reach;
import io.eddy.sync.KeptLog.Tip;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One log as far as it is known here. Its entries are in the store; in memory is how far they go.
 *
 * <pre>
 *   wantedFrom … first ─── kept ───────────────── durable ─── number      early (not contiguous)
 *                            frozenAt: entries from here on are not taken and not told of
 * </pre>
 */
final class Log {
    final LogId id;
    private final KeptLog.Key key;
    private Tip tip;
    private Extent extent;
    private Reach reach;
    private long frozenAt;

    /** The hash of the entry before the one at which it is frozen. */
    private Bytes frozenAfter = EntryHeader.NO_ENTRY;

    private boolean proofKept;

    /** What others may be told. */
    private long durable;

    private Bytes durableHash;

    /** Runs that came before those before them, by their first numbers. */
    private final NavigableMap<Long, Run> early = new TreeMap<>();

    private int earlyEntries;

    private Log(KeptLog kept, LogId id) {
        this.id = id;
        key = kept.key();
        tip = kept.tip();
        extent = kept.extent();
        reach = kept.reach();
        frozenAt = kept.frozenAt();
        durable = tip.number();
        durableHash = tip.hash();
    }

    /** A log of which there is nothing yet, and that begins at this number here: nothing before it is wanted. */
    static Log empty(Bytes group, Run.Start start) {
        return empty(group, start, start.from());
    }

    /** A log of which there is nothing yet; what is before this start, from a number on, is wanted later. */
    static Log empty(Bytes group, Run.Start start, long wantedFrom) {
        Tip none = new Tip(start.from() - 1, start.before(), 0);
        Log log = of(new KeptLog(
                new KeptLog.Key(group, start.author(), start.log()),
                none,
                new Extent(start.from(), start.before(), wantedFrom, 0, 0),
                new Reach(0, start.from() - 1),
                0));
        log.durable = 0;
        return log;
    }

    static Log of(KeptLog kept) {
        return new Log(kept, LogId.of(kept.key().author(), kept.key().log()));
    }

    KeptLog kept() {
        return new KeptLog(key, tip, extent, reach, frozenAt);
    }

    PublicKey author() {
        return key.author();
    }

    Bytes group() {
        return key.group();
    }

    /** The number of its last entry here. */
    long number() {
        return tip.number();
    }

    Bytes hash() {
        return tip.hash();
    }

    long hlc() {
        return tip.hlc();
    }

    /** Its last entry, as another one answers it. */
    Draft.Cause cause() {
        Head last = Head.of(id, tip.number(), tip.hash());
        return new Draft.Cause(new Dependency(id.log(), last.number(), last.hash()), tip.hlc());
    }

    /** The lowest number that is kept. */
    long first() {
        return extent.first();
    }

    /** The hash of the entry before the first that is kept. */
    Bytes before() {
        return extent.before();
    }

    /** The lowest number that is wanted. */
    long wantedFrom() {
        return extent.wantedFrom();
    }

    /** Whether there are entries before the first that is kept, and they are wanted. */
    boolean lacksEarlier() {
        return extent.first() > extent.wantedFrom();
    }

    /** Whether a run is wanted that ends right before the first entry that is kept. */
    boolean wantsBefore(Run run) {
        return lacksEarlier() && run.end() == first() - 1 && run.from() >= wantedFrom() && !isClosedAt(run.end());
    }

    long bytes() {
        return extent.bytes();
    }

    long latestMillis() {
        return extent.latestMillis();
    }

    long wanting() {
        return reach.wanting();
    }

    long reached() {
        return reach.reached();
    }

    void advance(KeptEntry next) {
        tip = new Tip(next.place().number(), next.link().hash(), next.item().hlc());
        extent = new Extent(
                extent.first(),
                extent.before(),
                extent.wantedFrom(),
                extent.bytes() + next.bytes(),
                next.keptAtMillis());
    }

    /** These, which are the ones before the first, are kept from here on. */
    void precede(List<KeptEntry> earlier) {
        KeptEntry first = earlier.get(0);
        long bytes = earlier.stream().mapToLong(KeptEntry::bytes).sum();
        extent = new Extent(
                first.place().number(),
                first.link().before(),
                extent.wantedFrom(),
                extent.bytes() + bytes,
                extent.latestMillis());
    }

    /** What is before the first that is kept is wanted no more. */
    void wantNothingEarlier() {
        extent = new Extent(extent.first(), extent.before(), extent.first(), extent.bytes(), extent.latestMillis());
    }

    /** What is written up to this number is durable. */
    void onDurable(long number, Bytes hash) {
        if (number > durable) {
            durable = number;
            durableHash = hash;
        }
    }

    void want(long number) {
        reach = new Reach(number, reach.reached());
    }

    /** Takes note that the other side is so far; {@code false} when that was known. */
    boolean reach(long number) {
        if (number <= reach.reached()) {
            return false;
        }
        reach = new Reach(reach.wanting(), number);
        return true;
    }

    /** Nothing is kept any more up to this number, nor wanted. How many bytes that were is estimated. */
    void evict(long upTo) {
        long next = upTo + 1;
        boolean all = upTo == tip.number();
        long kept = tip.number() - extent.first() + 1;
        long left = kept == 0 ? 0 : extent.bytes() * (tip.number() - upTo) / kept;
        // What is before the first is not wanted, so its hash is not needed.
        Bytes before = all ? tip.hash() : EntryHeader.NO_ENTRY;
        extent = new Extent(next, before, next, left, extent.latestMillis());
    }

    /** Goes on, after all was evicted, at a later entry; those between are wanted, if anybody should have them. */
    void goOnAt(KeptEntry later) {
        long from = later.place().number();
        long wanted = tip.number() + 1;
        tip = new Tip(from - 1, later.link().before(), tip.hlc());
        extent = new Extent(from, later.link().before(), wanted, 0, extent.latestMillis());
    }

    /**
     * It is forked before all that is kept, which was evicted for that.
     *
     * @param from the lowest number that was wanted before: what is between that and the fork is still wanted
     */
    void endBefore(Run.Start fork, long from) {
        tip = new Tip(fork.from() - 1, fork.before(), tip.hlc());
        extent = new Extent(fork.from(), fork.before(), Math.min(from, fork.from()), 0, extent.latestMillis());
        reach = new Reach(Math.min(reach.wanting(), tip.number()), reach.reached());
    }

    boolean isFrozen() {
        return frozenAt > 0;
    }

    long frozenAt() {
        return frozenAt;
    }

    /**
     * Nothing is taken any more from the number on that was given twice.
     *
     * @param keepsProof whether the proof of that is kept, so that it can be passed on
     */
    void freeze(Run.Start fork, boolean keepsProof) {
        frozenAt = fork.from();
        frozenAfter = fork.before();
        proofKept = keepsProof;
        early.clear();
        earlyEntries = 0;
    }

    /** Whether the proof that it is forked is kept. */
    boolean isProofKept() {
        return proofKept;
    }

    /** Whether the proof that it is forked names this hash as that of the entry before. */
    boolean isProven(long number, Bytes hash) {
        return isFrozen() && number == frozenAt - 1 && hash.equals(frozenAfter);
    }

    /** Whether an entry of this number has no place here any more. */
    boolean isClosedAt(long number) {
        return isFrozen() && number >= frozenAt;
    }

    /** The last number that others are told of; 0: none. */
    long told() {
        return isClosedAt(durable) ? frozenAt - 1 : durable;
    }

    /** What others are told. */
    Head head() {
        return Head.of(id, told(), isClosedAt(durable) ? frozenAfter : durableHash);
    }

    /** Whether another entry is told of as the last that is told of here. */
    boolean contradicts(Head head) {
        return !isFrozen() && head.number() == told() && head.hash() != head().hash();
    }

    /** What is kept until what is before it comes. */
    long earlyBytes() {
        return early.values().stream().mapToLong(Run::bytes).sum();
    }

    /** Keeps a run until those before it come; {@code false} when there is no room. */
    boolean keepEarly(Run run, int maxEntries) {
        if (earlyEntries + run.items().size() > maxEntries || early.containsKey(run.from())) {
            return false;
        }
        early.put(run.from(), run);
        earlyEntries += run.items().size();
        return true;
    }

    /** Takes the next run that was early and is so no more. */
    @Nullable
    Run takeEarly() {
        Map.Entry<Long, Run> next = early.firstEntry();
        if (next == null || next.getKey() > tip.number() + 1) {
            return null;
        }
        early.remove(next.getKey());
        earlyEntries -= next.getValue().items().size();
        return next.getValue();
    }
}
