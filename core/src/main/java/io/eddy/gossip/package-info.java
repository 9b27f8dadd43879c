/** Broadcast over the neighbours: each entry reaches everyone once (Plumtree, protocols.md A). */
@NullMarked
package io.eddy.gossip;

import org.jspecify.annotations.NullMarked;
