package io.eddy.overlay;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkMessage.Speaker;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.sim.Program;
import java.util.List;
import java.util.function.Consumer;

/** One life of a peer with nothing but links and an overlay. */
final class OverlayPeer implements Program {
    final Node node;
    final Links links;
    final Overlay overlay;

    OverlayPeer(World world, Endpoint listening, long boot, OverlayConfig config, Consumer<OverlayEvent> events) {
        node = new Node(world);
        links = node.attachLinks(LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, "p", boot)));
        links.introduceAs("p", listening.port());
        LinkCallers callers = new LinkCallers(links, peer -> false, this::onUnreached);
        overlay = Overlay.attach(node, config, callers, this::meshes, events);
        overlay.introduceAs("p", List.of(listening.host()), listening.port());
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void stop() {
        overlay.leave();
    }

    private boolean meshes(PeerId peer) {
        return links.hello(peer).map(Hello::speaker).filter(Speaker::meshes).isPresent();
    }

    private void onUnreached(PeerId peer) {
        overlay.onUnreached(peer);
    }
}
