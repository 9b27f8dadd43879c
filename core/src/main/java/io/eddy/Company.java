package io.eddy;

import io.eddy.atlas.Chart;
import io.eddy.chat.Chat;
import io.eddy.chat.RoomName;
import io.eddy.directory.Directory;
import io.eddy.node.PeerId;
import io.eddy.registry.PeerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a peer seeks so that nothing is missed, where not everybody is linked with everybody: other members of its
 * rooms, contacts that carry what waits for somebody who is away, and those for whom it carries.
 */
final class Company {
    /** How often it is looked at who is there, while there is a reason to: a guess. */
    private static final Duration REVIEW = Duration.ofSeconds(10);

    /** Links to members of one room, and to contacts that carry; one may go at any time. */
    private static final int ENOUGH = 2;

    /** Those carried for who are called at a time. */
    private static final int CALLED = 8;

    /** So long the same are called. */
    private static final int REVIEWS_OF_ONE = 3;

    private final PeerNode peer;
    private final Directory directory;
    private final Set<PeerId> sought = new LinkedHashSet<>();
    private boolean reviewing;
    private long reviews;

    Company(PeerNode peer) {
        this.peer = peer;
        this.directory = peer.directory();
    }

    /** There may be a reason to seek somebody. */
    void wake() {
        if (!reviewing && hasReason()) {
            reviewing = true;
            peer.operator().later(REVIEW, this::review);
        }
    }

    private Chat chat() {
        return peer.chat();
    }

    private boolean hasReason() {
        return chat().rooms().size() > 1
                || !chat().awaited().isEmpty()
                || !chat().logs().carriedFor().isEmpty();
    }

    private void review() {
        reviewing = false;
        reviews++;
        Set<PeerId> wanted = new LinkedHashSet<>();
        if (hasReason()) {
            Chart chart = peer.mesh().chart();
            peer.attendance().onChart(chart);
            for (String room : chat().rooms()) {
                if (!room.equals(RoomName.EVERYONE)) {
                    want(members(chart, room), wanted);
                }
            }
            if (chat().awaited().stream().anyMatch(recipient -> !peer.links().isUp(recipient))) {
                want(chat().carriers(), wanted);
            }
            List<PeerId> carriedFor = new ArrayList<>(chat().logs().carriedFor());
            carriedFor.removeIf(recipient -> !isThere(recipient) || peer.links().isUp(recipient));
            draw(carriedFor, CALLED, wanted);
        }
        seek(wanted);
        peer.mesh().sealingKeys().seekAgain();
        chat().sealAwaited();
        wake();
    }

    private void seek(Set<PeerId> wanted) {
        for (PeerId former : List.copyOf(sought)) {
            if (!wanted.contains(former)) {
                sought.remove(former);
                peer.reach().onCompany(former, false);
            }
        }
        for (PeerId other : wanted) {
            if (sought.add(other)) {
                peer.reach().onCompany(other, true);
            }
        }
    }

    private static Collection<PeerId> members(Chart chart, String room) {
        return chart.rooms().stream()
                .filter(other -> PeerName.folded(other.name()).equals(PeerName.folded(room)))
                .findFirst()
                .map(Chart.Room::members)
                .orElse(List.of());
    }

    /** Wants enough of these linked: those that are stay so, then whoever is there. */
    private void want(Collection<PeerId> others, Set<PeerId> wanted) {
        List<PeerId> there = new ArrayList<>(others);
        there.removeIf(other -> !isThere(other));
        List<PeerId> linked = there.stream().filter(peer.links()::isUp).toList();
        wanted.addAll(linked.stream().filter(sought::contains).limit(ENOUGH).toList());
        there.removeAll(linked);
        draw(there, ENOUGH - linked.size(), wanted);
    }

    /** Wants so many of these: those that are called already, then any; now and then others, lest none answers. */
    private void draw(List<PeerId> from, int count, Set<PeerId> wanted) {
        boolean anew = reviews % REVIEWS_OF_ONE == 0;
        List<PeerId> called = from.stream()
                .filter(each -> !anew && sought.contains(each))
                .limit(Math.max(0, count))
                .toList();
        wanted.addAll(called);
        List<PeerId> others = new ArrayList<>(from);
        others.removeAll(called);
        for (int missing = count - called.size(); missing > 0 && !others.isEmpty(); missing--) {
            wanted.add(others.remove(peer.world().random().nextInt(others.size())));
        }
    }

    private boolean isThere(PeerId other) {
        return !other.equals(peer.node().self())
                && directory.isThere(other)
                && peer.reach().permits(other);
    }
}
