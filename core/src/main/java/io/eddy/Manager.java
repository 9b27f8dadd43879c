package io.eddy;

import io.eddy.directory.KnownPeer;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.ManagerAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A manager, embedded in this process: a registry of peers.
 *
 * <p>Every command may be called from any thread and never blocks. Its result comes when the outcome is known, at
 * latest after 10 s, on the manager's thread; a command that cannot be carried out ends with {@link Rejected}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Manager implements AutoCloseable {
    private Manager() {}

    /** Starts a manager on a loop of its own. Returns when it listens. */
    public static Manager start(ManagerConfig config) {
        throw new IllegalStateException(config.toString());
    }

    public PeerId id() {
        throw new IllegalStateException("not in this version");
    }

    /** The real address, with the port that was chosen. */
    public Endpoint listening() {
        throw new IllegalStateException("not in this version");
    }

    /** What peers of this machine register with: the real address, and this manager's key. */
    public ManagerAddress address() {
        return new ManagerAddress(listening(), Optional.of(id()));
    }

    /** Runs something on the manager's thread: at once when called there, else soon. */
    public void execute(Runnable task) {
        task.run();
    }

    /** The registered peers, in the order of their names; the index counts from 0. */
    public CompletableFuture<List<KnownPeer>> players() {
        throw new IllegalStateException("not in this version");
    }

    /** Takes a peer off the list and closes its link. It may register again. */
    public CompletableFuture<KnownPeer> kick(String name) {
        throw new IllegalStateException("not in this version");
    }

    public CompletableFuture<ManagerStatus> status() {
        throw new IllegalStateException("not in this version");
    }

    /** Says goodbye on every link, makes everything durable, ends. Blocks for at most a few seconds. */
    @Override
    public void close() {}
}
