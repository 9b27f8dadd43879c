package io.eddy.overlay;

import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.overlay.AddressRecord.Term;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;

/** The address records of {@code PROTOCOL.md}, truly signed over the bytes that the page names. */
final class SampleAddresses {
    static final Identity ALICE = ofSeed(1);
    static final Identity BOB = ofSeed(2);

    private static final long NUMBER = 1_750_000_000_000L;
    private static final Term TERM = new Term(NUMBER, NUMBER + 86_400_000);

    private SampleAddresses() {}

    static AddressRecord alice() {
        return record(ALICE, "alice", List.of("192.0.2.7"), 5_051);
    }

    static AddressRecord bob() {
        return record(BOB, "bob", List.of("192.0.2.8", "2001:db8::8"), 5_052);
    }

    private static AddressRecord record(Identity who, String name, List<String> hosts, int port) {
        return new AddressRecord(who.key(), name, TERM, hosts, port, sign(who, signed(who, name, hosts, port)));
    }

    /** What the page says is signed, written by hand. */
    static byte[] signed(Identity who, String name, List<String> hosts, int port) {
        WireWriter out = new WireWriter();
        out.raw("eddy address 1\n".getBytes(StandardCharsets.US_ASCII));
        out.raw(who.key().bytes().array());
        out.text(name, 128);
        out.i64(TERM.number());
        out.i64(TERM.expiryMillis());
        out.u16(hosts.size());
        hosts.forEach(host -> out.text(host, 64));
        out.u16(port);
        return out.toByteArray();
    }

    private static Bytes sign(Identity who, byte[] message) {
        try {
            Signature signature = Ed25519.signature();
            signature.initSign(who.secret());
            signature.update(message);
            return Bytes.owning(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Identity ofSeed(int number) {
        byte[] seed = new byte[Ed25519.SEED_BYTES];
        Arrays.fill(seed, (byte) number);
        return Identity.fromSeed(seed);
    }
}
