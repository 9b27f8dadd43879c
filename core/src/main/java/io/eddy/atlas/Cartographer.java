package io.eddy.atlas;

import io.eddy.atlas.Chart.Link;
import io.eddy.atlas.Chart.Node;
import io.eddy.atlas.Chart.Room;
import io.eddy.atlas.Chart.State;
import io.eddy.atlas.Sheet.Activity;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws a chart of the places that are known. */
final class Cartographer {
    /** For so long a peer that nobody names is not called offline: its neighbours' word may be under way. */
    private static final Duration TO_BE_NAMED = Duration.ofSeconds(30);

    /** Two peers, the lower id first. */
    private record Pair(PeerId low, PeerId high) {
        static Pair of(PeerId one, PeerId other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    private final PeerId self;
    private final Timestamp now;

    /** Whether everybody is among the places, so that nobody can be linked by way of one who is not. */
    private final boolean whole;

    private final List<Known> places;
    private final Map<Long, Known> byPrefix = new LinkedHashMap<>();

    Cartographer(PeerId self, Timestamp now, boolean whole, Collection<Known> known) {
        this.self = self;
        this.now = now;
        this.whole = whole;
        this.places = known.stream()
                .filter(place -> place.holds(now))
                .sorted(Comparator.comparing((Known place) -> !place.peer.equals(self))
                        .thenComparing(place -> place.place.sheet().name())
                        .thenComparing(place -> place.peer))
                .toList();
        places.forEach(place -> byPrefix.putIfAbsent(place.peer.word0(), place));
    }

    Chart chart() {
        Set<PeerId> present = present();
        List<Node> nodes = places.stream().map(place -> node(place, present)).toList();
        return new Chart(self, nodes, links(), rooms());
    }

    /** Of some peers those of whom the chart would show nothing, or that they are offline. */
    List<PeerId> lost(List<PeerId> peers) {
        if (!whole) {
            return List.of();
        }
        Set<PeerId> present = present();
        Set<PeerId> there = places.stream()
                .filter(place -> !isAbsent(place, present))
                .map(place -> place.peer)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return peers.stream().filter(peer -> !there.contains(peer)).toList();
    }

    private Node node(Known known, Set<PeerId> present) {
        Sheet sheet = known.place.sheet();
        State said = sheet.activity() == Activity.PLAYING ? State.PLAYING : State.FREE;
        State state = isAbsent(known, present) ? State.OFFLINE : said;
        return new Node(known.peer, sheet.name(), state, known.age(now));
    }

    private boolean isAbsent(Known known, Set<PeerId> present) {
        return whole && !present.contains(known.peer) && known.age(now).compareTo(TO_BE_NAMED) > 0;
    }

    /** Oneself, whom one names as a neighbour, whom those name, and so on. */
    private Set<PeerId> present() {
        Set<PeerId> present = new LinkedHashSet<>();
        Deque<Known> open = new ArrayDeque<>();
        if (!places.isEmpty()) {
            open.add(places.get(0));
        }
        while (!open.isEmpty()) {
            Known one = open.remove();
            if (present.add(one.peer)) {
                open.addAll(named(one));
            }
        }
        return present;
    }

    private List<Known> named(Known one) {
        List<Known> named = new ArrayList<>();
        for (long prefix : one.place.sheet().neighbours()) {
            Known neighbour = byPrefix.get(prefix);
            if (neighbour != null) {
                named.add(neighbour);
            }
        }
        return named;
    }

    private List<Link> links() {
        Map<Pair, Boolean> agreed = new LinkedHashMap<>();
        for (Known one : places) {
            for (Known other : named(one)) {
                agreed.merge(Pair.of(one.peer, other.peer), false, (before, now) -> true);
            }
        }
        return agreed.entrySet().stream()
                .map(link -> new Link(link.getKey().low, link.getKey().high, link.getValue()))
                .toList();
    }

    private List<Room> rooms() {
        Map<String, List<PeerId>> members = new TreeMap<>();
        for (Known one : places) {
            for (String room : one.place.sheet().rooms()) {
                members.computeIfAbsent(room, name -> new ArrayList<>()).add(one.peer);
            }
        }
        return members.entrySet().stream()
                .map(room -> new Room(room.getKey(), List.copyOf(room.getValue())))
                .toList();
    }
}
