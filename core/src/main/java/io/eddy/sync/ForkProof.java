package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;

/**
 * Two branches of one log, both signed by its author: from the first entries that differ, which follow the same one,
 * to the next that is signed. Whoever sees it needs to believe nobody.
 *
 * @param start where the branches begin: the number that was given twice, and the hash of the entry before it
 */
public record ForkProof(Run.Start start, Branch one, Branch other) {
    /**
     * A longer one freezes the log where it was found, and is neither kept nor passed on. Two branches of 256 entries,
     * each of which answers one other, have 37 KB; with 16 answers each they would have 221.
     */
    static final int MAX_BYTES = 40 << 10;

    static final Codec<ForkProof> CODEC = Codec.record(
            Codec.field(Run.Start.CODEC, ForkProof::start),
            Codec.field(Branch.CODEC, ForkProof::one),
            Codec.field(Branch.CODEC, ForkProof::other),
            ForkProof::new);

    /** The headers of one branch, without what follows from the start, and the signature of the last. */
    record Branch(List<Step> steps, Bytes signature) {
        static final Codec<Branch> CODEC = Codec.record(
                Codec.field(Step.CODEC.listOf(Run.MAX_ITEMS), Branch::steps),
                Codec.field(Codec.bytes(Entry.SIGNATURE_BYTES), Branch::signature),
                Branch::new);

        private static final Branch NONE = new Branch(List.of(), Entry.UNSIGNED);

        /** That of entries of which the last is signed. */
        static Branch of(List<KeptEntry> entries) {
            List<Step> steps = entries.stream()
                    .map(kept -> new Step(kept.item().hlc(), kept.item().content()))
                    .toList();
            return new Branch(steps, entries.get(entries.size() - 1).link().signature());
        }
    }

    /** What a header has of its own. */
    record Step(long hlc, Content content) {
        static final Codec<Step> CODEC =
                Codec.record(Codec.field(Codec.I64, Step::hlc), Codec.field(Content.CODEC, Step::content), Step::new);
    }

    /** Checks a signature. */
    interface Check {
        boolean isSigned(PublicKey author, EntryHeader header, Bytes signature);
    }

    /** The number that was given twice. */
    public long number() {
        return start.from();
    }

    /** What is kept of one that is not passed on: where the branches begin. */
    static ForkProof withoutBranches(Run.Start start) {
        return new ForkProof(start, Branch.NONE, Branch.NONE);
    }

    /** Whether it has its branches, and is not too long, so that it can be kept and passed on. */
    boolean canBePassedOn() {
        return !one.steps.isEmpty() && CODEC.toBytes(this).length <= MAX_BYTES;
    }

    LogId id() {
        return LogId.of(start.author(), start.log());
    }

    /** Whether it proves what it says; what is cheap to find out first. */
    boolean holds(Bytes group, Check check) {
        return start.from() >= 1
                && (start.from() == 1) == start.before().equals(EntryHeader.NO_ENTRY)
                && !one.steps.isEmpty()
                && !other.steps.isEmpty()
                && !one.steps.get(0).equals(other.steps.get(0))
                && isSigned(group, one, check)
                && isSigned(group, other, check);
    }

    private boolean isSigned(Bytes group, Branch branch, Check check) {
        Bytes before = start.before();
        for (int i = 0; i < branch.steps.size(); i++) {
            Place place = new Place(Entry.VERSION, group, start.author(), start.log(), start.from() + i);
            Step step = branch.steps.get(i);
            EntryHeader header = new EntryHeader(place, before, step.hlc, step.content);
            if (i == branch.steps.size() - 1) {
                return check.isSigned(start.author(), header, branch.signature);
            }
            before = header.hash();
        }
        return false;
    }
}
