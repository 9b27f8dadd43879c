package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GamesConfig;
import io.eddy.node.Answer;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.ring.RingId;
import io.eddy.sim.Faults;
import io.eddy.sim.Partition;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Games that are dealt at the consoles of four whole peers, which know no manager unless the test says so. */
final class GameCommandsTest {
    private static final RingId ALICES =
            new RingId(Bytes.owning(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));

    private final SimNetwork network = new SimNetwork(5, Faults.NONE);
    private final List<SimHost<LinkedPeer>> hosts = new ArrayList<>();

    @BeforeEach
    void allAreThere() {
        for (String name : List.of("alice", "bob", "carol", "dan")) {
            int number = hosts.size();
            hosts.add(network.add(name, world -> linked(world, number, name)));
            network.runFor(Duration.ofSeconds(1));
        }
        network.runFor(Duration.ofSeconds(20));
    }

    @Test
    void whoseSeatIsPromisedIsToldToWhomWhenItDeals() {
        Answer<List<PeerId>> reserved = new Answer<>();
        host("alice")
                .run(program -> program.peer()
                        .games()
                        .reserve(ALICES, 1, List.of(host("bob").id()), PeerId::brief, reserved));
        network.runFor(Duration.ofSeconds(1));
        assertThat(reserved.result()).containsExactly(host("bob").id());

        Answer<RingId> refused = start("bob", "carol", "dan");
        assertThat(refused.complaint())
                .isEqualTo("your seat is promised, for up to 15 s, to a game that alice is about to deal; "
                        + "try again then");

        network.runFor(Duration.ofSeconds(15));
        Answer<RingId> dealt = start("bob", "carol", "dan");
        network.runFor(Duration.ofSeconds(5));
        assertThat(dealt.result()).isNotNull();
    }

    @Test
    void aGameThatCannotBeginFreesItsPlayersAtOnce() {
        Partition between = network.partition(List.of(host("carol")), List.of(host("dan")));
        network.runFor(Duration.ofSeconds(20));
        Answer<RingId> failed = start("bob", "carol", "dan");
        network.runFor(Duration.ofSeconds(9));
        assertThat(failed.complaint()).isEqualTo("not all took their seats in time");
        between.heal();

        Answer<RingId> dealt = start("bob", "dan", "alice");
        network.runFor(Duration.ofSeconds(5));

        assertThat(dealt.result()).isNotNull();
    }

    @Test
    void whoseSeatIsPromisedDoesNotAskAManagerForPlayersEither() {
        SimulatedNeighbourhood town = townWhereTheFirstAsksTheSecond();
        town.network.runFor(Duration.ofSeconds(2));

        Answer<RingId> refused = new Answer<>();
        town.peers.get(1).run(program -> program.peer().gameCommands().start("gofish", 2, List.of(), refused));

        assertThat(refused.complaint()).startsWith("your seat is promised").contains("peer0");
    }

    @Test
    void whoPromisesItsSeatWhileAManagerIsAskedFreesThosePicked() {
        SimulatedNeighbourhood town = townWhereTheFirstAsksTheSecond();
        Answer<RingId> refused = new Answer<>();
        town.peers.get(1).run(program -> program.peer().gameCommands().start("gofish", 2, List.of(), refused));
        refused.assertOpen();

        town.network.runFor(Duration.ofSeconds(5));

        assertThat(refused.complaint()).startsWith("your seat is promised").contains("peer0");
        assertThat(town.everybodyIsRegistered()).as("and free").isTrue();
    }

    /** Peers of one manager, of which two have a session, and the first has just asked the second for its seat. */
    private static SimulatedNeighbourhood townWhereTheFirstAsksTheSecond() {
        SimulatedNeighbourhood town = new SimulatedNeighbourhood(1, Faults.NONE, 4);
        town.network.runUntil("everybody is registered", Duration.ofSeconds(30), town::everybodyIsRegistered);
        PeerId second = town.peers.get(1).id();
        town.peers.get(0).run(program -> program.peer().commands().send("peer1", "hello", new Answer<>()));
        town.network.runFor(Duration.ofSeconds(3));
        town.peers
                .get(0)
                .run(program ->
                        program.peer().games().reserve(ALICES, 1, List.of(second), PeerId::brief, new Answer<>()));
        return town;
    }

    private Answer<RingId> start(String dealer, String... others) {
        Answer<RingId> dealt = new Answer<>();
        host(dealer)
                .run(program -> program.peer().gameCommands().start("gofish", others.length, List.of(others), dealt));
        return dealt;
    }

    private SimHost<LinkedPeer> host(String name) {
        return hosts.get(List.of("alice", "bob", "carol", "dan").indexOf(name));
    }

    private static LinkedPeer linked(World world, int number, String name) {
        Optional<Endpoint> first = number == 0 ? Optional.empty() : Optional.of(SimHost.endpointOf(number - 1));
        PeerConfig config = PeerConfig.inMemory(name)
                .inNetwork("sim")
                .onLan(false)
                .playing(new GamesConfig(true, Optional.empty(), GamesConfig.Clocks.DEFAULT));
        PeerNode peer = new PeerNode(world, SimHost.endpointOf(number), config, MeshConfig.DEFAULT, event -> {});
        return new LinkedPeer(peer, first);
    }
}
