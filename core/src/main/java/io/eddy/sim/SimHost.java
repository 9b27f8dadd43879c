package io.eddy.sim;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.World;
import io.eddy.sim.Trace.Kind;
import io.eddy.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A machine of the simulated network: an address, a key, a disk, a clock, and at most one program that runs on it.
 *
 * <p>What is called here happens between the turns of nodes, and never within one.
 *
 * @param <P> what runs on it
 */
public final class SimHost<P extends Program> {
    /** The first of the dynamic ports (RFC 6335). */
    private static final int PORT = 49_152;

    /** The first second of 2026. */
    private static final long WALL_CLOCK_START_MILLIS = 1_767_225_600_000L;

    private static final long STOP_NANOS = 1_000_000_000L;

    private enum State {
        RUNNING,
        STOPPING,
        STOPPED,
        CRASHED,
        OFF
    }

    final int number;
    private final SimNetwork network;
    private final String name;
    private Endpoint endpoint;
    private final PublicKey key;
    private final PeerId id;
    private final SimStore store;
    private final Function<World, P> boot;
    private final Alarm awakening;
    private final Alarm readingAgain;
    private final Alarm spikeEnd;
    private State state = State.STOPPED;
    private @Nullable SimWorld world;
    private @Nullable P program;
    private @Nullable SimLan lan;
    private Optional<Tampering> tampering = Optional.empty();
    private int starts;
    private boolean paused;
    private boolean slowReader;
    private long awakeNanos;
    private long spikeNanos;
    private long clockErrorMillis;

    SimHost(SimNetwork network, int number, String name, Function<World, P> boot) {
        this.network = network;
        this.number = number;
        this.name = name;
        this.boot = boot;
        this.endpoint = endpointOf(number);
        this.key = network.keyring.make(network.seed(), number);
        this.id = PeerId.of(key);
        this.store = new SimStore(network, this);
        this.awakening = new Alarm(network.timeline, this::wake);
        this.readingAgain = new Alarm(network.timeline, this::readAgain);
        this.spikeEnd = new Alarm(network.timeline, () -> spikeNanos = 0);
    }

    /** Where the host that is added as this one, from 0, listens. */
    public static Endpoint endpointOf(int number) {
        return new Endpoint("10." + (number >> 16) + "." + ((number >> 8) & 0xff) + "." + (number & 0xff), PORT);
    }

    public String name() {
        return name;
    }

    public PeerId id() {
        return id;
    }

