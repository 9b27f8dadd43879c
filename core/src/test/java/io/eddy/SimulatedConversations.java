package io.eddy;

import io.eddy.SimulatedNeighbourhood.ManagerProgram;
import io.eddy.SimulatedNeighbourhood.PeerProgram;
import io.eddy.SimulatedNeighbourhood.Person;
import io.eddy.entry.MessageId;
import io.eddy.history.Conversation;
import io.eddy.history.Message;
import io.eddy.history.State;
import io.eddy.node.Endpoint;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.RegistryConfig;
import io.eddy.sim.Fault;
import io.eddy.sim.Faults;
import io.eddy.sim.Invariant;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Whole peers that talk in rooms and with each other, and come, go, crash and lose their links meanwhile. */
final class SimulatedConversations {
    private static final int PEERS = 12;
    private static final List<String> ROOMS = List.of("red", "green", "blue");
    private static final int PAIRS = 14;
    private static final int ONLINE_SECONDS = 150;
    private static final int OFFLINE_SECONDS = 60;
    private static final int MOST = 1_000;

    /** Of what newcomers are given, they are shown what was said after they came, by the clocks of those who said it. */
    private static final Duration NEWCOMER_FOR = Duration.ofMinutes(1);

    /** A complaint stays until it is looked for. */
    private static final int LOOK_EVERY_EVENTS = 10_000;

    /** Who talks with whom: in a room, or two with one another. */
    private record Circle(Optional<String> room, Map<Integer, Duration> joinedAt) {
        Set<Integer> members() {
            return joinedAt.keySet();
        }
    }

    /** What a peer took from its person, durably. */
    private record Word(Circle circle, int by, MessageId id, String text, Duration at) {
        /** Those who are to be shown it: who was there, and not only since a moment ago. */
        List<Integer> listeners() {
            return circle.joinedAt().entrySet().stream()
                    .filter(member -> member.getKey() != by)
                    .filter(member -> circle.room().isEmpty()
                            || at.minus(member.getValue()).compareTo(NEWCOMER_FOR) >= 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    final SimNetwork network;
    private final SplittableRandom random;
    private final ManagerAddress address;
    private final List<SimHost<PeerProgram>> hosts = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Circle> circles = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private boolean quiet;
    private int texts;

    SimulatedConversations(long seed) {
        random = new SplittableRandom(seed);
        Faults faults = Faults.NONE
                .with(Fault.REFUSED_DIAL, 0.2)
                .with(Fault.RESET, 1)
                .with(Fault.HALF_OPEN, 0.2)
                .with(Fault.CRASH, 0.15)
                .with(Fault.SLOW_COMMIT, 0.02)
                .with(Fault.FULL_DISK, 0.05);
        network = new SimNetwork(seed, faults);
        network.replayWith("mvn -pl core test -Dtest=ChatSimulationTest -Dseed=" + seed);
        SimHost<ManagerProgram> manager = network.add(
                "manager",
                world -> new ManagerProgram(new ManagerNode(
                        world,
                        SimHost.endpointOf(0),
                        SimulatedNeighbourhood.NETWORK,
                        RegistryConfig.DEFAULT,
                        event -> {})));
        address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));
        for (int i = 0; i < PEERS; i++) {
            int number = i;
            people.add(new Person("peer" + i));
            hosts.add(network.add("peer" + i, world -> peer(number, world)));
            if (random.nextInt(4) == 0) {
                hosts.get(i).moveClock(Duration.ofMinutes(random.nextInt(-60, 61)));
            }
        }
        ROOMS.forEach(room -> circles.add(new Circle(Optional.of(room), draw(5))));
        for (int i = 0; i < PAIRS; i++) {
            Map<Integer, Duration> two = draw(2);
            if (circles.stream().noneMatch(circle -> circle.members().equals(two.keySet()))) {
                circles.add(new Circle(Optional.empty(), two));
            }
        }
        network.demand(
                new Invariant(
                        "nothing is shown twice, or in another order than it was said directly",
                        () -> people.stream()
                                .map(person -> person.complaint)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null)),
                LOOK_EVERY_EVENTS);
        circles.stream()
                .filter(circle -> circle.room().isPresent())
                .forEach(circle -> circle.members().forEach(number -> join(circle, number)));
        for (int i = 0; i < PEERS; i++) {
            comeOrGo(i, random.nextInt(ONLINE_SECONDS));
        }
    }

    /** People talk for so long, while everything goes wrong. In the midst of it each room has a newcomer. */
    void talk(Duration length) {
        long steps = length.toSeconds() / 2;
        for (long i = 0; i < steps; i++) {
            if (i == steps / 2) {
                ROOMS.forEach(this::welcome);
            }
            say();
            network.runFor(Duration.ofSeconds(2));
        }
    }

    /** Nothing goes wrong any more, everybody is there, and all have the same within this time. */
    Duration settle(Duration bound) {
        quiet = true;
        network.heal();
        network.runFor(Duration.ofSeconds(3));
        hosts.stream().filter(host -> !host.isRunning()).forEach(SimHost::restart);
        Duration start = network.elapsed();
        List<String> left;
        do {
            network.runFor(Duration.ofSeconds(10));
            left = complaints();
        } while (!left.isEmpty() && network.elapsed().minus(start).compareTo(bound) < 0);
        return network.elapsed().minus(start);
    }

