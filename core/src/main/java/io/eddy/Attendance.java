package io.eddy;

import io.eddy.atlas.Chart;
import io.eddy.chat.RoomName;
import io.eddy.directory.Directory;
import io.eddy.directory.Via;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import io.eddy.registry.PeerName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is there, as its operator is told of it.
 *
 * <p>Of some peers the map alone tells: of those whose sessions ended because the mesh needs them no longer, and of
 * contacts and other members of named rooms that were never linked. They count as online until the map has lost them.
 * Whoever was seen to go has gone, though the map shows it for a while: only what it signed since is believed.
 *
 * <p>Anybody can make up peers that come and go. So the comings of strangers are told at a rate, and whoever came
 * untold goes untold. No strangers are contacts, neighbours, and those with whom a game or a named room is shared.
 */
final class Attendance {
    /** How often it is looked at the map; nobody hears sooner than so of one that went. */
    private static final Duration REVIEW = Duration.ofMinutes(1);

    /** Whoever is missing then is missing still so long after: that it has new neighbours may be under way. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(30);

    /** Peers watched; of more, the one that was shown first goes offline without a word. */
    private static final int MAX_PEERS = 1_024;

    /** What is passed on seems younger than it is, by the time it was on its way: a guess. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    /** Comings of strangers that are told at once: a guess, as many as can be heard on the local network. */
    private static final int STRANGERS_AT_ONCE = 1_024;

    /** And then in a second: a guess, which a person can still read. */
    private static final int STRANGERS_PER_SECOND = 1;

    /** More than can be heard, linked and shown at one time; of whoever came untold before these, the end is told. */
    private static final int MAX_UNTOLD = 4_096;

    private final PeerNode peer;
    private final Directory directory;

    /** Those of whom the map alone may tell that they go. */
    private final Set<PeerId> shown = new LinkedHashSet<>();

    /** Those of them whom the last look did not find. */
    private Set<PeerId> missing = new LinkedHashSet<>();

    /** When those were seen to go whom the map may still show. */
    private final Map<PeerId, Timestamp> goneAt = new LinkedHashMap<>();

    private final TokenBucket strangers = TokenBucket.perSecond(STRANGERS_PER_SECOND, STRANGERS_AT_ONCE);

    /** Those who came untold, and how. */
    private final Map<PeerId, Via> untold = new LinkedHashMap<>();

    private long untoldSoFar;
    private boolean reviewing;

    Attendance(PeerNode peer) {
        this.peer = peer;
        this.directory = peer.directory();
    }

    /** A peer is there that was not. */
    void onCome(PeerId other, Via via) {
        goneAt.remove(other);
        untold.remove(other);
        if (isAcquainted(other) || strangers.take(peer.world().now())) {
            tellOnline(other, via);
        } else {
            untoldSoFar++;
            untold.put(other, via);
            if (untold.size() > MAX_UNTOLD) {
                untold.remove(untold.keySet().iterator().next());
            }
        }
    }

    /** This peer is no stranger any more: if it came untold, that it is there is told now. */
    void onAcquainted(PeerId other) {
        Via via = untold.remove(other);
        if (via != null && directory.isOnline(other)) {
            tellOnline(other, via);
        }
    }

    /** Comings that were not told, since too many strangers came. */
    long untold() {
        return untoldSoFar;
    }

    /** A peer is there no longer, as its session, its silence or a manager tells. */
    void onGone(PeerId other, Via via) {
        goneAt.remove(other);
        goneAt.put(other, peer.world().now());
        if (goneAt.size() > MAX_PEERS) {
            goneAt.remove(goneAt.keySet().iterator().next());
        }
        tellOffline(other, via);
    }

    /** A session ended for no other reason than that nobody needs it. */
    void onParted(PeerId other) {
        directory.onUnlinked(other, true);
        show(other);
        wake();
    }

    /** There is a session again: its end will tell more. */
    void onLinked(PeerId other) {
        shown.remove(other);
    }

    /** There may be somebody to look for on the map. */
    void wake() {
        if (!reviewing && hasReason()) {
            reviewing = true;
            peer.operator().later(missing.isEmpty() ? REVIEW : SECOND_LOOK, this::review);
        }
    }

    /** The map was drawn: of those on it whoever has come is told of, if it would be seen to go, too. */
    void onChart(Chart chart) {
        Set<PeerId> roommates = roommates(chart);
        roommates.forEach(this::onAcquainted);
        Set<PeerId> there = new LinkedHashSet<>();
        boolean whole = peer.mesh().atlas().isWhole();
        for (Chart.Node node : chart.nodes()) {
            PeerId other = node.peer();
            if (node.state() != Chart.State.OFFLINE && !other.equals(chart.self())) {
                there.add(other);
                boolean concerns = whole && (roommates.contains(other) || directory.isContact(other));
                if (concerns && !directory.isBlocked(other) && !directory.isOnline(other) && isNews(node)) {
                    directory.onShown(other);
                    show(other);
                    goneAt.remove(other);
                    untold.remove(other);
                    tellOnline(other, Via.MESH);
                }
            }
        }
        goneAt.keySet().retainAll(there);
    }

    private boolean hasReason() {
        return !shown.isEmpty()
                || peer.chat().rooms().size() > 1
                || !directory.contacts().isEmpty();
    }

    private void show(PeerId other) {
        shown.remove(other);
        shown.add(other);
        if (shown.size() > MAX_PEERS) {
            PeerId first = shown.iterator().next();
            shown.remove(first);
            directory.onUnlinked(first, false);
        }
    }

    /** In the room of everyone is everybody; in a large network nobody wants to be told of all of them. */
    private Set<PeerId> roommates(Chart chart) {
        Set<String> named = peer.chat().rooms().stream()
                .filter(room -> !room.equals(RoomName.EVERYONE))
                .map(PeerName::folded)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<PeerId> roommates = new LinkedHashSet<>();
        if (!named.isEmpty()) {
            for (Chart.Room room : chart.rooms()) {
                if (named.contains(PeerName.folded(room.name()))) {
                    roommates.addAll(room.members());
                }
            }
        }
        return roommates;
    }

    private boolean isNews(Chart.Node node) {
        Timestamp gone = goneAt.get(node.peer());
        return gone == null
                || node.age().plus(ON_ITS_WAY).compareTo(gone.until(peer.world().now())) < 0;
    }

    private void review() {
        Set<PeerId> before = missing;
        missing = new LinkedHashSet<>();
        for (PeerId lost : peer.mesh().atlas().lost(List.copyOf(shown))) {
            if (before.contains(lost)) {
                onLost(lost);
            } else {
                missing.add(lost);
            }
        }
        onChart(peer.mesh().chart());
        reviewing = false;
        wake();
    }

    private void onLost(PeerId lost) {
        boolean before = directory.isOnline(lost);
        shown.remove(lost);
        directory.onUnlinked(lost, false);
        directory.onUncharted(lost);
        if (before && !directory.isOnline(lost)) {
            tellOffline(lost, Via.MESH);
        }
    }

    /** Members of rooms are known by the map: when it is drawn, they are told of. */
    private boolean isAcquainted(PeerId other) {
        return directory.isContact(other)
                || peer.sharesRing(other)
                || peer.mesh().overlay().isNeighbour(other);
    }

    private void tellOnline(PeerId other, Via via) {
        peer.tell(new PeerEvent.PeerOnline(other, directory.name(other), via));
    }

    private void tellOffline(PeerId other, Via via) {
        if (untold.remove(other) == null) {
            peer.tell(new PeerEvent.PeerOffline(other, directory.name(other), via));
        }
    }
}
