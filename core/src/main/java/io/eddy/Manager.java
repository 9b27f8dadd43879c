package io.eddy;

import io.eddy.directory.KnownPeer;
import io.eddy.engine.EventLoop;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.SocketWorld;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.GameLine;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.RegistryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A manager, embedded in this process: a registry of peers and games.
 *
 * <p>Every command may be called from any thread and never blocks. Its result comes when the outcome is known, at
 * latest after 10 s, on the manager's thread; a command that cannot be carried out ends with {@link Rejected}.
 */
public final class Manager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Manager.class);

    private final EventLoop loop;
    private final boolean ownsLoop;
    private final Ground ground;
    private final SocketWorld world;
    private final ManagerNode node;
    private final CompletableFuture<@Nullable Void> ended;

    private Manager(ManagerConfig config, EventLoop loop, boolean ownsLoop, CompletableFuture<@Nullable Void> ended) {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.ended = ended;
        ground = Ground.open(loop, config.data(), ManagerNode.tables(), LOG::warn);
        world = ground.listenAt(config.listen(), LinkLimits.MANAGER);
        RegistryConfig rules = RegistryConfig.DEFAULT;
        node = Turns.on(
                loop, () -> new ManagerNode(world, world.listening(), config.network(), rules, config.listener()));
        world.run(node.node());
    }

    /**
     * Starts a manager on a loop of its own. Returns when it listens.
     *
     * @throws Rejected when the address or the data folder cannot be used
     */
    public static Manager start(ManagerConfig config) {
        CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        EventLoop loop =
                EventLoop.start(new EventLoop.Config("eddy-manager", Duration.ZERO, ended::completeExceptionally));
        try {
            return new Manager(config, loop, true, ended);
        } catch (RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Starts a manager on a loop that others live on too, and that it leaves running. */
    public static Manager start(ManagerConfig config, EventLoop loop) {
        return new Manager(config, loop, false, new CompletableFuture<>());
    }

    public PeerId id() {
        return PeerId.of(world.key());
    }

    /** The real address, with the port that was chosen. */
    public Endpoint listening() {
        return world.listening();
    }

    /** What peers of this machine register with: the real address, and this manager's key. */
    public ManagerAddress address() {
        return new ManagerAddress(listening(), Optional.of(id()));
    }

    /**
     * Ends with this manager: well after {@link #close}, with the mistake when one of this program's ended its loop.
     */
    public CompletableFuture<@Nullable Void> ended() {
        return ended.copy();
    }

    /** Runs something on the manager's thread, soon, as a turn of its own. */
    public void execute(Runnable task) {
        Turns.run(loop, task);
    }

    /** The registered peers, in the order of their names; the index counts from 0. */
    public CompletableFuture<List<KnownPeer>> players() {
        return Turns.ask(loop, reply -> reply.done(node.players()));
    }

    /** The running games, and those whose players are taking their seats. */
    public CompletableFuture<List<GameLine>> games() {
        return Turns.ask(loop, reply -> reply.done(node.games()));
    }

    /** Takes a peer off the list and closes its link. It may register again. */
    public CompletableFuture<KnownPeer> kick(String name) {
        return Turns.ask(loop, reply -> node.kick(name, reply));
    }

    public CompletableFuture<ManagerStatus> status() {
        return Turns.ask(loop, reply -> reply.done(Statuses.of(node, world)));
    }

    /** Says goodbye on every link, makes everything durable, ends. Blocks for at most a few seconds. */
    @Override
    public void close() {
        Turns.end(loop, ownsLoop, node::close, () -> ground.end(world), ended);
    }
}
