package io.eddy.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two threads that block in their sockets: the limit of a round trip. */
final class BlockingSockets implements Contender {

    @Override
    public String name() {
        return "blocking sockets";
    }

    @Override
    public Rally start(Load load, Gauge gauge) throws Exception {
        Socket near;
        Socket far;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            near = new Socket(listener.getInetAddress(), listener.getLocalPort());
            far = listener.accept();
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        List<Thread> loops = List.of(
                new Thread(() -> bounce(far, load, null), "server"),
                new Thread(() -> bounce(near, load, gauge), "client"));
        loops.forEach(Thread::start);
        return new Rally() {
            @Override
            public List<Thread> loops() {
                return loops;
            }

            @Override
            public void close() {
                end(near);
                end(far);
                Rally.awaitEnd(loops);
            }
        };
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bounce(Socket socket, Load load, @Nullable Gauge gauge) {
        byte[] frame = new byte[load.frameBytes()];
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int i = 0; gauge != null && i < load.inFlight(); i++) {
                out.write(frame);
            }
            while (true) {
                in.readFully(frame);
                if (gauge != null) {
                    gauge.echoed(1);
                }
                out.write(frame);
            }
        } catch (IOException e) {
            // The rally is over.
        }
    }
}
