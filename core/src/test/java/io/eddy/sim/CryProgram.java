package io.eddy.sim;

import io.eddy.node.DatagramHost;
import io.eddy.node.DatagramProtocol;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.World;
import io.eddy.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node with {@link Crier}. */
record CryProgram(Node node, Crier crier) implements Program {

    /** Cries when it is told to. */
    static CryProgram still(World world) {
        return on(world, false);
    }

    /** Cries at its start, and from time to time. */
    static CryProgram crying(World world) {
        return on(world, true);
    }

    private static CryProgram on(World world, boolean always) {
        Node node = new Node(world);
        node.attachLinks(TallyLinks.CHANNEL, TallyLinks::new);
        return new CryProgram(node, node.attachDatagrams("cries", String.class, host -> new Crier(host, always)));
    }

    /** A protocol that multicasts texts, and keeps those that it hears. */
    static final class Crier implements DatagramProtocol<String> {
        private static final Duration SELDOM = Duration.ofMillis(700);

        final List<String> heard = new ArrayList<>();
        final List<Endpoint> from = new ArrayList<>();
        private final DatagramHost<String> host;
        private final boolean always;
        private int cries;

        private Crier(DatagramHost<String> host, boolean always) {
            this.host = host;
            this.always = always;
        }

        void cry(String text) {
            host.multicast(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void start() {
            if (always) {
                onTimer("cry");
            }
        }

        @Override
        public void onDatagram(Endpoint sender, WireReader datagram) {
            heard.add(new String(datagram.raw(datagram.remaining()), StandardCharsets.ISO_8859_1));
            from.add(sender);
        }

        @Override
        public void onTimer(String timer) {
            cry("cry " + ++cries);
            host.arm("cry", SELDOM);
        }
    }
}
