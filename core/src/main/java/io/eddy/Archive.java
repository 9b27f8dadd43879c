package io.eddy;

import io.eddy.engine.DataFolder;
import io.eddy.engine.DataUnusable;
import io.eddy.engine.KeyFile;
import io.eddy.engine.StoreCopy;
import io.eddy.identity.Identity;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a peer keeps in its data folder, to be copied out of it or into an empty one, while no peer runs on it.
 *
 * <p>A peer on the copy begins logs of its own, as it does at each start: two that went on with one log would write
 * two different entries of one number.
 *
 * <p>A copy is taken in whole or not at all, however it ends: until then the store's file has a name of its own, by
 * which no peer starts on the folder, and the next copy replaces it.
 */
public final class Archive implements AutoCloseable {
    private static final String LOCK = "lock";

    /** What was said, with whom, and in which rooms; managers' keys; blocks. */
    private static final List<String> KEYLESS =
            List.of("message", "conversation", "contact", "chat_room", "chat_joined", "manager_pin");

    /** All that an unfinished copy leaves, in the order in which it goes: what tells that it is unfinished is last. */
    private static final List<String> UNFINISHED = List.of(
            DataFolder.KEY + ".new",
            DataFolder.KEY,
            DataFolder.UNFINISHED_STORE + "-journal",
            DataFolder.UNFINISHED_STORE + "-wal",
            DataFolder.UNFINISHED_STORE + "-shm",
            DataFolder.UNFINISHED_STORE);

    private final DataFolder folder;
    private final StoreCopy store;
    private @Nullable Bytes key;
    private final List<Table<?>> tables = PeerNode.tables();

    /** One row of a table; the values are texts, {@link Bytes} and longs. */
    public record Line(Table<?> table, List<Object> values) {}

    /** Takes lines, one after the other. */
    public interface Taker {
        void take(Line line) throws IOException;
    }

    private Archive(DataFolder folder, String file) throws DataUnusable {
        this.folder = folder;
        this.store = StoreCopy.open(folder.resolve(file), tables);
    }

    /** Makes an archive of a folder that is locked. */
    private interface Opening {
        Archive in(DataFolder folder) throws IOException;
    }

    /** Opens what a peer keeps. */
    public static Archive open(Path data) {
        if (!Files.exists(data.resolve(DataFolder.STORE))) {
            throw new Rejected("in " + data + " is nothing that a peer keeps");
        }
        Archive archive = open(data, folder -> new Archive(folder, DataFolder.STORE));
        archive.store.notice().ifPresent(damaged -> {
            archive.close();
            throw new Rejected(damaged);
        });
        return archive;
    }

    /** Makes a folder for what another peer kept. It is one once {@link #commit} has returned. */
    public static Archive create(Path data) {
        return open(data, folder -> {
            if (!isEmpty(folder)) {
                throw new Rejected("the folder " + data + " is not empty; a copy is taken into an empty one only");
            }
            clear(folder);
            return new Archive(folder, DataFolder.UNFINISHED_STORE);
        });
    }

    private static Archive open(Path data, Opening opening) {
        try {
            DataFolder folder = DataFolder.open(data);
            try {
                return opening.in(folder);
            } catch (IOException | RuntimeException failure) {
                folder.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new Rejected(String.valueOf(failure.getMessage()));
        }
    }

    /** Whether there is nothing in it, or only what a copy left that was broken off. */
    private static boolean isEmpty(DataFolder folder) throws IOException {
        List<String> nothing = folder.isUnfinished() ? UNFINISHED : List.of();
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString())
                    .allMatch(name -> name.equals(LOCK) || nothing.contains(name));
        }
    }

    private static void clear(DataFolder folder) throws IOException {
        for (String name : UNFINISHED) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** The version of all tables together. */
    public static int version() {
        return PeerNode.tables().stream().mapToInt(Table::version).max().orElseThrow();
    }

    /** The secret key, if there is one. */
    public Optional<Bytes> key() throws IOException {
        return folder.read(DataFolder.KEY).map(Bytes::copyOf);
    }

    /** The id of whoever has the key. */
    public static PeerId id(Bytes key) {
        return Identity.fromBytes(key.array()).id();
    }

    /** Has a secret key put into the folder with the rest. */
    public void putKey(Bytes secret) {
        key = secret;
    }

    /** Gives all rows of all tables. */
    public void read(Taker taker) throws IOException {
        for (Table<?> table : tables) {
            read(table, taker);
        }
    }

    private <R> void read(Table<R> table, Taker taker) throws IOException {
        store.forEach(table, row -> taker.take(new Line(table, table.values(row))));
    }

    /** The table of this name, if this version has it. */
    public Optional<Table<?>> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Whether rows of this table are of use to nobody but the owner of the key. */
    public static boolean needsKey(Table<?> table) {
        return !KEYLESS.contains(table.name());
    }

    /**
     * Takes a row in.
     *
     * @throws IllegalArgumentException when it is none of the table's
     */
    public void put(Line line) throws IOException {
        put(line.table(), line.values());
    }

    private <R> void put(Table<R> table, List<Object> values) throws DataUnusable {
        store.put(table, table.make().apply(new Row(values)));
    }

    /** Makes durable what was put, and a peer's data folder of it. Nothing can be put after it. */
    public void commit() throws IOException {
        Bytes secret = key;
        if (secret != null) {
            new KeyFile(folder.resolve(DataFolder.KEY), Identity.ENCODED_BYTES)
                    .readOrCreate(secret::toArray, warning -> {});
        }
        store.become(DataFolder.STORE);
    }

    /** Removes all that was put: the folder is empty again. */
    public void abandon() throws IOException {
        store.close();
        Files.deleteIfExists(folder.resolve(DataFolder.STORE));
        clear(folder);
    }

    /** Lets the folder go. */
    @Override
    public void close() {
        store.close();
        try {
            folder.close();
        } catch (IOException impossible) {
            throw new IllegalStateException("a lock that was held cannot be given back", impossible);
        }
    }
}
