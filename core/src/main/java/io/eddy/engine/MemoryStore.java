package io.eddy.engine;

import io.eddy.store.KeyOrder;
import io.eddy.store.Row;
import io.eddy.store.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** A store for fixtures that keeps nothing after its end; durable means here: flushed. */
public final class MemoryStore implements BatchedStore {
    private final Schema schema;
    private final Executor loop;
    private final Map<String, NavigableMap<List<Object>, Row>> rows = new HashMap<>();
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
        return rowsOf(table).values().stream().map(table.make()).toList();
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
        batch.waiting().forEach(loop::execute);
    }

    @Override
    public void close() {
        flush();
        closed = true;
        rows.clear();
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
            rowsOf(write.table()).put(write.key(), new Row(write.values()));
        }
    }

    private NavigableMap<List<Object>, Row> rowsOf(Table<?> table) {
        return rows.computeIfAbsent(table.name(), name -> new TreeMap<>(new KeyOrder()));
    }
}
