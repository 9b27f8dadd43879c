package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.engine.Recorder.Blob;
import io.eddy.engine.SocketWorld.Security;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.Link.Lane;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class SocketWorldTest {
    private EventLoop loop;
    private EventLoop otherLoop;

    @BeforeEach
    void start() {
        loop = EventLoop.start("test-a");
        otherLoop = EventLoop.start("test-b");
    }

    @AfterEach
    void stop() {
        loop.close();
        otherLoop.close();
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void framesTravelBothWaysInOrder(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        bob.recorder.onBlob = (link, blob) -> bob.recorder.host().send(link, blob);
        Link link = alice.connect(bob);
        for (int burst = 0; burst < 20; burst++) {
            int first = burst * 500;
            alice.turn(() -> {
                for (int i = first; i < first + 500; i++) {
                    alice.recorder.host().send(link, new Blob(i, i % 300));
                }
                return link;
            });
        }
        await().until(() -> alice.recorder.received.get() == 10_000);

        assertThat(alice.recorder.outOfOrder).hasValue(0);
        assertThat(bob.recorder.outOfOrder).hasValue(0);
        assertThat(link.remote()).isEqualTo(bob.id);
        assertThat(bob.recorder.ups.get(0).remote()).isEqualTo(alice.id);
        assertThat(link.outbound()).isTrue();
        assertThat(bob.recorder.ups.get(0).outbound()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void theLargestFramesPassAmongSmallOnes(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        Link link = alice.connect(bob);
        int largest = Outbox.MAX_FRAME_BYTES - 10;
        alice.turn(() -> {
            Recorder.write(link, Lane.BULK, new Blob(0, largest));
            return link;
        });
        await().until(() -> bob.recorder.received.get() == 1);
        for (int i = 1; i < 30; i++) {
            int number = i;
            alice.turn(() -> {
                Recorder.write(link, Lane.BULK, new Blob(number, 40_000 * (number % 5)));
                return link;
            });
        }
        await().until(() -> bob.recorder.received.get() == 30);

        assertThat(bob.recorder.outOfOrder).hasValue(0);
        assertThat(bob.recorder.mistakes).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void smallFramesOvertakeBulk(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        bob.recorder.onBlob = (from, blob) -> order.add(blob.number());
        Link link = alice.connect(bob);
        alice.turn(() -> {
            for (int i = 0; i < 4; i++) {
                Recorder.write(link, Lane.BULK, new Blob(100 + i, 50_000));
            }
            Recorder.write(link, Lane.SMALL, new Blob(1, 10));
            Recorder.write(link, Lane.SMALL, new Blob(2, 10));
            return link;
        });
        await().until(() -> order.size() == 6);

        assertThat(order).containsExactly(1, 2, 100, 101, 102, 103);
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void hangingUpSendsWhatIsQueued(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        Link link = alice.connect(bob);
        alice.turn(() -> {
            for (int i = 0; i < 15; i++) {
                Recorder.write(link, Lane.SMALL, new Blob(i, 50_000));
            }
            link.hangUp(Closing.of(Code.DUPLICATE, "a test"));
            Recorder.write(link, Lane.SMALL, new Blob(99, 1));
            return link;
        });
        await().until(() -> !bob.recorder.downs.isEmpty());

        assertThat(bob.recorder.received).hasValue(15);
        assertThat(bob.lastDown()).isEqualTo(Code.BYE);
        assertThat(alice.lastDown()).isEqualTo(Code.DUPLICATE);
        assertThat(alice.recorder.downs).hasSize(1);
        await().until(() -> alice.turn(alice.world::links) == 0);
        await().until(() -> bob.turn(bob.world::links) == 0);
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void anIdleLinkHoldsNoBuffer(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        bob.recorder.onBlob = (link, blob) -> bob.recorder.host().send(link, blob);
        Link link = alice.connect(bob);
        alice.turn(() -> {
            for (int i = 0; i < 20; i++) {
                Recorder.write(link, Lane.SMALL, new Blob(i, 40_000));
            }
            return link;
        });
        await().until(() -> alice.recorder.received.get() == 20);

        await().until(() -> alice.borrowedBytes() == 0);
        await().until(() -> bob.borrowedBytes() == 0);
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void anotherPeerThanTheOneDialledIsNotLinked(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        SocketPeer carol = SocketPeer.start(otherLoop, 3, security);
        alice.dial(bob.world.listening(), carol.id);

        assertThat(alice.lastDown()).isEqualTo(Code.WRONG_PEER);
        assertThat(alice.recorder.ups).isEmpty();
        await().until(() -> bob.turn(bob.world::links) == 0);
    }

    @Test
    void aDialWithoutAnExpectedPeerTakesAny() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, Security.TLS);
        Link link = alice.dial(new Endpoint("localhost", bob.world.listening().port()), null);
        await().until(() -> !alice.recorder.ups.isEmpty());

        assertThat(link.remote()).isEqualTo(bob.id);
        assertThat(link.address()).isEqualTo(bob.world.listening());
    }

    @Test
    void aDialReportsThatNobodyListens() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        alice.dial(new Endpoint("127.0.0.1", port), null);

        assertThat(alice.lastDown()).isEqualTo(Code.REFUSED);
    }

    @Test
    void aDialReportsAnUnknownName() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        alice.dial(new Endpoint("no.such.name.invalid", 5050), null);

        assertThat(alice.lastDown()).isEqualTo(Code.UNREACHABLE);
    }

    @Test
    void aDialThatIsHungUpEndsOnceWithItsReason() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, Security.TLS);
        alice.turn(() -> {
            Link link = alice.recorder.host().dial(bob.world.listening(), bob.id);
            link.hangUp(Closing.of(Code.BYE, "changed my mind"));
            return link;
        });
        await().until(() -> !alice.recorder.downs.isEmpty());
        alice.connect(bob);

        assertThat(alice.recorder.downs).containsExactly(Closing.of(Code.BYE, "changed my mind"));
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void aReaderThatTakesNothingIsCalledSlow(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        Link link = alice.connect(bob);
        bob.turn(() -> {
            bob.recorder.ups.get(0).pauseReading(true);
            return link;
        });
        int sent = 0;
        long most = 0;
        while (alice.recorder.downs.isEmpty() && sent < 10_000) {
            most = Math.max(most, alice.turn(() -> {
                Recorder.write(link, Lane.SMALL, new Blob(0, 60_000));
                return loop.pool().borrowedBytes();
            }));
            sent++;
        }

        assertThat(alice.lastDown()).isEqualTo(Code.SLOW);
        assertThat(alice.turn(() -> alice.world.counters().slow())).isEqualTo(1);
        assertThat(most).isLessThan(5 << 20);
        assertThat(alice.borrowedBytes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void aReaderThatPausesAndGoesOnMissesNothing(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        Link link = alice.connect(bob);
        Link reader = bob.recorder.ups.get(0);
        bob.turn(() -> {
            reader.pauseReading(true);
            return reader;
        });
        alice.turn(() -> {
            for (int i = 0; i < 16; i++) {
                Recorder.write(link, Lane.SMALL, new Blob(i, 60_000));
            }
            return link;
        });
        bob.turn(() -> {
            reader.pauseReading(false);
            return reader;
        });
        await().until(() -> bob.recorder.received.get() == 16);

        assertThat(bob.recorder.outOfOrder).hasValue(0);
    }

    @Test
    void timersFireInTheOrderOfTheirDeadlines() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        alice.turn(() -> {
            alice.recorder.arm("third", Duration.ofMillis(60));
            alice.recorder.arm("first", Duration.ofMillis(90));
            alice.recorder.arm("second", Duration.ofMillis(30));
            alice.recorder.arm("never", Duration.ofMillis(20));
            alice.recorder.arm("first", Duration.ofMillis(1));
            alice.recorder.host().disarm("never");
            return "armed";
        });
        await().until(() -> alice.recorder.timers.size() == 3);

        assertThat(alice.recorder.timers).containsExactly("first", "second", "third");
    }

    @Test
    void whatTheNodeSignsItVerifiesAndNothingElse() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        byte[] message = {1, 2, 3};
        byte[] other = {1, 2, 4};
        alice.turn(() -> {
            byte[] signature = alice.world.sign(message);
            assertThat(alice.world.verify(alice.world.key(), message, signature))
                    .isTrue();
            assertThat(alice.world.verify(alice.world.key(), message, signature))
                    .isTrue();
            assertThat(alice.world.verify(alice.world.key(), other, signature)).isFalse();
            assertThat(alice.world.verify(alice.world.key(), message, new byte[64]))
                    .isFalse();
            assertThat(alice.world.verify(alice.world.key(), message, new byte[3]))
                    .isFalse();
            return signature;
        });
    }

    @Test
    void whatWaitsForTheStoreRunsAfterTheTurn() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        alice.turn(() -> {
            alice.world.whenStored(() -> order.add("stored"));
            return order.add("turn");
        });
        await().until(() -> order.size() == 2);

        assertThat(order).containsExactly("turn", "stored");
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void closingSendsWhatIsQueuedAndClosesTheStore(Security security) {
        SocketPeer alice = SocketPeer.start(loop, 1, security);
        SocketPeer bob = SocketPeer.start(otherLoop, 2, security);
        Link link = alice.connect(bob);
        alice.turn(() -> {
            Recorder.write(link, Lane.SMALL, new Blob(0, 100_000));
            return link;
        });
        alice.close();
        await().until(() -> !bob.recorder.downs.isEmpty());

        assertThat(bob.recorder.received).hasValue(1);
        assertThat(bob.lastDown()).isEqualTo(Code.BYE);
        assertThat(alice.store.closed).isTrue();
        bob.dial(alice.world.listening(), null);
        await().until(() -> bob.recorder.downs.size() == 2);
        assertThat(bob.lastDown()).isEqualTo(Code.REFUSED);
    }

    @Test
    void noThreadAndNoBufferIsLeftAfterClose() {
        EventLoop short1 = EventLoop.start("short-lived-1");
        EventLoop short2 = EventLoop.start("short-lived-2");
        SocketPeer alice = SocketPeer.start(short1, 1, Security.TLS);
        SocketPeer bob = SocketPeer.start(short2, 2, Security.TLS);
        alice.connect(bob);
        short1.close();
        short2.close();

        assertThat(alice.store.closed).isTrue();
        assertThat(short1.pool().borrowedBytes()).isZero();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("short-lived")));
    }
}
