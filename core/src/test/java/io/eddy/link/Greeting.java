package io.eddy.link;

import io.eddy.link.LinkMessage.Admit;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Life;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkMessage.Speaker;
import io.eddy.link.LinkMessage.Versions;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;

/**
 * How somebody introduces itself on a link, for tests. Each method gives a changed copy.
 *
 * @param boot also the number of its first admit, so that a later life admits with a higher one
 */
public record Greeting(
        Versions versions, String network, Role role, String name, int listenPort, long boot, long capabilities) {
    public static final String NETWORK = "test";

    /** Whoever has this name, in its first life, listening at port 49152. */
    public static Greeting of(String name) {
        return new Greeting(new Versions(1, 1), NETWORK, Role.PEER, name, 49_152, 1, 0);
    }

    public Greeting as(Role other) {
        return new Greeting(versions, network, other, name, listenPort, boot, capabilities);
    }

    public Greeting calledItself(String other) {
        return new Greeting(versions, network, role, other, listenPort, boot, capabilities);
    }

    public Greeting listeningAt(int port) {
        return new Greeting(versions, network, role, name, port, boot, capabilities);
    }

    public Greeting inLife(long number) {
        return new Greeting(versions, network, role, name, listenPort, number, capabilities);
    }

    public Greeting speaking(int lowest, int highest) {
        return new Greeting(new Versions(lowest, highest), network, role, name, listenPort, boot, capabilities);
    }

    public Greeting inNetwork(String other) {
        return new Greeting(versions, other, role, name, listenPort, boot, capabilities);
    }

    /** Keeping logs of conversations, so that it can be written to. */
    public Greeting keepingLogs() {
        return able(capabilities | Speaker.LOGS);
    }

    /** Knowing of the keys by which peers seal to each other. */
    public Greeting sealing() {
        return able(capabilities | Speaker.SEALING);
    }

    private Greeting able(long other) {
        return new Greeting(versions, network, role, name, listenPort, boot, other);
    }

    public Hello hello() {
        Speaker speaker = new Speaker(role, name, listenPort, capabilities);
        return new Hello(versions, network, speaker, new Life(boot, 0), new Endpoint("198.51.100.7", 4_000));
    }

    /** Makes a link, accepted or dialled, the session of a node with {@code peer}; what was said on it is taken. */
    public RecordingLink on(RecordingLink link, RecordingWorld world, Node node, PeerId peer) {
        node.onLinkUp(link.prove(peer));
        world.hear(node, link, LinkWire.CHANNEL, hello());
        if (peer.compareTo(node.self()) < 0) {
            world.hear(node, link, LinkWire.CHANNEL, new Admit(boot));
        }
        link.takeSaid();
        return link;
    }
}
