package io.eddy.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.engine.EventLoop;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.SocketWorld;
import io.eddy.engine.SqliteStore;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.Group;
import io.eddy.identity.Identity;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer takes all that was said in a room, over sockets, with real keys, from disk to disk. */
final class SyncCatchUpTest {
    private static final Bytes ROOM = Group.ofRoom("everyone");

    private static final int ENTRIES = 5_000;

    private static final int APPENDED_AT_ONCE = 1_000;

    /** 100,000 in a minute would be three seconds; a machine that has much else to do takes longer. */
    private static final Duration LATEST = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @Test
    void aNewcomerTakesAllThatWasSaidAndKeepsIt() throws Exception {
        try (EventLoop loop = EventLoop.start("sync");
                Peer alice = new Peer(loop, 1, folder.resolve("alice.db"));
                Peer bob = new Peer(loop, 2, folder.resolve("bob.db"))) {
            for (int done = 0; done < ENTRIES; done += APPENDED_AT_ONCE) {
                alice.say(Math.min(APPENDED_AT_ONCE, ENTRIES - done));
            }
            bob.dial(alice.world.listening());
            await().atMost(LATEST).until(() -> bob.taken.get() == ENTRIES);
            assertThat(bob.sync.tally().checked()).isLessThanOrEqualTo(ENTRIES / 64 + 2);
            assertThat(bob.kept.get()).isEqualTo(ENTRIES);
        }
    }

    /** A peer of nothing but links and logs, on sockets of loopback and SQLite. */
    private static final class Peer implements AutoCloseable, SyncApplication {
        final AtomicInteger taken = new AtomicInteger();
        final AtomicInteger kept = new AtomicInteger();
        final SocketWorld world;
        final Sync sync;
        private final EventLoop loop;
        private final SqliteStore store;
        private final Links links;

        Peer(EventLoop loop, int seed, Path file) throws Exception {
            this.loop = loop;
            byte[] bytes = new byte[32];
            bytes[0] = (byte) seed;
            store = SqliteStore.open(file, Sync.tables(), loop::post, trouble -> {});
            world = SocketWorld.open(new SocketWorld.Config(
                    loop,
                    Identity.fromSeed(bytes),
                    new Endpoint("127.0.0.1", 0),
                    LinkLimits.PEER,
                    store,
                    SocketWorld.Security.TLS));
            Node node = new Node(world);
            links = node.attachLinks(
                    LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("test", Role.PEER, "peer" + seed, 1)));
            sync = Sync.attach(node, SyncConfig.DEFAULT, this, event -> {
                if (event instanceof SyncEvent.Taken) {
                    taken.incrementAndGet();
                }
            });
            world.run(node);
            turn(() -> sync.follow(ROOM, Audience.room()));
        }

        /** Says so many things, and waits until they are durable. */
        void say(int count) throws InterruptedException {
            CountDownLatch durable = new CountDownLatch(count);
            turn(() -> IntStream.range(0, count).forEach(i -> {
                Bytes text = Bytes.owning(("This is what is said in message " + i).getBytes(StandardCharsets.UTF_8));
                sync.append(ROOM, new Draft(Content.TEXT, text, List.of()), new Reply<>() {
                    @Override
                    public void done(Entry result) {
                        durable.countDown();
                    }

                    @Override
                    public void rejected(String sentence) {
                        throw new IllegalStateException(sentence);
                    }
                });
            }));
            assertThat(durable.await(1, TimeUnit.MINUTES)).isTrue();
        }

        void dial(Endpoint to) throws InterruptedException {
            turn(() -> links.keep(to, Optional.empty(), Duration.ofSeconds(1), new Target.Listener() {
                @Override
                public void onReached(PeerId peer) {}

                @Override
                public void onMissed(Closing why) {}
            }));
        }

        private void turn(Runnable what) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            loop.post(() -> {
                what.run();
                done.countDown();
            });
            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        }

        @Override
        public boolean speaks(PeerId peer) {
            return true;
        }

        @Override
        public boolean isContact(PeerId peer) {
            return false;
        }

        @Override
        public void onKept(Entry entry, boolean caughtUp) {
            kept.incrementAndGet();
        }

        @Override
        public void close() {
            world.close(Closing.of(Closing.Code.BYE, "the test is over"))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            store.close();
        }
    }
}
