package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.sim.Program;
import java.util.Optional;

/** A peer on a simulated host, without a manager, that was told of another at most. */
record LinkedPeer(PeerNode peer, Optional<Endpoint> first) implements Program {
    @Override
    public Node node() {
        return peer.node();
    }

    @Override
    public void start() {
        peer.node().start();
        first.ifPresent(peer.commands()::keepLinked);
    }

    @Override
    public void stop() {
        peer.close();
    }
}
