package io.eddy.sim;

import io.eddy.node.Node;

/**
 * What runs on a host: a node and whatever its operator holds of it. It is made anew, over the same store, each time
 * the host starts.
 */
public interface Program {

    Node node();

    default void start() {
        node().start();
    }

    /** Ends in peace: goodbyes are said. What is queued on links has a second to leave. */
    default void stop() {}
}
