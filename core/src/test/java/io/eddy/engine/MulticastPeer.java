package io.eddy.engine;

import io.eddy.engine.SocketWorld.Security;
import io.eddy.identity.Identity;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.DatagramHost;
import io.eddy.node.DatagramProtocol;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.wire.WireReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A node on sockets that multicasts texts and keeps those that it hears. */
final class MulticastPeer implements DatagramProtocol<String> {

    /** A text, and where it came from. */
    record Cry(String text, String from) {}

    final List<Cry> heard = new CopyOnWriteArrayList<>();
    final Node node;
    final SocketWorld world;
    private final DatagramHost<String> host;

    private MulticastPeer(SocketWorld world, Node node, DatagramHost<String> host) {
        this.world = world;
        this.node = node;
        this.host = host;
    }

    /** A group in which nobody else on this machine is. */
    static MulticastGroup freshGroup() {
        try (DatagramSocket free = new DatagramSocket(0)) {
            return new MulticastGroup(MulticastGroup.LAN.ipv4(), MulticastGroup.LAN.ipv6(), free.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static MulticastPeer start(EventLoop loop, String listen, MulticastGroup group) {
        try {
            SocketWorld world = SocketWorld.open(new SocketWorld.Config(
                    loop,
                    Identity.fromSeed(new byte[32]),
                    new Endpoint(listen, 0),
                    LinkLimits.PEER,
                    new MinimalStore(),
                    Security.PLAIN));
            world.joinGroup(group);
            return start(world);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static MulticastPeer start(SocketWorld world) {
        Node node = new Node(world);
        node.attachLinks(Recorder.CHANNEL, Recorder::new);
        MulticastPeer peer = node.attachDatagrams("cries", String.class, host -> new MulticastPeer(world, node, host));
        world.run(node);
        // What is said before it has joined, nobody tells it later.
        return peer.turn(() -> peer);
    }

    void cry(String text) {
        world.loop().post(() -> host.multicast(text.getBytes(StandardCharsets.US_ASCII)));
    }

    boolean hears(String text) {
        return heard.stream().anyMatch(cry -> cry.text().equals(text));
    }

    MulticastStatus status() {
        return turn(() -> world.multicastStatus().orElseThrow());
    }

    <T> T turn(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        world.loop().post(() -> result.complete(call.get()));
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    void close() {
        world.close(Closing.of(Code.BYE, "the test is over"))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void start() {}

    @Override
    public void onDatagram(Endpoint from, WireReader datagram) {
        heard.add(new Cry(new String(datagram.raw(datagram.remaining()), StandardCharsets.US_ASCII), from.host()));
    }

    @Override
    public void onTimer(String timer) {}
}
