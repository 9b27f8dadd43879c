package io.eddy;

import io.eddy.PeerEvent.Delivered;
import io.eddy.PeerEvent.MessageReceived;
import io.eddy.entry.MessageId;
import io.eddy.game.GamesConfig;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.overlay.OverlayConfig;
import io.eddy.overlay.OverlayConfig.Limits;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.Registry;
import io.eddy.registry.RegistryConfig;
import io.eddy.sim.Faults;
import io.eddy.sim.Invariant;
import io.eddy.sim.Program;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A manager and peers in the simulator, the people who use them, and what must hold of them. */
final class SimulatedNeighbourhood {
    static final String NETWORK = "sim";

    /** Nobody sits there to play. */
    private static final GamesConfig AUTO = new GamesConfig(true, Optional.empty(), GamesConfig.Clocks.DEFAULT);

    /** With a mesh that seeks no neighbours: it cannot be what links two peers. */
    static MeshConfig callingNobody() {
        OverlayConfig usual = OverlayConfig.DEFAULT;
        Limits few = usual.limits();
        Limits none = new Limits(
                few.joinsPerSecond(),
                few.contactCallsPerMinute(),
                few.walksPerSecond(),
                few.candidatesPerMinute(),
                0,
                0,
                few.firmProbes(),
                few.blindProbes());
        OverlayConfig overlay = new OverlayConfig(usual.views(), usual.walks(), usual.pace(), none, usual.book());
        return new MeshConfig(overlay, MeshConfig.DEFAULT.charted());
    }

    /** A manager on a simulated host. */
    record ManagerProgram(ManagerNode manager) implements Program {
        @Override
        public Node node() {
            return manager.node();
        }

        @Override
        public void stop() {
            manager.close();
        }
    }

    /** A peer on a simulated host, that registers at start. */
    record PeerProgram(PeerNode peer, ManagerAddress manager) implements Program {
        @Override
        public Node node() {
            return peer.node();
        }

        @Override
        public void start() {
            peer.node().start();
            peer.keepRegistered(manager);
        }

        @Override
        public void stop() {
            peer.close();
        }
    }

    /** One who sits before a peer, over all its lives. */
    static final class Person {
        final String name;
        final Map<String, MessageReceived> shown = new LinkedHashMap<>();
        final Map<String, Long> lastNumbers = new TreeMap<>();
        final List<String> refusals = new ArrayList<>();
        boolean registered;

        @Nullable
        String complaint;

        Person(String name) {
            this.name = name;
        }

        void hear(PeerEvent event) {
            if (event instanceof MessageReceived received) {
                MessageId id = received.message();
                if (shown.put(id.toString(), received) != null) {
                    complaint = name + " was shown " + id + " twice";
                }
                String log = id.author().hex() + id.log();
                Long last = lastNumbers.put(log, id.number());
                boolean direct = received.room().isEmpty(); // In rooms, entries come out of order.
                if (direct && last != null && last >= id.number()) {
                    complaint = name + " was shown number " + id.number() + " after " + last;
                }
            } else if (event instanceof PeerEvent.Registered) {
                registered = true;
            } else if (event instanceof PeerEvent.RegisterRefused refused) {
                refusals.add(refused.reason());
            }
        }
    }

    final SimNetwork network;
    final SimHost<ManagerProgram> manager;
    final List<SimHost<PeerProgram>> peers = new ArrayList<>();
    final List<Person> people = new ArrayList<>();

    /** Direct messages that a peer took from its person, by id, with the recipient. */
    final Map<String, Integer> accepted = new LinkedHashMap<>();

    /** Messages whose author was told that they arrived; told again when the author crashed meanwhile. */
    final Set<String> delivered = new LinkedHashSet<>();

    private final SplittableRandom random;
    private int said;
    /** Games that came to be. */
    int dealt;

