package io.eddy.scenario;

import io.eddy.node.PeerId;
import io.eddy.overlay.OverlayConfig;
import io.eddy.overlay.Topology;
import io.eddy.scenario.Broadcasts.Broadcast;
import io.eddy.scenario.Findings.Effort;
import io.eddy.scenario.Findings.Reach;
import io.eddy.scenario.Findings.Shape;
import io.eddy.scenario.Findings.Spread;
import io.eddy.scenario.MeshNetwork.Within;
import io.eddy.sim.Partition;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario: peers join, the network settles and talks, something happens to it, it is talked on meanwhile, and
 * then it is looked at.
 */
public final class Simulation {
    /** From one peer's joining to the next one's: 200 a second. */
    private static final Duration JOIN_EVERY = Duration.ofMillis(5);

    /** Enough for some shuffles, and a probe of each peer. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    /** Broadcasts of many that shape the trees, which fitted one, before anything happens. */
    private static final int WARM_UPS = 10;

    private static final int MEASURED = 10;
    private static final Duration MEASURED_EVERY = Duration.ofSeconds(2);

    /** Words are said so often while something happens, and for so long afterwards. */
    private static final Duration SAY_EVERY = Duration.ofSeconds(1);

    private static final Duration SAY_ON = Duration.ofSeconds(40);

    /** After the last fault, what is missing then is missed. */
    private static final Duration JUDGED_AFTER = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Both sides have agreed by then on what a link is, unless one of them is wrong. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** A crash is noticed after 1 to 3 s (protocols.md A.3). */
    private static final Duration NOTICED_FIRST = Duration.ofSeconds(1);

    private static final Duration NOTICED_LAST = Duration.ofSeconds(3);

    /** Neighbours that everybody seeks. */
    private static final int SOUGHT = OverlayConfig.DEFAULT.views().active();

    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Within ALL = sender -> number -> true;

    private final Scenario scenario;
    private final int peers;
    private final Consumer<String> progress;
    private final MeshNetwork mesh;

    /** Those that were up from the first fault on. */
    private BitSet upThroughout = new BitSet();

    private Within within = ALL;
    private Duration faultAt = Duration.ZERO;
    private @Nullable Duration healed;

    private Simulation(Scenario scenario, int peers, long seed, Consumer<String> progress) {
        this.scenario = scenario;
        this.peers = peers;
        this.progress = progress;
        this.mesh = new MeshNetwork(seed, peers, scenario);
    }

    /**
     * Runs a scenario to its end, on the caller's thread.
     *
     * @param nanoClock a clock for how long it takes, which the run does not look at
     * @param progress told, from time to time, what is going on
     */
    public static Findings run(
            Scenario scenario, int peers, long seed, LongSupplier nanoClock, Consumer<String> progress) {
        long begunNanos = nanoClock.getAsLong();
        Simulation simulation = new Simulation(scenario, peers, seed, progress);
        Reach reach = simulation.play();
        Shape shape = simulation.shape();
        Duration wall = Duration.ofNanos(nanoClock.getAsLong() - begunNanos);
        SimNetwork network = simulation.mesh.network;
        String trace = HexFormat.of().toHexDigits(network.trace().hash());
        return new Findings(scenario, peers, seed, shape, reach, new Effort(trace, network.events(), wall));
    }

    private Reach play() {
        gather();
        Spread fromOne = spreadFromOne();
        say(WARM_UPS, MEASURED_EVERY);
        int first = mesh.broadcasts.size();
        upThroughout = mesh.liveNumbers();
        switch (scenario.fault) {
            case CRASH -> crash();
            case SPLIT -> split();
            case CHURN -> churn();
            case NOTHING, HOSTILITY -> {}
        }
        if (scenario.isEventful()) {
            sayOn();
        } else {
            healed = Duration.ZERO;
        }
        int last = mesh.broadcasts.size();
        long missed = missed(mesh.broadcasts.since(first));
        progress.accept("the last words are measured");
        Spread fromAny = spread(mesh::anybody);
        missed += missed(mesh.broadcasts.since(last));
        long unshown = mesh.broadcasts.since(first).stream()
                .mapToLong(broadcast -> broadcast.unshown(upThroughout))
                .sum();
        Broadcast latest = Objects.requireNonNull(mesh.broadcasts.last());
        double share = 1 - (double) latest.missed(latest.owed) / Math.max(1, latest.owed.cardinality());
        return new Reach(
                fromAny,
                fromOne,
                share,
                prompt(mesh.broadcasts.since(first)),
                missed,
                unshown,
                mesh.broadcasts.duplicates(),
                Optional.ofNullable(healed));
    }

    private long missed(List<Broadcast> words) {
        return words.stream()
                .mapToLong(broadcast -> broadcast.missed(upThroughout))
                .sum();
    }

    /** Of the first word that was said when the survivors of a crash should be one network again. */
    private Optional<Double> prompt(List<Broadcast> words) {
        if (scenario.fault != Scenario.Fault.CRASH) {
            return Optional.empty();
        }
        Duration healedBy = faultAt.plus(scenario.healsWithin());
        return words.stream()
                .filter(word -> word.isSaidFrom(healedBy))
                .findFirst()
                .map(Broadcast::prompt);
    }

