package io.eddy.directory;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.directory.Attempt.Whence;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.RegistryClient;
import io.eddy.registry.RegistryWire;
import io.eddy.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a wanted peer is dialled when no manager can be asked. */
final class ReachTest {
    private static final PeerId BOB = idOf("bob");
    private static final Endpoint KEPT = new Endpoint("192.0.2.1", 49_152);
    private static final Endpoint MOVED = new Endpoint("198.51.100.4", 5_001);
    private static final Endpoint MOVED_TOO = new Endpoint("2001:db8::4", 5_001);

    /** More than the longest wait before a wanted peer is dialled again. */
    private static final Duration A_LONG_TIME = Duration.ofMinutes(2);

    private final RecordingWorld world = new RecordingWorld(
            "alice",
            Stream.<List<Table<?>>>of(RegistryClient.tables(), Directory.tables())
                    .<Table<?>>flatMap(List::stream)
                    .toList(),
            LinkWire.CHANNEL,
            RegistryWire.CHANNEL);
    private final Node node = new Node(world);
    private final Links links = node.attachLinks(
            LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
    private final RegistryClient registry =
            node.attach(RegistryWire.CHANNEL, host -> new RegistryClient(host, links, event -> {}));
    private final Directory directory = new Directory(world, "alice", contest -> {});
    private List<Endpoint> recorded = List.of();
    private final Reach reach = new Reach(links, registry, directory, peer -> recorded);

    ReachTest() {
        node.start();
        directory.onLinked(BOB, "bob", KEPT);
        directory.onUnlinked(BOB, false);
    }

    private void refuse(RecordingLink dial) {
        node.onLinkDown(dial, Closing.of(Closing.Code.REFUSED, "connection refused"));
    }

    /** Bob answers, and the directory is told as a peer tells it. */
    private void answer(RecordingLink dial) {
        Greeting.of("bob").listeningAt(dial.address().port()).on(dial, world, node, BOB);
        directory.onLinked(BOB, "bob", dial.address());
    }

    private void end(RecordingLink session) {
        node.onLinkDown(session, Closing.of(Closing.Code.BROKEN, ""));
        directory.onUnlinked(BOB, false);
        reach.onPeerDown(BOB);
    }

    private List<RecordingLink> dialsWithin(Duration length) {
        int before = world.dials().size();
        world.elapse(length);
        return world.dials().subList(before, world.dials().size());
    }

    private RecordingLink onlyDialWithin(Duration length) {
        List<RecordingLink> dials = dialsWithin(length);
        assertThat(dials).hasSize(1);
        return dials.get(0);
    }

    @Test
    void whoIsNotAtTheKeptAddressIsDialledAtEachOfItsNewestRecord() {
        recorded = List.of(MOVED, MOVED_TOO);
        reach.onWanted(BOB, true);
        RecordingLink first = onlyDialWithin(Duration.ZERO);
        assertThat(first.address()).isEqualTo(KEPT);
        refuse(first);
        RecordingLink second = onlyDialWithin(Duration.ZERO);
        assertThat(second.address()).isEqualTo(MOVED);
        refuse(second);
        assertThat(onlyDialWithin(Duration.ZERO).address()).isEqualTo(MOVED_TOO);
        assertThat(directory.attempts().of(BOB))
                .extracting(Attempt::whence)
                .containsExactly(Whence.DIRECT, Whence.MESH, Whence.MESH);
    }

    @Test
    void whileTheKeptAddressAnswersNoOtherIsDialled() {
        recorded = List.of(MOVED);
        reach.onWanted(BOB, true);
        answer(onlyDialWithin(Duration.ZERO));
        assertThat(dialsWithin(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void aRecordThatComesLateIsUsedWhenTheKeptAddressFailsTheNextTime() {
        reach.onWanted(BOB, true);
        refuse(onlyDialWithin(Duration.ZERO));
        recorded = List.of(MOVED);
        refuse(onlyDialWithin(Duration.ofSeconds(1)));
        assertThat(onlyDialWithin(Duration.ZERO).address()).isEqualTo(MOVED);
    }

    @Test
    void whatLedToASessionIsKeptAndNothingElseIsDialledAfterIt() {
        recorded = List.of(MOVED, MOVED_TOO);
        reach.onWanted(BOB, true);
        refuse(onlyDialWithin(Duration.ZERO));
        RecordingLink session = onlyDialWithin(Duration.ZERO);
        answer(session);
        end(session);
        assertThat(directory.address(BOB)).contains(MOVED);
        assertThat(onlyDialWithin(Duration.ofSeconds(1)).address()).isEqualTo(MOVED);
    }

    @Test
    void addressesOfAnOlderRecordAreGivenUp() {
        recorded = List.of(MOVED);
        reach.onWanted(BOB, true);
        refuse(onlyDialWithin(Duration.ZERO));
        refuse(onlyDialWithin(Duration.ZERO));
        recorded = List.of(MOVED_TOO);
        for (int i = 0; i < 40; i++) {
            dialsWithin(Duration.ofSeconds(1)).forEach(this::refuse);
        }
        List<RecordingLink> dials = dialsWithin(A_LONG_TIME);
        assertThat(dials).extracting(RecordingLink::address).containsOnly(KEPT, MOVED_TOO);
    }

    @Test
    void whoIsNowhereIsDialledLessAndLessOften() {
        recorded = List.of(MOVED, MOVED_TOO);
        reach.onWanted(BOB, true);
        for (int i = 0; i < 600; i++) {
            dialsWithin(Duration.ofSeconds(1)).forEach(this::refuse);
        }
        int dials = 0;
        for (int i = 0; i < 300; i++) {
            List<RecordingLink> more = dialsWithin(Duration.ofSeconds(1));
            more.forEach(this::refuse);
            dials += more.size();
        }
        // Three addresses, each every 15 to 30 s.
        assertThat(dials).isBetween(30, 60);
    }

    @Test
    void whoIsNoLongerWantedIsDialledNowhere() {
        recorded = List.of(MOVED);
        reach.onWanted(BOB, true);
        refuse(onlyDialWithin(Duration.ZERO));
        RecordingLink second = onlyDialWithin(Duration.ZERO);
        reach.onWanted(BOB, false);
        assertThat(second.closing()).isNotNull();
        assertThat(dialsWithin(A_LONG_TIME)).isEmpty();
    }
}
