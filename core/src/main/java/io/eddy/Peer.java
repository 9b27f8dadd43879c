package io.eddy;

import io.eddy.atlas.Chart;
import io.eddy.directory.KnownPeer;
import io.eddy.engine.EventLoop;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.MulticastGroup;
import io.eddy.engine.Nic;
import io.eddy.engine.SocketWorld;
import io.eddy.entry.MessageId;
import io.eddy.game.GameView;
import io.eddy.game.gofish.Rank;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.PeerName;
import io.eddy.ring.RingId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
public final class Peer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    private final EventLoop loop;
    private final boolean ownsLoop;
    private final Ground ground;
    private final SocketWorld world;
    private final PeerNode node;
    private final CompletableFuture<Endpoint> registered = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> ended;
    private volatile String name;

    private Peer(PeerConfig config, EventLoop loop, boolean ownsLoop, CompletableFuture<@Nullable Void> ended) {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.ended = ended;
        this.name = config.name();
        Consumer<PeerEvent> listener = config.listener();
        Consumer<String> notices = notice -> loop.post(() -> listener.accept(new PeerEvent.Notice(notice)));
        ground = Ground.open(loop, config.data(), PeerNode.tables(), notices);
        world = config.listen()
                .map(endpoint -> ground.listenAt(endpoint, LinkLimits.PEER))
                .orElseGet(() -> ground.listenAnywhere(LinkLimits.PEER));
        node = Turns.on(loop, () -> new PeerNode(world, world.listening(), config, this.noting(listener)));
        if (config.contacts().lan()) {
            joinGroup();
        }
        world.run(node.node());
        loop.post(() -> {
            config.contacts().managers().forEach(node::keepRegistered);
            config.contacts().peers().forEach(node.commands()::keepLinked);
        });
    }

    /**
     * Starts a peer on a loop of its own. Returns when it listens; what it registers with and dials comes later.
     *
     * @throws Rejected when the name, the address or the data folder cannot be used
     */
    public static Peer start(PeerConfig config) {
        CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        EventLoop loop = EventLoop.start(
                new EventLoop.Config("eddy-" + config.name(), Duration.ZERO, ended::completeExceptionally));
        try {
            return start(config, loop, true, ended);
        } catch (RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Starts a peer on a loop that others live on too, and that it leaves running. */
    public static Peer start(PeerConfig config, EventLoop loop) {
        return start(config, loop, false, new CompletableFuture<>());
    }

    private static Peer start(
            PeerConfig config, EventLoop loop, boolean ownsLoop, CompletableFuture<@Nullable Void> ended) {
        PeerName.complaint(config.name()).ifPresent(complaint -> {
            throw new Rejected(complaint);
        });
        return new Peer(config, loop, ownsLoop, ended);
    }

    public PeerId id() {
        return PeerId.of(world.key());
    }

    /** What it was last registered as with {@link #register}; before that, the name it was started with. */
    public String name() {
        return name;
    }

    /** The real address, with the port that was chosen. */
    public Endpoint listening() {
        return world.listening();
    }

    /** Ends when a manager has registered this peer for the first time. */
    public CompletableFuture<Endpoint> registered() {
        return registered.copy();
    }

    /** Ends with this peer: well after {@link #close}, with the mistake when one of this program's ended its loop. */
    public CompletableFuture<@Nullable Void> ended() {
        return ended.copy();
    }

    /** Runs something on the peer's thread, soon, as a turn of its own. */
    public void execute(Runnable task) {
        Turns.run(loop, task);
    }

    /** Registers with a manager under a name, from now on and again whenever the manager comes back. */
    public CompletableFuture<Endpoint> register(ManagerAddress manager, String as) {
        return this.<Endpoint>ask(reply -> node.commands().register(manager, as, reply))
                .thenApply(granted -> {
                    name = as;
                    return granted;
                });
    }

    /** Leaves the list of every manager, and stays off; the result is how many lists it left. */
    public CompletableFuture<Integer> deregister() {
        return ask(reply -> node.commands().deregister(reply));
    }

    /** The known peers, oneself first, after asking the managers again. */
    public CompletableFuture<List<KnownPeer>> users() {
        return ask(reply -> node.commands().users(reply));
    }

    /** The known peers as they are known without asking anybody; indexes are those of the latest {@link #users}. */
    public CompletableFuture<List<KnownPeer>> known() {
        return ask(reply -> reply.done(node.commands().known()));
    }

    /** Sends a direct message. The result is its id, when it is kept durably; {@code Delivered} follows as an event. */
    public CompletableFuture<MessageId> send(String peer, String text) {
        return ask(reply -> node.commands().send(peer, text, reply));
    }

    /** Says something in a room. */
    public CompletableFuture<MessageId> say(String room, String text) {
        return ask(reply -> node.commands().say(room, text, reply));
    }

    /** Joins a room, made if there is none; the result is its name as it was first written here. */
    public CompletableFuture<String> join(String room) {
        return ask(reply -> node.meshCommands().join(room, reply));
    }

    public CompletableFuture<String> leave(String room) {
        return ask(reply -> node.meshCommands().leave(room, reply));
    }

    /** The rooms that this peer is in, the one of everybody first. */
    public CompletableFuture<List<RoomView>> rooms() {
        return ask(reply -> reply.done(node.meshCommands().rooms()));
    }

    /**
     * The last messages of a conversation, the oldest of them first; its own too, with how far they have come.
     *
     * @param with a peer as everywhere, or a room, also one that was left
     * @param count at most 1,000
     */
    public CompletableFuture<List<KeptMessage>> history(String with, int count) {
        return ask(reply -> node.historyCommands().last(with, count, reply));
    }

    /**
     * The messages of all conversations that have every word of a text, the best first. Case and accents do not
     * matter, and the last word may be a beginning.
     *
     * @param count at most 1,000
     */
    public CompletableFuture<List<KeptMessage>> search(String text, int count) {
        return ask(reply -> node.historyCommands().search(text, count, reply));
    }

    /** The network as this peer knows it. */
    public CompletableFuture<Chart> map() {
        return ask(reply -> reply.done(node.meshCommands().map()));
    }

    /**
     * Why there is a link to a peer, or none: by which ways it was tried.
     *
     * @param peer as everywhere; or {@code HOST:PORT}: what came of dialling that address
     */
    public CompletableFuture<Reachability> why(String peer) {
        return ask(reply -> node.meshCommands().why(peer, reply));
    }

    /** What has become of a message of one's own, and what it waits for. */
    public CompletableFuture<Standing> why(MessageId message) {
        return ask(reply -> node.historyCommands().why(message.toString(), reply));
    }

    /** As the other, by how the message's id is shown, or by what the message is called in short: {@code 17-00c3a6}. */
    public CompletableFuture<Standing> whyMessage(String message) {
        return ask(reply -> node.historyCommands().why(message, reply));
    }

    /** Notes all frames from here on, and forgets those noted before; or notes no more, and keeps what it has. */
    public CompletableFuture<Boolean> trace(boolean on) {
        return ask(reply -> {
            node.meshCommands().trace(on);
            reply.done(on);
        });
    }

    /** The last frames noted, who said what to whom, without what is in them. */
    public CompletableFuture<FrameLog> frames() {
        return ask(reply -> reply.done(node.meshCommands().frames()));
    }

    /** How well this peer is connected: interfaces, multicast, managers, and what others said of it. */
    public CompletableFuture<Vitals> vitals() {
        return ask(reply -> Nic.look(loop, nics -> reply.done(Checkups.of(node, world, nics))));
    }

    /** Links to a peer, and keeps the link. */
    public CompletableFuture<KnownPeer> connect(String peer) {
        return ask(reply -> node.commands().connect(peer, reply));
    }

    /** Closes the link to a peer, and does not dial it again before {@link #connect} or a restart. */
    public CompletableFuture<KnownPeer> disconnect(String peer) {
        return ask(reply -> node.commands().disconnect(peer, reply));
    }

    /**
     * Closes every link, managers' too, and dials nobody before the next {@link #connect} or {@link #register}; the
     * result is how many links there were.
     */
    public CompletableFuture<Integer> disconnect() {
        return ask(reply -> node.commands().disconnectAll(reply));
    }

    /** Finds a peer as the commands do, without asking anybody. */
    public CompletableFuture<KnownPeer> find(String peer) {
        return ask(reply -> node.commands().find(peer, reply));
    }

    /** The round trip over the link to a peer. */
    public CompletableFuture<Duration> ping(String peer) {
        return ask(reply -> node.commands().ping(peer, reply));
    }

    public CompletableFuture<Fingerprints> verify(String peer) {
        return ask(reply -> node.commands().verify(peer, reply));
    }

    /** Refuses a peer: its link is closed, and it gets none. Kept across restarts. */
    public CompletableFuture<KnownPeer> block(String peer) {
        return ask(reply -> node.commands().block(peer, reply));
    }

    public CompletableFuture<KnownPeer> unblock(String peer) {
        return ask(reply -> node.commands().unblock(peer, reply));
    }

    /**
     * Deals a game; ends with its id when all have taken their seats. They are seated without being asked.
     *
     * @param kind {@code gofish}
     * @param count how many others play, 1 to 4
     * @param names whom to play with; empty: anybody who is free
     */
    public CompletableFuture<RingId> startGame(String kind, int count, List<String> names) {
        return ask(reply -> node.gameCommands().start(kind, count, names, reply));
    }

    /** The running games: those that this peer plays, then those of which the managers know. */
    public CompletableFuture<List<KnownGame>> games() {
        return ask(reply -> node.gameCommands().games(reply));
    }

    /** The game that this peer plays, with its own hand. */
    public CompletableFuture<GameView> hand() {
        return ask(reply -> node.gameCommands().hand(reply));
    }

    /** Asks a player for all cards of a rank, in one's own turn; ends when that has been said. */
    public CompletableFuture<GameView> ask(String player, Rank rank) {
        return ask(reply -> node.gameCommands().ask(player, rank, reply));
    }

    /**
     * Ends a game before its time, as its dealer.
     *
     * @param game a beginning of its id; empty: the only one
     */
    public CompletableFuture<RingId> endGame(Optional<String> game) {
        return ask(reply -> node.gameCommands().end(game, reply));
    }

    /** Lets the peer's program make its moves, or no longer. */
    public CompletableFuture<Boolean> auto(boolean on) {
        return ask(reply -> {
            node.gameCommands().auto(on);
            reply.done(on);
        });
    }

    public CompletableFuture<PeerStatus> status() {
        return ask(reply -> reply.done(Statuses.of(this.node, world)));
    }

    /** Says goodbye on every link, makes everything durable, ends. Blocks for at most a few seconds. */
    @Override
    public void close() {
        Turns.end(loop, ownsLoop, node::close, () -> ground.end(world), ended);
    }

    private void joinGroup() {
        try {
            world.joinGroup(MulticastGroup.LAN);
        } catch (IOException e) {
            // The port is open and everything else works: whoever asks /doctor is told what multicast lacks.
            LOG.warn("Nobody can be found by multicast: {}", e.getMessage());
        }
    }

    private Consumer<PeerEvent> noting(Consumer<PeerEvent> listener) {
        return event -> {
            if (event instanceof PeerEvent.Registered first) {
                registered.complete(first.manager());
            }
            listener.accept(event);
        };
    }

    private <T> CompletableFuture<T> ask(Consumer<Reply<T>> command) {
        return Turns.ask(loop, command);
    }
}