    private void gather() {
        progress.accept(peers + " peers join");
        for (int i = 0; i < peers; i++) {
            mesh.join();
            mesh.network.runFor(JOIN_EVERY);
        }
        progress.accept("the network settles");
        mesh.network.runFor(SETTLE);
    }

    private void say(int count, Duration every) {
        for (int i = 0; i < count; i++) {
            mesh.broadcast(within);
            mesh.network.runFor(every);
        }
    }

    private void crash() {
        List<SimHost<SimulatedPeer>> victims = mesh.drawn(peers * scenario.percent / 100);
        progress.accept(victims.size() + " peers crash");
        faultAt = mesh.network.elapsed();
        for (SimHost<SimulatedPeer> victim : victims) {
            mesh.noteGone(victim);
            victim.vanish(NOTICED_FIRST, NOTICED_LAST);
        }
        upThroughout = mesh.liveNumbers();
    }

    private void split() {
        int there = peers * scenario.percent / 100;
        List<SimHost<SimulatedPeer>> one = mesh.drawn(there);
        List<SimHost<SimulatedPeer>> other =
                mesh.live().stream().filter(host -> !one.contains(host)).toList();
        progress.accept(there + " peers are cut off from " + other.size());
        BitSet side = new BitSet();
        for (int number = 0; number < mesh.size(); number++) {
            side.set(number, one.contains(mesh.host(number)));
        }
        Partition partition = mesh.network.partition(one, other);
        within = sender -> number -> side.get(number) == side.get(sender);
        say((int) (Scenario.SPLIT_FOR.toSeconds() / SAY_EVERY.toSeconds()), SAY_EVERY);
        partition.heal();
        within = ALL;
        faultAt = mesh.network.elapsed();
    }

    private void churn() {
        progress.accept(scenario.percent + " % of the peers a second crash and come back");
        long steps = Scenario.CHURN_FOR.toSeconds();
        int aSecond = Math.max(1, peers * scenario.percent / 100);
        for (int second = 0; second < steps; second++) {
            mesh.broadcast(within);
            int spare = mesh.liveNumbers().cardinality() - 1; // Somebody has to speak.
            for (SimHost<SimulatedPeer> victim : mesh.drawn(Math.min(aSecond, spare))) {
                upThroughout.clear(mesh.number(victim));
                mesh.noteGone(victim);
                victim.vanish(NOTICED_FIRST, NOTICED_LAST);
                mesh.network.after(AWAY, () -> {
                    victim.restart();
                    mesh.noteLive(victim);
                });
            }
            mesh.network.runFor(SAY_EVERY);
        }
        mesh.network.runFor(AWAY);
        faultAt = mesh.network.elapsed();
    }

    /** Words go on after the fault, and it is looked when all are one network again. */
    private void sayOn() {
        Duration nextWord = faultAt;
        while (mesh.network.elapsed().compareTo(faultAt.plus(JUDGED_AFTER)) < 0) {
            Duration since = mesh.network.elapsed().minus(faultAt);
            if (mesh.topology().components() > 1) {
                healed = null; // What was one before the dead were noticed may fall apart after.
            } else if (healed == null) {
                healed = since;
                progress.accept("one network again after " + since.toMillis() + " ms");
            }
            if (since.compareTo(SAY_ON) < 0 && mesh.network.elapsed().compareTo(nextWord) >= 0) {
                nextWord = nextWord.plus(SAY_EVERY);
                mesh.broadcast(within);
            }
            mesh.network.runFor(LOOK_EVERY);
        }
    }

    /** The first word takes every link, and leaves a tree for those that follow it. */
    private Spread spreadFromOne() {
        SimHost<SimulatedPeer> one = mesh.anybody();
        mesh.broadcast(one, within);
        mesh.network.runFor(MEASURED_EVERY);
        return spread(() -> one);
    }

    private Spread spread(Supplier<SimHost<SimulatedPeer>> sender) {
        int first = mesh.broadcasts.size();
        long postedBefore = mesh.posted();
        for (int i = 0; i < MEASURED; i++) {
            mesh.broadcast(sender.get(), within);
            mesh.network.runFor(MEASURED_EVERY);
        }
        mesh.network.runFor(MEASURED_EVERY);
        List<Broadcast> measured = mesh.broadcasts.since(first);
        long reached = measured.stream()
                .mapToLong(broadcast -> broadcast.reached.cardinality())
                .sum();
        double rmr = (double) (mesh.posted() - postedBefore) / Math.max(1, reached) - 1;
        double lastHop = measured.stream()
                .mapToInt(broadcast -> broadcast.lastHop)
                .average()
                .orElse(0);
        double lastDeliveryNanos = measured.stream()
                .mapToLong(broadcast -> broadcast.lastDelivery.toNanos())
                .average()
                .orElse(0);
        return new Spread(rmr, lastHop, Duration.ofNanos(Math.round(lastDeliveryNanos)));
    }

    private Shape shape() {
        Topology topology = mesh.topology();
        Set<List<PeerId>> oneSided = mesh.oneSided();
        mesh.network.runFor(LOOK_AGAIN);
        oneSided.retainAll(mesh.oneSided());
        return new Shape(
                topology.components(),
                topology.meanPath(),
                topology.eccentricity(),
                topology.clustering(),
                oneSided.size(),
                topology.shareOfDegree(SOUGHT));
    }
}
