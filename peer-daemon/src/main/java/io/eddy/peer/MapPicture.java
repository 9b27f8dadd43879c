package io.eddy.peer;

import io.eddy.atlas.Chart;
import io.eddy.atlas.Chart.Node;
import io.eddy.atlas.Chart.Room;
import io.eddy.atlas.Chart.State;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Page;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The network as a peer knows it: for a person peer by peer while they are few, else in figures. */
final class MapPicture {
    /** More do not fit a screen together with their links. */
    private static final int MAX_DRAWN = 12;

    /** Members of a room that are named. */
    private static final int MAX_MEMBERS = 12;

    /** Rooms that a person is shown; a script gets all. */
    private static final int MAX_ROOMS = 20;

    /** Columns of the longest bar. */
    private static final int BAR_COLUMNS = 40;

    private static final int LABEL_COLUMNS = 12;

    private final Chart chart;
    private final ChartNames names;
    private final Surroundings surroundings;

    private MapPicture(Chart chart) {
        this.chart = chart;
        this.names = new ChartNames(chart);
        this.surroundings = new Surroundings(chart);
    }

    static Report report(Chart chart) {
        MapPicture picture = new MapPicture(chart);
        return new Report("map", picture::fields, picture::draw);
    }

    private void fields(JsonLine json) {
        json.objects(
                        "nodes",
                        chart.nodes(),
                        (line, node) -> line.field("peer", node.peer().hex())
                                .field("name", node.name())
                                .field("state", node.state().text())
                                .field("age", node.age().toSeconds()))
                .lists(
                        "links",
                        chart.links().stream()
                                .map(link ->
                                        List.of(link.low().hex(), link.high().hex()))
                                .toList())
                .objects(
                        "rooms",
                        chart.rooms(),
                        (line, room) -> line.field("room", room.name())
                                .strings(
                                        "members",
                                        room.members().stream().map(PeerId::hex).toList()))
                .field("age", chart.oldest().toSeconds())
                .field("age_median", chart.median().toSeconds());
    }

    private void draw(Page page) {
        summary(page);
        if (chart.nodes().size() <= MAX_DRAWN) {
            everybody(page);
        } else {
            figures(page);
            neighbourhood(page);
        }
        rooms(page);
        if (chart.nodes().size() > 1) {
            age(page);
        }
    }

    private void age(Page page) {
        page.line(
                Tint.FAINT,
                "  What is said here of others is " + words(chart.median()) + " old as a rule, " + words(chart.oldest())
                        + " at most.");
    }

    private void summary(Page page) {
        long oneSided = chart.links().stream().filter(link -> !link.agreed()).count();
        page.line("  " + count(chart.nodes().size(), "peer") + ": " + states() + "; "
                + count(chart.links().size(), "link")
                + (oneSided == 0 ? "" : ", " + oneSided + " of them by the word of one end alone"));
    }

    private String states() {
        Map<State, Long> counts = new TreeMap<>(
                chart.nodes().stream().collect(Collectors.groupingBy(Node::state, Collectors.counting())));
        return counts.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey().text())
                .collect(Collectors.joining(", "));
    }

    private void everybody(Page page) {
        int width = page.widest(
                chart.nodes().stream().map(node -> names.of(node.peer())).toList());
        surroundings.byDistance().forEach((distance, peers) -> {
            heading(page, away(distance));
            peers.forEach(peer -> row(page, peer, width));
        });
        List<PeerId> apart = surroundings.apart();
        if (!apart.isEmpty()) {
            heading(page, "no links lead to");
            apart.forEach(peer -> row(page, peer, width));
        }
    }

    private void row(Page page, PeerId peer, int width) {
        State state = chart.node(peer).map(Node::state).orElse(State.OFFLINE);
        page.text("    ").column(state == State.OFFLINE ? Tint.FAINT : Tint.NAME, names.of(peer), width);
        String separator = "  ";
        for (PeerId other : surroundings.neighbours(peer)) {
            boolean agreed = surroundings.isAgreed(peer, other);
            page.text(Tint.FAINT, separator + (agreed ? "── " : "╌╌ ")).text(names.of(other));
            separator = "  ";
        }
        page.line(Tint.FAINT, state == State.FREE ? "" : "  (" + state.text() + ")");
    }

    private void figures(Page page) {
        Map<Integer, Integer> degrees = new TreeMap<>();
        chart.nodes().forEach(node -> degrees.merge(surroundings.degree(node.peer()), 1, Integer::sum));
        heading(page, "peers by their links");
        bars(page, degrees, "link");
        Map<Integer, Integer> distances = new TreeMap<>();
        surroundings.byDistance().forEach((distance, peers) -> distances.put(distance, peers.size()));
        distances.remove(0);
        heading(page, "peers by how many links they are away from you");
        bars(page, distances, "away");
        int apart = surroundings.apart().size();
        if (apart > 0) {
            page.text("    ").column(Tint.FAINT, "unlinked", LABEL_COLUMNS).line(String.valueOf(apart));
        }
    }

    private static void bars(Page page, Map<Integer, Integer> counts, String unit) {
        int most = counts.values().stream().max(Integer::compare).orElse(1);
        counts.forEach((number, peers) -> {
            String label = unit.equals("away") ? number + " away" : count(number, unit);
            // At least one column: what exists is seen.
            int columns = Math.max(1, peers * BAR_COLUMNS / most);
            page.text("    ")
                    .column(Tint.FAINT, label, LABEL_COLUMNS)
                    .text("█".repeat(columns))
                    .line(" " + peers);
        });
    }

    private void neighbourhood(Page page) {
        List<PeerId> own = surroundings.neighbours(chart.self());
        heading(page, "your neighbours, and theirs");
        int width = page.widest(own.stream().map(names::of).toList());
        own.forEach(peer -> row(page, peer, width));
    }

    private void rooms(Page page) {
        if (chart.rooms().isEmpty()) {
            return;
        }
        heading(page, "rooms");
        List<Room> shown = chart.rooms().stream().limit(MAX_ROOMS).toList();
        int width = page.widest(shown.stream().map(Room::name).toList());
        for (Room room : shown) {
            String members =
                    room.members().stream().limit(MAX_MEMBERS).map(names::of).collect(Collectors.joining(", "));
            int more = room.members().size() - MAX_MEMBERS;
            page.text("    ")
                    .column(Tint.NAME, room.name(), width)
                    .text("  " + room.members().size() + "  ")
                    .line(members + (more > 0 ? " and " + more + " more" : ""));
        }
        if (chart.rooms().size() > MAX_ROOMS) {
            page.line(Tint.FAINT, "    and " + (chart.rooms().size() - MAX_ROOMS) + " more rooms");
        }
    }

    private static void heading(Page page, String text) {
        page.line(Tint.FAINT, "  " + text);
    }

    private static String away(int distance) {
        return switch (distance) {
            case 0 -> "you";
            case 1 -> "your neighbours";
            default -> distance + " links away";
        };
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String words(Duration age) {
        return age.toMinutes() < 2 ? age.toSeconds() + " s" : age.toMinutes() + " min";
    }
}
