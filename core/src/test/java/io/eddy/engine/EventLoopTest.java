package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eddy.engine.Recorder.Blob;
import io.eddy.engine.SocketWorld.Security;
import io.eddy.node.Link;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EventLoopTest {
    private EventLoop loop;

    @BeforeEach
    void start() {
        loop = EventLoop.start("test");
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void postedTasksRunOnTheLoopInOrder() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 5_000; i++) {
            int number = i;
            loop.post(() -> {
                loop.assertOnLoop();
                order.add(number);
            });
        }
        await().until(() -> order.size() == 5_000);

        assertThat(order).isSorted();
    }

    @Test
    void whatATaskPostsRunsAfterIt() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        loop.post(() -> {
            loop.post(() -> order.add("inner"));
            order.add("outer");
        });
        await().until(() -> order.size() == 2);

        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void theLoopsStateIsForItsThreadAlone() {
        assertThatThrownBy(loop::assertOnLoop).isInstanceOf(AssertionError.class);
    }

    @Test
    void anExceptionOfATurnEndsTheLoopAndIsHandedOn() {
        CompletableFuture<Throwable> fatal = new CompletableFuture<>();
        EventLoop doomed = EventLoop.start(new EventLoop.Config("doomed", Duration.ZERO, fatal::complete));
        AtomicBoolean ranLater = new AtomicBoolean();
        doomed.post(() -> {
            doomed.post(() -> ranLater.set(true));
            throw new IllegalStateException("expected by the test");
        });

        assertThat(fatal.orTimeout(10, TimeUnit.SECONDS).join()).hasMessage("expected by the test");
        doomed.close();
        assertThat(ranLater).isFalse();
        assertThat(doomed.post(() -> {})).isFalse();
    }

    @Test
    void theLongestTurnIsKeptWithItsCause() {
        CountDownLatch never = new CountDownLatch(1);
        loop.post(new Runnable() {
            @Override
            public void run() {
                try {
                    assertThat(never.await(60, TimeUnit.MILLISECONDS)).isFalse();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public String toString() {
                return "a long task";
            }
        });
        await().until(() -> loop.longestTurn().cause().equals("a long task"));

        assertThat(loop.longestTurn().duration()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void anIdleLoopUsesNoProcessor() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        SocketPeer bob = SocketPeer.start(loop, 2, Security.PLAIN);
        alice.connect(bob);
        var threads = ManagementFactory.getThreadMXBean();
        long id = alice.turn(() -> Thread.currentThread().getId());
        long before = threads.getThreadCpuTime(id);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        assertThat(threads.getThreadCpuTime(id) - before)
                .isLessThan(Duration.ofMillis(30).toNanos());
    }

    @Test
    void aFloodOnOneLinkDoesNotStarveAnother() {
        EventLoop senders = EventLoop.start("senders");
        SocketPeer server = SocketPeer.start(loop, 1, Security.PLAIN);
        SocketPeer flood = SocketPeer.start(senders, 2, Security.PLAIN);
        SocketPeer quiet = SocketPeer.start(senders, 3, Security.PLAIN);
        server.recorder.onBlob = (link, blob) -> server.recorder.host().send(link, blob);
        Link flooding = flood.connect(server);
        // As many in flight as a link may queue, for ever: each answer is sent back again.
        flood.recorder.onBlob = (link, blob) -> flood.recorder.host().send(link, blob);
        Link calm = quiet.connect(server);
        flood.turn(() -> {
            for (int i = 0; i < 900; i++) {
                flood.recorder.host().send(flooding, new Blob(i, 1_000));
            }
            return flooding;
        });
        for (int i = 1; i <= 20; i++) {
            int number = i;
            quiet.turn(() -> {
                quiet.recorder.host().send(calm, new Blob(number, 10));
                return calm;
            });
            await().pollInterval(Duration.ofMillis(1)).until(() -> quiet.recorder.received.get() == number);
        }

        assertThat(flood.recorder.received.get()).isGreaterThan(1_000);
        assertThat(flood.recorder.downs).isEmpty();
        senders.close();
    }

    @Test
    void aLoopThatSpinsDoesTheSame() {
        EventLoop spinning = EventLoop.start(new EventLoop.Config("spinning", Duration.ofNanos(50_000), mistake -> {}));
        SocketPeer alice = SocketPeer.start(spinning, 1, Security.PLAIN);
        SocketPeer bob = SocketPeer.start(loop, 2, Security.PLAIN);
        bob.recorder.onBlob = (link, blob) -> bob.recorder.host().send(link, blob);
        Link link = alice.connect(bob);
        alice.turn(() -> {
            alice.recorder.host().send(link, new Blob(0, 10));
            return link;
        });

        await().until(() -> alice.recorder.received.get() == 1);
        spinning.close();
    }
}
