package io.eddy.engine;

import io.eddy.identity.Identity;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.Sealing;
import io.eddy.node.TimerQueue;
import io.eddy.node.Timestamp;
import io.eddy.node.World;
import io.eddy.store.Store;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One node on real sockets: its port, its links, its timers, its store.
 *
 * <p>Made and run in three steps, so that the node can be built on it:
 * <pre>
 * SocketWorld world = SocketWorld.open(config);
 * Node node = new Node(world);      // and attach its protocols
 * world.run(node);
 * </pre>
 */
public final class SocketWorld implements World, Resident {

    /** How bytes travel. */
    public enum Security {
        /** TLS 1.3 with the keys of both ends proven. */
        TLS,
        /** As they are; keys are named and not proven. For measurements and tests only. */
        PLAIN
    }

    /**
     * What a node's world is made of.
     *
     * @param listen where it accepts links; port 0 takes any that is free
     */
    public record Config(
            EventLoop loop,
            Identity identity,
            Endpoint listen,
            LinkLimits limits,
            BatchedStore store,
            Security security) {}

    /** Passes over what turns at the end of a round have caused in their turn, before channels are looked at again. */
    private static final int PASSES_A_ROUND = 8;

    /** Above what a link may take to leave. */
    private static final Duration CLOSE_WITHIN = LinkDeadline.LEAVE_WITHIN.plusMillis(500);

    private final Config config;
    private final EventLoop loop;
    private final Listener listener;
    private final Admission admission;
    private final LinkCounters counters = new LinkCounters();
    private final Secrets secrets;
    private final TlsContext tls;
    private final SecureRandom random = new SecureRandom();
    private final Map<Object, TimerQueue.Entry<Runnable>> timers = new HashMap<>();
    private final ArrayDeque<TcpLink> dials = new ArrayDeque<>();
    private final ArrayDeque<TcpLink> toFlush = new ArrayDeque<>();
    private final ArrayDeque<Ended> ended = new ArrayDeque<>();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private Timestamp now;
    private boolean closing;
    private @Nullable Node node;
    private @Nullable Multicasts multicasts;

    /** A link that is gone, and whose node has not yet been told. */
    private record Ended(TcpLink link, Closing why) {}

    private SocketWorld(Config config) throws IOException {
        this.config = config;
        loop = config.loop();
        now = new Timestamp(loop.nowNanos());
        admission = new Admission(config.limits(), loop.nowNanos());
        secrets = new Secrets(config.identity(), random);
        tls = new TlsContext(config.identity());
        listener = Listener.bind(this, config.listen(), config.limits());
    }

    /** Binds the port. Nothing is accepted before {@link #run}. */
    public static SocketWorld open(Config config) throws IOException {
        return new SocketWorld(config);
    }

    /** Where it listens, with the port it was given. */
    public Endpoint listening() {
        return listener.endpoint();
    }

    /**
     * Lets the node speak to everybody near, and hear them, once it runs. Before {@link #run}; looks at the system's
     * interfaces, which may take long. What the system cannot do, {@link #multicastStatus} says.
     */
    public void joinGroup(MulticastGroup group) throws IOException {
        if (multicasts != null || node != null) {
            throw new IllegalStateException("a group is joined once, before the world runs");
        }
        multicasts = new Multicasts(this, group, listener.address());
    }

    /** Starts the node, as its first turn, then accepts links for it. */
    public void run(Node runs) {
        loop.post(() -> {
            node = runs;
            loop.add(this);
            if (multicasts != null) {
                multicasts.start();
            }
            runs.start();
            try {
                listener.start();
            } catch (IOException e) {
                throw new IllegalStateException("the listener was closed before it was used", e);
            }
        });
    }

    /** Counts of the sockets. To be read on the loop. */
    public LinkCounters counters() {
        return counters;
    }

    /** How multicasts fare; nothing when no group was joined. To be read on the loop. */
    public Optional<MulticastStatus> multicastStatus() {
        return Optional.ofNullable(multicasts).map(Multicasts::status);
    }

    public EventLoop loop() {
        return loop;
    }

    /** Links of this node, those included whose other end has not proven its key. To be read on the loop. */
    public int links() {
        return admission.size();
    }

    /**
     * Hangs up every link, sends what is queued as far as it is taken within a second, and then closes the store. The
     * node's timers do not fire any more.
     *
     * @return done when all is closed; not to be waited for on the loop
     */
    public CompletableFuture<@Nullable Void> close(Closing why) {
        if (!loop.post(() -> beginClosing(why))) {
            closed.complete(null);
        }
        return closed;
    }

    @Override
    public PublicKey key() {
        return config.identity().key();
    }

    @Override
    public Timestamp now() {
        if (now.nanos() != loop.nowNanos()) {
            now = new Timestamp(loop.nowNanos());
        }
        return now;
    }

