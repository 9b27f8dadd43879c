package io.eddy.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.lan.Beacon.Call;
import io.eddy.lan.Beacon.Moment;
import io.eddy.lan.Beacon.Places;
import io.eddy.lan.Beacon.Speaker;
import io.eddy.lan.Beacon.Statement;
import io.eddy.node.Endpoint;
import io.eddy.wire.Bytes;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireReader;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The beacons of {@code PROTOCOL.md}, and that there is one encoding of each. */
final class LanWireTest {
    private static final int GARBAGE_DATAGRAMS = 100_000;
    private static final long BOOT = 1_749_999_995_000L;
    private static final Identity ALICE = alice();

    private final Beacon asking = signed(1, new Places(3, 9), Call.ASKING);
    private final Map<String, Beacon> samples =
            Map.of("Beacon", asking, "Beacon/leaving", signed(2, new Places(4, 8), Call.LEAVING));

    @Test
    void vectorsEncodeAndDecode() {
        assertThat(Vectors.of("lan").keySet()).isEqualTo(samples.keySet());
        Vectors.of("lan").forEach((name, vector) -> {
            Beacon read = read(vector.array());
            assertThat(read).as(name).isEqualTo(samples.get(name));
            assertThat(Bytes.owning(read.toBytes())).as(name).isEqualTo(vector);
        });
    }

    @Test
    void vectorsAreTrulySigned() throws GeneralSecurityException {
        for (Beacon beacon : samples.values()) {
            Signature check = Ed25519.signature();
            check.initVerify(Ed25519.toPlatform(ALICE.key()));
            check.update(Beacon.signed(beacon.statement()));
            assertThat(check.verify(beacon.signature().array())).isTrue();
        }
    }

    @Test
    void callsAreThoseOfTheDocument() {
        assertThat(Vectors.codes("Call"))
                .isEqualTo(Arrays.stream(Call.values()).map(Enum::name).toList());
    }

    @Test
    void everyTruncationAndEveryAdditionIsMalformed() {
        byte[] whole = asking.toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(MalformedFrame.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedFrame.class);
    }

    /** So a signature over the encoding of what was decoded is a signature over the bytes that came. */
    @Test
    void garbageIsMalformedOrABeaconThatEncodesBack() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] whole = asking.toBytes();
        int beacons = 0;
        int malformed = 0;
        for (int i = 0; i < GARBAGE_DATAGRAMS; i++) {
            byte[] bytes =
                    Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(2 * whole.length) : whole.length);
            for (int left = random.nextInt(4); left > 0 && bytes.length > 0; left--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(read(bytes).toBytes()).isEqualTo(bytes);
                beacons++;
            } catch (MalformedFrame expected) {
                malformed++; // The only exception that reading may throw.
            }
        }
        assertThat(beacons).isGreaterThan(GARBAGE_DATAGRAMS / 20);
        assertThat(malformed).isGreaterThan(GARBAGE_DATAGRAMS / 20);
    }

    @Test
    void aBeaconNamesAPort() {
        byte[] vector = asking.toBytes();
        int port = 5 + 2 + 4 + 32 + 2 + 5;
        assertThat(new WireReader(Arrays.copyOfRange(vector, port, port + 2)).u16())
                .isEqualTo(5_051);
        vector[port] = 0;
        vector[port + 1] = 0;
        assertThatThrownBy(() -> read(vector))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("port 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Speaker(ALICE.key(), "alice", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Speaker(ALICE.key(), "alice", 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new Speaker(ALICE.key(), "ä".repeat(129), 1));
    }

    @Test
    void theLongestBeaconFitsIntoADatagram() {
        Speaker speaker = new Speaker(ALICE.key(), "ä".repeat(Beacon.MAX_NAME_BYTES / 2), Endpoint.MAX_PORT);
        String network = "n".repeat(Beacon.MAX_NETWORK_BYTES);
        Statement statement =
                new Statement(network, speaker, new Moment(-1, -1), Places.of(100_000, 100_000), Call.HERE);
        Beacon longest = new Beacon(statement, asking.signature());
        assertThat(longest.toBytes()).hasSizeLessThan(Beacon.MAX_BYTES);
        assertThat(read(longest.toBytes())).isEqualTo(longest);
        assertThat(longest.statement().places()).isEqualTo(new Places(65_535, 65_535));
    }

    @Test
    void momentsAreOrderedByLifeThenByCount() {
        assertThat(List.of(new Moment(2, 1), new Moment(1, 9), new Moment(1, 8)).stream()
                        .sorted())
                .containsExactly(new Moment(1, 8), new Moment(1, 9), new Moment(2, 1));
    }

    private static Beacon read(byte[] datagram) {
        WireReader in = new WireReader(datagram);
        if (Beacon.readVersion(in) != Beacon.VERSION) {
            throw new MalformedFrame("another version");
        }
        return Beacon.read(in);
    }

    private static Beacon signed(long counter, Places places, Call call) {
        Speaker speaker = new Speaker(ALICE.key(), "alice", 5_051);
        Statement statement = new Statement("eddy", speaker, new Moment(BOOT, counter), places, call);
        try {
            Signature signing = Ed25519.signature();
            signing.initSign(ALICE.secret());
            signing.update(Beacon.signed(statement));
            return new Beacon(statement, Bytes.owning(signing.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Identity alice() {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 1);
        return Identity.fromSeed(seed);
    }
}
