package io.eddy.gossip;

import io.eddy.entry.Entry;
import io.eddy.node.PeerId;

/** What the gossip tells the peer that it belongs to. */
public sealed interface GossipEvent {

    /**
     * Somebody's entry, checked to be whole and signed by its author, and told once.
     *
     * @param hops the links that it crossed, as those on its way say
     */
    record Received(Entry entry, int hops) implements GossipEvent {}

    /**
     * This neighbour takes and does not give: it has brought and announced nothing, also when it was asked. A hint
     * whom to drop first.
     */
    record Useless(PeerId neighbour) implements GossipEvent {}
}
