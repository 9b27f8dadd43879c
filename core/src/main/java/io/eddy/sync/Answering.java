package io.eddy.sync;

import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one question as it is put together. */
final class Answering {
    /** Between two entries that are signed, in what is given backwards: what is less is not worth a signature. */
    private static final int ENTRIES_APART = 64;

    private static final int BYTES_APART = 16 << 10;

    final Want want;
    private final List<Run> runs = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private int at;
    private int bytes;

    /** What was asked while this was being answered. */
    @Nullable
    Want later;

    /** Whether it only waits for room on the link. */
    boolean complete;

    Answering(Want want) {
        this.want = want;
    }

    /** What is to be read next; {@code null} when there is no more, or enough. */
    @Nullable
    Stretch next() {
        return at < want.stretches().size() && bytes < Given.ENOUGH_BYTES
                ? want.stretches().get(at++)
                : null;
    }

    void refuse(LogId id, Reason reason) {
        refusals.add(new Refusal(id, reason));
    }

    /**
     * Gives the entries that were read, up to the last that is signed and not too many.
     *
     * @param toldOfFork whether the reader has the proof that the log is forked, which vouches for the entry before
     */
    void give(Log log, Stretch asked, List<KeptEntry> rows, boolean toldOfFork) {
        int end = signedEnd(log, asked, rows, toldOfFork);
        int size = rows.subList(0, end).stream()
                .mapToInt(row -> row.item().bytes())
                .sum();
        if (end == 0) {
            refuse(asked.id(), log.isFrozen() ? Reason.UNKNOWN : Reason.GONE);
        } else if (runs.isEmpty() || size <= Given.ENOUGH_BYTES - bytes) {
            add(Run.of(rows.subList(0, end)));
        }
        // Else it is asked for again.
    }

    /** How many may be given: the last of them is signed, and there is room for them, or none is before it. */
    private int signedEnd(Log log, Stretch asked, List<KeptEntry> rows, boolean toldOfFork) {
        int room = Given.ENOUGH_BYTES - bytes;
        int size = 0;
        int end = 0;
        for (int i = 0; i < rows.size(); i++) {
            KeptEntry row = rows.get(i);
            long number = row.place().number();
            size += row.item().bytes();
            boolean enough = end > 0 && (size > room || number > asked.to());
            if (number != asked.from() + i || log.isClosedAt(number) || enough) {
                break;
            }
            boolean proven = toldOfFork && log.isProven(number, row.link().hash());
            if (row.link().isSigned() || proven) {
                end = i + 1;
            }
        }
        return end;
    }

    /**
     * Gives the entries that were read, the last first, not too many. Whoever has what follows them can check them by
     * that; signatures go with them so that others can be given parts of them later.
     */
    void giveBackwards(Stretch asked, List<KeptEntry> rows) {
        int room = Given.ENOUGH_BYTES - bytes;
        int size = 0;
        int end = 0;
        for (KeptEntry row : rows) {
            long number = row.place().number();
            size += row.item().bytes();
            if (number != asked.from() - end || number <= asked.to() || (end > 0 && size > room)) {
                break;
            }
            end++;
        }
        if (end == 0) {
            refuse(asked.id(), Reason.GONE);
        } else {
            List<KeptEntry> given = new ArrayList<>(rows.subList(0, end));
            Collections.reverse(given);
            addBackwards(given);
        }
    }

    /** Cut behind entries that are signed, so that their signatures go along, but not behind all of many. */
    private void addBackwards(List<KeptEntry> given) {
        int end = given.size();
        int size = 0;
        for (int i = end - 1; i > 0; i--) {
            size += given.get(i).item().bytes();
            boolean signedBefore = given.get(i - 1).link().isSigned();
            boolean enough = end - i >= ENTRIES_APART || size >= BYTES_APART;
            if (signedBefore && (enough || !given.get(end - 1).link().isSigned())) {
                add(Run.of(given.subList(i, end)));
                end = i;
                size = 0;
            }
        }
        add(Run.of(given.subList(0, end)));
    }

    private void add(Run run) {
        runs.add(run);
        bytes += run.bytes();
    }

    Given given() {
        return new Given(want.question(), want.group(), runs, refusals);
    }

    int entries() {
        return runs.stream().mapToInt(run -> run.items().size()).sum();
    }
}
