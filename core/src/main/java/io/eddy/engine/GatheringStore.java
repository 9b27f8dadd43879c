package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Search;
import io.eddy.store.Table;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What stores in batches have in common: calls are noted in a batch until it is handed over. */
abstract class GatheringStore implements BatchedStore {
    final Schema schema;
    final Executor loop;
    Batch gathering = new Batch();
    boolean closed;
    private final Queue<Runnable> lasts = new ArrayDeque<>();

    GatheringStore(Schema schema, Executor loop) {
        this.schema = schema;
        this.loop = loop;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    @Override
    public <R> void find(Range<R> range, Consumer<List<R>> found) {
        requireOpen();
        schema.require(range.table());
        gathering.ask(durable -> answer(durable.find(range), found));
    }

    @Override
    public <R> void search(Search<R> search, Consumer<List<Search.Hit<R>>> found) {
        requireOpen();
        schema.require(search.table());
        gathering.ask(durable -> answer(durable.search(search), found));
    }

    /** On the loop, unless it has ended. */
    private <T> Runnable answer(T rows, Consumer<T> found) {
        return () -> {
            if (!closed) {
                found.accept(rows);
            }
        };
    }

    @Override
    public <R> void put(Table<R> table, R row) {
        record(Write.put(table, row));
    }

    @Override
    public <R> void delete(Table<R> table, R row) {
        record(Write.delete(table, row));
    }

    private void record(Write write) {
        requireOpen();
        schema.require(write.table());
        gathering.add(write);
    }

    @Override
    public void beforeStored(Runnable last) {
        requireOpen();
        lasts.add(last);
    }

    @Override
    public final void flush() {
        for (Runnable last = lasts.poll(); last != null; last = lasts.poll()) {
            last.run();
        }
        handOver();
    }

    /** Has what is gathered made durable. */
    abstract void handOver();

    @Override
    public void whenStored(Runnable then) {
        requireOpen();
        gathering.whenStored(then);
    }
}
