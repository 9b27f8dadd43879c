package io.eddy.engine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The multicasts of one node in one family of addresses: a channel that hears on every interface that has joined the
 * group, and speaks out of each in turn.
 *
 * <p>When an interface has gone or changed, the channel is opened anew: what a membership was joined with is no more,
 * and to drop it fails in ways that leave it half alive (protocols.md D.5).
 */
final class MulticastFamily implements ChannelHandler {

    /** Takes what is received, each in a turn of its own. */
    interface Receiver {
        /** A datagram arrived. Its bytes are only lent. */
        void onDatagram(InetSocketAddress from, ByteBuffer datagram);
    }

    /** One interface: whether it has joined, and what it carried. */
    private static final class Membership {
        final Nic nic;
        boolean joined;

        String trouble = "not tried";

        /** Why the last datagram did not leave; empty when it did. */
        String unsent = "";

        long sent;
        long heard;
        long failed;

        /**
         * An interface that has not joined.
         *
         * @param before what was known of the one of this name, whose counts go on
         */
        Membership(Nic nic, @Nullable Membership before) {
            this.nic = nic;
            if (before != null) {
                sent = before.sent;
                heard = before.heard;
                failed = before.failed;
            }
        }
    }

    /** Received before others have their turn. A guess: a few milliseconds, if each costs the check of a signature. */
    private static final int DATAGRAMS_A_TURN = 64;

    private static final Logger LOG = LoggerFactory.getLogger(MulticastFamily.class);

    private final EventLoop loop;
    private final ProtocolFamily family;
    private final InetSocketAddress group;
    private final @Nullable InetAddress speaksFrom;
    private final Receiver receiver;
    private Map<String, Membership> memberships = new LinkedHashMap<>();
    private @Nullable DatagramChannel channel;
    private @Nullable DatagramChannel speaking;
    private @Nullable Nic spokeBy;
    private String trouble = "";

    /**
     * Makes a family that is silent until it is told of its interfaces.
     *
     * @param speaksFrom the only address from which is spoken; {@code null} when each interface may choose
     */
    MulticastFamily(EventLoop loop, InetSocketAddress group, @Nullable InetAddress speaksFrom, Receiver receiver) {
        this.loop = loop;
        this.group = group;
        this.family =
                group.getAddress() instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        this.speaksFrom = speaksFrom;
        this.receiver = receiver;
    }

    /** These are the interfaces from here on; tries again what has not worked so far. */
    void use(List<Nic> nics) {
        if (memberships.values().stream().anyMatch(each -> !nics.contains(each.nic))) {
            close();
        }
        Map<String, Membership> next = new LinkedHashMap<>();
        for (Nic nic : nics) {
            Membership before = memberships.get(nic.name());
            boolean stays = before != null && before.nic.equals(nic);
            next.put(nic.name(), stays ? before : new Membership(nic, before));
        }
        memberships = next;
        if (channel == null && !nics.isEmpty()) {
            open();
        }
        DatagramChannel opened = channel;
        if (opened != null) {
            memberships.values().stream().filter(each -> !each.joined).forEach(each -> join(opened, each));
        }
    }

    /** Speaks out of every interface, now or never: what the system does not take is gone. */
    void send(byte[] datagram) {
        DatagramChannel out = speaking;
        for (Membership each : memberships.values()) {
            try {
                if (out != null && sendBy(out, each.nic, datagram)) {
                    each.sent++;
                    each.unsent = "";
                } else {
                    each.failed++;
                }
            } catch (IOException | RuntimeException e) {
                // The interface may have gone since it was last looked at, or a firewall says no.
                each.failed++;
                each.unsent = "cannot send: " + reason(e);
                spokeBy = null;
            }
        }
    }

    /** Counts a datagram for the interface that it must have come by, or says that it came by none of them. */
    boolean attribute(InetAddress from) {
        for (Membership each : memberships.values()) {
            if (each.nic.reaches(from)) {
                each.heard++;
                return true;
            }
        }
        return false;
    }

    void close() {
        DatagramChannel opened = channel;
        DatagramChannel out = speaking;
        if (opened != null) {
            Failures.close(opened);
        }
        if (out != null) {
            Failures.close(out);
        }
        channel = null;
        speaking = null;
        spokeBy = null;
        memberships.values().forEach(each -> each.joined = false);
    }

