package io.eddy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.registry.GameRecord.Seat;
import io.eddy.registry.Player.Presence;
import io.eddy.ring.RingId;
import io.eddy.sim.Faults;
import io.eddy.sim.Invariant;
import io.eddy.sim.Program;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A manager and eight peers that ask it for games, take seats and end games while everything breaks; then all heals,
 * and when all games have ended everybody is free.
 *
 * <p>The players' own part is played by the test: whoever is given a game tells the others at once, out of the world.
 */
final class SeatingsSimulationTest {
    private static final int PEERS = 8;
    private static final Duration BREAKING = Duration.ofMinutes(4);

    /** A lost link is noticed within 9 s, a manager dialled every 5 s, a seat reserved for 15 s, a lease for 30 s. */
    private static final Duration WELL_WITHIN = Duration.ofSeconds(90);

    private record ManagerProgram(Node node, Links links, Registry registry) implements Program {
        @Override
        public void stop() {
            links.closeAll(Closing.of(Closing.Code.BYE, "stopped"));
        }
    }

    private record PeerProgram(World world, Node node, Links links, RegistryClient client, Person person)
            implements Program {
        @Override
        public void start() {
            node.start();
            person.onStart(this);
        }

        @Override
        public void stop() {
            links.closeAll(Closing.of(Closing.Code.BYE, "stopped"));
        }
    }

    /** What a player knows over all its lives: in which game it sits, and which ends its peer may have lost. */
    private static final class Person {
        final String name;
        final ManagerAddress manager;
        final PeerId registrar;
        final Set<RingId> notDurable = new LinkedHashSet<>();

        @Nullable
        RingId seat;

        Person(String name, ManagerAddress manager) {
            this.name = name;
            this.manager = manager;
            this.registrar = manager.fingerprint().orElseThrow();
        }

        /** Before the first registration of a life, as whoever keeps the games does. */
        void onStart(PeerProgram peer) {
            Set.copyOf(notDurable).forEach(game -> report(peer, game));
            if (seat != null) {
                peer.client.seated(registrar, seat);
            }
            peer.client.keepRegistered(manager, name);
        }

        void sit(PeerProgram peer, RingId game) {
            seat = game;
            peer.client.seated(registrar, game);
        }

        void leave(PeerProgram peer) {
            RingId game = seat;
            if (game != null) {
                seat = null;
                notDurable.add(game);
                report(peer, game);
            }
        }

        /** Once it is durable it is the client's to tell. */
        private void report(PeerProgram peer, RingId game) {
            peer.client.ended(registrar, game, "over", () -> {});
            peer.world.whenStored(() -> notDurable.remove(game));
        }
    }

