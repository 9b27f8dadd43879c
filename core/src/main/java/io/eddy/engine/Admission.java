package io.eddy.engine;

import io.eddy.engine.LinkCounters.Refusal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The links of a node, and which connections may become one more. */
final class Admission {
    /** How much of the rate may come at once, in seconds of it. A guess. */
    private static final int BURST_SECONDS = 2;

    private final LinkLimits limits;
    private final Set<TcpLink> all = new LinkedHashSet<>();

    /** Accepted and not yet proven, the oldest first. */
    private final Set<TcpLink> halfOpen = new LinkedHashSet<>();

    private final Map<Prefix, Integer> inboundByAddress = new HashMap<>();
    private final Map<Prefix, Integer> inboundBySubnet = new HashMap<>();
    private final Map<Prefix, Integer> halfOpenByAddress = new HashMap<>();
    private int inboundProven;
    private double tokens;
    private long tokensAtNanos;

    Admission(LinkLimits limits, long nowNanos) {
        this.limits = limits;
        tokens = (double) limits.acceptsPerSecond() * BURST_SECONDS;
        tokensAtNanos = nowNanos;
    }

    /**
     * For which address a connection counts: one of this machine to itself, by whichever address, for loopback.
     */
    static InetAddress accountOf(InetAddress from, InetAddress to) {
        return from.equals(to) ? InetAddress.getLoopbackAddress() : from;
    }

    /**
     * Why no connection from this address may be accepted; {@code null} when it may, and then it counts for the rate.
     */
    @Nullable
    Refusal refusal(InetAddress from, long nowNanos) {
        if (all.size() - halfOpen.size() >= limits.total()) {
            return Refusal.TOTAL;
        }
        if (inboundProven >= limits.inbound()) {
            return Refusal.INBOUND;
        }
        return from.isLoopbackAddress() ? null : refusalOfAddress(from, nowNanos);
    }

    boolean mayDial() {
        return all.size() - halfOpen.size() < limits.total();
    }

    void dialled(TcpLink link) {
        all.add(link);
    }

    /** Counts an accepted connection. */
    void accepted(TcpLink link, InetAddress from) {
        all.add(link);
        halfOpen.add(link);
        count(inboundByAddress, Prefix.address(from), 1);
        count(inboundBySubnet, Prefix.subnet(from), 1);
        count(halfOpenByAddress, Prefix.address(from), 1);
    }

    /** The half-open connection that has to go, if there are too many. */
    @Nullable
    TcpLink surplus() {
        return halfOpen.size() > limits.halfOpen().total() ? halfOpen.iterator().next() : null;
    }

    /** Makes a half-open connection a link; {@code false} when there is no room for it. */
    boolean proven(TcpLink link, InetAddress from) {
        leaveHalfOpen(link, from);
        inboundProven++;
        return inboundProven <= limits.inbound() && all.size() - halfOpen.size() <= limits.total();
    }

    /**
     * Forgets a link or a connection.
     *
     * @param from where an accepted one came from; {@code null} for a dialled one
     */
    void gone(TcpLink link, @Nullable InetAddress from) {
        all.remove(link);
        if (from != null) {
            if (!leaveHalfOpen(link, from)) {
                inboundProven--;
            }
            count(inboundByAddress, Prefix.address(from), -1);
            count(inboundBySubnet, Prefix.subnet(from), -1);
        }
    }

    /**
     * The oldest link that may make room for one that would be refused for this reason: what nobody needs keeps nobody
     * out (protocols.md D.3, "siphoners").
     */
    @Nullable
    TcpLink spare(InetAddress from, Refusal refusal, Predicate<TcpLink> isSpare) {
        for (TcpLink link : all) {
            InetAddress other = link.acceptedFrom();
            if (other != null && isInTheWay(other, from, refusal) && isSpare.test(link)) {
                return link;
            }
        }
        return null;
    }

    private static boolean isInTheWay(InetAddress other, InetAddress from, Refusal refusal) {
        return switch (refusal) {
            case TOTAL, INBOUND -> true;
            case ADDRESS -> Prefix.address(other).equals(Prefix.address(from));
            case SUBNET -> Prefix.subnet(other).equals(Prefix.subnet(from));
            case RATE, HALF_OPEN_ADDRESS, MEMORY, DESCRIPTORS -> false;
        };
    }

    List<TcpLink> links() {
        return List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    private @Nullable Refusal refusalOfAddress(InetAddress from, long nowNanos) {
        if (inboundByAddress.getOrDefault(Prefix.address(from), 0) >= limits.perAddress()) {
            return Refusal.ADDRESS;
        }
        if (halfOpenByAddress.getOrDefault(Prefix.address(from), 0)
                >= limits.halfOpen().perAddress()) {
            return Refusal.HALF_OPEN_ADDRESS;
        }
        if (inboundBySubnet.getOrDefault(Prefix.subnet(from), 0) >= limits.perSubnet()) {
            return Refusal.SUBNET;
        }
        // Last, so that one address at its limit does not use up the rate of all.
        return takeToken(nowNanos) ? null : Refusal.RATE;
    }

    private boolean takeToken(long nowNanos) {
        double since = (double) (nowNanos - tokensAtNanos) / TimeUnit.SECONDS.toNanos(1);
        int rate = limits.acceptsPerSecond();
        tokens = Math.min((double) rate * BURST_SECONDS, tokens + since * rate);
        tokensAtNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private boolean leaveHalfOpen(TcpLink link, InetAddress from) {
        if (!halfOpen.remove(link)) {
            return false;
        }
        count(halfOpenByAddress, Prefix.address(from), -1);
        return true;
    }

    private static void count(Map<Prefix, Integer> counts, Prefix prefix, int change) {
        counts.merge(prefix, change, (before, more) -> before + more == 0 ? null : before + more);
    }

    /** The first bits of an address. */
    private record Prefix(int bits, long value) {
        private static final int IPV4_BYTES = 4;

        /** What one party is sure to have: an IPv4 address, or an IPv6 /64, but for the own link, which shares one. */
        static Prefix address(InetAddress address) {
            return address.isLinkLocalAddress() ? last(address) : of(address, 32, 64);
        }

        static Prefix subnet(InetAddress address) {
            return address.isLinkLocalAddress() ? last(address) : of(address, 24, 48);
        }

        /** The interface's part of a link-local address. */
        private static Prefix last(InetAddress address) {
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            return bytes.remaining() == IPV4_BYTES
                    ? new Prefix(Integer.SIZE, bytes.getInt())
                    : new Prefix(2 * Long.SIZE, bytes.getLong(Long.BYTES));
        }

        private static Prefix of(InetAddress address, int ipv4Bits, int ipv6Bits) {
            byte[] bytes = address.getAddress();
            if (bytes.length == IPV4_BYTES) {
                return new Prefix(ipv4Bits, ByteBuffer.wrap(bytes).getInt() >>> (32 - ipv4Bits));
            }
            return new Prefix(ipv6Bits, ByteBuffer.wrap(bytes).getLong() >>> (64 - ipv6Bits));
        }
    }
}
