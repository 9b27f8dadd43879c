package io.eddy.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network interface that is up, as it was when somebody looked. One that was removed and made again has another
 * index, and nothing that was done to the first holds for the second.
 */
public record Nic(NetworkInterface system, int index, boolean isLoopback, List<InterfaceAddress> addresses) {
    private static final Logger LOG = LoggerFactory.getLogger(Nic.class);

    /** All there are. Asks the system several times for each, which may take long. */
    static List<Nic> all() {
        List<Nic> found = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces().forEach(each -> look(each, found));
        } catch (SocketException e) {
            LOG.debug("The system names no interfaces", e);
        }
        return List.copyOf(found);
    }

    /** Looks at all there are, and tells on the loop; none when the loop has too much to do to look. */
    public static void look(EventLoop loop, Consumer<List<Nic>> then) {
        boolean looking = loop.workers().execute(() -> {
            List<Nic> found = all();
            loop.post(() -> then.accept(found));
        });
        if (!looking) {
            then.accept(List.of());
        }
    }

    public String name() {
        return system.getName();
    }

    /** Whether it has an address of this family. */
    boolean speaks(Class<? extends InetAddress> family) {
        return addresses.stream().anyMatch(each -> family.isInstance(each.getAddress()));
    }

    /** Whether whoever bears this address is on the network of this interface; not for names of hosts. */
    public boolean reaches(String address) {
        try {
            boolean literal = address.indexOf(':') >= 0 || address.matches("[0-9.]+");
            return literal && reaches(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    boolean has(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return isLoopback; // It has more addresses than it names.
        }
        return addresses.stream().anyMatch(each -> each.getAddress().equals(address));
    }

    /** Whether whoever bears this address is on the network of this interface. */
    boolean reaches(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return isLoopback;
        }
        if (address instanceof Inet6Address scoped && scoped.getScopeId() > 0) {
            return scoped.getScopeId() == index;
        }
        return addresses.stream().anyMatch(each -> isWithin(each, address.getAddress()));
    }

    private static void look(NetworkInterface system, List<Nic> found) {
        try {
            // Not by supportsMulticast(): that is false for loopback on Linux, where it works.
            if (system.isUp()) {
                found.add(new Nic(
                        system, system.getIndex(), system.isLoopback(), List.copyOf(system.getInterfaceAddresses())));
            }
        } catch (SocketException e) {
            LOG.debug("{} went while it was looked at", system.getName(), e);
        }
    }

    private static boolean isWithin(InterfaceAddress network, byte[] address) {
        byte[] own = network.getAddress().getAddress();
        int bits = network.getNetworkPrefixLength();
        if (own.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits && bit < 8 * own.length; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((own[bit >> 3] ^ address[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
