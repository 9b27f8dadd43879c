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

/** A store for fixtures that keeps nothing after its end; durable means here: flushed. */
public final class MemoryStore extends GatheringStore {
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

    /**
     * An empty store.
     *
     * @param tables all that will be read or written
     * @param loop runs what waited for a write, on the thread that owns this store
     */
    public MemoryStore(List<? extends Table<?>> tables, Executor loop) {
        super(new Schema(tables), loop);
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
    public boolean accepting() {
        return Backlog.hasRoom(gathering.writes().size(), gathering.bytes());
    }

    @Override
    void handOver() {
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
