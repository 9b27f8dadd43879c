package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.eddy.engine.MulticastPeer.Cry;
import io.eddy.engine.MulticastStatus.Interface;
import io.eddy.engine.SocketWorld.Security;
import io.eddy.identity.Identity;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multicasts on the interfaces of this machine, of which only IPv4 on loopback is taken for granted. */
@Timeout(60)
final class MulticastsTest {
    private static final String LOOPBACK = "127.0.0.1";

    private final MulticastGroup group = MulticastPeer.freshGroup();
    private final List<MulticastPeer> peers = new ArrayList<>();
    private EventLoop loop;
    private EventLoop otherLoop;

    @BeforeEach
    void start() {
        loop = EventLoop.start("test-a");
        otherLoop = EventLoop.start("test-b");
    }

    @AfterEach
    void stop() {
        loop.close();
        otherLoop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOPBACK, "0.0.0.0"})
    void threeWorldsOfOneProcessHearEachOtherAndThemselves(String listen) {
        MulticastPeer alice = peer(loop, listen);
        MulticastPeer bob = peer(loop, listen);
        MulticastPeer carol = peer(otherLoop, listen);
        alice.cry("alice");
        bob.cry("bob");
        carol.cry("carol");
        for (MulticastPeer each : peers) {
            await().until(() -> each.hears("alice") && each.hears("bob") && each.hears("carol"));
        }
        assertThat(loopback(alice).trouble()).isEmpty();
        assertThat(loopback(alice).traffic().sent()).isEqualTo(1);
        assertThat(loopback(alice).traffic().heard()).isGreaterThanOrEqualTo(1);
        assertThat(loopback(alice).traffic().failed()).isZero();
    }

    @Test
    void whoListensOnLoopbackSpeaksAndHearsThereAlone() {
        MulticastPeer near = peer(loop, LOOPBACK);
        MulticastPeer everywhere = peer(otherLoop, "0.0.0.0");
        assertThat(near.status().interfaces()).hasSize(1);
        assertThat(loopback(near).addresses()).containsExactly(LOOPBACK);
        near.cry("near");
        everywhere.cry("everywhere");
        await().until(() -> everywhere.hears("near") && near.hears("everywhere"));
        // What is said later comes later by every way: whatever else the first cry could do, it has done.
        near.cry("done");
        everywhere.cry("done");
        await().until(() -> everywhere.hears("done") && near.hears("done"));
        assertThat(everywhere.heard)
                .filteredOn(cry -> cry.text().equals("near"))
                .containsExactly(new Cry("near", LOOPBACK));
        assertThat(near.heard).extracting(Cry::from).containsOnly(LOOPBACK);
        assertThat(everywhere.status().interfaces().size()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void whoListensAtOneAddressSpeaksFromIt() {
        MulticastPeer second = peer(loop, "127.0.0.2");
        MulticastPeer first = peer(loop, LOOPBACK);
        second.cry("second");
        await().until(() -> first.hears("second"));
        assertThat(first.heard).containsExactly(new Cry("second", "127.0.0.2"));
    }

    @Test
    void whatIsTooLongOrEmptyDoesNoHarm() throws IOException {
        MulticastPeer alice = peer(loop, LOOPBACK);
        alice.cry("ready");
        await().until(() -> alice.hears("ready"));
        try (MulticastSocket stranger = new MulticastSocket()) {
            NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            stranger.setNetworkInterface(lo);
            InetSocketAddress to = new InetSocketAddress(group.ipv4(), group.port());
            for (int length : new int[] {0, Multicasts.MAX_DATAGRAM_BYTES + 1, 60_000, Multicasts.MAX_DATAGRAM_BYTES}) {
                stranger.send(new DatagramPacket(new byte[length], length, to));
            }
        }
        await().until(() -> alice.heard.stream().anyMatch(cry -> cry.text().length() == 1_400));
        assertThat(alice.heard).extracting(cry -> cry.text().length()).containsExactly(5, 0, 1_400);
        assertThat(alice.status().dropped().tooLong()).isEqualTo(2);
    }

    @Test
    void whatIsSaidLastIsHeardAfterTheEnd() {
        MulticastPeer alice = peer(loop, LOOPBACK);
        MulticastPeer bob = peer(otherLoop, LOOPBACK);
        alice.cry("goodbye");
        alice.close();
        await().until(() -> bob.hears("goodbye"));
        alice.cry("nobody hears this");
        assertThat(alice.status().dropped().unsent()).isEqualTo(1);
    }

    @Test
    void whoSaysTooMuchAtOnceIsCut() {
        MulticastPeer alice = peer(loop, LOOPBACK);
        loop.post(() -> {
            for (int i = 0; i < 100; i++) {
                alice.world.multicast(new byte[] {'a'});
            }
        });
        await().until(() -> alice.heard.size() == 64);
        assertThat(alice.status().dropped().unsent()).isEqualTo(36);
    }

    @Test
    void aWorldWithoutAGroupDropsWhatIsSaid() throws IOException {
        SocketWorld world = SocketWorld.open(new SocketWorld.Config(
                loop,
                Identity.fromSeed(new byte[32]),
                new Endpoint(LOOPBACK, 0),
                LinkLimits.PEER,
                new MinimalStore(),
                Security.PLAIN));
        MulticastPeer mute = MulticastPeer.start(world);
        mute.cry("into the void");
        assertThat(mute.turn(world::multicastStatus)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> world.joinGroup(group));
        mute.close();
    }

    @Test
    void aWorldThatNeverRanEndsWithItsGroup() throws IOException {
        SocketWorld world = SocketWorld.open(new SocketWorld.Config(
                loop,
                Identity.fromSeed(new byte[32]),
                new Endpoint("0.0.0.0", 0),
                LinkLimits.PEER,
                new MinimalStore(),
                Security.PLAIN));
        world.joinGroup(group);
        assertThat(world.close(Closing.of(Code.BYE, "never mind"))).succeedsWithin(java.time.Duration.ofSeconds(10));
    }

    @Test
    void aGroupThatCannotBeJoinedIsSaidSoAndNothingElseFails() {
        MulticastGroup impossible = new MulticastGroup("192.0.2.1", "2001:db8::1", group.port());
        MulticastPeer alice = MulticastPeer.start(loop, "0.0.0.0", impossible);
        alice.cry("hello?");
        MulticastStatus status = alice.status();
        assertThat(status.interfaces())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.trouble())
                        .hasValueSatisfying(trouble -> assertThat(trouble).isNotBlank()));
        alice.close();
    }

    /** As when an interface was removed and made again: nothing that was joined before holds any more. */
    @Test
    void anInterfaceThatChangedIsJoinedAnew() {
        MulticastPeer alice = peer(loop, LOOPBACK);
        List<Nic> nics = Nic.all();
        List<Nic> remade = nics.stream()
                .map(nic -> new Nic(nic.system(), nic.index() + 1_000, nic.isLoopback(), nic.addresses()))
                .toList();
        MulticastFamily[] family = new MulticastFamily[1];
        List<String> heard = new ArrayList<>();
        alice.turn(() -> {
            family[0] = new MulticastFamily(
                    loop,
                    new InetSocketAddress(group.ipv4(), group.port()),
                    null,
                    (from, datagram) -> heard.add(from.getAddress().getHostAddress()));
            for (List<Nic> found : List.of(nics, remade, List.<Nic>of(), nics)) {
                family[0].use(found.stream().filter(Nic::isLoopback).toList());
                family[0].send(new byte[] {'a'});
            }
            return family[0];
        });
        await().until(() -> alice.heard.size() == 3);
        await().until(() -> alice.turn(() -> heard.contains(LOOPBACK)));
        List<Interface> rows = new ArrayList<>();
        alice.turn(() -> {
            family[0].addTo(rows);
            family[0].close();
            return rows;
        });
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.trouble()).isEmpty();
            assertThat(row.traffic().failed()).isZero();
        });
    }

    @Test
    void anAddressIsOfTheNetworksThatItIsOn() throws IOException {
        Nic lo = Nic.all().stream().filter(Nic::isLoopback).findFirst().orElseThrow();
        assertThat(lo.reaches(InetAddress.getByAddress(new byte[] {127, 9, 9, 9})))
                .isTrue();
        assertThat(lo.reaches(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) 200})))
                .isFalse();
        assertThat(lo.has(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}))).isTrue();
        for (Nic nic : Nic.all()) {
            nic.addresses().forEach(own -> {
                assertThat(nic.has(own.getAddress())).isTrue();
                assertThat(nic.reaches(own.getAddress())).isTrue();
            });
        }
    }

    @Test
    void whatComesFromNoNetworkOfThisMachineIsNotTaken() throws IOException {
        MulticastPeer alice = peer(loop, LOOPBACK);
        MulticastFamily family = alice.turn(() -> {
            MulticastFamily made = new MulticastFamily(
                    loop, new InetSocketAddress(group.ipv4(), group.port()), null, (from, datagram) -> {});
            made.use(Nic.all().stream().filter(Nic::isLoopback).toList());
            return made;
        });
        InetAddress far = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7});
        InetAddress unnamed = InetAddress.getByAddress(new byte[] {(byte) 169, (byte) 254, 3, 4});
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        for (boolean everywhere : new boolean[] {true, false}) {
            assertThat(Multicasts.isNear(family, far, everywhere)).isFalse();
            assertThat(Multicasts.isNear(family, here, everywhere)).isTrue();
            assertThat(Multicasts.isNear(family, unnamed, everywhere)).isEqualTo(everywhere);
        }
        alice.turn(() -> {
            family.close();
            return family;
        });
    }

    private MulticastPeer peer(EventLoop on, String listen) {
        MulticastPeer peer = MulticastPeer.start(on, listen, group);
        peers.add(peer);
        return peer;
    }

    private static Interface loopback(MulticastPeer peer) {
        return peer.status().interfaces().stream()
                .filter(each -> each.addresses().contains(LOOPBACK))
                .findFirst()
                .orElseThrow();
    }
}
