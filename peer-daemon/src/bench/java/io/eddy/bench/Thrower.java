package io.eddy.bench;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;

/** The protocol of the client: keeps as many balls in the air as its work demands. */
final class Thrower implements Protocol<BallMessage, BallTimer>, BallMessage.Receiver {
    private final Host<BallMessage, BallTimer> host;
    private final Load work;
    private final Gauge gauge;

    Thrower(Host<BallMessage, BallTimer> host, Load work, Gauge gauge) {
        this.host = host;
        this.work = work;
        this.gauge = gauge;
    }

    @Override
    public void start() {
        // It waits for a session.
    }

    @Override
    public void onPeerUp(PeerId peer) {
        for (int i = 0; i < work.inFlight(); i++) {
            host.send(peer, Ball.filling(work));
        }
    }

    @Override
    public void onMessage(PeerId from, BallMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onBall(PeerId from, Ball ball) {
        gauge.echoed(1);
        host.send(from, ball);
    }

    @Override
    public void onTimer(BallTimer timer) {
        throw new IllegalStateException("it waits for nothing");
    }
}
