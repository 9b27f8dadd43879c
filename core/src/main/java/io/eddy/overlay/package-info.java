/** Who the neighbours of a peer are: a partial view of the network that mends itself (HyParView, protocols.md A). */
@NullMarked
package io.eddy.overlay;

import org.jspecify.annotations.NullMarked;
