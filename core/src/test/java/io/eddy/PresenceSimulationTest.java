package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.atlas.AtlasConfig;
import io.eddy.directory.Via;
import io.eddy.game.GamesConfig;
import io.eddy.node.Answer;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.node.World;
import io.eddy.overlay.OverlayConfig;
import io.eddy.ring.RingId;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole peers without a manager and without a local network tell their people who is there. */
final class PresenceSimulationTest {
    private static final int PEERS = 12;

    /** Nobody sits there to play. */
    private static final GamesConfig AUTO = new GamesConfig(true, Optional.empty(), GamesConfig.Clocks.DEFAULT);

    private final SimNetwork network = new SimNetwork(3, Faults.NONE);
    private final List<SimHost<LinkedPeer>> hosts = new ArrayList<>();
    private final List<Told> offline = new ArrayList<>();
    private final List<Told> online = new ArrayList<>();
    private final List<Told> byMap = new ArrayList<>();

    /** What the person at one peer was told of another. */
    private record Told(int at, PeerId peer) {}

    private LinkedPeer linked(World world, int number, MeshConfig sizes) {
        Optional<Endpoint> first = number == 0 ? Optional.empty() : Optional.of(SimHost.endpointOf(number - 1));
        PeerConfig config = PeerConfig.inMemory("peer" + number)
                .inNetwork("sim")
                .onLan(false)
                .playing(AUTO);
        PeerNode peer = new PeerNode(world, SimHost.endpointOf(number), config, sizes, event -> hear(number, event));
        return new LinkedPeer(peer, first);
    }

    private void hear(int at, PeerEvent event) {
        if (event instanceof PeerEvent.PeerOffline gone) {
            offline.add(new Told(at, gone.peer()));
        } else if (event instanceof PeerEvent.PeerOnline come) {
            online.add(new Told(at, come.peer()));
            if (come.via() == Via.MESH) {
                byMap.add(new Told(at, come.peer()));
            }
        }
    }

    private void start(int peers, MeshConfig sizes) {
        for (int i = 0; i < peers; i++) {
            int number = hosts.size();
            hosts.add(network.add("peer" + number, world -> linked(world, number, sizes)));
            network.runFor(Duration.ofSeconds(1));
        }
    }

    @Test
    void nobodyGoesOfflineWhenTheMeshOnlyChangesItsLinks() {
        start(PEERS, MeshConfig.DEFAULT);
        network.runFor(Duration.ofMinutes(8));
        long ended = hosts.stream()
                .mapToLong(
                        host -> host.program().peer().mesh().overlay().tally().calls())
                .sum();
        assertThat(ended).isGreaterThan(2 * PEERS);
        assertThat(offline).isEmpty();
        assertThat(online).hasSizeGreaterThan(PEERS).doesNotHaveDuplicates();
    }

    @Test
    void whoCrashesIsOfflineForAllWhoHeardThatItWasThere() {
        start(PEERS, MeshConfig.DEFAULT);
        network.runFor(Duration.ofMinutes(8));
        SimHost<LinkedPeer> gone = hosts.get(PEERS - 1);
        Set<Integer> knew = new LinkedHashSet<>();
        for (int i = 0; i < PEERS - 1; i++) {
            if (hosts.get(i).program().peer().directory().isOnline(gone.id())) {
                knew.add(i);
            }
        }
        assertThat(knew).hasSizeGreaterThan(2);
        gone.kill();
        network.runFor(Duration.ofMinutes(5));
        assertThat(offline).doesNotHaveDuplicates().allMatch(told -> told.peer().equals(gone.id()));
        assertThat(offline.stream().map(Told::at).toList()).containsExactlyInAnyOrderElementsOf(knew);
    }

    @Test
    void membersOfARoomHearOnceOfEachOtherMemberThatComesAndGoesBothLinkedAndNot() {
        start(PEERS - 1, withTwoNeighbours());
        hosts.forEach(this::join);
        network.runFor(Duration.ofMinutes(3));
        assertThat(unlinked(0)).as("of whom the map alone tells").hasSizeGreaterThan(2);
        for (int i = 0; i < PEERS - 1; i++) {
            assertThat(comings(i)).containsAll(idsBut(i, PEERS - 1));
        }
        start(1, withTwoNeighbours());
        network.runFor(Duration.ofSeconds(30));
        SimHost<LinkedPeer> latecomer = hosts.get(PEERS - 1);
        assertThat(byMap).hasSizeGreaterThan(PEERS);
        assertThat(byMap)
                .as("who is in the room of everyone alone")
                .noneMatch(told -> told.at() == PEERS - 1 || told.peer().equals(latecomer.id()));
        join(latecomer);
        network.runFor(Duration.ofMinutes(1));
        hosts.subList(0, PEERS)
                .forEach(host ->
                        assertThat(comings(hosts.indexOf(host))).containsAll(idsBut(hosts.indexOf(host), PEERS)));
        assertThat(online).doesNotHaveDuplicates();
        assertThat(offline).isEmpty();
    }

