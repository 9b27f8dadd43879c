package io.eddy.sim;

import java.util.BitSet;
import java.util.Collection;

/** A cut between two groups of hosts, until it heals. */
public final class Partition {
    private final SimNetwork network;
    private final BitSet from;
    private final BitSet to;
    private final boolean oneWay;

    Partition(
            SimNetwork network,
            Collection<? extends SimHost<?>> from,
            Collection<? extends SimHost<?>> to,
            boolean oneWay) {
        this.network = network;
        this.from = numbers(from);
        this.to = numbers(to);
        this.oneWay = oneWay;
    }

    /** Ends it. What was on its way is sent again, when its sender next tries. */
    public void heal() {
        network.heal(this);
    }

    /** Whether what {@code sender} says does not reach {@code receiver}. */
    boolean cuts(int sender, int receiver) {
        return (from.get(sender) && to.get(receiver)) || (!oneWay && to.get(sender) && from.get(receiver));
    }

    private static BitSet numbers(Collection<? extends SimHost<?>> hosts) {
        BitSet numbers = new BitSet();
        hosts.forEach(host -> numbers.set(host.number));
        return numbers;
    }
}
