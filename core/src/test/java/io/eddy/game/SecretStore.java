package io.eddy.game;

import io.eddy.store.Range;
import io.eddy.store.Search;
import io.eddy.store.Store;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one {@link Player} keeps: its secrets. Writes are durable when they are committed. */
final class SecretStore implements Store {
    private final Map<Bytes, GameSecret> kept = new LinkedHashMap<>();
    private final List<Runnable> writes = new ArrayList<>();

    boolean hasWrites() {
        return !writes.isEmpty();
    }

    void commit() {
        List<Runnable> batch = List.copyOf(writes);
        writes.clear();
        batch.forEach(Runnable::run);
    }

    void crash() {
        writes.clear();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> List<R> load(Table<R> table) {
        return kept.values().stream().map(secret -> (R) secret).toList();
    }

    @Override
    public <R> void find(Range<R> range, Consumer<List<R>> found) {
        throw new UnsupportedOperationException("games read no ranges");
    }

    @Override
    public <R> void search(Search<R> search, Consumer<List<Search.Hit<R>>> found) {
        throw new UnsupportedOperationException("games search nothing");
    }

    @Override
    public <R> void put(Table<R> table, R row) {
        GameSecret secret = (GameSecret) row;
        writes.add(() -> kept.put(secret.game().bytes(), secret));
    }

    @Override
    public <R> void delete(Table<R> table, R row) {
        writes.add(() -> kept.remove(((GameSecret) row).game().bytes()));
    }

    @Override
    public boolean accepting() {
        return true;
    }
}
