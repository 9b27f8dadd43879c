package io.eddy.sim;

import io.eddy.node.Endpoint;
import io.eddy.node.World;
import io.eddy.sim.Trace.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A local network: what one of its hosts multicasts reaches all of them, itself too, as datagrams do: most often once
 * each, after the latency of the pair. Partitions hold here as well.
 */
public final class SimLan {
    /** Where datagrams are sent from: nobody accepts connections there. */
    private static final int SENDING_PORT = 5_353;

    /** What a host says comes back to it. A guess: the way through a system's own buffers. */
    private static final long LOOP_NANOS = 50_000;

    /** The most that a datagram is later than it should be, so that others overtake it. */
    private static final long LATEST_NANOS = 1_000_000_000;

    private final SimNetwork network;
    private final List<SimHost<?>> hosts = new ArrayList<>();

    SimLan(SimNetwork network) {
        this.network = network;
    }

    /** Adds a new host, which is on this LAN when its program starts. See {@link SimNetwork#add}. */
    public <P extends Program> SimHost<P> add(String name, Function<World, P> boot) {
        return network.add(name, boot, this);
    }

    /** Connects a host to this LAN, and to no other any more. */
    public void connect(SimHost<?> host) {
        SimLan before = host.lan();
        if (before != null) {
            before.disconnect(host);
        }
        hosts.add(host);
        host.connectTo(this);
    }

    /** Takes a host of this LAN off it. What is on its way to it is lost. */
    public void disconnect(SimHost<?> host) {
        if (hosts.remove(host)) {
            host.connectTo(null);
        }
    }

    void multicast(SimHost<?> from, byte[] datagram) {
        for (SimHost<?> to : hosts) {
            if (network.chance(Fault.LOST_DATAGRAM)) {
                continue;
            }
            send(from, to, datagram);
            if (network.chance(Fault.DOUBLED_DATAGRAM)) {
                send(from, to, datagram);
            }
        }
    }

    private void send(SimHost<?> from, SimHost<?> to, byte[] datagram) {
        byte[] sent = datagram;
        if (datagram.length > 0 && network.chance(Fault.GARBLED_DATAGRAM)) {
            sent = datagram.clone();
            sent[network.draw(sent.length)] ^= (byte) (1 + network.draw(255));
        }
        byte[] arriving = sent;
        network.timeline.at(network.timeline.nowNanos() + delayNanos(from, to), () -> arrive(from, to, arriving));
    }

    private long delayNanos(SimHost<?> from, SimHost<?> to) {
        long late = network.chance(Fault.LATE_DATAGRAM) ? network.draw(0, LATEST_NANOS) : 0;
        if (from == to) {
            return LOOP_NANOS + late;
        }
        return network.latencyNanos(from, to)
                + network.jitterNanos()
                + from.extraLatencyNanos()
                + to.extraLatencyNanos()
                + late;
    }

    private void arrive(SimHost<?> from, SimHost<?> to, byte[] datagram) {
        SimWorld listening = to.listening();
        // Nothing is sent again: what cannot arrive, or finds nobody who takes it, is lost.
        if (listening == null || to.isSlowReader() || to.lan() != this || network.isCut(from, to)) {
            return;
        }
        Endpoint source = new Endpoint(from.endpoint().host(), SENDING_PORT);
        Object detail = network.trace().isKept() ? source + " " + Trace.excerpt(datagram, 0, datagram.length) : source;
        listening.input(Kind.DATAGRAM, detail, () -> {
            network.trace().bytes(datagram, 0, datagram.length);
            network.reader.point(datagram, 0, datagram.length);
            listening.node().onDatagram(source, network.reader);
        });
    }
}
