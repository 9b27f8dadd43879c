package io.eddy.overlay;

import io.eddy.entry.SampleEntries;
import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.node.SealingKey;
import io.eddy.overlay.AddressRecord.Owner;
import io.eddy.overlay.AddressRecord.Term;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

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

    /** As alice says it since there are sealing keys. */
    static AddressRecord sealingAlice() {
        List<String> hosts = List.of("192.0.2.7");
        SealingKey sealing = new SealedBox(ALICE, new SplittableRandom(1)).key();
        Bytes signature = SampleEntries.sign(ALICE, signed(ALICE, sealing, "alice", hosts, 5_051));
        return new AddressRecord(new Owner(ALICE.key(), Optional.of(sealing), "alice"), TERM, hosts, 5_051, signature);
    }

    static AddressRecord bob() {
        return record(BOB, "bob", List.of("192.0.2.8", "2001:db8::8"), 5_052);
    }

    private static AddressRecord record(Identity who, String name, List<String> hosts, int port) {
        Owner owner = new Owner(who.key(), Optional.empty(), name);
        return new AddressRecord(owner, TERM, hosts, port, SampleEntries.sign(who, signed(who, name, hosts, port)));
    }

    /** What the page says is signed, written by hand. */
    static byte[] signed(Identity who, String name, List<String> hosts, int port) {
        WireWriter out = begin("eddy address 1\n", who, name);
        out.u16(hosts.size());
        hosts.forEach(host -> out.text(host, 64));
        out.u16(port);
        return out.toByteArray();
    }

    /** The same of a record with a sealing key. */
    static byte[] signed(Identity who, SealingKey sealing, String name, List<String> hosts, int port) {
        WireWriter out = begin("eddy address 2\n", who, name);
        out.u16(0x8000 + hosts.size());
        hosts.forEach(host -> out.text(host, 64));
        out.u16(port);
        out.raw(sealing.bytes().array());
        return out.toByteArray();
    }

    private static WireWriter begin(String domain, Identity who, String name) {
        WireWriter out = new WireWriter();
        out.raw(domain.getBytes(StandardCharsets.US_ASCII));
        out.raw(who.key().bytes().array());
        out.text(name, 128);
        out.i64(TERM.number());
        out.i64(TERM.expiryMillis());
        return out;
    }

    private static Identity ofSeed(int number) {
        byte[] seed = new byte[Ed25519.SEED_BYTES];
        Arrays.fill(seed, (byte) number);
        return Identity.fromSeed(seed);
    }
}
