package io.eddy.bench;

import io.eddy.engine.SocketWorld.Security;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Two nodes that meet and part: each time a dial, a TLS handshake, two hellos, a session, a goodbye. */
final class EddyMeetings implements Contender {

    @Override
    public String name() {
        return "Eddy";
    }

    @Override
    public Rally start(Load load, Gauge gauge) throws Exception {
        AtomicReference<@Nullable EddyEnd> caller = new AtomicReference<>();
        EddyEnd server = new EddyEnd("server", Security.TLS, Wall::new);
        EddyEnd client = new EddyEnd("client", Security.TLS, host -> new Caller(host, gauge, caller));
        caller.set(client);
        client.dial(server);
        return Eddy.rally(server, client);
    }

    /** Hangs up as soon as there is a session. */
    private static final class Caller implements Protocol<BallMessage, BallTimer> {
        private final Host<BallMessage, BallTimer> host;
        private final Gauge gauge;
        private final AtomicReference<@Nullable EddyEnd> end;
        private @Nullable PeerId met;

        Caller(Host<BallMessage, BallTimer> host, Gauge gauge, AtomicReference<@Nullable EddyEnd> end) {
            this.host = host;
            this.gauge = gauge;
            this.end = end;
        }

        @Override
        public void start() {
            // It waits for a session.
        }

        @Override
        public void onPeerUp(PeerId peer) {
            gauge.echoed(1);
            met = peer;
            host.arm(BallTimer.MET, java.time.Duration.ZERO);
        }

        @Override
        public void onMessage(PeerId from, BallMessage message) {
            throw new IllegalStateException("nobody throws here");
        }

        @Override
        public void onTimer(BallTimer timer) {
            EddyEnd own = end.get();
            if (own != null && met != null) {
                own.hangUp(met);
            }
        }
    }
}