    @Test
    void aMemberOfARoomThatCrashesGoesOnceAndComesAgainOnceWhenItIsBack() {
        start(PEERS, withTwoNeighbours());
        hosts.forEach(this::join);
        network.runFor(Duration.ofMinutes(3));
        SimHost<LinkedPeer> gone = hosts.get(PEERS - 1);
        gone.kill();
        network.runFor(Duration.ofMinutes(4));
        List<Integer> others = IntStream.range(0, PEERS - 1).boxed().toList();
        assertThat(offline).allMatch(told -> told.peer().equals(gone.id()));
        assertThat(offline.stream().map(Told::at)).containsExactlyInAnyOrderElementsOf(others);
        online.clear();
        gone.restart();
        network.runFor(Duration.ofMinutes(4));
        online.removeIf(told -> told.at() == PEERS - 1);
        assertThat(online).allMatch(told -> told.peer().equals(gone.id()));
        assertThat(online.stream().map(Told::at)).containsExactlyInAnyOrderElementsOf(others);
        assertThat(offline).as("since").hasSize(PEERS - 1);
    }

    @Test
    void neighboursAreToldOfAlsoWhileStrangersFlood() {
        start(3, MeshConfig.DEFAULT);
        SimHost<LinkedPeer> neighbour = hosts.get(2);
        neighbour.kill();
        network.runFor(Duration.ofMinutes(2));
        assertThat(offline).contains(new Told(0, neighbour.id()));
        online.clear();
        neighbour.restart();
        runFlooded(hosts.subList(0, 1), Duration.ofMinutes(1));
        assertThat(comings(0)).containsOnlyOnce(neighbour.id());
    }

    @Test
    void membersOfARoomAreToldOfAlsoWhileStrangersFlood() {
        start(PEERS - 1, withTwoNeighbours());
        hosts.forEach(this::join);
        network.runFor(Duration.ofMinutes(1));
        online.clear();
        hosts.forEach(this::flood);
        start(1, withTwoNeighbours());
        join(hosts.get(PEERS - 1));
        runFlooded(hosts.subList(0, PEERS - 1), Duration.ofMinutes(1));
        for (int i = 0; i < PEERS - 1; i++) {
            assertThat(comings(i)).containsOnlyOnce(hosts.get(PEERS - 1).id());
        }
    }

    private void runFlooded(List<SimHost<LinkedPeer>> flooded, Duration length) {
        for (int i = 0; i < length.toMillis() / 50; i++) {
            flooded.forEach(this::flood);
            network.runFor(Duration.ofMillis(50));
        }
    }

    /** So many strangers come that nobody is told of all of them. */
    private void flood(SimHost<LinkedPeer> host) {
        host.run(program -> {
            Attendance attendance = program.peer().attendance();
            long before = attendance.untold();
            for (int i = 0; attendance.untold() == before; i++) {
                attendance.onCome(RecordingWorld.idOf("made up " + i), Via.LAN);
            }
        });
    }

    private void join(SimHost<LinkedPeer> host) {
        Answer<String> joined = new Answer<>();
        host.run(program -> program.peer().meshCommands().join("chess", joined));
        network.runFor(Duration.ofMillis(100));
        assertThat(joined.result()).isEqualTo("chess");
    }

    private List<PeerId> comings(int at) {
        return online.stream().filter(told -> told.at() == at).map(Told::peer).toList();
    }

    private List<PeerId> idsBut(int number, int count) {
        return hosts.subList(0, count).stream()
                .filter(host -> host != hosts.get(number))
                .map(SimHost::id)
                .toList();
    }

    private List<PeerId> unlinked(int number) {
        List<PeerId> others = new ArrayList<>(idsBut(number, hosts.size()));
        others.removeAll(hosts.get(number).program().peer().linkedPeers());
        return others;
    }

    @Test
    void whoIsOnTheMapAloneIsAskedToPlay() {
        start(PEERS, withTwoNeighbours());
        network.runFor(Duration.ofSeconds(20));
        SimHost<LinkedPeer> newcomer = hosts.get(PEERS - 1);
        newcomer.kill();
        network.runFor(Duration.ofSeconds(5));
        newcomer.restart();
        network.runFor(Duration.ofSeconds(3));
        Answer<RingId> dealt = new Answer<>();
        newcomer.run(program -> {
            assertThat(program.peer().directory().peek()).as("linked so far").hasSizeLessThan(PEERS);
            program.peer().gameCommands().start("gofish", 4, List.of(), dealt);
            assertThat(program.peer().directory().peek()).as("all").hasSize(PEERS);
        });
        network.runFor(Duration.ofSeconds(10));
        assertThat(dealt.result()).isNotNull();
    }

    private static MeshConfig withTwoNeighbours() {
        OverlayConfig usual = OverlayConfig.DEFAULT;
        OverlayConfig.Views views = usual.views();
        OverlayConfig few = new OverlayConfig(
                new OverlayConfig.Views(2, 1, views.passive(), views.joiners()),
                usual.walks(),
                usual.pace(),
                usual.limits(),
                usual.book());
        return new MeshConfig(few, AtlasConfig.Limits.DEFAULT);
    }
}