    public PublicKey key() {
        return key;
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether it crashed and has not started since. */
    public boolean isCrashed() {
        return state == State.CRASHED || state == State.OFF;
    }

    /** What runs on it, to look at. To tell it something, {@link #run} or {@link #call} a command. */
    public P program() {
        P running = program;
        if (running == null || state != State.RUNNING) {
            throw new IllegalStateException(name + " does not run");
        }
        return running;
    }

    /** Runs an operator's command as a turn of its own. */
    public void run(Consumer<? super P> command) {
        P running = program();
        world().turn(Kind.COMMAND, null, () -> command.accept(running));
    }

    /** Runs an operator's command as a turn of its own, and returns its result. */
    public <T> T call(Function<? super P, T> command) {
        List<T> result = new ArrayList<>(1);
        run(running -> result.add(command.apply(running)));
        return result.get(0);
    }

    /** The rows that a crash would leave, in the order of their keys. */
    public <R> List<R> durable(Table<R> table) {
        return store.durable(table);
    }

    /** Copies what a crash would leave. */
    public Backup backUp() {
        return new Backup(store.copy());
    }

    /** Puts a copy in place of its disk, which must not be in use. */
    public void putBack(Backup backup) {
        if (state == State.RUNNING || state == State.STOPPING) {
            throw new IllegalStateException(name + " runs");
        }
        store.putBack(backup.rows);
    }

    /** Lets it listen at another port from its next start on. */
    public void moveTo(int port) {
        if (state == State.RUNNING || state == State.STOPPING) {
            throw new IllegalStateException(name + " runs");
        }
        endpoint = new Endpoint(endpoint.host(), port);
    }

    /** Starts its program over the store as it is. */
    public void restart() {
        network.requireNoTurn();
        if (state == State.RUNNING || state == State.STOPPING) {
            throw new IllegalStateException(name + " runs");
        }
        state = State.RUNNING;
        starts++;
        SimWorld fresh = new SimWorld(network, this, Mix.of(network.seed(), ((long) number << 32) | starts));
        world = fresh;
        fresh.turn(Kind.BOOT, null, () -> {
            P made = boot.apply(fresh);
            program = made;
            fresh.settle(made.node());
            made.start();
        });
    }

    /** Ends its program in peace; a second later it is gone, and all that it wrote is stored. */
    public void stop() {
        network.requireNoTurn();
        P running = program();
        SimWorld ending = world();
        state = State.STOPPING;
        ending.turn(Kind.STOP, null, () -> {
            running.stop();
            List.copyOf(ending.links).forEach(link -> link.hangUp(Closing.of(Code.BYE, "the program ends")));
        });
        network.timeline.at(network.timeline.nowNanos() + STOP_NANOS, () -> {
            if (state == State.STOPPING && world == ending) {
                store.close();
                end(State.STOPPED);
            }
        });
    }

    /** Ends its process at once, or the power of its machine: the seed decides. */
    public void crash() {
        if (network.coin()) {
            kill();
        } else {
            losePower();
        }
    }

    /** Ends its process at once. What was not stored is lost; others hear of it as fast as the network is. */
    public void kill() {
        crash(State.CRASHED);
    }

    /** Ends its machine at once. Others hear nothing, until it is on again and they write to it. */
    public void losePower() {
        crash(State.OFF);
    }

    /**
     * Ends its machine at once, and lets whoever is linked with it find out on its own: each after another time
     * between these two. It stands for protocols whose own silence is not what a run is about.
     */
    public void vanish(Duration least, Duration most) {
        List<SimLink> open = List.copyOf(world().links);
        crash(State.OFF);
        open.forEach(link -> link.noticeAfter(Duration.ofNanos(network.draw(least.toNanos(), most.toNanos()))));
    }

    /** Lets its process stand still for so long. What happens meanwhile reaches it afterwards. */
    public void pause(Duration length) {
        network.requireNoTurn();
        awakeNanos = Math.max(awakeNanos, network.timeline.nowNanos() + length.toNanos());
        awakening.set(awakeNanos);
        paused = true;
    }

    /** Lets it take nothing from any link for so long, while its timers run. */
    public void stopReading(Duration length) {
        readingAgain.set(network.timeline.nowNanos() + length.toNanos());
        slowReader = true;
    }

    /** Lets everything to and from it take so much longer, for so long. */
    public void slowDown(Duration extraLatency, Duration length) {
        spikeNanos = extraLatency.toNanos();
        spikeEnd.set(network.timeline.nowNanos() + length.toNanos());
    }

    /** Moves its wall clock, forth or back. */
    public void moveClock(Duration by) {
        clockErrorMillis += by.toMillis();
    }

    /** Lets its store commit nothing for so long, and say so. */
    public void fillDisk(Duration length) {
        store.fill(network.timeline.nowNanos() + length.toNanos());
    }

    /** Resets one of its links, or makes it half-open; which one, the seed decides. */
    void breakLink(boolean silently) {
        SimWorld running = world;
        if (running == null || running.links.isEmpty()) {
            return;
        }
        SimLink victim = List.copyOf(running.links).get(network.draw(running.links.size()));
        if (silently) {
            victim.sever();
        } else if (!victim.isDialling() && !victim.isAccepting()) {
            victim.fail(Closing.of(Code.BROKEN, "connection reset"));
        }
    }

    /** Ends every fault there is, except for links that are half-open already. */
    void heal() {
        store.makeRoom();
        spikeEnd.cancel();
        spikeNanos = 0;
        if (paused) {
            awakening.cancel();
            wake();
        }
        if (slowReader) {
            readingAgain.cancel();
            readAgain();
        }
        if (isCrashed()) {
            restart();
        }
    }

    /** Makes it hostile: from here on, this decides what leaves it. */
    public void tamperWith(Tampering what) {
        tampering = Optional.of(what);
    }

    Optional<Tampering> tampering() {
        return tampering;
    }

    boolean isPaused() {
        return paused;
    }

    long awakeNanos() {
        return awakeNanos;
    }

    boolean isSlowReader() {
        return slowReader;
    }

    /** Whether its machine answers for it, also when its process does not. */
    boolean isOn() {
        return state != State.OFF;
    }

    long extraLatencyNanos() {
        return spikeNanos;
    }

    long wallClockMillis() {
        return WALL_CLOCK_START_MILLIS + network.timeline.nowNanos() / 1_000_000 + clockErrorMillis;
    }

    /** Who accepts connections at a port; {@code null} when nobody listens there. */
    @Nullable
    SimWorld accepts(int port) {
        return state == State.RUNNING && port == endpoint.port() ? world : null;
    }

    /** Who takes datagrams; {@code null} when nobody does. */
    @Nullable
    SimWorld listening() {
        return state == State.RUNNING ? world : null;
    }

    @Nullable
    SimLan lan() {
        return lan;
    }

    void connectTo(@Nullable SimLan other) {
        lan = other;
    }

    SimStore store() {
        return store;
    }

    int starts() {
        return starts;
    }

    @Override
    public String toString() {
        return name;
    }

    private void crash(State left) {
        network.requireNoTurn();
        if (state != State.RUNNING && state != State.STOPPING) {
            throw new IllegalStateException(name + " does not run");
        }
        network.note(Kind.CRASH, this, left);
        store.crash();
        end(left);
    }

    private void end(State left) {
        SimWorld ending = world();
        state = left;
        world = null;
        program = null;
        awakening.cancel();
        readingAgain.cancel();
        awakeNanos = 0;
        paused = false;
        slowReader = false;
        ending.end(left == State.OFF);
    }

    private void wake() {
        paused = false;
        SimWorld running = world;
        if (running != null) {
            running.wake();
        }
    }

    private void readAgain() {
        slowReader = false;
        SimWorld running = world;
        if (running != null) {
            running.resumeReading();
        }
    }

    private SimWorld world() {
        SimWorld running = world;
        if (running == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return running;
    }
}
