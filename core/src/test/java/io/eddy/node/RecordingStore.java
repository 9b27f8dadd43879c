package io.eddy.node;

import io.eddy.engine.MemoryStore;
import io.eddy.store.Range;
import io.eddy.store.Search;
import io.eddy.store.Store;
import io.eddy.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A store in memory where nothing is durable until the test says so. */
public final class RecordingStore implements Store {
    private final MemoryStore durable;
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Runnable> lasts = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean accepting = true;

    RecordingStore(List<Table<?>> tables) {
        durable = new MemoryStore(tables, Runnable::run);
    }

    /** Makes durable what was written, then runs what waited for it, each as a turn of its own. */
    public void commit() {
        List.copyOf(lasts).forEach(Runnable::run);
        lasts.clear();
        List<Runnable> batch = List.copyOf(writes);
        List<Runnable> then = List.copyOf(waiting);
        writes.clear();
        waiting.clear();
        batch.forEach(Runnable::run);
        durable.flush();
        then.forEach(Runnable::run);
    }

    /** Forgets what is not durable, as a crash does. */
    public void crash() {
        lasts.clear();
        writes.clear();
        waiting.clear();
    }

    /** Whether something is written, or waited for, that is not durable. */
    public boolean isDirty() {
        return !(lasts.isEmpty() && writes.isEmpty() && waiting.isEmpty());
    }

    /** The disk is full ({@code false}), or no longer. */
    public void setAccepting(boolean accepts) {
        accepting = accepts;
    }

    void beforeStored(Runnable last) {
        lasts.add(last);
    }

    void whenStored(Runnable then) {
        waiting.add(then);
    }

    @Override
    public <R> List<R> load(Table<R> table) {
        return durable.load(table);
    }

    /** The answer comes with the next commit. */
    @Override
    public <R> void find(Range<R> range, Consumer<List<R>> found) {
        waiting.add(() -> {
            durable.find(range, found);
            durable.flush();
        });
    }

    @Override
    public <R> void search(Search<R> search, Consumer<List<Search.Hit<R>>> found) {
        waiting.add(() -> {
            durable.search(search, found);
            durable.flush();
        });
    }

    @Override
    public <R> void put(Table<R> table, R row) {
        writes.add(() -> durable.put(table, row));
    }

    @Override
    public <R> void delete(Table<R> table, R row) {
        writes.add(() -> durable.delete(table, row));
    }

    @Override
    public boolean accepting() {
        return accepting;
    }
}
