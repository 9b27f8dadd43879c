package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Search;
import io.eddy.store.Table;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A store that keeps nothing, and calls that durable at the end of the round. */
final class MinimalStore implements BatchedStore {
    final AtomicBoolean closed = new AtomicBoolean();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <R> List<R> load(Table<R> table) {
        return List.of();
    }

    @Override
    public <R> void find(Range<R> range, Consumer<List<R>> found) {
        waiting.add(() -> found.accept(List.of()));
    }

    @Override
    public <R> void search(Search<R> search, Consumer<List<Search.Hit<R>>> found) {
        waiting.add(() -> found.accept(List.of()));
    }

    @Override
    public <R> void put(Table<R> table, R row) {}

    @Override
    public <R> void delete(Table<R> table, R row) {}

    @Override
    public boolean accepting() {
        return true;
    }

    @Override
    public void beforeStored(Runnable last) {
        waiting.add(last);
    }

    @Override
    public void whenStored(Runnable then) {
        waiting.add(then);
    }

    @Override
    public void flush() {
        for (int left = waiting.size(); left > 0; left--) {
            waiting.remove().run();
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