    @Override
    public long wallClockMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Link dial(Endpoint to, @Nullable PeerId expected) {
        loop.assertOnLoop();
        TcpLink link = TcpLink.dialled(this, to, expected);
        boolean mayDial = admission.mayDial();
        admission.dialled(link);
        counters.dialled++;
        if (closing || !mayDial) {
            link.fail(Closing.of(Code.OVERLOADED, closing ? "this node is closing" : "as many links as there may be"));
        } else {
            dials.add(link);
        }
        return link;
    }

    @Override
    public void multicast(byte[] datagram) {
        loop.assertOnLoop();
        if (multicasts != null) {
            multicasts.say(datagram);
        }
    }

    @Override
    public void arm(Object timer, Duration delay) {
        loop.assertOnLoop();
        long due = loop.nowNanos() + delay.toNanos();
        TimerQueue.Entry<Runnable> entry = timers.get(timer);
        if (entry != null) {
            loop.timers().schedule(entry, due);
        } else if (!closing) {
            timers.put(timer, loop.timers().add(new NamedTimer(this, timer), due));
        }
    }

    @Override
    public void disarm(Object timer) {
        loop.assertOnLoop();
        TimerQueue.Entry<Runnable> entry = timers.remove(timer);
        if (entry != null) {
            loop.timers().remove(entry);
        }
    }

    @Override
    public Store store() {
        return config.store();
    }

    @Override
    public void beforeStored(Runnable last) {
        config.store().beforeStored(last);
    }

    @Override
    public void whenStored(Runnable then) {
        config.store().whenStored(then);
    }

    @Override
    public byte[] sign(byte[] message) {
        loop.assertOnLoop();
        return secrets.sign(message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        loop.assertOnLoop();
        return secrets.verify(signer, message, signature);
    }

    @Override
    public Sealing sealing() {
        return secrets.sealing;
    }

    @Override
    public void endRound() {
        int passes = 0;
        do {
            tellOfEnded();
            config.store().flush(); // Before anything is sent, so that the disk works meanwhile.
            startDials();
            flushLinks();
        } while (!(ended.isEmpty() && toFlush.isEmpty() && dials.isEmpty()) && ++passes < PASSES_A_ROUND);
        if (multicasts != null) {
            multicasts.flush();
        }
        if (passes == PASSES_A_ROUND) {
            loop.goRoundAgain();
        }
        if (closing && admission.size() == 0) {
            finishClosing();
        }
    }

    @Override
    public void abort() {
        closing = true;
        listener.close();
        leaveGroup();
        admission.links().forEach(link -> link.fail(Closing.of(Code.BYE, "the loop has ended")));
        finishClosing();
    }

    Node node() {
        Node running = node;
        if (running == null) {
            throw new IllegalStateException("the world does not run");
        }
        return running;
    }

    Admission admission() {
        return admission;
    }

    /** What carries the bytes of a link that has just been connected. */
    Connection connection(TcpLink link, SelectionKey key, @Nullable PeerId expected) {
        if (config.security() == Security.PLAIN) {
            return new PlainConnection(link, key, key());
        }
        boolean dialled = link.outbound();
        return new TlsConnection(link, key, () -> tls.begin(dialled, expected));
    }

    void toFlush(TcpLink link) {
        toFlush.add(link);
    }

    /** The node will be told, in a turn of its own, that this link is gone. */
    void report(TcpLink link, Closing why) {
        ended.add(new Ended(link, why));
    }

    private void tellOfEnded() {
        for (int left = ended.size(); left > 0; left--) {
            Ended next = ended.remove();
            node().onLinkDown(next.link(), next.why());
            loop.turnEnded(next);
        }
    }

    private void startDials() {
        for (int left = dials.size(); left > 0; left--) {
            new Dial(dials.remove()).start();
        }
    }

    private void flushLinks() {
        for (int left = toFlush.size(); left > 0; left--) {
            toFlush.remove().flush();
        }
    }

    private void fire(Object timer) {
        timers.remove(timer);
        node().onTimer(timer);
    }

    private void beginClosing(Closing why) {
        if (closing) {
            return;
        }
        closing = true;
        listener.close();
        leaveGroup();
        timers.values().forEach(loop.timers()::remove);
        timers.clear();
        for (TcpLink link : admission.links()) {
            link.hangUp(why);
        }
        loop.timers().add(this::giveUpLinks, loop.nowNanos() + CLOSE_WITHIN.toNanos());
        if (node == null) {
            finishClosing();
        }
    }

    private void leaveGroup() {
        if (multicasts != null) {
            multicasts.close();
        }
    }

    private void giveUpLinks() {
        admission.links().forEach(link -> link.fail(Closing.of(Code.BYE, "")));
    }

    private void finishClosing() {
        if (!closed.isDone()) {
            loop.remove(this);
            config.store().close();
            closed.complete(null);
        }
    }

    /** A timer of the node, as the loop sees it. */
    private record NamedTimer(SocketWorld world, Object name) implements Runnable {
        @Override
        public void run() {
            world.fire(name);
        }

        @Override
        public String toString() {
            return "timer " + name;
        }
    }
}
