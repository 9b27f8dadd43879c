package io.eddy;

import io.eddy.chat.MessageId;
import io.eddy.directory.KnownPeer;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.ManagerAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A peer, embedded in this process.
 *
 * <p>Every command may be called from any thread and never blocks. Its result comes when the outcome is known, at
 * latest after 10 s, on the peer's thread; a command that cannot be carried out ends with {@link Rejected}, and
 * nothing has changed.
 *
 * <p>Where a command takes a peer as text, that is a name, else an index from the latest {@link #users}, else a unique
 * beginning of an id; for {@link #send} and {@link #connect} also {@code HOST:PORT}, which dials.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Peer implements AutoCloseable {
    private Peer() {}

    /** Starts a peer on a loop of its own. Returns when it listens; what it registers with and dials comes later. */
    public static Peer start(PeerConfig config) {
        throw new IllegalStateException(config.toString());
    }

    public PeerId id() {
        throw new IllegalStateException("not in this version");
    }

    public String name() {
        throw new IllegalStateException("not in this version");
    }

    /** The real address, with the port that was chosen. */
    public Endpoint listening() {
        throw new IllegalStateException("not in this version");
    }

    /** Ends when a manager has registered this peer for the first time. */
    public CompletableFuture<Endpoint> registered() {
        throw new IllegalStateException("not in this version");
    }

    /** Runs something on the peer's thread: at once when called there, else soon. */
    public void execute(Runnable task) {
        task.run();
    }

    /** Registers with a manager under a name, from now on and again whenever the manager comes back. */
    public CompletableFuture<Endpoint> register(ManagerAddress manager, String name) {
        throw new IllegalStateException("not in this version");
    }

    /** Leaves the list of every manager, and stays off. */
    public CompletableFuture<Void> deregister() {
        throw new IllegalStateException("not in this version");
    }

    /** The known peers, oneself first, after asking the managers again. */
    public CompletableFuture<List<KnownPeer>> users() {
        throw new IllegalStateException("not in this version");
    }

    /** The known peers as they are known without asking anybody. */
    public List<KnownPeer> known() {
        throw new IllegalStateException("not in this version");
    }

    /** Sends a direct message. The result is its id, when it is kept durably; {@code Delivered} follows as an event. */
    public CompletableFuture<MessageId> send(String peer, String text) {
        throw new IllegalStateException("not in this version");
    }

    /** Says something in a room. */
    public CompletableFuture<MessageId> say(String room, String text) {
        throw new IllegalStateException("not in this version");
    }

    /** Links to a peer, and keeps the link. */
    public CompletableFuture<KnownPeer> connect(String peer) {
        throw new IllegalStateException("not in this version");
    }

    /** Closes the link to a peer, and does not dial it again before {@link #connect} or a restart. */
    public CompletableFuture<KnownPeer> disconnect(String peer) {
        throw new IllegalStateException("not in this version");
    }

    /** Closes every link, managers' too, and dials nobody before the next {@link #connect} or {@link #register}. */
    public CompletableFuture<Void> disconnect() {
        throw new IllegalStateException("not in this version");
    }

    /** Finds a peer as the commands do, without asking anybody. */
    public CompletableFuture<KnownPeer> find(String peer) {
        throw new IllegalStateException("not in this version");
    }

    /** The round trip over the link to a peer. */
    public CompletableFuture<Duration> ping(String peer) {
        throw new IllegalStateException("not in this version");
    }

    public CompletableFuture<Fingerprints> verify(String peer) {
        throw new IllegalStateException("not in this version");
    }

    /** Refuses a peer: its link is closed, and it gets none. Kept across restarts. */
    public CompletableFuture<KnownPeer> block(String peer) {
        throw new IllegalStateException("not in this version");
    }

    public CompletableFuture<KnownPeer> unblock(String peer) {
        throw new IllegalStateException("not in this version");
    }

    public CompletableFuture<PeerStatus> status() {
        throw new IllegalStateException("not in this version");
    }

    /** Says goodbye on every link, makes everything durable, ends. Blocks for at most a few seconds. */
    @Override
    public void close() {}
}
