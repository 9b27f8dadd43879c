package io.eddy.bench;

import io.eddy.engine.SocketWorld.Security;
import java.util.List;

/** The whole engine at both ends: loop, link, frame, codec, node, handler, as the daemons use it. */
final class Eddy implements Contender {
    private final Security security;

    Eddy(Security security) {
        this.security = security;
    }

    @Override
    public String name() {
        return "Eddy";
    }

    @Override
    public Rally start(Load load, Gauge gauge) throws Exception {
        EddyEnd server = new EddyEnd("server", security, Wall::new);
        EddyEnd client = new EddyEnd("client", security, host -> new Thrower(host, load, gauge));
        client.dial(server);
        return rally(server, client);
    }

    @Override
    public int messageBytes(Load load) {
        return Ball.heapBytes(load);
    }

    static Rally rally(EddyEnd server, EddyEnd client) throws Exception {
        List<Thread> loops = List.of(server.thread(), client.thread());
        return new Rally() {
            @Override
            public List<Thread> loops() {
                return loops;
            }

            @Override
            public void close() {
                client.close();
                server.close();
            }
        };
    }
}
