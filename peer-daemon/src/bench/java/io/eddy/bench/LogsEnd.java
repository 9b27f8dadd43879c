package io.eddy.bench;

import io.eddy.engine.Entropy;
import io.eddy.engine.EventLoop;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.SocketWorld;
import io.eddy.engine.SqliteStore;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
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
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.sync.Audience;
import io.eddy.sync.Draft;
import io.eddy.sync.Sync;
import io.eddy.sync.SyncApplication;
import io.eddy.sync.SyncConfig;
import io.eddy.sync.SyncEvent;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A peer of nothing but links under TLS and logs in SQLite, on a loop of its own. */
final class LogsEnd implements AutoCloseable, SyncApplication {
    /** A line of chat. */
    static final int TEXT_BYTES = 64;

    private static final Bytes TEXT = Bytes.owning(new byte[TEXT_BYTES]);

    private static final Target.Listener NOBODY = new Target.Listener() {
        @Override
        public void onReached(PeerId peer) {}

        @Override
        public void onMissed(Closing why) {}
    };

    final EventLoop loop;
    final PeerId self;

    /** Entries of others that are durable. */
    final AtomicLong taken = new AtomicLong();

    private final SocketWorld world;
    private final Links links;
    private final Sync sync;

    LogsEnd(String name, Path file, Consumer<SyncEvent> events) throws IOException {
        loop = EventLoop.start(name);
        Identity identity = Identity.generate(Entropy.secure());
        world = SocketWorld.open(new SocketWorld.Config(
                loop,
                identity,
                new Endpoint("127.0.0.1", 0),
                LinkLimits.PEER,
                SqliteStore.open(file, Sync.tables(), loop::post, trouble -> {}),
                SocketWorld.Security.TLS));
        Node node = new Node(world);
        LinkConfig config = new LinkConfig("bench", Role.PEER, name, 1, Liveness.DEFAULT, Allowance.UNLIMITED);
        links = node.attachLinks(LinkWire.CHANNEL, host -> new Links(host, config));
        sync = Sync.attach(node, SyncConfig.DEFAULT, this, event -> {
            if (event instanceof SyncEvent.Taken) {
                taken.incrementAndGet();
            }
            events.accept(event);
        });
        self = identity.id();
        world.run(node);
    }

    void follow(Bytes group, Audience audience) {
        loop.post(() -> sync.follow(group, audience));
    }

    void dial(LogsEnd other) {
        loop.post(() -> links.keep(other.world.listening(), Optional.of(other.self), Duration.ofSeconds(1), NOBODY));
    }

    /** Writes an entry of 64 bytes. To be called on the loop. */
    void append(Bytes group, Consumer<Entry> whenDurable) {
        sync.append(group, new Draft(Content.TEXT, TEXT, List.of()), new Reply<>() {
            @Override
            public void done(Entry entry) {
                whenDurable.accept(entry);
            }

            @Override
            public void rejected(String sentence) {
                throw new IllegalStateException(sentence);
            }
        });
    }

    @Override
    public boolean speaks(PeerId peer) {
        return true;
    }

    @Override
    public boolean isContact(PeerId peer) {
        return true;
    }

    @Override
    public void onKept(Entry entry, boolean caughtUp) {}

    @Override
    public void close() {
        world.close(Closing.of(Closing.Code.BYE, ""))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        loop.close();
    }
}
