package io.eddy.sim;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Which faults a run has, and how many of each.
 *
 * @param rates of those that happen: the probability of each occasion, or how often a minute on each host
 */
public record Faults(Map<Fault, Double> rates) {
    public static final Faults NONE = new Faults(new EnumMap<>(Fault.class));

    public Faults {
        rates = Collections.unmodifiableMap(rates.isEmpty() ? new EnumMap<>(Fault.class) : new EnumMap<>(rates));
    }

    /**
     * A random half of all faults, each at half to twice its usual rate: a run in which not everything goes wrong
     * finds what a storm hides (swarm testing).
     */
    public static Faults of(long seed) {
        SplittableRandom random = new SplittableRandom(Mix.of(seed, 0xfa));
        Faults faults = NONE;
        for (Fault fault : Fault.values()) {
            double factor = 0.5 + 1.5 * random.nextDouble();
            if (random.nextBoolean()) {
                faults = faults.with(fault, factor * fault.usualRate);
            }
        }
        return faults;
    }

    /** Just these, at their usual rates. */
    public static Faults only(Fault... some) {
        Faults faults = NONE;
        for (Fault fault : some) {
            faults = faults.with(fault, fault.usualRate);
        }
        return faults;
    }

    /** These, with one of them at this rate. */
    public Faults with(Fault fault, double rate) {
        Map<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(rates);
        changed.put(fault, rate);
        return new Faults(changed);
    }

    /** These but one. */
    public Faults without(Fault fault) {
        Map<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(rates);
        changed.remove(fault);
        return new Faults(changed);
    }

    public double rate(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }
}
