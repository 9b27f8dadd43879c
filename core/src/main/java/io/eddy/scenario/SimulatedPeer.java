package io.eddy.scenario;

import io.eddy.PeerNode;
import io.eddy.gossip.GossipEvent;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.sim.Program;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One life of a whole peer in the simulator. It is told of one live peer at its start, and of another whenever it
 * has too
 * few neighbours, as by a beacon or a manager.
 */
final class SimulatedPeer implements Program {

    /** A live peer, as a beacon or a manager would tell of it. */
    record Contact(PeerId peer, Endpoint at) {}

    final PeerNode peer;
    private final Supplier<Optional<Contact>> contact;

    SimulatedPeer(PeerNode peer, Supplier<Optional<Contact>> contact, Consumer<GossipEvent.Received> received) {
        this.peer = peer;
        this.contact = contact;
        peer.mesh().listen(event -> {
            if (event instanceof GossipEvent.Received entry) {
                received.accept(entry);
            }
        });
    }

    @Override
    public Node node() {
        return peer.node();
    }

    @Override
    public void start() {
        peer.node().start();
        tellOfSomebody();
        peer.mesh().askForContacts(this::tellOfSomebody);
    }

    private void tellOfSomebody() {
        contact.get().ifPresent(one -> peer.mesh().overlay().offer(one.peer(), one.at(), 1));
    }

    @Override
    public void stop() {
        peer.close();
    }
}
