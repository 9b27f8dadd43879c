package io.eddy.atlas;

import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The network at one moment, as one peer knows it.
 *
 * @param self whose chart it is
 * @param nodes the peers, oneself first, the others by name and id
 * @param links each pair once, by the ids
 * @param rooms by their names
 */
public record Chart(PeerId self, List<Node> nodes, List<Link> links, List<Room> rooms) {

    /** What a peer does. */
    public enum State {
        FREE,
        PLAYING,
        /** Nobody who is there says that it is a neighbour, and it had the time to find one. */
        OFFLINE;

        /** As people and scripts read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A peer.
     *
     * @param name as it calls itself; nobody vouches for it
     * @param age since it said so, as those measured who passed it on
     */
    public record Node(PeerId peer, String name, State state, Duration age) {}

    /**
     * Two peers that are neighbours.
     *
     * @param low the one with the lower id
     * @param agreed both said so; else one of them alone, because the other's word is under way, or it lies
     */
    public record Link(PeerId low, PeerId high, boolean agreed) {
        /** The peer at the other end. */
        public Optional<PeerId> from(PeerId peer) {
            if (peer.equals(low)) {
                return Optional.of(high);
            }
            return peer.equals(high) ? Optional.of(low) : Optional.empty();
        }
    }

    /** A room, and the peers that say they are in it, in the order of the nodes. */
    public record Room(String name, List<PeerId> members) {}

    public Chart {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        rooms = List.copyOf(rooms);
    }

    public Optional<Node> node(PeerId peer) {
        return nodes.stream().filter(node -> node.peer().equals(peer)).findFirst();
    }

    /** How old the oldest of what is shown is. */
    public Duration oldest() {
        return nodes.stream().map(Node::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Half of what is shown is older, half is younger. */
    public Duration median() {
        List<Duration> ages = nodes.stream().map(Node::age).sorted().toList();
        return ages.isEmpty() ? Duration.ZERO : ages.get(ages.size() / 2);
    }
}
