package io.eddy.bench;

import io.eddy.engine.Entropy;
import io.eddy.engine.EventLoop;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.MemoryStore;
import io.eddy.engine.SocketWorld;
import io.eddy.engine.SocketWorld.Security;
import io.eddy.identity.Identity;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkConfig.Allowance;
import io.eddy.link.LinkConfig.Liveness;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A whole node on a loop of its own: sockets, links, and one protocol that throws balls, or returns them. */
final class EddyEnd implements AutoCloseable {
    /** Whoever hangs up dials again at once. */
    private static final Liveness IMPATIENT = new Liveness(
            Liveness.DEFAULT.helloDeadline(),
            Liveness.DEFAULT.pingAfter(),
            Liveness.DEFAULT.deadAfter(),
            Duration.ZERO);

    private static final Target.Listener NOBODY = new Target.Listener() {
        @Override
        public void onReached(PeerId peer) {}

        @Override
        public void onMissed(Closing why) {}
    };

    private final EventLoop loop;
    private final SocketWorld world;
    private final Node node;
    private final Links links;

    EddyEnd(
            String name,
            Security security,
            Function<Host<BallMessage, BallTimer>, Protocol<BallMessage, BallTimer>> protocol)
            throws IOException {
        loop = EventLoop.start(name);
        world = SocketWorld.open(new SocketWorld.Config(
                loop,
                Identity.generate(Entropy.secure()),
                new Endpoint("127.0.0.1", 0),
                LinkLimits.PEER,
                new MemoryStore(List.of(), loop::post),
                security));
        node = new Node(world);
        LinkConfig config = new LinkConfig("bench", Role.PEER, name, 1, IMPATIENT, Allowance.UNLIMITED);
        links = node.attachLinks(LinkWire.CHANNEL, host -> new Links(host, config));
        node.attach(BallMessage.CHANNEL, protocol);
        world.run(node);
    }

    /** Dials another end, and again whenever there is no session with it. */
    void dial(EddyEnd other) {
        loop.post(() ->
                links.keep(other.world.listening(), Optional.of(other.node.self()), Duration.ofSeconds(1), NOBODY));
    }

    /** Ends the session with a peer. To be called on the loop. */
    void hangUp(PeerId peer) {
        links.close(peer, Closing.of(Closing.Code.BYE, ""));
    }

    Thread thread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.post(() -> thread.complete(Thread.currentThread()));
        return thread.get(1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.close();
    }
}