    SimulatedNeighbourhood(long seed, Faults faults, int size) {
        network = new SimNetwork(seed, faults);
        network.replayWith("mvn -pl core test -Dtest=RegisterAndTalkSimulationTest -Dseed=" + seed);
        random = new SplittableRandom(seed);
        List<SimHost<ManagerProgram>> managers = new ArrayList<>();
        manager = network.add("manager", world -> manager(world, managers));
        managers.add(manager);
        ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));
        for (int i = 0; i < size; i++) {
            Person person = new Person("peer" + i);
            people.add(person);
            peers.add(network.add(person.name, world -> peer(world, person, address)));
        }
        network.demand(new Invariant(
                "every message is shown once, direct ones in the order of their author", this::complaint));
        network.demand(new Invariant("a name that was confirmed stays", this::namesComplaint), 64);
    }

    /** Adds a peer that claims the name of the first one. */
    Person addImpostor() {
        ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));
        Person impostor = new Person("peer0");
        people.add(impostor);
        peers.add(network.add("impostor", world -> peer(world, impostor, address)));
        return impostor;
    }

    /** A random person writes to another, or to everyone. */
    void somebodySpeaks() {
        int from = random.nextInt(peers.size());
        int to = random.nextInt(people.size());
        SimHost<PeerProgram> host = peers.get(from);
        if (!host.isRunning()) {
            return;
        }
        String text = "message " + ++said;
        if (random.nextInt(5) == 0) {
            host.run(program -> program.peer().commands().say("everyone", text, new Recorded<>(id -> {})));
        } else {
            String who = people.get(to).name;
            host.run(program ->
                    program.peer().commands().send(who, text, new Recorded<>(id -> accepted.put(id.toString(), to))));
        }
    }

    /** Lets people speak for so long, every half second on average. */
    void chatter(Duration length) {
        Duration passed = Duration.ZERO;
        while (passed.compareTo(length) < 0) {
            Duration pause = Duration.ofMillis(random.nextLong(1, 1_000));
            network.runFor(pause);
            passed = passed.plus(pause);
            somebodySpeaks();
        }
    }

    /** A random person deals a game with some others, any that are free. */
    void somebodyDeals() {
        SimHost<PeerProgram> host = peers.get(random.nextInt(peers.size()));
        int others = 1 + random.nextInt(4);
        if (host.isRunning()) {
            host.run(program ->
                    program.peer().gameCommands().start("gofish", others, List.of(), new Recorded<>(game -> dealt++)));
        }
    }

    boolean nobodyPlays() {
        return peers.stream()
                .allMatch(peer -> peer.isRunning()
                        && !peer.program().peer().games().isPlaying()
                        && peer.program().peer().rings().standing().isEmpty());
    }

    /** As peers see it: nobody sits in two games that both have begun and not ended. */
    void demandOneGameEach() {
        network.demand(
                Invariant.of(
                        "nobody is in two games",
                        () -> peers.stream()
                                .filter(SimHost::isRunning)
                                .allMatch(peer ->
                                        peer.program().peer().games().views().size() <= 1)),
                16);
    }

    boolean everybodyIsRegistered() {
        for (int i = 0; i < peers.size(); i++) {
            boolean refused = !people.get(i).refusals.isEmpty();
            if (!refused && !presence(i).equals(Optional.of(Presence.FREE))) {
                return false;
            }
        }
        return true;
    }

    boolean everythingIsDelivered() {
        return peers.stream().allMatch(SimHost::isRunning)
                && peers.stream()
                        .allMatch(from -> peers.stream()
                                .allMatch(to -> from.program().peer().chat().keptFor(to.id()) == 0));
    }

    private ManagerProgram manager(World world, List<SimHost<ManagerProgram>> self) {
        var endpoint =
                self.isEmpty() ? new Endpoint("10.0.0.0", 49_152) : self.get(0).endpoint();
        return new ManagerProgram(new ManagerNode(world, endpoint, NETWORK, RegistryConfig.DEFAULT, event -> {}));
    }

    private PeerProgram peer(World world, Person person, ManagerAddress address) {
        int number = people.indexOf(person);
        var endpoint =
                number < peers.size() ? peers.get(number).endpoint() : new Endpoint("10.0.0." + (number + 1), 49_152);
        return new PeerProgram(
                new PeerNode(
                        world,
                        endpoint,
                        PeerConfig.inMemory(person.name).inNetwork(NETWORK).playing(AUTO),
                        event -> {
                            person.hear(event);
                            if (event instanceof Delivered told) {
                                delivered.add(told.message().toString());
                            }
                        }),
                address);
    }

    private @Nullable String complaint() {
        for (Person person : people) {
            if (person.complaint != null) {
                return person.complaint;
            }
        }
        return null;
    }

    private Optional<Presence> presence(int peer) {
        Registry registry = manager.program().manager().registry();
        return registry.presence(people.get(peer).name, peers.get(peer).id());
    }

    private @Nullable String namesComplaint() {
        for (int i = 0; i < peers.size() && manager.isRunning(); i++) {
            Person person = people.get(i);
            if (person.registered && person.refusals.isEmpty() && presence(i).isEmpty()) {
                return person.name + " was registered and has lost its name";
            }
        }
        return null;
    }

    private record Recorded<T>(Consumer<T> then) implements Reply<T> {
        @Override
        public void done(T result) {
            then.accept(result);
        }

        @Override
        public void rejected(String sentence) {
            // Offline, unknown, disk full: the person was told, and nothing has changed.
        }
    }
}
