package io.eddy.bench;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;

/** The protocol of the server: sends every ball back. */
final class Wall implements Protocol<BallMessage, BallTimer>, BallMessage.Receiver {
    private final Host<BallMessage, BallTimer> host;

    Wall(Host<BallMessage, BallTimer> host) {
        this.host = host;
    }

    @Override
    public void start() {
        // It waits to be thrown at.
    }

    @Override
    public void onMessage(PeerId from, BallMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onBall(PeerId from, Ball ball) {
        host.send(from, ball);
    }

    @Override
    public void onTimer(BallTimer timer) {
        throw new IllegalStateException("it waits for nothing");
    }
}