    void addTo(List<MulticastStatus.Interface> interfaces) {
        for (Membership each : memberships.values()) {
            List<String> addresses = new ArrayList<>();
            each.nic.addresses().stream()
                    .map(address -> address.getAddress())
                    .filter(address -> (address instanceof Inet4Address) == (family == StandardProtocolFamily.INET))
                    .forEach(address -> addresses.add(address.getHostAddress()));
            interfaces.add(new MulticastStatus.Interface(
                    each.nic.name(),
                    toString(),
                    List.copyOf(addresses),
                    Optional.of(each.joined ? each.unsent : each.trouble).filter(why -> !why.isEmpty()),
                    new MulticastStatus.Traffic(each.sent, each.heard, each.failed)));
        }
    }

    /** What is not possible at all; empty when nothing is. */
    String trouble() {
        return trouble;
    }

    @Override
    public void onReady(SelectionKey key) {
        ByteBuffer in = loop.scratch().in;
        DatagramChannel ready = (DatagramChannel) key.channel();
        for (int left = DATAGRAMS_A_TURN; left > 0 && ready.isOpen(); left--) {
            try {
                InetSocketAddress from = (InetSocketAddress) ready.receive(in.clear());
                if (from == null) {
                    return;
                }
                receiver.onDatagram(from, in.flip());
                loop.turnEnded(this);
            } catch (IOException e) {
                return; // An ICMP error to an earlier datagram, or the end of the channel: nothing is there to receive.
            }
        }
    }

    @Override
    public String toString() {
        return family == StandardProtocolFamily.INET ? "IPv4" : "IPv6";
    }

    private void open() {
        DatagramChannel opened = null;
        DatagramChannel out = null;
        try {
            opened = DatagramChannel.open(family);
            prepare(opened);
            opened.bind(new InetSocketAddress(anyAddress(), group.getPort()));
            out = opened;
            if (speaksFrom != null) {
                // The system would choose the first address of the interface, where nobody need listen.
                out = DatagramChannel.open(family);
                prepare(out);
                out.bind(new InetSocketAddress(speaksFrom, 0));
            }
            loop.register(opened, SelectionKey.OP_READ, this);
            channel = opened;
            speaking = out;
            trouble = "";
        } catch (IOException | RuntimeException e) {
            for (DatagramChannel half : out == opened ? list(opened) : list(opened, out)) {
                Failures.close(half);
            }
            fail(e);
        }
    }

    private void fail(Exception e) {
        if (trouble.isEmpty()) {
            LOG.info("No multicasts by {} for the moment: {}", this, e.toString());
        }
        trouble = "no multicasts by " + this + ": " + reason(e);
        memberships.values().forEach(each -> each.trouble = reason(e));
    }

    private void prepare(DatagramChannel made) throws IOException {
        made.configureBlocking(false);
        // Several nodes of one machine listen at the same port; a system that has only one of the two needs but that.
        setIfKnown(made, StandardSocketOptions.SO_REUSEADDR, true);
        setIfKnown(made, StandardSocketOptions.SO_REUSEPORT, true);
        setIfKnown(made, StandardSocketOptions.IP_MULTICAST_TTL, 1);
        setIfKnown(made, StandardSocketOptions.IP_MULTICAST_LOOP, true);
    }

    private void join(DatagramChannel opened, Membership membership) {
        try {
            opened.join(group.getAddress(), membership.nic.system());
            membership.joined = true;
        } catch (IOException | RuntimeException e) {
            membership.trouble = reason(e);
            LOG.debug("{} does not join by {}", membership.nic.name(), this, e);
        }
    }

    private boolean sendBy(DatagramChannel out, Nic nic, byte[] datagram) throws IOException {
        if (!nic.equals(spokeBy)) {
            out.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic.system());
            spokeBy = nic;
        }
        return out.send(ByteBuffer.wrap(datagram), group) > 0;
    }

    private InetAddress anyAddress() throws IOException {
        return InetAddress.getByAddress(new byte[group.getAddress().getAddress().length]);
    }

    private static <T> void setIfKnown(DatagramChannel channel, SocketOption<T> option, T value) throws IOException {
        if (channel.supportedOptions().contains(option)) {
            channel.setOption(option, value);
        }
    }

    private static List<DatagramChannel> list(@Nullable DatagramChannel... channels) {
        List<DatagramChannel> there = new ArrayList<>();
        for (DatagramChannel each : channels) {
            if (each != null) {
                there.add(each);
            }
        }
        return there;
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }
}
