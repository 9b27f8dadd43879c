package io.eddy.sim;

import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.sim.Trace.Kind;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A network of hosts in virtual time. Everything that is left to chance follows from one seed: the same seed gives the
 * same run, event for event, on any machine.
 *
 * <p>A run has two phases: {@link #runFor} with its faults, in which the invariants must hold; then {@link #heal}, and
 * {@link #runUntil} demands that what should happen does.
 *
 * <pre>{@code
 * SimNetwork network = new SimNetwork(seed, Faults.of(seed));
 * SimHost<Chatter> alice = network.add("alice", Chatter::new);
 * SimHost<Chatter> bob = network.add("bob", Chatter::new);
 * network.demand(Invariant.of("nothing is shown twice", () -> ...));
 * network.runFor(Duration.ofMinutes(1));
 * network.heal();
 * network.runUntil("bob has it all", Duration.ofSeconds(60), () -> ...);
 * }</pre>
 */
public final class SimNetwork {
    /** How often {@link #runUntil} looks. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** One who listens to all that is said, and does nothing. */
    public interface Listener {
        /** A frame, without its length, is about to be taken by the host that it is for. */
        void onFrame(PeerId from, SimHost<?> to, byte[] frame);
    }

    private record Demand(Invariant invariant, int everyEvents) {}

    final Timeline timeline = new Timeline();
    final Conditions conditions;
    final Keyring keyring;
    final SpareArrays spareArrays = new SpareArrays();
    final Originals originals = new Originals();

    /** Points at the one frame that is being delivered. */
    final WireReader reader = new WireReader();

    private final long seed;
    private final SplittableRandom random;
    private final Trace trace = new Trace();
    private final List<SimHost<?>> hosts = new ArrayList<>();
    private final Map<String, SimHost<?>> byAddress = new LinkedHashMap<>();
    private final List<Partition> partitions = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final FaultDriver driver;
    private Faults faults;
    private boolean running;
    private @Nullable SimWorld turnOf;
    private @Nullable Listener listener;
    private String replay = "run the same test with this seed";

    public SimNetwork(long seed, Faults faults) {
        this(seed, faults, Conditions.DEFAULT);
    }

    public SimNetwork(long seed, Faults faults, Conditions conditions) {
        this(seed, faults, conditions, new HashKeyring());
    }

    /** As the others, with keys and signatures of another kind. */
    public SimNetwork(long seed, Faults faults, Conditions conditions, Keyring keyring) {
        this.keyring = keyring;
        this.seed = seed;
        this.faults = faults;
        this.conditions = conditions;
        this.random = new SplittableRandom(Mix.of(seed, 0x4e));
        this.driver = new FaultDriver(this);
    }

    /** Adds a host and starts its program, which {@code boot} makes anew at every start. */
    public <P extends Program> SimHost<P> add(String name, Function<World, P> boot) {
        return add(name, boot, null);
    }

    /** Makes a local network with nobody on it. Hosts are on none unless they are put on one. */
    public SimLan addLan() {
        return new SimLan(this);
    }

    <P extends Program> SimHost<P> add(String name, Function<World, P> boot, @Nullable SimLan lan) {
        requireNoTurn();
        SimHost<P> host = new SimHost<>(this, hosts.size(), name, boot);
        hosts.add(host);
        byAddress.put(host.endpoint().host(), host);
        if (lan != null) {
            lan.connect(host);
        }
        driver.welcome(host);
        host.restart();
        return host;
    }

    /** All hosts, in the order in which they were added. */
    public List<SimHost<?>> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    public long seed() {
        return seed;
    }

    public Trace trace() {
        return trace;
    }

    /** How long this network has existed, in virtual time. */
    public Duration elapsed() {
        return Duration.ofNanos(timeline.nowNanos());
    }

    /** How many events have happened. */
    public long events() {
        return timeline.events();
    }

    /** Says, in every failure, how to repeat the run. */
    public void replayWith(String command) {
        replay = command;
    }

    /** Tells this one of every frame. */
    public void listen(Listener eavesdropper) {
        listener = eavesdropper;
    }

    /** Demands that this holds after every event. */
    public void demand(Invariant invariant) {
        demand(invariant, 1);
    }

    /** Demands that this holds, and looks after every so many events: for what is costly to look at. */
    public void demand(Invariant invariant, int everyEvents) {
        demands.add(new Demand(invariant, everyEvents));
    }

    /** Does something after so long, between two turns: a step of a scenario. */
    public void after(Duration wait, Runnable step) {
        timeline.at(timeline.nowNanos() + wait.toNanos(), step);
    }

    /** Lets so much time pass. */
    public void runFor(Duration length) {
        runTo(timeline.nowNanos() + length.toNanos());
    }

    /**
     * Lets time pass until something holds, looking a hundred times a second.
     *
     * @param what what must come to hold, for the message when it does not
     * @return how long it took
     * @throws InvariantBroken when it does not hold within {@code bound}
     */
    public Duration runUntil(String what, Duration bound, BooleanSupplier holds) {
        long startNanos = timeline.nowNanos();
        long endNanos = startNanos + bound.toNanos();
        while (!holds.getAsBoolean()) {
            if (timeline.nowNanos() >= endNanos) {
                throw broken(what, "not so within " + bound.toSeconds() + " s", null);
            }
            runTo(Math.min(endNanos, timeline.nowNanos() + LOOK_EVERY.toNanos()));
        }
        return Duration.ofNanos(timeline.nowNanos() - startNanos);
    }

    /** From here on neither group hears the other. */
    public Partition partition(Collection<? extends SimHost<?>> one, Collection<? extends SimHost<?>> other) {
        return cut(new Partition(this, one, other, false));
    }

    /** From here on what {@code from} says does not reach {@code to}; the other direction works. */
    public Partition partitionOneWay(Collection<? extends SimHost<?>> from, Collection<? extends SimHost<?>> to) {
        return cut(new Partition(this, from, to, true));
    }

    /** Ends all faults for good, and starts the hosts that crashed. */
    public void heal() {
        requireNoTurn();
        faults = Faults.NONE;
        driver.stop();
        partitions.clear();
        hosts.forEach(SimHost::heal);
    }

    void heal(Partition partition) {
        partitions.remove(partition);
    }

    Faults faults() {
        return faults;
    }

    /** Who lives at this address. */
    @Nullable
    SimHost<?> hostAt(String address) {
        return byAddress.get(address);
    }

    boolean isCut(SimHost<?> sender, SimHost<?> receiver) {
        // By index, and without a stream: this is asked of every frame.
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).cuts(sender.number, receiver.number)) {
                return true;
            }
        }
        return false;
    }

    /** One way between two hosts, always the same. */
    long latencyNanos(SimHost<?> one, SimHost<?> other) {
        long pair = ((long) Math.min(one.number, other.number) << 32) | Math.max(one.number, other.number);
        long least = conditions.leastLatency().toNanos();
        long range = conditions.greatestLatency().toNanos() - least;
        return least + (long) (Mix.fraction(Mix.of(seed, pair)) * range);
    }

    long jitterNanos() {
        return (long) (Mix.fraction(random.nextLong()) * conditions.jitter().toNanos());
    }

    /** Whether a fault that may happen at this occasion does. */
    boolean chance(Fault fault) {
        double rate = faults.rate(fault);
        return rate > 0 && random.nextDouble() < rate;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    int draw(int bound) {
        return random.nextInt(bound);
    }

    long draw(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    void note(Kind kind, SimHost<?> host, @Nullable Object detail) {
        trace.event(timeline.nowNanos(), kind, host.number);
        if (trace.isKept()) {
            trace.line(timeline.nowNanos(), kind, host, detail);
        }
    }

    void overhear(SimLink taker, byte[] array, int from, int length) {
        Listener listening = listener;
        if (listening != null) {
            listening.onFrame(taker.remote(), taker.world.host, Arrays.copyOfRange(array, from, from + length));
        }
    }

    @Nullable
    SimWorld turnOf() {
        return turnOf;
    }

    void beginTurn(SimWorld world) {
        requireNoTurn();
        turnOf = world;
    }

    void endTurn() {
        turnOf = null;
    }

    void requireNoTurn() {
        SimWorld within = turnOf;
        if (within != null) {
            throw new IllegalStateException("this happens between turns, and here is one of " + within.host);
        }
    }

    private Partition cut(Partition partition) {
        partitions.add(partition);
        return partition;
    }

    private void runTo(long endNanos) {
        requireNoTurn();
        if (!running && !hosts.isEmpty()) {
            running = true;
            driver.start();
        }
        Runnable next;
        while ((next = timeline.next(endNanos)) != null) {
            happen(next);
            for (Demand demand : demands) {
                check(demand);
            }
        }
        timeline.moveTo(endNanos);
    }

    private void happen(Runnable event) {
        try {
            event.run();
        } catch (InvariantBroken e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw broken("nothing is thrown past a node", e.toString(), e);
        }
    }

    private void check(Demand demand) {
        if (timeline.events() % demand.everyEvents() == 0) {
            String complaint = demand.invariant().complaint().get();
            if (complaint != null) {
                throw broken(demand.invariant().name(), complaint, null);
            }
        }
    }

    private InvariantBroken broken(String what, String complaint, @Nullable Throwable cause) {
        String message = String.format(
                Locale.ROOT,
                "seed %d, at %.6f s, after %d events: \"%s\" is broken: %s%nreplay: %s",
                seed,
                timeline.nowNanos() / 1e9,
                timeline.events(),
                what,
                complaint,
                replay);
        if (trace.isKept()) {
            message += System.lineSeparator() + String.join(System.lineSeparator(), trace.lines());
        }
        return new InvariantBroken(message, cause);
    }
}
