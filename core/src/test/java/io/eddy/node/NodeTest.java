package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eddy.node.Closing.Code;
import io.eddy.node.Link.Lane;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NodeTest {
    private static final PeerId BOB = RecordingWorld.idOf("bob");
    private static final PeerId CAROL = RecordingWorld.idOf("carol");
    private static final Endpoint NEAR = new Endpoint("192.0.2.7", 40_000);

    private final RecordingWorld world = new RecordingWorld("alice", List.of(), Word.LINKS, Word.LEFT, Word.RIGHT);
    private final Node node = new Node(world);
    private final List<String> notes = new ArrayList<>();
    private final Word.Doorman links = node.attachLinks(Word.LINKS, host -> new Word.Doorman(host, notes));
    private final Word.Listener left = node.attach(Word.LEFT, host -> new Word.Listener("left", host, notes));
    private final Word.Listener right = node.attach(Word.RIGHT, host -> new Word.Listener("right", host, notes));
    private final RecordingLink link = world.accept(BOB);

    @BeforeEach
    void start() {
        node.start();
        assertThat(takeNotes()).containsExactly("links start", "left starts", "right starts");
    }

    @Test
    void itsIdIsThatOfItsKey() {
        assertThat(node.self()).isEqualTo(RecordingWorld.idOf("alice"));
        assertThat(left.host.self()).isEqualTo(node.self());
        assertThat(left.host.key()).isEqualTo(world.key());
    }

    @Test
    void everyProtocolHearsOfASessionOnce() {
        node.onLinkUp(link);
        assertThat(takeNotes()).containsExactly("link up");
        links.host.admit(link);
        assertThat(takeNotes()).containsExactly("left up, reachable", "right up, reachable");
        assertThat(node.sessions()).containsExactly(BOB);
        node.onLinkDown(link, Closing.of(Code.BROKEN, ""));
        assertThat(takeNotes())
                .containsExactly(
                        "link down BROKEN", "left down BROKEN, not reachable", "right down BROKEN, not reachable");
        assertThat(node.sessions()).isEmpty();
    }

    @Test
    void aSessionThatWasDismissedDoesNotEndAgain() {
        links.host.admit(link);
        links.host.dismiss(link, Closing.of(Code.SILENT, ""));
        takeNotes();
        links.host.dismiss(link, Closing.of(Code.BYE, ""));
        node.onLinkDown(link, Closing.of(Code.BYE, ""));
        assertThat(takeNotes()).containsExactly("link down BYE");
    }

    @Test
    void aDialThatFailedEndsNoSession() {
        Link dialled = links.host.dial(new Endpoint("192.0.2.9", 5050), BOB);
        assertThat(world.dials()).singleElement().satisfies(dial -> {
            assertThat(dial.address()).isEqualTo(new Endpoint("192.0.2.9", 5050));
            assertThat(dial.expected()).isEqualTo(BOB);
            assertThat(dial.outbound()).isTrue();
        });
        node.onLinkDown(dialled, Closing.of(Code.REFUSED, ""));
        assertThat(takeNotes()).containsExactly("link down REFUSED");
    }

    @Test
    void aNewerLinkReplacesTheSession() {
        RecordingLink newer = world.accept(BOB);
        links.host.admit(link);
        takeNotes();
        links.host.admit(newer);
        assertThat(takeNotes())
                .containsExactly(
                        "left down REPLACED, not reachable",
                        "right down REPLACED, not reachable",
                        "left up, reachable",
                        "right up, reachable");
        assertThat(node.session(BOB)).isSameAs(newer);
        node.onLinkDown(link, Closing.of(Code.REPLACED, ""));
        assertThat(takeNotes()).containsExactly("link down REPLACED");
        assertThat(node.sessions()).containsExactly(BOB);
    }

    @Test
    void aFrameOfTheSessionIsHeardByItsProtocol() {
        links.host.admit(link);
        takeNotes();
        world.hear(node, link, Word.LEFT, new Word("hi"));
        assertThat(takeNotes()).containsExactly("link heard 6", "left hears hi");
        world.hear(node, link, Word.RIGHT, new Word("ho"));
        assertThat(takeNotes()).containsExactly("link heard 6", "right hears ho");
        assertThat(node.counters().framesReceived()).isEqualTo(2);
    }

    @Test
    void aLinkMessageIsHeardWithoutASession() {
        world.hear(node, link, Word.LINKS, new Word("hi"));
        assertThat(takeNotes()).containsExactly("link hears hi");
    }

    @Test
    void whatComesOverALinkThatIsNotTheSessionIsNotHeard() {
        world.hear(node, link, Word.LEFT, new Word("too early"));
        frame(link, "01" + "01" + "ffff");
        frame(link, "09" + "01");
        links.host.admit(link);
        takeNotes();
        RecordingLink other = world.accept(BOB);
        world.hear(node, other, Word.LEFT, new Word("beside it"));
        links.host.dismiss(link, Closing.of(Code.BYE, ""));
        takeNotes();
        world.hear(node, link, Word.LEFT, new Word("too late"));
        assertThat(takeNotes()).isEmpty();
        assertThat(node.counters().malformedFrames()).isZero();
    }

    @Test
    void aChannelThatNobodyServesIsMalformed() {
        links.host.admit(link);
        takeNotes();
        frame(link, "09" + "01");
        assertThat(takeNotes()).containsExactly("mistake MALFORMED: no channel 9");
        assertThat(node.counters().malformedFrames()).isEqualTo(1);
    }

    @Test
    void anEmptyFrameIsMalformed() {
        frame(link, "");
        frame(link, "00");
        assertThat(takeNotes())
                .containsExactly("mistake MALFORMED: frame ends early", "mistake MALFORMED: frame ends early");
    }

    @Test
    void aMalformedFieldIsAMistakeOfThePeerAndNotHeard() {
        links.host.admit(link);
        takeNotes();
        frame(link, "01" + "01" + "0001");
        assertThat(takeNotes()).containsExactly("link heard 4", "mistake MALFORMED: frame ends early");
        assertThat(node.counters().malformedFrames()).isEqualTo(1);
        assertThat(node.counters().violations()).isZero();
    }

    @Test
    void whatIsNoSequenceOfFramesIsAMistakeOfThePeer() {
        node.onMalformed(link, "a frame of 4294967295 bytes");
        assertThat(takeNotes()).containsExactly("mistake MALFORMED: a frame of 4294967295 bytes");
        assertThat(node.counters().malformedFrames()).isEqualTo(1);
    }

    @Test
    void aViolationIsAMistakeOfThePeer() {
        links.host.admit(link);
        takeNotes();
        world.hear(node, link, Word.LEFT, new Word(Word.VIOLATE));
        world.hear(node, link, Word.LINKS, new Word(Word.VIOLATE));
        assertThat(takeNotes())
                .containsExactly(
                        "link heard 11",
                        "left hears violate",
                        "mistake VIOLATION: as it was told",
                        "link hears violate",
                        "mistake VIOLATION: as it was told");
        assertThat(node.counters().violations()).isEqualTo(2);
        assertThat(node.counters().malformedFrames()).isZero();
    }

    @Test
    void aMistakeOfOursIsNotCaught() {
        links.host.admit(link);
        takeNotes();
        assertThatIllegalStateException()
                .isThrownBy(() -> world.hear(node, link, Word.LEFT, new Word(Word.FAIL)))
                .withMessage("as it was told");
        assertThat(takeNotes()).containsExactly("link heard 8", "left hears fail");
    }

    @Test
    void aTagOfALaterVersionIsSkippedAndCounted() {
        links.host.admit(link);
        takeNotes();
        frame(link, "01" + "02" + "abcdef");
        assertThat(takeNotes()).containsExactly("link heard 5");
        assertThat(node.counters().unknownTags()).isEqualTo(1);
        frame(link, "00" + "02");
        assertThat(takeNotes()).isEmpty();
        assertThat(node.counters().unknownTags()).isEqualTo(2);
    }

    @Test
    void fieldsOfALaterVersionAreSkippedAndCounted() {
        links.host.admit(link);
        takeNotes();
        frame(link, "01" + "01" + "00026869" + "abcdef");
        assertThat(takeNotes()).containsExactly("link heard 9", "left hears hi");
        assertThat(node.counters().trailingFields()).isEqualTo(1);
        assertThat(node.counters().malformedFrames()).isZero();
    }

    @Test
    void whatIsSentGoesOverTheSessionAlone() {
        assertThat(left.host.send(BOB, new Word("nobody there"))).isFalse();
        assertThat(left.host.sendBulk(BOB, new Word("nobody there"))).isFalse();
        links.host.admit(link);
        assertThat(left.host.send(BOB, new Word("hi"))).isTrue();
        assertThat(right.host.send(CAROL, new Word("nobody there"))).isFalse();
        assertThat(link.frames()).containsExactly(Bytes.fromHex("01" + "01" + "00026869"));
        assertThat(node.counters().framesSent()).isEqualTo(1);
        links.host.dismiss(link, Closing.of(Code.BYE, ""));
        assertThat(left.host.send(BOB, new Word("nobody there"))).isFalse();
        links.host.send(link, new Word("goodbye"));
        assertThat(link.said()).containsExactly(new Word("hi"), new Word("goodbye"));
    }

    @Test
    void bulkWaitsWhileMuchIsQueued() {
        links.host.admit(link);
        link.setQueuedBytes(Lane.BULK, Attachment.BULK_HIGH_WATER_BYTES);
        assertThat(left.host.sendBulk(BOB, new Word("fits"))).isTrue();
        link.setQueuedBytes(Lane.BULK, Attachment.BULK_HIGH_WATER_BYTES + 1);
        assertThat(left.host.sendBulk(BOB, new Word("does not"))).isFalse();
        assertThat(left.host.send(BOB, new Word("small"))).isTrue();
        assertThat(link.said()).containsExactly(new Word("fits"), new Word("small"));
    }

    @Test
    void sessionsOfSeveralPeersAreApart() {
        RecordingLink carols = world.accept(CAROL);
        links.host.admit(link);
        links.host.admit(carols);
        assertThat(node.sessions()).containsExactly(BOB, CAROL);
        left.host.send(CAROL, new Word("carol"));
        left.host.send(BOB, new Word("bob"));
        node.onLinkDown(link, Closing.of(Code.BYE, ""));
        left.host.send(CAROL, new Word("still carol"));
        assertThat(node.session(BOB)).isNull();
        assertThat(link.said()).containsExactly(new Word("bob"));
        assertThat(carols.said()).containsExactly(new Word("carol"), new Word("still carol"));
    }

    @Test
    void aTimerIsItsOwnersAlone() {
        left.host.arm("tea", Duration.ofSeconds(3));
        links.host.arm("bread", Duration.ofSeconds(2));
        left.host.arm("tea", Duration.ofSeconds(4));
        assertThat(world.timers()).containsOnlyKeys("tea", "bread");
        right.host.disarm("tea");
        world.elapse(Duration.ofSeconds(3));
        assertThat(takeNotes()).containsExactly("links timer bread");
        world.elapse(Duration.ofSeconds(3));
        assertThat(takeNotes()).containsExactly("left timer tea");
        left.host.arm("never", Duration.ofSeconds(1));
        left.host.disarm("never");
        world.elapse(Duration.ofSeconds(3));
        assertThat(takeNotes()).isEmpty();
        assertThat(world.now()).isEqualTo(new Timestamp(Duration.ofSeconds(9).toNanos()));
    }

    @Test
    void timersOfOneNameAndTwoOwnersAreTwo() {
        left.host.arm("tea", Duration.ofSeconds(1));
        right.host.arm("tea", Duration.ofSeconds(2));
        world.elapse(Duration.ofSeconds(2));
        assertThat(takeNotes()).containsExactly("left timer tea", "right timer tea");
    }

    @Test
    void aDatagramIsForTheOneProtocolOfDatagrams() {
        Node crying = new Node(world);
        crying.attachLinks(Word.LINKS, host -> new Word.Doorman(host, notes));
        Word.Crier crier = crying.attachDatagrams("crier", String.class, host -> new Word.Crier(host, notes));
        crying.start();
        takeNotes();
        world.hear(crying, NEAR, Bytes.fromHex("00026869"));
        assertThat(takeNotes()).containsExactly("crier hears hi from " + NEAR);
        crier.host.multicast(new byte[] {1, 2});
        crier.host.arm("bread", Duration.ofSeconds(2));
        world.elapse(Duration.ofSeconds(2));
        assertThat(takeNotes()).containsExactly("crier timer bread");
        assertThat(world.takeMulticasts()).containsExactly(Bytes.fromHex("0102"));
        assertThat(crying.counters().datagramsReceived()).isEqualTo(1);
        assertThat(crying.counters().datagramsSent()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crying.attachDatagrams("another", String.class, host -> new Word.Crier(host, notes)));
    }

    @Test
    void aDatagramThatIsMalformedOrForbiddenIsCountedAndDropped() {
        Node crying = new Node(world);
        crying.attachLinks(Word.LINKS, host -> new Word.Doorman(host, notes));
        crying.attachDatagrams("crier", String.class, host -> new Word.Crier(host, notes));
        world.hear(crying, NEAR, Bytes.EMPTY);
        world.hear(crying, NEAR, Bytes.fromHex("0005"));
        world.hear(crying, NEAR, Bytes.fromHex("0007" + "76696f6c617465"));
        assertThat(crying.counters().datagramsReceived()).isEqualTo(3);
        assertThat(crying.counters().malformedDatagrams()).isEqualTo(2);
        assertThat(crying.counters().violations()).isEqualTo(1);
        assertThat(crying.counters().malformedFrames()).isZero();
    }

    @Test
    void aNodeWithoutAProtocolForThemDropsDatagrams() {
        world.hear(node, NEAR, Bytes.fromHex("00026869"));
        assertThat(takeNotes()).isEmpty();
        assertThat(node.counters().datagramsReceived()).isZero();
    }

    @Test
    void aChannelIsTakenOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.attach(Word.LEFT, host -> new Word.Listener("left", host, notes)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.attach(Word.LINKS, host -> new Word.Listener("links", host, notes)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.attachLinks(
                        new Channel<>(3, "more links", Word.TAGS, String.class),
                        host -> new Word.Doorman(host, notes)));
    }

    @Test
    void aNodeWithoutLinksDoesNotStart() {
        assertThatIllegalStateException().isThrownBy(() -> new Node(world).start());
    }

    @Test
    void aTimerOfNobodyIsAMistakeOfOurs() {
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> node.onTimer("whose?"));
    }

    private void frame(Link on, String hex) {
        node.onFrame(on, new WireReader(Bytes.fromHex(hex).array()));
    }

    private List<String> takeNotes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }
}
