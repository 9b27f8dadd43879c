package io.eddy.atlas;

import static io.eddy.wire.TagTable.row;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.World;
import io.eddy.sim.Program;
import io.eddy.wire.Codec;
import io.eddy.wire.TagTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A peer with nothing but links and an atlas; whoever is linked is a neighbour. */
final class AtlasPeer implements Program {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(5);

    /** Nothing is said on it: it is there to be told of sessions. */
    private record Silence() {}

    private static final Channel<Silence, String> SESSIONS = new Channel<>(
            9, "sessions", new TagTable<>(row(1, Silence.class, Codec.empty(new Silence()))), String.class);

    final Node node;
    final Links links;
    final Atlas atlas;
    private final List<Endpoint> targets;

    AtlasPeer(World world, AtlasConfig config, List<Endpoint> targets) {
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL,
                host -> new Links(host, LinkConfig.of("sim", Role.PEER, config.name(), config.boot())));
        atlas = Atlas.attach(node, config);
        node.attach(SESSIONS, host -> new Neighbourhood());
        this.targets = targets;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        node.start();
        targets.forEach(target -> links.keep(target, Optional.empty(), LONGEST_REDIAL, new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                // The neighbourhood is told of the session.
            }

            @Override
            public void onMissed(Closing why) {
                // It is dialled again.
            }
        }));
    }

    @Override
    public void stop() {
        links.closeAll(Closing.of(Closing.Code.BYE, "quits"));
    }

    private final class Neighbourhood implements Protocol<Silence, String> {
        @Override
        public void start() {}

        @Override
        public void onPeerUp(PeerId peer) {
            atlas.onNeighbourUp(peer);
        }

        @Override
        public void onPeerDown(PeerId peer, Closing why) {
            atlas.onNeighbourDown(peer);
        }

        @Override
        public void onMessage(PeerId from, Silence message) {}

        @Override
        public void onTimer(String timer) {}
    }
}
