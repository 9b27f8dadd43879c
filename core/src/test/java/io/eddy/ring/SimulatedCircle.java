package io.eddy.ring;

import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.sim.Faults;
import io.eddy.sim.Invariant;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Members of one ring in the simulator, what they said, and what must hold of it. */
final class SimulatedCircle {
    /** One who sits in a seat, over all lives of its peer. */
    static final class Sitter implements RingApplication {
        final String name;
        /** What was heard, by its number, over all lives. */
        final Map<Long, String> heard = new TreeMap<>();

        final List<String> events = new ArrayList<>();
        final List<String> said = new ArrayList<>();

        @Nullable
        Ring ring;

        long last;

        @Nullable
        String complaint;

        boolean overdue;

        @Nullable
        String broken;

        /** Is told all that the application is, as it happens. */
        Consumer<String> listener = told -> {};

        Sitter(String name) {
            this.name = name;
        }

        @Override
        public Optional<String> refusal(Charter charter) {
            return charter.kind().equals("talk") ? Optional.empty() : Optional.of("no " + charter.kind());
        }

        @Override
        public void onFounded(Ring ring) {
            this.ring = ring;
            last = 1;
            tell("founded");
        }

        @Override
        public void onSaid(Ring ring, Said words) {
            note(words.number(), words.seat() + ": " + text(words.words()));
        }

        @Override
        public void onLeft(Ring ring, int seat) {
            last++;
            tell("left " + seat);
        }

        @Override
        public void onRestored(Ring ring) {
            note("restored");
        }

        @Override
        public void onAway(Ring ring, int seat) {
            note("away " + seat);
        }

        @Override
        public void onBack(Ring ring, int seat) {
            note("back " + seat);
        }

        @Override
        public void onSettled(Ring ring) {
            if (ring.settled() > last) {
                complaint = name + " was told that " + ring.settled() + " is settled at " + last;
            }
            listener.accept("settled " + ring.settled());
        }

        @Override
        public boolean isOverdue(Ring ring, int seat) {
            return overdue;
        }

        @Override
        public void onBroken(Ring ring, String reason) {
            broken = reason;
            tell("broken: " + reason);
        }

        private void tell(String event) {
            if (ring == null || !ring.isReplaying()) {
                note(event);
            }
        }

        private void note(String event) {
            events.add(event);
            listener.accept(event);
        }

        private void note(long number, String words) {
            String before = heard.put(number, words);
            if (before != null && !before.equals(words)) {
                complaint = name + " was told " + words + " and " + before + " as number " + number;
            }
            if (number <= last) {
                complaint = name + " was told number " + number + " after " + last;
            }
            last = number;
            if (ring != null && !ring.isReplaying()) {
                listener.accept(number + " by " + words);
            }
        }
    }

    final SimNetwork network;
    final List<SimHost<RingMember>> hosts = new ArrayList<>();
    final List<Sitter> sitters = new ArrayList<>();
    final Charter charter;
    final Chronicle chronicle = new Chronicle(this);

    @Nullable
    String outcome;

    /** The life of the dealer's peer that is founding the ring. */
    private Object founding = "none yet";

    private final SplittableRandom random;
    private int spoken;

    SimulatedCircle(long seed, Faults faults, int members) {
        this(new SimNetwork(seed, faults), members);
    }

    SimulatedCircle(SimNetwork network, int members) {
        this.network = network;
        long seed = network.seed();
        network.replayWith("mvn -pl core test -Dtest=RingSimulationTest -Dseed=" + seed);
        random = new SplittableRandom(seed);
        for (int seat = 0; seat < members; seat++) {
            Sitter sitter = new Sitter("member" + seat);
            sitters.add(sitter);
            int[] lives = {0};
            hosts.add(network.add(sitter.name, world -> member(world, sitter, ++lives[0])));
        }
        List<Member> seats = hosts.stream()
                .map(host -> new Member(host.id(), host.name(), host.endpoint()))
                .toList();
        byte[] id = new byte[RingId.LENGTH];
        random.nextBytes(id);
        charter = new Charter(new RingId(Bytes.owning(id)), "talk", Optional.empty(), seats, Bytes.EMPTY);
        network.demand(new Invariant("everyone hears the same in the same order", this::complaint));
        network.demand(
                new Invariant("all logs are prefixes of one another, and hold what is settled", chronicle::complaint));
    }

