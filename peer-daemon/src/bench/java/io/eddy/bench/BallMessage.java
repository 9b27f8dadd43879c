package io.eddy.bench;

import io.eddy.node.Channel;
import io.eddy.node.PeerId;
import io.eddy.wire.TagTable;

/** What the two nodes of a benchmark say to each other. */
sealed interface BallMessage permits Ball {
    /** A number that no channel of Eddy's has. */
    Channel<BallMessage, BallTimer> CHANNEL =
            new Channel<>(200, "ball", new TagTable<>(TagTable.row(0x01, Ball.class, Ball.CODEC)), BallTimer.class);

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message. */
    interface Receiver {
        void onBall(PeerId from, Ball ball);
    }
}
