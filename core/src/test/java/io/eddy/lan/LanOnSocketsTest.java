package io.eddy.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.engine.EventLoop;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.MemoryStore;
import io.eddy.engine.MulticastGroup;
import io.eddy.engine.SocketWorld;
import io.eddy.engine.SocketWorld.Security;
import io.eddy.identity.Identity;
import io.eddy.lan.LanEvent.Heard;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that find each other by true beacons on loopback. */
@Timeout(60)
final class LanOnSocketsTest {
    private static final String LOOPBACK = "127.0.0.1";

    private final MulticastGroup group = freshGroup();
    private final List<EventLoop> loops = List.of(EventLoop.start("lan-a"), EventLoop.start("lan-b"));
    private final List<Neighbour> neighbours = new ArrayList<>();

    @AfterEach
    void stop() {
        loops.forEach(EventLoop::close);
    }

    @Test
    void threePeersOfOneProcessFindEachOtherAndForgetWhoLeaves() {
        Neighbour alice = neighbour("alice", "eddy");
        Neighbour bob = neighbour("bob", "eddy");
        Neighbour carol = neighbour("carol", "eddy");
        neighbour("stranger", "elsewhere");
        for (Neighbour each : List.of(alice, bob, carol)) {
            await().until(() -> each.heard().size() == 2);
        }
        assertThat(alice.heard()).containsExactlyInAnyOrder(bob.asHeard(), carol.asHeard());
        assertThat(carol.heard()).containsExactlyInAnyOrder(alice.asHeard(), bob.asHeard());
        bob.leave();
        for (Neighbour each : List.of(alice, carol)) {
            await().until(() -> each.heard().size() == 1);
        }
        assertThat(alice.heard()).containsExactly(carol.asHeard());
    }

    @Test
    void garbageFromTheNetworkDoesNoHarm() throws IOException {
        Neighbour alice = neighbour("alice", "eddy");
        SplittableRandom random = new SplittableRandom(1);
        try (MulticastSocket stranger = new MulticastSocket()) {
            stranger.setNetworkInterface(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            InetSocketAddress to = new InetSocketAddress(group.ipv4(), group.port());
            for (int i = 0; i < 2_000; i++) {
                byte[] garbage = new byte[random.nextInt(2_000)];
                random.nextBytes(garbage);
                stranger.send(new DatagramPacket(garbage, garbage.length, to));
            }
        }
        // Above the allowance nothing is looked at, a newcomer's beacon neither, until a moment later.
        Neighbour bob = neighbour("bob", "eddy");
        await().until(() -> alice.heard().equals(List.of(bob.asHeard())));
        await().until(() -> bob.heard().equals(List.of(alice.asHeard())));
        assertThat(alice.turn(() -> alice.node.counters().malformedDatagrams())).isPositive();
        assertThat(alice.turn(() -> alice.lan.tally().flooded())).isPositive();
    }

    private Neighbour neighbour(String name, String network) {
        Neighbour made = new Neighbour(loops.get(neighbours.size() % 2), name, network, group, neighbours.size() + 1);
        neighbours.add(made);
        return made;
    }

    private static MulticastGroup freshGroup() {
        try (DatagramSocket free = new DatagramSocket(0)) {
            return new MulticastGroup(MulticastGroup.LAN.ipv4(), MulticastGroup.LAN.ipv6(), free.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A node on sockets of loopback, with its true key. */
    private static final class Neighbour {
        final Node node;
        final Lan lan;
        private final SocketWorld world;
        private final String name;
        private final Identity identity;

        Neighbour(EventLoop loop, String name, String network, MulticastGroup group, int seed) {
            byte[] secret = new byte[32];
            secret[0] = (byte) seed;
            this.name = name;
            this.identity = Identity.fromSeed(secret);
            try {
                world = SocketWorld.open(new SocketWorld.Config(
                        loop,
                        identity,
                        new Endpoint(LOOPBACK, 0),
                        LinkLimits.PEER,
                        new MemoryStore(List.of(), loop::post),
                        Security.TLS));
                world.joinGroup(group);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            node = new Node(world);
            lan = turn(() -> {
                node.attachLinks(LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(network, Role.PEER, name, 1)));
                return node.attachDatagrams(
                        "lan", LanTimer.class, host -> new Lan(host, LanConfig.of(network, 1), event -> {}));
            });
            turn(() -> {
                lan.announce(name, world.listening().port(), 0, 8);
                return lan;
            });
            world.run(node);
        }

        Heard asHeard() {
            return new Heard(
                    identity.id(),
                    name,
                    new Endpoint(LOOPBACK, world.listening().port()),
                    8);
        }

        List<Heard> heard() {
            return turn(lan::heard);
        }

        void leave() {
            world.loop().post(lan::leave);
            world.close(Closing.of(Code.BYE, "leaving"))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }

        <T> T turn(Supplier<T> call) {
            CompletableFuture<T> result = new CompletableFuture<>();
            world.loop().post(() -> result.complete(call.get()));
            return result.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
