package io.eddy.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one daemon keeps what it must not lose, locked against every other.
 *
 * <p>The lock is one byte of the file {@code lock}, far behind its text, which is the process id of the holder: Windows
 * lets nobody read what is locked. The system gives the lock back when the process ends, however it ends.
 */
public final class DataFolder implements AutoCloseable {
    /** The name of the store's file. */
    public static final String STORE = "eddy.db";
    /** The name of the store's file while a copy is taken in: so long no node starts on the folder. */
    public static final String UNFINISHED_STORE = STORE + ".part";
    /** The name of the file with the secret key. */
    public static final String KEY = "identity.key";

    private static final long LOCKED_BYTE = 1 << 20;

    /**
     * The folders that this process holds. Looked at before the lock's file is opened, because closing it, even by
     * another channel, gives back every lock that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Locks the folder; makes it, readable by its owner only, if it is missing. */
    public static DataFolder open(Path folder) throws DataUnusable {
        try {
            Files.createDirectories(folder, SmallFile.mode(folder.getFileSystem(), "rwx------"));
            Path path = folder.toRealPath();
            if (!HELD.add(path)) {
                throw refusal(path, Long.toString(ProcessHandle.current().pid()));
            }
            @Nullable FileChannel lock = null;
            try {
                lock = lock(path);
                return new DataFolder(path, lock);
            } finally {
                if (lock == null) {
                    HELD.remove(path);
                }
            }
        } catch (DataUnusable refused) {
            throw refused;
        } catch (IOException failure) {
            throw new DataUnusable("The data folder " + folder + " cannot be used: " + failure, failure);
        }
    }

    /** The folder itself, without links. */
    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Whether a copy that is taken in, or was, is not whole. */
    public boolean isUnfinished() {
        return Files.exists(resolve(UNFINISHED_STORE)) && !Files.exists(resolve(STORE));
    }

    /** Refuses a folder into which a copy was taken in part. */
    public void requireFinished() throws DataUnusable {
        if (isUnfinished()) {
            throw new DataUnusable("An import into the data folder " + path
                    + " was broken off; do it again, or empty the folder to begin anew.");
        }
    }

    /** The content of a small file, if there is one. */
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(resolve(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Replaces the content of a small file: after a crash it is the old or the new. */
    public void write(String name, byte[] content) throws IOException {
        new SmallFile(resolve(name)).write(content);
    }

    /** Gives the lock back. The file stays: who removed it could remove the one that another has just locked. */
    @Override
    public void close() throws IOException {
        if (lock.isOpen()) {
            lock.close();
            HELD.remove(path);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            @Nullable FileLock held = channel.tryLock(LOCKED_BYTE, 1, false);
            if (held == null) {
                throw refusal(folder, Files.readString(file).trim());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static DataUnusable refusal(Path folder, String holder) {
        return new DataUnusable("The data folder " + folder + " is in use by process " + holder
                + "; one process can use it at a time.");
    }
}
