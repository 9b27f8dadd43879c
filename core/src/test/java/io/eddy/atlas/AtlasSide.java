package io.eddy.atlas;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.atlas.AtlasMessage.Ask;
import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import java.time.Duration;
import java.util.List;

/** Alice's atlas in a world that records. */
final class AtlasSide {
    final RecordingWorld world = new RecordingWorld("alice", List.of(), LinkWire.CHANNEL, AtlasWire.CHANNEL);
    final Node node = new Node(world);
    final Links links;
    final Atlas atlas;

    AtlasSide() {
        this(AtlasConfig.Limits.DEFAULT);
    }

    AtlasSide(AtlasConfig.Limits limits) {
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        atlas = Atlas.attach(node, new AtlasConfig("alice", 1, AtlasConfig.Pace.DEFAULT, limits));
        node.start();
    }

    /** Whoever has this name has a session, and is no neighbour. */
    RecordingLink link(String name) {
        return Greeting.of(name).on(world.accept(idOf(name)), world, node, idOf(name));
    }

    /** Whoever has this name is a neighbour, that was asked and had nothing to tell. */
    RecordingLink neighbour(String name) {
        RecordingLink link = link(name);
        atlas.onNeighbourUp(idOf(name));
        hear(link, SamplePlaces.tidings());
        link.takeSaid();
        return link;
    }

    void hear(RecordingLink link, AtlasMessage message) {
        world.hear(node, link, AtlasWire.CHANNEL, message);
    }

    /** Lets time pass while those at the other ends answer every ping. */
    void elapse(Duration duration, RecordingLink... linked) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.elapse(Duration.ofSeconds(1));
            for (RecordingLink link : linked) {
                world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Pong(0));
            }
        }
    }

    /** The places told on a link since this was asked last. */
    static List<Place> takeTold(RecordingLink link) {
        List<Place> told = link.said(Tidings.class).stream()
                .flatMap(tidings -> tidings.sightings().stream())
                .map(AtlasMessage.Sighting::place)
                .toList();
        link.takeSaid();
        return told;
    }

    static List<Ask> asked(RecordingLink link) {
        return link.said(Ask.class);
    }

    /** The names on the chart, oneself first. */
    List<String> names() {
        return atlas.chart().nodes().stream().map(Chart.Node::name).toList();
    }
}
