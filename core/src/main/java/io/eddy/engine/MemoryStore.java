package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Row;
import io.eddy.store.Search;
import io.eddy.store.SortedRows;
import io.eddy.store.Table;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A store for fixtures that keeps nothing after its end; durable means here: flushed. */
public final class MemoryStore implements BatchedStore {
    private final Schema schema;
    private final Executor loop;
    private final Map<String, SortedRows> rows = new HashMap<>();
    private final Batch.Reader reader = new Batch.Reader() {
        @Override
        public <R> List<R> find(Range<R> range) {
            return rowsOf(range.table()).find(range);
        }

        @Override
        public <R> List<Search.Hit<R>> search(Search<R> search) {
            return rowsOf(search.table()).search(search);
        }
    };

    private Batch gathering = new Batch();
    private boolean closed;

    /**
     * An empty store.
     *
     * @param tables all that will be read or written
     * @param loop runs what waited for a write, on the thread that owns this store
     */
    public MemoryStore(List<? extends Table<?>> tables, Executor loop) {
        this.schema = new Schema(tables);
        this.loop = loop;
    }

    @Override
    public <R> List<R> load(Table<R> table) {
        requireOpen();
        schema.require(table);
        return rowsOf(table).all().stream()
                .map(values -> table.make().apply(new Row(values)))
                .toList();
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
    public void whenStored(Runnable then) {
        requireOpen();
        gathering.whenStored(then);
    }

    @Override
    public boolean accepting() {
        return Backlog.hasRoom(gathering.writes().size(), gathering.bytes());
    }

    @Override
    public void flush() {
        Batch batch = gathering;
        gathering = new Batch();
        batch.writes().forEach(this::apply);
        batch.waiting().forEach(waiter -> loop.execute(settled(waiter)));
    }

    @Override
    public void close() {
        flush();
        closed = true;
        rows.clear();
    }

    private Runnable settled(Batch.Waiter waiter) {
        try {
            return waiter.settled(reader);
        } catch (SQLException impossible) {
            throw new IllegalStateException("there is no database to fail", impossible);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private void apply(Write write) {
        if (write.deletes()) {
            rowsOf(write.table()).remove(write.key());
        } else {
            rowsOf(write.table()).put(write.values());
        }
    }

    private SortedRows rowsOf(Table<?> table) {
        return rows.computeIfAbsent(table.name(), name -> new SortedRows(table));
    }
}
