package io.eddy.engine;

import io.eddy.engine.LinkCounters.Refusal;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of one node: accepts connections that may become links. */
final class Listener implements ChannelHandler {
    /** Connections waiting in the system while the loop is busy; the system may allow fewer. */
    private static final int BACKLOG = 1_024;

    /** Accepted before others have their turn: about a millisecond of work, cold. A guess. */
    private static final int ACCEPTS_A_TURN = 16;

    /** How long nothing is accepted when the system has no descriptors: the connection stays ready all that time. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final SocketWorld world;
    private final LinkLimits limits;
    private final ServerSocketChannel channel;
    private final Endpoint endpoint;
    private boolean warned;

    private Listener(SocketWorld world, LinkLimits limits, ServerSocketChannel channel, Endpoint endpoint) {
        this.world = world;
        this.limits = limits;
        this.channel = channel;
        this.endpoint = endpoint;
    }

    static Listener bind(SocketWorld world, Endpoint at, LinkLimits limits) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(at.host(), at.port()), BACKLOG);
            // The address as it was given: a wildcard is shown as 0.0.0.0, whatever family the system chose for it.
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new Listener(world, limits, channel, new Endpoint(at.host(), port));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException io
                    ? io
                    : new IOException("cannot listen on " + at + ": " + e.getMessage(), e);
        }
    }

    static Endpoint endpointOf(InetSocketAddress address) {
        return new Endpoint(address.getAddress().getHostAddress(), address.getPort());
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The address that it is bound to: a wildcard when it listens everywhere. */
    InetAddress address() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
    }

    void start() throws IOException {
        world.loop().register(channel, SelectionKey.OP_ACCEPT, this);
    }

    void close() {
        Failures.close(channel);
    }

    @Override
    public void onReady(SelectionKey key) {
        for (int left = ACCEPTS_A_TURN; left > 0; left--) {
            SocketChannel accepted;
            try {
                accepted = channel.accept();
            } catch (IOException e) {
                pause(key, e);
                return;
            }
            if (accepted == null) {
                return;
            }
            take(accepted);
        }
    }

    @Override
    public String toString() {
        return "listener on " + endpoint;
    }

    private void take(SocketChannel accepted) {
        try {
            InetSocketAddress from = (InetSocketAddress) accepted.getRemoteAddress();
            InetSocketAddress to = (InetSocketAddress) accepted.getLocalAddress();
            InetAddress account = Admission.accountOf(from.getAddress(), to.getAddress());
            Refusal refusal = refusal(account);
            if (refusal != null && spare(account, refusal)) {
                refusal = refusal(account);
            }
            if (refusal != null) {
                world.counters().refuse(refusal);
                accepted.close();
                return;
            }
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            TcpLink link =
                    TcpLink.accepted(world, from, account, limits.halfOpen().deadline());
            world.admission().accepted(link, account);
            world.counters().accepted++;
            link.connected(world.loop().register(accepted, 0, link), from);
            makeRoom();
        } catch (IOException e) {
            // It is gone before it was here.
            Failures.close(accepted);
        }
    }

    private @Nullable Refusal refusal(InetAddress from) {
        if (world.loop().pool().isExhausted()) {
            return Refusal.MEMORY;
        }
        return world.admission().refusal(from, world.loop().nowNanos());
    }

    /** Ends a link that nobody needs, for a newer one; {@code false} when each in the way is needed. */
    private boolean spare(InetAddress from, Refusal refusal) {
        TcpLink spare = world.admission().spare(from, refusal, TcpLink::isSpare);
        if (spare != null) {
            world.counters().evicted++;
            spare.fail(Closing.of(Code.PARTED, "made room for a newer link"));
        }
        return spare != null;
    }

    /** The oldest goes, not the newest: whoever means it has proven its key long since. */
    private void makeRoom() {
        TcpLink surplus = world.admission().surplus();
        if (surplus != null) {
            world.counters().evicted++;
            surplus.fail(Closing.of(Code.OVERLOADED, "made room for a newer connection"));
        }
    }

    private void pause(SelectionKey key, IOException e) {
        world.counters().refuse(Refusal.DESCRIPTORS);
        if (!warned) {
            warned = true;
            LOG.warn("No connection can be accepted for the moment on {}: {}", endpoint, e.getMessage());
        }
        key.interestOps(0);
        world.loop().timers().add(() -> resume(key), world.loop().nowNanos() + PAUSE.toNanos());
    }

    private static void resume(SelectionKey key) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }
}
