/** The network as a peer knows it: who is there, who is a neighbour of whom, who is in which room. */
@NullMarked
package io.eddy.atlas;

import org.jspecify.annotations.NullMarked;
