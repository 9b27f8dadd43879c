package io.eddy.sync;

import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one question as it is put together. */
final class Answering {
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

    /** Gives the entries that were read, up to the last that is signed and not too many. */
    void give(Log log, Stretch asked, List<KeptEntry> rows) {
        int room = Given.ENOUGH_BYTES - bytes;
        int size = 0;
        int end = 0;
        for (int i = 0; i < rows.size(); i++) {
            KeptEntry row = rows.get(i);
            long number = row.place().number();
            if (number != asked.from() + i || log.isClosedAt(number)) {
                break;
            }
            size += row.item().bytes();
            if (end > 0 && (size > room || number > asked.to())) {
                break;
            }
            if (row.link().isSigned() || log.isProven(number, row.link().hash())) {
                end = i + 1;
            }
        }
        if (end == 0) {
            refuse(asked.id(), Reason.GONE);
            return;
        }
        List<KeptEntry> given = rows.subList(0, end);
        KeptEntry first = given.get(0);
        Run.Start start = new Run.Start(
                first.place().author(),
                first.place().log(),
                asked.from(),
                first.link().before());
        Run run = new Run(
                start,
                given.stream().map(KeptEntry::item).toList(),
                given.get(end - 1).link().signature());
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
