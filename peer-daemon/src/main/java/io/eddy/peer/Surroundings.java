package io.eddy.peer;

import io.eddy.atlas.Chart;
import io.eddy.atlas.Chart.Link;
import io.eddy.atlas.Chart.Node;
import io.eddy.node.PeerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is linked to whom on a chart, and how many links away everybody is. */
final class Surroundings {
    private final Chart chart;
    private final Map<PeerId, Map<PeerId, Link>> links = new LinkedHashMap<>();
    private final Map<PeerId, Integer> distances = new LinkedHashMap<>();

    Surroundings(Chart chart) {
        this.chart = chart;
        chart.nodes().forEach(node -> links.put(node.peer(), new LinkedHashMap<>()));
        for (Link link : chart.links()) {
            links.getOrDefault(link.low(), new LinkedHashMap<>()).put(link.high(), link);
            links.getOrDefault(link.high(), new LinkedHashMap<>()).put(link.low(), link);
        }
        measure();
    }

    /** Whom this peer is linked to, in the order of the chart. */
    List<PeerId> neighbours(PeerId peer) {
        Map<PeerId, Link> own = links.getOrDefault(peer, Map.of());
        return chart.nodes().stream().map(Node::peer).filter(own::containsKey).toList();
    }

    int degree(PeerId peer) {
        return links.getOrDefault(peer, Map.of()).size();
    }

    boolean isAgreed(PeerId one, PeerId other) {
        Link link = links.getOrDefault(one, Map.of()).get(other);
        return link != null && link.agreed();
    }

    /** The peers by how many links they are away from oneself; those to whom none lead are not among them. */
    Map<Integer, List<PeerId>> byDistance() {
        Map<Integer, List<PeerId>> rings = new TreeMap<>();
        for (Node node : chart.nodes()) {
            Integer distance = distances.get(node.peer());
            if (distance != null) {
                rings.computeIfAbsent(distance, key -> new ArrayList<>()).add(node.peer());
            }
        }
        return rings;
    }

    /** Those to whom no links lead. */
    List<PeerId> apart() {
        return chart.nodes().stream()
                .map(Node::peer)
                .filter(peer -> !distances.containsKey(peer))
                .toList();
    }

    private void measure() {
        Deque<PeerId> open = new ArrayDeque<>(List.of(chart.self()));
        distances.put(chart.self(), 0);
        while (!open.isEmpty()) {
            PeerId one = open.remove();
            int next = distances.getOrDefault(one, 0) + 1;
            for (PeerId other : links.getOrDefault(one, Map.of()).keySet()) {
                if (distances.putIfAbsent(other, next) == null) {
                    open.add(other);
                }
            }
        }
    }
}
