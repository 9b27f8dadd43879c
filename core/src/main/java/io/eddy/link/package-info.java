/** Links that become sessions: hello, one link a peer, liveness, goodbye. */
@NullMarked
package io.eddy.link;

import org.jspecify.annotations.NullMarked;
