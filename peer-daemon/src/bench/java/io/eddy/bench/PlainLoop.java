package io.eddy.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Two hand-written selector loops: the limit of what one thread a side can do. */
final class PlainLoop implements Contender {

    @Override
    public String name() {
        return "selector loop by hand";
    }

    @Override
    public Rally start(Load load, Gauge gauge) throws Exception {
        PlainEnd client;
        PlainEnd server;
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = new PlainEnd(SocketChannel.open(listener.getLocalAddress()), load, gauge);
            server = new PlainEnd(listener.accept(), load, null);
        }
        List<Thread> loops = List.of(new Thread(server, "server"), new Thread(client, "client"));
        loops.forEach(Thread::start);
        return new Rally() {
            @Override
            public List<Thread> loops() {
                return loops;
            }

            @Override
            public void close() {
                client.close();
                server.close();
                Rally.awaitEnd(loops);
            }
        };
    }
}
