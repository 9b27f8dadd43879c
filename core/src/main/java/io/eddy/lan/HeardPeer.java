package io.eddy.lan;

import io.eddy.lan.Beacon.Moment;
import io.eddy.lan.Beacon.Speaker;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a peer that was heard: its last beacon whose signature was good, and where it comes from.
 *
 * <p>A later beacon that says nothing else is <em>pending</em>: its signature is looked at when something depends on
 * it. It is a sign of life, for as long as the last good signature is fresh; it changes nothing, and if it was forged,
 * nothing is lost by it.
 */
final class HeardPeer {
    /**
     * Beacons in a row that must come from another address, and none of them from the one that is known, before the
     * peer counts as moved: who is heard by two interfaces is heard from two addresses, in any order.
     */
    private static final int MOVED_AFTER = 2;

    final PeerId id;
    private Endpoint at;
    private Beacon good;
    private Timestamp goodAt;
    private @Nullable Beacon pending;
    private Timestamp pendingAt;
    private int elsewhere;

    HeardPeer(String host, Beacon good, Timestamp now) {
        this.id = PeerId.of(good.key());
        this.at = new Endpoint(host, good.statement().speaker().port());
        this.good = good;
        this.goodAt = now;
        this.pendingAt = now;
    }

    LanEvent.Heard asHeard() {
        String name = good.statement().speaker().name();
        return new LanEvent.Heard(id, name, at, good.statement().places().free());
    }

    PublicKey key() {
        return good.key();
    }

    /** Where its datagrams come from. */
    String host() {
        return at.host();
    }

    /** The last moment that surely was the peer's. */
    Moment moment() {
        return good.moment();
    }

    Timestamp heardAt() {
        return pending == null ? goodAt : pendingAt;
    }

    /** What was taken last, if it has not been looked at. */
    @Nullable
    Beacon pending() {
        return pending;
    }

    /** Whether this very beacon was taken last. */
    boolean isEcho(Beacon beacon) {
        Beacon waiting = pending;
        return beacon.equals(waiting == null ? good : waiting);
    }

    void onEcho(String host) {
        if (host.equals(at.host())) {
            elsewhere = 0;
        }
    }

    /** Whether the peer was started anew since. */
    boolean isOfAnotherLife(Beacon beacon) {
        return beacon.moment().boot() != moment().boot();
    }

    /** Whether a beacon tells nothing but that the peer is alive. */
    boolean isUnchanged(String host, Beacon beacon) {
        Speaker speaker = beacon.statement().speaker();
        return speaker.equals(good.statement().speaker())
                && beacon.statement().places().free()
                        == good.statement().places().free()
                && beacon.statement().call() != Beacon.Call.LEAVING
                && !isOfAnotherLife(beacon)
                && !hasMoved(host);
    }

    Timestamp goodAt() {
        return goodAt;
    }

    void onUnchecked(String host, Beacon beacon, Timestamp now) {
        pending = beacon;
        pendingAt = now;
        elsewhere = host.equals(at.host()) ? 0 : elsewhere + 1;
    }

    /** Somebody looked at the signature of the pending beacon. */
    void onPendingChecked(boolean isGood) {
        Beacon checked = pending;
        if (isGood && checked != null) {
            good = checked;
            goodAt = pendingAt;
        }
        pending = null;
    }

    /** A beacon came whose signature is good. */
    void onGood(String host, Beacon beacon, Timestamp now) {
        String where = isOfAnotherLife(beacon) || hasMoved(host) ? host : at.host();
        elsewhere = host.equals(where) ? 0 : elsewhere + 1;
        at = new Endpoint(where, beacon.statement().speaker().port());
        good = beacon;
        goodAt = now;
        pending = null;
    }

    private boolean hasMoved(String host) {
        return !host.equals(at.host()) && elsewhere >= MOVED_AFTER;
    }
}
