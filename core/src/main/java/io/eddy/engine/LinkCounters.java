package io.eddy.engine;

import io.eddy.node.Closing;
import java.util.EnumMap;
import java.util.Map;

/** What the sockets of one node count, for its operator. Read and written on the loop. */
public final class LinkCounters {

    /** Why a connection was not taken. */
    public enum Refusal {
        /** Too many new connections in a short time. */
        RATE,
        /** As many links as there may be. */
        TOTAL,
        /** As many accepted links as there may be. */
        INBOUND,
        /** Too many from one address. */
        ADDRESS,
        /** Too many half-open ones from one address. */
        HALF_OPEN_ADDRESS,
        /** Too many from one subnet. */
        SUBNET,
        /** The buffers of the loop are all in use. */
        MEMORY,
        /** The system has no more descriptors. */
        DESCRIPTORS
    }

    long accepted;
    long dialled;
    long proven;
    long handshakeFailures;
    long handshakeTimeouts;
    long evicted;
    long slow;
    long overloaded;
    long bytesIn;
    long bytesOut;
    private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);

    /** Connections that were accepted and not refused. */
    public long accepted() {
        return accepted;
    }

    public long dialled() {
        return dialled;
    }

    /** Links, of both directions, whose other end has proven its key. */
    public long proven() {
        return proven;
    }

    /** Accepted connections that ended without a proven key, those that made room or were too late not counted. */
    public long handshakeFailures() {
        return handshakeFailures;
    }

    /** Accepted connections that had proven no key by the deadline. */
    public long handshakeTimeouts() {
        return handshakeTimeouts;
    }

    /** Half-open connections that made room for newer ones. */
    public long evicted() {
        return evicted;
    }

    /** Links closed because their reader was too slow. */
    public long slow() {
        return slow;
    }

    /** Links and connections closed to make room: for buffers, and for other links. */
    public long overloaded() {
        return overloaded;
    }

    /** Bytes received, as the network carried them. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Bytes sent, as the network carried them. */
    public long bytesOut() {
        return bytesOut;
    }

    /** Connections refused for this reason. */
    public long refused(Refusal why) {
        return refusals.getOrDefault(why, 0L);
    }

    /** A connection ended by itself, or was ended for this reason. */
    void ended(Closing.Code why, boolean halfOpen) {
        if (why == Closing.Code.SLOW) {
            slow++;
        } else if (why == Closing.Code.OVERLOADED) {
            overloaded++;
        } else if (halfOpen && why == Closing.Code.TIMEOUT) {
            handshakeTimeouts++;
        } else if (halfOpen) {
            handshakeFailures++;
        }
    }

    void refuse(Refusal why) {
        refusals.merge(why, 1L, Long::sum);
    }
}
