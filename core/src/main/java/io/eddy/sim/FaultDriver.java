package io.eddy.sim;

import io.eddy.sim.Trace.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What strikes hosts at random times, each fault at its rate, until it is stopped. */
final class FaultDriver {
    private static final double MINUTE_NANOS = 60e9;

    private final SimNetwork network;
    private final SplittableRandom random;
    private final Map<Fault, Consumer<SimHost<?>>> strikes = new EnumMap<>(Fault.class);
    private final List<Strikes> running = new ArrayList<>();

    FaultDriver(SimNetwork network) {
        this.network = network;
        this.random = new SplittableRandom(Mix.of(network.seed(), 0xd1));
        strikes.put(Fault.RESET, host -> host.breakLink(false));
        strikes.put(Fault.HALF_OPEN, host -> host.breakLink(true));
        strikes.put(Fault.LATENCY_SPIKE, host -> host.slowDown(millis(100, 3_000), millis(1_000, 10_000)));
        strikes.put(Fault.SLOW_READER, host -> host.stopReading(millis(1_000, 30_000)));
        strikes.put(Fault.PAUSE, host -> host.pause(millis(1_000, 20_000)));
        strikes.put(Fault.CLOCK_JUMP, host -> host.moveClock(millis(-3_600_000, 3_600_000)));
        strikes.put(Fault.CRASH, this::crashForAWhile);
        strikes.put(Fault.PARTITION, host -> part(host, false));
        strikes.put(Fault.ONE_WAY_PARTITION, host -> part(host, true));
        strikes.put(Fault.FULL_DISK, host -> host.fillDisk(millis(1_000, 20_000)));
    }

    void start() {
        for (Fault fault : network.faults().rates().keySet()) {
            Consumer<SimHost<?>> strike = strikes.get(fault);
            if (strike != null && network.faults().rate(fault) > 0) {
                running.add(new Strikes(fault, strike));
            }
        }
    }

    void stop() {
        running.forEach(each -> each.alarm.cancel());
        running.clear();
    }

    /** A host joins; its clock is as wrong as clocks are. */
    void welcome(SimHost<?> host) {
        if (network.faults().rate(Fault.CLOCK_JUMP) > 0) {
            host.moveClock(millis(-300_000, 300_000));
        }
    }

    private void crashForAWhile(SimHost<?> host) {
        host.crash();
        int starts = host.starts();
        later(millis(0, 30_000), () -> {
            if (host.isCrashed() && host.starts() == starts) {
                host.restart();
            }
        });
    }

    /** Cuts a random group with this host in it from all others. */
    private void part(SimHost<?> host, boolean oneWay) {
        List<SimHost<?>> here = new ArrayList<>();
        List<SimHost<?>> there = new ArrayList<>();
        double share = random.nextDouble();
        for (SimHost<?> each : network.hosts()) {
            (each == host || random.nextDouble() < share ? here : there).add(each);
        }
        Partition partition = oneWay ? network.partitionOneWay(here, there) : network.partition(here, there);
        later(millis(1_000, 40_000), partition::heal);
    }

    private void later(Duration wait, Runnable what) {
        network.timeline.at(network.timeline.nowNanos() + wait.toNanos(), what);
    }

    private Duration millis(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most + 1));
    }

    /** The strikes of one fault, one after the other. */
    private final class Strikes {
        private final Fault fault;
        private final Consumer<SimHost<?>> strike;
        final Alarm alarm;

        Strikes(Fault fault, Consumer<SimHost<?>> strike) {
            this.fault = fault;
            this.strike = strike;
            this.alarm = new Alarm(network.timeline, this::strike);
            alarm.set(nextNanos());
        }

        private void strike() {
            SimHost<?> victim =
                    network.hosts().get(random.nextInt(network.hosts().size()));
            if (victim.isRunning()) {
                network.note(Kind.FAULT, victim, fault);
                strike.accept(victim);
            }
            alarm.set(nextNanos());
        }

        /** Strikes are independent of one another, so the time between two of them is exponential. */
        private long nextNanos() {
            double meanNanos = MINUTE_NANOS
                    / (network.faults().rate(fault) * network.hosts().size());
            return network.timeline.nowNanos() + 1 + (long) (-StrictMath.log(1 - random.nextDouble()) * meanNanos);
        }
    }
}
