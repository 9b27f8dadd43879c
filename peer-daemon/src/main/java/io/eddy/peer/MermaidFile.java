package io.eddy.peer;

import io.eddy.atlas.Chart;
import io.eddy.atlas.Chart.Link;
import io.eddy.atlas.Chart.Node;
import io.eddy.atlas.Chart.State;
import io.eddy.node.PeerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chart as a graph that Mermaid draws. */
final class MermaidFile {
    private MermaidFile() {}

    static String of(Chart chart) {
        ChartNames names = new ChartNames(chart);
        Map<PeerId, String> labels = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("graph LR\n");
        for (Node node : chart.nodes()) {
            String label = "p" + labels.size();
            labels.put(node.peer(), label);
            text.append("    ").append(label).append("[\"").append(Mermaid.text(names.of(node.peer())));
            text.append("\"]\n");
        }
        for (Link link : chart.links()) {
            text.append("    ").append(labels.get(link.low()));
            text.append(link.agreed() ? " --- " : " -.- ");
            text.append(labels.get(link.high())).append('\n');
        }
        text.append("    classDef self stroke-width:3px\n");
        text.append("    classDef playing stroke:#060\n");
        text.append("    classDef offline stroke-dasharray:4\n");
        mark(text, "self", List.of("p0"));
        mark(text, "playing", labels(chart, labels, State.PLAYING));
        mark(text, "offline", labels(chart, labels, State.OFFLINE));
        return text.toString();
    }

    private static List<String> labels(Chart chart, Map<PeerId, String> labels, State state) {
        return chart.nodes().stream()
                .filter(node -> node.state() == state)
                .map(node -> labels.getOrDefault(node.peer(), "p0"))
                .toList();
    }

    private static void mark(StringBuilder text, String kind, List<String> labels) {
        if (!labels.isEmpty()) {
            text.append("    class ").append(String.join(",", labels));
            text.append(' ').append(kind).append('\n');
        }
    }
}
