package io.eddy.ring;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.World;
import io.eddy.sim.Program;
import java.time.Duration;

/** One life of a peer with nothing but links and rings; it keeps sessions with whom its rings want. */
final class RingMember implements Program {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(5);

    final Node node;
    final Links links;
    final Rings rings;

    RingMember(World world, String name, long boot, RingConfig config, RingApplication application) {
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, name, boot)));
        rings = Rings.attach(node, config, application, new WantedSessions(links, LONGEST_REDIAL));
        links.introduceAs(name, 49_152);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void stop() {
        links.closeAll(Closing.of(Closing.Code.BYE, "quits"));
    }
}
