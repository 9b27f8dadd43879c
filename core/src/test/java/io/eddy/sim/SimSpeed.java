package io.eddy.sim;

import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.Link;
import io.eddy.node.LinkHost;
import io.eddy.node.LinkProtocol;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.World;
import io.eddy.wire.Codec;
import io.eddy.wire.TagTable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many events the simulator does in a second of one core. Not a test: {@code java ... io.eddy.sim.SimSpeed 1000
 * 10000}.
 */
final class SimSpeed {
    private static final int NEIGHBOURS = 5;

    record Nothing() {}

    record Ping(long number) {}

    private record Admitting(LinkHost<Ping, Nothing> host) implements LinkProtocol<Ping, Nothing> {
        @Override
        public void start() {}

        @Override
        public void onLinkUp(Link link) {
            host.admit(link);
        }

        @Override
        public void onLinkMessage(Link link, Ping message) {}

        @Override
        public void onHeard(Link link, int frameBytes) {}

        @Override
        public void onLinkDown(Link link, Closing why) {}

        @Override
        public void onMistake(Link link, Closing why) {}

        @Override
        public void onTimer(Nothing timer) {}
    }

    /** Answers every ping with the next. */
    private record Pinging(Host<Ping, Nothing> host) implements Protocol<Ping, Nothing> {
        @Override
        public void start() {}

        @Override
        public void onPeerUp(PeerId peer) {
            host.send(peer, new Ping(0));
        }

        @Override
        public void onMessage(PeerId from, Ping message) {
            host.send(from, new Ping(message.number() + 1));
        }

        @Override
        public void onTimer(Nothing timer) {}
    }

    private static final TagTable<Ping> TAGS =
            new TagTable<>(TagTable.row(1, Ping.class, Codec.record(Codec.field(Codec.I64, Ping::number), Ping::new)));

    private record Pinger(Node node) implements Program {
        static Pinger boot(World world, List<Endpoint> neighbours) {
            Node node = new Node(world);
            node.attachLinks(new Channel<>(0, "link", TAGS, Nothing.class), Admitting::new);
            node.attach(new Channel<>(1, "ping", TAGS, Nothing.class), Pinging::new);
            neighbours.forEach(each -> world.dial(each, null));
            return new Pinger(node);
        }
    }

    private SimSpeed() {}

    /** Measures with so many nodes, one measurement for each argument. */
    public static void main(String[] arguments) {
        for (String size : arguments) {
            measure(Integer.parseInt(size));
        }
    }

    private static void measure(int size) {
        long startNanos = cpuNanos();
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < size; i++) {
            List<Endpoint> neighbours = new ArrayList<>();
            for (int j = 0; j < Math.min(i, NEIGHBOURS); j++) {
                neighbours.add(network.hosts().get(random.nextInt(i)).endpoint());
            }
            network.add("h" + i, world -> Pinger.boot(world, neighbours));
        }
        network.runFor(Duration.ofSeconds(1));
        report(network, size, "boot", startNanos, 0);
        for (int round = 0; round < 3; round++) {
            long events = network.events();
            long roundNanos = cpuNanos();
            network.runFor(Duration.ofSeconds(size > 5_000 ? 2 : 20));
            report(network, size, "pings", roundNanos, events);
        }
    }

    /** Of this thread: what else the machine does is not measured. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void report(SimNetwork network, int size, String what, long startNanos, long eventsBefore) {
        double seconds = (cpuNanos() - startNanos) / 1e9;
        long events = network.events() - eventsBefore;
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%,d nodes: %s: %,d events in %.2f s: %,.0f a second; %d MiB%n",
                size, what, events, seconds, events / seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
