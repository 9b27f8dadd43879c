package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopologyTest {
    @Test
    void aRingHasOnePartAndPathsOfHalfItsLength() {
        Topology ring = Topology.of(ring(6));
        assertThat(ring.peers()).isEqualTo(6);
        assertThat(ring.components()).isEqualTo(1);
        assertThat(ring.asymmetric()).isZero();
        assertThat(ring.eccentricity()).isEqualTo(3);
        assertThat(ring.meanPath()).isEqualTo((1 + 1 + 2 + 2 + 3) / 5.0);
        assertThat(ring.clustering()).isZero();
        assertThat(ring.shareOfDegree(2)).isEqualTo(1);
        assertThat(ring.leastDegree()).isEqualTo(2);
    }

    @Test
    void aTriangleIsAllCluster() {
        assertThat(Topology.of(ring(3)).clustering()).isEqualTo(1);
    }

    @Test
    void twoRingsAreTwoParts() {
        Map<PeerId, List<PeerId>> two = ring(4);
        two.put(idOf("alone"), List.of());
        Topology topology = Topology.of(two);
        assertThat(topology.components()).isEqualTo(2);
        assertThat(topology.largestShare()).isEqualTo(0.8);
        assertThat(topology.leastDegree()).isZero();
    }

    @Test
    void aLinkOfWhichOneSideKnowsNothingIsCountedAndStillJoins() {
        Map<PeerId, List<PeerId>> half = new LinkedHashMap<>();
        half.put(idOf("n0"), List.of(idOf("n1"), idOf("gone")));
        half.put(idOf("n1"), List.of());
        Topology topology = Topology.of(half);
        assertThat(topology.asymmetric()).isEqualTo(1);
        assertThat(topology.components()).isEqualTo(1);
    }

    @Test
    void ofManyPeersPathsAreMeasuredFromSome() {
        Topology ring = Topology.of(ring(4_000));
        assertThat(ring.eccentricity()).isEqualTo(2_000);
        assertThat(ring.meanPath()).isBetween(999.0, 1_001.0);
    }

    @Test
    void nobodyIsANetworkToo() {
        assertThat(Topology.of(new LinkedHashMap<>()).components()).isZero();
    }

    private static Map<PeerId, List<PeerId>> ring(int peers) {
        List<PeerId> ids = new ArrayList<>();
        for (int i = 0; i < peers; i++) {
            ids.add(idOf("n" + i));
        }
        Map<PeerId, List<PeerId>> ring = new LinkedHashMap<>();
        for (int i = 0; i < peers; i++) {
            ring.put(ids.get(i), List.of(ids.get((i + 1) % peers), ids.get((i + peers - 1) % peers)));
        }
        return ring;
    }
}
