package io.eddy.engine;

import static org.awaitility.Awaitility.await;

import io.eddy.engine.SocketWorld.Security;
import io.eddy.identity.Identity;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node with a {@link Recorder}, on sockets of loopback. */
final class SocketPeer implements AutoCloseable {
    static final Endpoint ANY_PORT = new Endpoint("127.0.0.1", 0);

    final EventLoop loop;
    final SocketWorld world;
    final MinimalStore store = new MinimalStore();
    final Recorder recorder;
    final PeerId id;

    private SocketPeer(EventLoop loop, int seed, Security security, LinkLimits limits) {
        try {
            this.loop = loop;
            byte[] bytes = new byte[32];
            bytes[0] = (byte) seed;
            Identity identity = Identity.fromSeed(bytes);
            id = identity.id();
            world = SocketWorld.open(new SocketWorld.Config(loop, identity, ANY_PORT, limits, store, security));
            Node node = new Node(world);
            recorder = node.attachLinks(Recorder.CHANNEL, Recorder::new);
            world.run(node);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static SocketPeer start(EventLoop loop, int seed, Security security) {
        return new SocketPeer(loop, seed, security, LinkLimits.PEER);
    }

    static SocketPeer start(EventLoop loop, int seed, Security security, LinkLimits limits) {
        return new SocketPeer(loop, seed, security, limits);
    }

    /** Runs something as a turn, and waits for what it gives. */
    <T> T turn(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.post(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    Link dial(Endpoint to, @Nullable PeerId expected) {
        return turn(() -> recorder.host().dial(to, expected));
    }

    /** Dials another peer and waits until both ends are up; gives this end. */
    Link connect(SocketPeer to) {
        int ups = recorder.ups.size();
        int theirs = to.recorder.ups.size();
        Link link = dial(to.world.listening(), to.id);
        await().until(() -> recorder.ups.size() > ups && to.recorder.ups.size() > theirs);
        return link;
    }

    Code lastDown() {
        await().until(() -> !recorder.downs.isEmpty());
        return recorder.downs.get(recorder.downs.size() - 1).code();
    }

    long borrowedBytes() {
        return turn(() -> loop.pool().borrowedBytes());
    }

    @Override
    public void close() {
        world.close(Closing.of(Code.BYE, "the test is over"))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