    /** The dealer founds the ring. */
    void found() {
        hosts.get(0)
                .run(member -> member.rings.found(charter, new Reply<>() {
                    @Override
                    public void done(RingId result) {
                        outcome = "stands";
                    }

                    @Override
                    public void rejected(String sentence) {
                        outcome = sentence;
                    }
                }));
    }

    /** The dealer tries, and tries again, until there is a ring. */
    void foundUnlessItStands() {
        boolean stood = "stands".equals(outcome);
        if (!stood
                && hosts.get(0).isRunning()
                && (outcome != null || !founding.equals(hosts.get(0).program()))) {
            outcome = null;
            founding = hosts.get(0).program();
            found();
        }
    }

    /** Kills a member, and restarts it after a while. */
    void goAway(int seat, Duration length) {
        SimHost<RingMember> host = hosts.get(seat);
        if (host.isRunning()) {
            host.kill();
            network.after(length, () -> {
                if (!host.isRunning()) {
                    host.restart();
                }
            });
        }
    }

    /** A random member that is there says something. */
    void somebodySpeaks() {
        speak(random.nextInt(hosts.size()));
    }

    /** All who are there say something. */
    void everybodySpeaks() {
        IntStream.range(0, hosts.size()).forEach(this::speak);
    }

    void speak(int seat) {
        SimHost<RingMember> host = hosts.get(seat);
        if (!host.isRunning()) {
            return;
        }
        host.run(member -> member.rings.standing().forEach(ring -> {
            if (!ring.isUnheard()) {
                String words = "words " + ++spoken;
                sitters.get(seat).said.add(seat + ": " + words);
                ring.say(Bytes.owning(words.getBytes(StandardCharsets.UTF_8)));
            }
        }));
    }

    /** Whether all who sit in the ring have heard the same, and nothing is on its way. */
    boolean isQuiet() {
        List<Integer> in = IntStream.range(0, hosts.size())
                .filter(seat -> sitters.get(seat).broken == null && chronicle.isIn(seat))
                .boxed()
                .toList();
        return in.stream()
                .allMatch(seat -> hosts.get(seat).isRunning()
                        && sitters.get(seat).last == sitters.get(in.get(0)).last
                        && hosts.get(seat).program().rings.standing().stream().noneMatch(Ring::isUnheard));
    }

    Sitter sitter(int seat) {
        return sitters.get(seat);
    }

    private RingMember member(World world, Sitter sitter, int life) {
        sitter.last = 0;
        sitter.said.retainAll(kept(world));
        return new RingMember(world, sitter.name, life, RingConfig.DEFAULT, sitter);
    }

    /** What was durable when the peer crashed; what was not is lost, and nobody was promised it. */
    private static Set<String> kept(World world) {
        Stream<Words> heard = world.store().load(KeptEntry.TABLE).stream()
                .map(kept -> kept.entry().words());
        Stream<Words> unheard = world.store().load(KeptWords.TABLE).stream().map(KeptWords::words);
        return Stream.concat(heard, unheard)
                .map(words -> words.seat() + ": " + text(words.body()))
                .collect(Collectors.toSet());
    }

    private static String text(Bytes words) {
        return new String(words.array(), StandardCharsets.UTF_8);
    }

    private @Nullable String complaint() {
        return sitters.stream()
                .map(sitter -> sitter.complaint)
                .filter(complaint -> complaint != null)
                .findFirst()
                .orElse(null);
    }
}
