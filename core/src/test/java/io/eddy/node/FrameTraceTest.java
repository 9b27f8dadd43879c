package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Ping;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.FrameTrace.Frame;
import io.eddy.wire.WireReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What alice notes of the frames between her and bob. */
final class FrameTraceTest {
    private static final PeerId BOB = RecordingWorld.idOf("bob");
    private static final int PING_BYTES = 10;

    private final RecordingWorld world = new RecordingWorld("alice", List.of(), LinkWire.CHANNEL);
    private final Node node = new Node(world);
    private final RecordingLink bob;

    FrameTraceTest() {
        node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        node.start();
        bob = Greeting.of("bob").on(world.accept(BOB), world, node, BOB);
    }

    @Test
    void nothingIsNotedBeforeItIsWanted() {
        ping(1);
        assertThat(node.traced().frames()).isEmpty();
    }

    @Test
    void bothDirectionsAreNotedWithoutTheirContents() {
        node.trace(true);
        ping(1);
        long atMillis = world.wallClockMillis();
        assertThat(node.traced().frames())
                .containsExactly(
                        new Frame(atMillis, Direction.RECEIVED, BOB, "link.Ping", PING_BYTES),
                        new Frame(atMillis, Direction.SENT, BOB, "link.Pong", PING_BYTES));
    }

    @Test
    void whatWasNotedStaysUntilItIsWantedAnew() {
        node.trace(true);
        ping(1);
        node.trace(false);
        ping(1);
        assertThat(node.traced().frames()).hasSize(2);
        node.trace(true);
        assertThat(node.traced().frames()).isEmpty();
    }

    @Test
    void theLastThousandAreKeptInTheirOrder() {
        node.trace(true);
        ping(700);
        List<Frame> frames = node.traced().frames();
        assertThat(frames).hasSize(FrameTrace.MAX_FRAMES);
        assertThat(frames.get(0).message()).isEqualTo("link.Ping");
        assertThat(frames.get(FrameTrace.MAX_FRAMES - 1).message()).isEqualTo("link.Pong");
    }

    @Test
    void aFrameOfALaterVersionIsNotedAsSuch() {
        node.trace(true);
        node.onFrame(bob, new WireReader(new byte[] {0, 99, 1}));
        assertThat(node.traced().frames()).singleElement().satisfies(frame -> {
            assertThat(frame.message()).isEqualTo("link.(of a later version)");
            assertThat(frame.bytes()).isEqualTo(3);
        });
    }

    private void ping(int times) {
        for (int i = 0; i < times; i++) {
            world.hear(node, bob, LinkWire.CHANNEL, new Ping(i));
        }
    }
}