    private final List<Person> people = new ArrayList<>();
    private final List<SimHost<PeerProgram>> peers = new ArrayList<>();
    private int given;
    private int requests;
    private long lives;

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, Integer.getInteger("seeds", 40)) : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksNobodyIsInTwoGamesAndInTheEndEverybodyIsFree(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimNetwork network = new SimNetwork(seed, Faults.of(seed));
        network.replayWith("mvn -pl core test -Dtest=SeatingsSimulationTest -Dseed=" + seed);
        SimHost<ManagerProgram> manager = network.add("manager", this::manager);
        ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));
        for (int i = 0; i < PEERS; i++) {
            Person person = new Person("peer" + i, address);
            people.add(person);
            peers.add(network.add(person.name, world -> peer(world, person)));
        }
        network.demand(new Invariant("nobody is durably in two games", () -> inTwoGames(manager)), 64);
        for (Duration passed = Duration.ZERO; passed.compareTo(BREAKING) < 0; ) {
            Duration pause = Duration.ofMillis(random.nextLong(100, 3_000));
            network.runFor(pause);
            passed = passed.plus(pause);
            act(random, network);
        }
        network.heal();
        network.runUntil("everybody runs", WELL_WITHIN, () -> peers.stream().allMatch(SimHost::isRunning));
        network.runFor(Duration.ofSeconds(10));
        endEverything();
        network.runUntil("everybody is free", WELL_WITHIN, () -> everybodyIsFree(manager));
        assertThat(manager.program().registry().games()).isEmpty();
        network.runUntil(
                "every end is known",
                WELL_WITHIN,
                () -> peers.stream()
                        .allMatch(peer -> peer.durable(UnreportedEnd.TABLE).isEmpty()));
        assertThat(given).isPositive();
    }

    private void act(SplittableRandom random, SimNetwork network) {
        int index = random.nextInt(PEERS);
        Person person = people.get(index);
        SimHost<PeerProgram> host = peers.get(index);
        if (!host.isRunning()) {
            return;
        }
        if (person.seat == null) {
            int count = random.nextInt(1, 4);
            byte[] id = new byte[16];
            id[0] = (byte) ++requests;
            id[1] = (byte) (requests >> 8);
            host.run(program ->
                    program.client().start(Bytes.owning(id), "gofish", count, List.of(), new Seating(person, network)));
        } else if (random.nextInt(3) == 0) {
            RingId game = person.seat;
            for (int i = 0; i < PEERS; i++) {
                Person other = people.get(i);
                if (game.equals(other.seat) && peers.get(i).isRunning()) {
                    peers.get(i).run(other::leave);
                }
            }
        }
    }

    private void endEverything() {
        for (int i = 0; i < PEERS; i++) {
            peers.get(i).run(people.get(i)::leave);
        }
    }

    private boolean everybodyIsFree(SimHost<ManagerProgram> manager) {
        return manager.isRunning()
                && peers.stream()
                        .allMatch(peer -> manager.program()
                                .registry()
                                .presence(peer.name(), peer.id())
                                .equals(Optional.of(Presence.FREE)));
    }

    private static @Nullable String inTwoGames(SimHost<ManagerProgram> manager) {
        Map<PeerId, RingId> holders = new LinkedHashMap<>();
        for (GameRecord game : manager.durable(GameRecord.TABLE)) {
            for (Seat seat : game.seats()) {
                RingId other = seat.isHeld() ? holders.put(seat.peer(), game.game()) : null;
                if (other != null) {
                    return seat.name() + " sits in " + other + " and in " + game.game();
                }
            }
        }
        return null;
    }

    private ManagerProgram manager(World world) {
        Node node = new Node(world);
        Links links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.MANAGER, "manager", ++lives)));
        Registry registry = node.attach(
                RegistryWire.CHANNEL, host -> new Registry(host, links, RegistryConfig.DEFAULT, event -> {}));
        return new ManagerProgram(node, links, registry);
    }

    private PeerProgram peer(World world, Person person) {
        Node node = new Node(world);
        Links links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, person.name, ++lives)));
        RegistryClient client = node.attach(RegistryWire.CHANNEL, host -> new RegistryClient(host, links, event -> {}));
        return new PeerProgram(world, node, links, client, person);
    }

    /** Whoever is given a game tells the others, who take their seats unless they sit elsewhere. */
    private final class Seating implements Reply<Pick> {
        private final Person dealer;
        private final SimNetwork network;

        Seating(Person dealer, SimNetwork network) {
            this.dealer = dealer;
            this.network = network;
        }

        @Override
        public void done(Pick pick) {
            assertThat(pick.players().get(0).name()).isEqualTo(dealer.name);
            given++;
            network.after(Duration.ofMillis(50), () -> pick.players().forEach(player -> invite(player, pick.game())));
        }

        private void invite(Player player, RingId game) {
            int index = Integer.parseInt(player.name().substring("peer".length()));
            Person person = people.get(index);
            SimHost<PeerProgram> host = peers.get(index);
            if (person.seat == null && host.isRunning()) {
                host.run(program -> person.sit(program, game));
            }
        }

        @Override
        public void rejected(String sentence) {
            // Registered nowhere, too few free, not answered in time: nothing has changed.
        }
    }
}