    /** What is not as it should be, for people who look at their histories. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Circle circle : circles) {
            Map<Integer, List<Message>> histories = histories(circle);
            Set<List<String>> different = new LinkedHashSet<>();
            histories.values().forEach(history -> different.add(lines(history)));
            if (different.size() > 1) {
                complaints.add(circle + ": the histories differ: " + sizes(histories));
            }
            for (Word word : words) {
                if (word.circle().equals(circle)) {
                    histories.forEach((number, history) -> complain(complaints, word, number, history));
                }
            }
        }
        return complaints;
    }

    int said() {
        return words.size();
    }

    /** How often a word is to be shown to somebody. */
    int toBeShown() {
        return words.stream().mapToInt(word -> word.listeners().size()).sum();
    }

    /** Words that one who was there when they were said was never shown. */
    List<String> unshown() {
        List<String> unshown = new ArrayList<>();
        for (Word word : words) {
            for (int number : word.listeners()) {
                if (!people.get(number).shown.containsKey(word.id().toString())) {
                    unshown.add("peer" + number + " was not shown " + word);
                }
            }
        }
        return unshown;
    }

    private static void complain(List<String> complaints, Word word, int number, List<Message> history) {
        List<Message> kept = history.stream()
                .filter(message -> message.id().equals(word.id()))
                .toList();
        if (kept.size() != 1 || !kept.get(0).said().text().equals(word.text())) {
            complaints.add("peer" + number + " has " + kept + " of " + word);
        } else {
            State state = kept.get(0).state();
            State expected = word.by() != number
                    ? State.RECEIVED
                    : word.circle().room().isPresent() ? State.SENT : State.DELIVERED;
            if (state != expected) {
                complaints.add("to peer" + number + " it is " + state + ": " + word);
            }
        }
    }

    private static List<String> lines(List<Message> history) {
        return history.stream()
                .map(message -> message.id() + " " + message.said().text())
                .toList();
    }

    private static Map<Integer, Integer> sizes(Map<Integer, List<Message>> histories) {
        Map<Integer, Integer> sizes = new TreeMap<>();
        histories.forEach((number, history) -> sizes.put(number, history.size()));
        return sizes;
    }

    private Map<Integer, List<Message>> histories(Circle circle) {
        Map<Integer, List<Message>> histories = new TreeMap<>();
        for (int number : circle.members()) {
            Conversation conversation = circle.room()
                    .map(Conversation::in)
                    .orElseGet(() ->
                            Conversation.with(hosts.get(other(circle, number)).id()));
            hosts.get(number)
                    .run(program -> program.peer()
                            .history()
                            .last(conversation, MOST, messages -> histories.put(number, messages)));
        }
        while (histories.size() < circle.members().size()) {
            network.runFor(Duration.ofMillis(100));
        }
        return histories;
    }

    private void say() {
        Circle circle = circles.get(random.nextInt(circles.size()));
        List<Integer> there = circle.members().stream()
                .filter(number -> hosts.get(number).isRunning())
                .toList();
        if (!there.isEmpty()) {
            int by = there.get(random.nextInt(there.size()));
            String text = "text " + texts++;
            Reply<MessageId> reply = done(id -> words.add(new Word(circle, by, id, text, network.elapsed())));
            hosts.get(by).run(program -> {
                if (circle.room().isPresent()) {
                    program.peer().commands().say(circle.room().get(), text, reply);
                } else {
                    program.peer().chat().send(hosts.get(other(circle, by)).id(), text, reply);
                }
            });
        }
    }

    private void welcome(String room) {
        Circle circle = circles.stream()
                .filter(one -> one.room().equals(Optional.of(room)))
                .findFirst()
                .orElseThrow();
        hosts.stream()
                .filter(host -> host.isRunning() && !circle.members().contains(hosts.indexOf(host)))
                .findFirst()
                .ifPresent(host -> join(circle, hosts.indexOf(host)));
    }

    /** A peer is in the room for good once that is durable. */
    private void join(Circle circle, int number) {
        SimHost<PeerProgram> host = hosts.get(number);
        if (host.isRunning()) {
            host.run(program -> program.peer()
                    .meshCommands()
                    .join(
                            circle.room().orElseThrow(),
                            done(name -> circle.joinedAt().putIfAbsent(number, network.elapsed()))));
        }
    }

    private void comeOrGo(int number, int seconds) {
        network.after(Duration.ofSeconds(3 + seconds), () -> {
            SimHost<PeerProgram> host = hosts.get(number);
            if (quiet) {
                return;
            }
            if (host.isRunning()) {
                host.stop();
                comeOrGo(number, random.nextInt(2 * OFFLINE_SECONDS));
            } else {
                if (!host.isCrashed()) {
                    host.restart();
                }
                comeOrGo(number, random.nextInt(2 * ONLINE_SECONDS));
            }
        });
    }

    private PeerProgram peer(int number, World world) {
        Endpoint endpoint = SimHost.endpointOf(number + 1);
        return new PeerProgram(
                new PeerNode(
                        world,
                        endpoint,
                        PeerConfig.inMemory("peer" + number).inNetwork(SimulatedNeighbourhood.NETWORK),
                        people.get(number)::hear),
                address);
    }

    private static int other(Circle two, int than) {
        return two.members().stream()
                .filter(number -> number != than)
                .findFirst()
                .orElseThrow();
    }

    private Map<Integer, Duration> draw(int count) {
        Map<Integer, Duration> drawn = new LinkedHashMap<>();
        while (drawn.size() < count) {
            drawn.putIfAbsent(random.nextInt(PEERS), Duration.ZERO);
        }
        return drawn;
    }

    private static <T> Reply<T> done(Consumer<T> then) {
        return new Reply<>() {
            @Override
            public void done(T result) {
                then.accept(result);
            }

            @Override
            public void rejected(String sentence) {
                // The disk is full, or the time is over: the person was told.
            }
        };
    }
}
