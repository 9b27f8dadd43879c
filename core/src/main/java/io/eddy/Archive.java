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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that a peer keeps in its data folder, to be copied out of it or into an empty one, while no peer runs on it.
 *
 * <p>A peer on the copy begins logs of its own, as it does at each start: two that went on with one log would write
 * two different entries of one number.
 */
public final class Archive implements AutoCloseable {
    private static final String LOCK = "lock";

    /** What was said, with whom, and in which rooms; managers' keys; blocks. */
    private static final List<String> KEYLESS =
            List.of("message", "conversation", "contact", "chat_room", "chat_joined", "manager_pin");

    private final DataFolder folder;
    private final StoreCopy store;
    private final List<Table<?>> tables = PeerNode.tables();

    /** One row of a table; the values are texts, {@link Bytes} and longs. */
    public record Line(Table<?> table, List<Object> values) {}

    /** Takes lines, one after the other. */
    public interface Taker {
        void take(Line line) throws IOException;
    }

    private Archive(DataFolder folder) throws DataUnusable {
        this.folder = folder;
        this.store = StoreCopy.open(folder.resolve(DataFolder.STORE), tables);
    }

    /** Opens what a peer keeps. */
    public static Archive open(Path data) {
        if (!Files.exists(data.resolve(DataFolder.STORE))) {
            throw new Rejected("in " + data + " is nothing that a peer keeps");
        }
        Archive archive = open(data, folder -> true);
        archive.store.notice().ifPresent(damaged -> {
            archive.close();
            throw new Rejected(damaged);
        });
        return archive;
    }

    /** Makes a folder for what another peer kept. */
    public static Archive create(Path data) {
        return open(data, Archive::isEmpty);
    }

    private static Archive open(Path data, Predicate<Path> condition) {
        try {
            DataFolder folder = DataFolder.open(data);
            try {
                if (!condition.test(folder.path())) {
                    throw new Rejected("the folder " + data + " is not empty; a copy is taken into an empty one only");
                }
                return new Archive(folder);
            } catch (DataUnusable | RuntimeException failure) {
                folder.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new Rejected(String.valueOf(failure.getMessage()));
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.endsWith(LOCK));
        } catch (IOException unreadable) {
            throw new Rejected("the folder " + folder + " cannot be read: " + unreadable);
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

    /** Puts a secret key into the folder. */
    public void putKey(Bytes key) throws IOException {
        new KeyFile(folder.resolve(DataFolder.KEY), Identity.ENCODED_BYTES).readOrCreate(key::toArray, warning -> {});
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

    /** Makes durable what was put. */
    public void commit() throws IOException {
        store.commit();
    }

    /** Removes all that was put: the folder is empty again. */
    public void abandon() throws IOException {
        store.close();
        List<Path> made = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.path())) {
            files.filter(file -> !file.endsWith(LOCK)).forEach(made::add);
        }
        for (Path file : made) {
            Files.delete(file);
        }
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
