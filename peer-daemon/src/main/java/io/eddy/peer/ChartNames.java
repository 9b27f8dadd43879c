package io.eddy.peer;

import io.eddy.atlas.Chart;
import io.eddy.atlas.Chart.Node;
import io.eddy.node.PeerId;
import io.eddy.registry.PeerName;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the peers on a chart are called: as they call themselves, with the beginning of the id where two do so. */
final class ChartNames {
    private static final int TAIL_DIGITS = 4;

    private final Map<PeerId, String> names = new LinkedHashMap<>();

    ChartNames(Chart chart) {
        Map<String, Integer> bearers = new LinkedHashMap<>();
        chart.nodes().forEach(node -> bearers.merge(PeerName.folded(node.name()), 1, Integer::sum));
        for (Node node : chart.nodes()) {
            boolean clear = !node.name().isEmpty() && bearers.getOrDefault(PeerName.folded(node.name()), 0) == 1;
            names.put(node.peer(), clear ? node.name() : told(node));
        }
    }

    String of(PeerId peer) {
        return names.getOrDefault(peer, peer.brief());
    }

    private static String told(Node node) {
        return node.name() + "~" + node.peer().hex().substring(0, TAIL_DIGITS);
    }
}
