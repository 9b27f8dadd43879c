package io.eddy.engine;

import io.eddy.node.TimerQueue;
import io.eddy.wire.WireReader;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node says to everybody near, and hears: by every interface that its listener is bound to, loopback too, in
 * both families of addresses. Interfaces may come and go.
 */
final class Multicasts {
    /** The longest datagram that is taken: it fits into a frame of any network (protocols.md D.3). */
    static final int MAX_DATAGRAM_BYTES = 1_400;

    /** Datagrams of the turns of one round; a protocol that says more at once has a mistake. */
    private static final int QUEUE_LIMIT = 64;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final SocketWorld world;
    private final EventLoop loop;
    private final MulticastGroup group;
    private final InetAddress listening;
    private final List<MulticastFamily> families = new ArrayList<>();
    private final List<Class<? extends InetAddress>> addresses = new ArrayList<>();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private final WireReader reader = new WireReader();
    private final byte[] received = new byte[MAX_DATAGRAM_BYTES];
    private List<Nic> nics;
    private TimerQueue.@Nullable Entry<Runnable> look;
    private boolean running;
    private boolean closed;
    private long tooLong;
    private long foreign;
    private long unsent;

    /**
     * Looks at the interfaces, which may take long.
     *
     * @param listening where the node accepts links; a wildcard: everywhere
     */
    Multicasts(SocketWorld world, MulticastGroup group, InetAddress listening) {
        this.world = world;
        this.loop = world.loop();
        this.group = group;
        this.listening = listening;
        this.nics = Nic.all();
        if (listening.isAnyLocalAddress() || listening instanceof Inet4Address) {
            add(group.ipv4(), Inet4Address.class);
        }
        if (listening.isAnyLocalAddress() || listening instanceof Inet6Address) {
            add(group.ipv6(), Inet6Address.class);
        }
    }

    void start() {
        running = true;
        onLooked(nics);
    }

    /** Says this at the end of the round. */
    void say(byte[] datagram) {
        if (!running || closed || queue.size() >= QUEUE_LIMIT) {
            unsent++;
        } else {
            queue.add(datagram);
        }
    }

    void flush() {
        for (byte[] next = queue.poll(); next != null; next = queue.poll()) {
            for (MulticastFamily family : families) {
                family.send(next);
            }
        }
    }

    /** Says what is still to be said, and is silent and deaf from here on. */
    void close() {
        flush();
        closed = true;
        TimerQueue.Entry<Runnable> next = look;
        if (next != null) {
            loop.timers().remove(next);
        }
        families.forEach(MulticastFamily::close);
    }

    MulticastStatus status() {
        List<MulticastStatus.Interface> interfaces = new ArrayList<>();
        families.forEach(family -> family.addTo(interfaces));
        List<String> troubles = families.stream()
                .map(MulticastFamily::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .toList();
        MulticastStatus.Dropped dropped = new MulticastStatus.Dropped(tooLong, foreign, unsent);
        return new MulticastStatus(group, List.copyOf(interfaces), dropped, troubles);
    }

    private void add(String address, Class<? extends InetAddress> family) {
        try {
            InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(address), group.port());
            MulticastFamily[] made = new MulticastFamily[1];
            made[0] = new MulticastFamily(
                    loop,
                    to,
                    listening.isAnyLocalAddress() ? null : listening,
                    (from, datagram) -> take(made[0], from, datagram));
            families.add(made[0]);
            addresses.add(family);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + address + "' is no address", e);
        }
    }

    private void take(MulticastFamily family, InetSocketAddress from, ByteBuffer datagram) {
        int length = datagram.remaining();
        if (length > MAX_DATAGRAM_BYTES) {
            tooLong++;
        } else if (!isNear(family, from.getAddress(), listening.isAnyLocalAddress())) {
            // Routed here from afar; or some systems give every socket what any of the machine has joined for.
            foreign++;
        } else {
            datagram.get(received, 0, length);
            reader.point(received, 0, length);
            world.node().onDatagram(Listener.endpointOf(from), reader);
        }
    }

    /**
     * Whether a datagram comes from a network that this machine is on; counts it for the interface.
     *
     * @param everywhere whether every interface is listened on: one of them is the link of a link-local address
     */
    static boolean isNear(MulticastFamily family, InetAddress from, boolean everywhere) {
        return family.attribute(from) || (everywhere && from.isLinkLocalAddress());
    }

    private void look() {
        boolean looking = loop.workers().execute(() -> {
            List<Nic> found = Nic.all();
            loop.post(() -> onLooked(found));
        });
        if (!looking) {
            onLooked(nics);
        }
    }

    private void onLooked(List<Nic> found) {
        if (closed) {
            return;
        }
        nics = found;
        for (int i = 0; i < families.size(); i++) {
            Class<? extends InetAddress> family = addresses.get(i);
            families.get(i)
                    .use(found.stream()
                            .filter(nic -> nic.speaks(family) && isListenedOn(nic))
                            .toList());
        }
        look = loop.timers().add(this::look, loop.nowNanos() + LOOK_EVERY.toNanos());
    }

    private boolean isListenedOn(Nic nic) {
        return listening.isAnyLocalAddress() || nic.has(listening);
    }
}
