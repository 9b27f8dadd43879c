package io.eddy.peer;

import io.eddy.atlas.Chart;
import io.eddy.atlas.Chart.Link;
import io.eddy.atlas.Chart.Node;
import io.eddy.atlas.Chart.State;
import io.eddy.daemon.Printable;

/** A chart as a graph that Graphviz draws. */
final class DotFile {
    private DotFile() {}

    static String of(Chart chart) {
        ChartNames names = new ChartNames(chart);
        StringBuilder text = new StringBuilder("graph eddy {\n  node [shape=box, style=rounded];\n");
        for (Node node : chart.nodes()) {
            text.append("  \"").append(node.peer().hex()).append("\" [label=");
            text.append(quoted(names.of(node.peer())));
            if (node.peer().equals(chart.self())) {
                text.append(", penwidth=2");
            }
            if (node.state() == State.PLAYING) {
                text.append(", color=darkgreen");
            } else if (node.state() == State.OFFLINE) {
                text.append(", style=\"rounded,dashed\"");
            }
            text.append("];\n");
        }
        for (Link link : chart.links()) {
            text.append("  \"").append(link.low().hex());
            text.append("\" -- \"").append(link.high().hex()).append('"');
            text.append(link.agreed() ? ";\n" : " [style=dashed];\n");
        }
        return text.append("}\n").toString();
    }

    /** A quoted string of the DOT language; within one a backslash begins a sequence that Graphviz replaces. */
    private static String quoted(String name) {
        String safe = Printable.escape(name).replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + safe + '"';
    }
}
