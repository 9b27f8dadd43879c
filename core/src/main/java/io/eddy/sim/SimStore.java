package io.eddy.sim;

import io.eddy.sim.Trace.Kind;
import io.eddy.store.Range;
import io.eddy.store.Row;
import io.eddy.store.Search;
import io.eddy.store.SortedRows;
import io.eddy.store.Store;
import io.eddy.store.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a simulated host. All writes of a turn are one batch; batches become durable in their order, those that
 * wait together; a crash loses what is not durable, except that some of what was being written may have got there.
 */
final class SimStore implements Store {
    /** An SSD's fsync. */
    private static final long LEAST_COMMIT_NANOS = 500_000;

    private static final long GREATEST_COMMIT_NANOS = 5_000_000;
    private static final long SLOWEST_COMMIT_NANOS = 5_000_000_000L;

    /** As in the engine's backlog: about a second of work for the disk. */
    private static final int MAX_WAITING_WRITES = 65_536;

    /** From pages in memory, to some pages of a slow disk. */
    private static final long LEAST_READ_NANOS = 20_000;

    private static final long GREATEST_READ_NANOS = 5_000_000;

    private record Write(
            Table<?> table, List<Object> key, @Nullable List<Object> row) {}

    private record Batch(List<Write> writes, List<Runnable> waiting) {
        Batch() {
            this(new ArrayList<>(0), new ArrayList<>(0));
        }

        boolean isEmpty() {
            return writes.isEmpty() && waiting.isEmpty();
        }
    }

    private final SimNetwork network;
    private final SimHost<?> host;
    private final Map<String, SortedRows> durable = new TreeMap<>();
    private final Deque<Batch> backlog = new ArrayDeque<>();
    private final List<Batch> committing = new ArrayList<>();
    private final Alarm commit;
    private final Alarm full;
    private Batch gathering = new Batch();
    private int unstoredWrites;
    private long lastReadNanos;

    SimStore(SimNetwork network, SimHost<?> host) {
        this.network = network;
        this.host = host;
        this.commit = new Alarm(network.timeline, this::commit);
        this.full = new Alarm(network.timeline, this::beginCommit);
    }

    @Override
    public <R> List<R> load(Table<R> table) {
        requireTurn();
        return durable(table);
    }

    /** What would be there after a crash. */
    <R> List<R> durable(Table<R> table) {
        return rows(table).all().stream()
                .map(row -> table.make().apply(new Row(row)))
                .toList();
    }

    @Override
    public <R> void find(Range<R> range, Consumer<List<R>> found) {
        ask(() -> rows(range.table()).find(range), found);
    }

    @Override
    public <R> void search(Search<R> search, Consumer<List<Search.Hit<R>>> found) {
        ask(() -> rows(search.table()).search(search), found);
    }

    private <T> void ask(Supplier<T> question, Consumer<T> found) {
        SimWorld world = requireTurn();
        world.useStore();
        gathering.waiting().add(() -> {
            T answer = question.get();
            long readNanos = network.timeline.nowNanos() + network.draw(LEAST_READ_NANOS, GREATEST_READ_NANOS);
            lastReadNanos = Math.max(lastReadNanos, readNanos);
            network.timeline.at(lastReadNanos, () -> world.input(Kind.FOUND, null, () -> found.accept(answer)));
        });
    }

    @Override
    public <R> void put(Table<R> table, R row) {
        List<Object> values = table.values(row);
        write(new Write(table, key(table, values), values));
    }

    @Override
    public <R> void delete(Table<R> table, R row) {
        write(new Write(table, key(table, table.values(row)), null));
    }

    @Override
    public boolean accepting() {
        requireTurn();
        return !full.isSet() && unstoredWrites < MAX_WAITING_WRITES;
    }

    void whenStored(SimWorld world, Runnable then) {
        world.useStore();
        gathering.waiting().add(() -> world.input(Kind.STORED, null, then));
    }

    void endTurn() {
        if (!gathering.isEmpty()) {
            backlog.add(gathering);
            gathering = new Batch();
            beginCommit();
        }
    }

    /** Commits nothing for so long. */
    void fill(long untilNanos) {
        full.set(untilNanos);
    }

    void makeRoom() {
        if (full.isSet()) {
            full.cancel();
            beginCommit();
        }
    }

    /** Loses what is not durable; of a commit under way some batches may be. */
    void crash() {
        int got = full.isSet() || committing.isEmpty() ? 0 : network.draw(committing.size() + 1);
        committing.subList(0, got).forEach(this::apply);
        forget();
    }

    /** Everything is written before the process ends. */
    void close() {
        committing.forEach(this::apply);
        backlog.forEach(this::apply);
        forget();
    }

    /** What is durable, as it is, for later. */
    Map<String, SortedRows> copy() {
        return copyOf(durable);
    }

    /** Puts a copy in place of all there is, between two runs. */
    void putBack(Map<String, SortedRows> copy) {
        durable.clear();
        durable.putAll(copyOf(copy));
    }

    private static Map<String, SortedRows> copyOf(Map<String, SortedRows> rows) {
        Map<String, SortedRows> copy = new TreeMap<>();
        rows.forEach((table, all) -> copy.put(table, all.copy()));
        return copy;
    }

    private void forget() {
        committing.clear();
        backlog.clear();
        gathering = new Batch();
        unstoredWrites = 0;
        commit.cancel();
    }

    private void write(Write write) {
        requireTurn().useStore();
        gathering.writes().add(write);
        unstoredWrites++;
    }

    private void beginCommit() {
        if (commit.isSet() || full.isSet() || (committing.isEmpty() && backlog.isEmpty())) {
            return;
        }
        committing.addAll(backlog);
        backlog.clear();
        boolean writes = committing.stream().anyMatch(batch -> !batch.writes().isEmpty());
        commit.set(network.timeline.nowNanos() + (writes ? commitNanos() : 0));
    }

    private long commitNanos() {
        long greatest = network.chance(Fault.SLOW_COMMIT) ? SLOWEST_COMMIT_NANOS : GREATEST_COMMIT_NANOS;
        return network.draw(LEAST_COMMIT_NANOS, greatest);
    }

    private void commit() {
        if (full.isSet()) {
            return; // Tried again when there is room.
        }
        network.note(Kind.COMMIT, host, null);
        long nowNanos = network.timeline.nowNanos();
        for (Batch batch : committing) {
            apply(batch);
            unstoredWrites -= batch.writes().size();
            batch.waiting().forEach(then -> network.timeline.at(nowNanos, then));
        }
        committing.clear();
        beginCommit();
    }

    private void apply(Batch batch) {
        for (Write write : batch.writes()) {
            List<Object> row = write.row();
            if (row == null) {
                rows(write.table()).remove(write.key());
            } else {
                rows(write.table()).put(row);
            }
            network.trace().value(write.key().hashCode() * 31L + (row == null ? 0 : row.hashCode()));
        }
    }

    private SortedRows rows(Table<?> table) {
        return durable.computeIfAbsent(table.name(), name -> new SortedRows(table, network.originals::ofAll));
    }

    private SimWorld requireTurn() {
        SimWorld world = network.turnOf();
        if (world == null || world.host != host) {
            throw new IllegalStateException("the store of " + host + " is asked outside a turn");
        }
        return world;
    }

    private static List<Object> key(Table<?> table, List<Object> values) {
        return List.copyOf(values.subList(0, table.keyColumns()));
    }
}
