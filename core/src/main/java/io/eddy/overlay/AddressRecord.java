package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer says that it accepts links, and by which key others seal to it, signed with its key.
 *
 * <p>It proves only that the peer said so: who dials there checks the key that answers. One without hosts or with port
 * 0 is of a peer that nobody can dial.
 */
public final class AddressRecord {
    static final int MAX_NAME_BYTES = 128;
    static final int MAX_HOSTS = 4;

    /** An IPv6 address in text, with its zone. */
    static final int MAX_HOST_BYTES = 64;

    private static final int SIGNATURE_BYTES = 64;

    /** In the number of hosts: a sealing key follows the port. Records of before there were such keys lack it. */
    private static final int WITH_SEALING_KEY = 0x8000;

    private static final Domain DOMAIN = new Domain("eddy address 1\n");
    private static final Domain DOMAIN_WITH_SEALING_KEY = new Domain("eddy address 2\n");

    private static final Codec<Bytes> SIGNATURE = Codec.bytes(SIGNATURE_BYTES);
    private static final Bytes UNSIGNED = Bytes.owning(new byte[SIGNATURE_BYTES]);

    /** Whose record it is: its key, the one by which others seal to it, and what it calls itself. */
    record Owner(PublicKey key, Optional<SealingKey> sealing, String name) {}

    /** From when until when a record holds: of two of one peer the one with the higher number does. */
    public record Term(long number, long expiryMillis) {}

    public static final Codec<AddressRecord> CODEC =
            Codec.of((out, record) -> out.raw(record.encoded.array()), AddressRecord::decode);

    /** All of it, as it is sent: a peer keeps more than a thousand, and as objects they would be twice as large. */
    private final Bytes encoded;

    private final Term term;
    private final int port;
    private final boolean seals;
    private @Nullable PeerId peer;
    private @Nullable Boolean dialable;

    AddressRecord(Owner owner, Term term, List<String> hosts, int port, Bytes signature) {
        this(encoded(owner, term, hosts, port, signature), term, port, owner.sealing.isPresent());
    }

    private AddressRecord(Bytes encoded, Term term, int port, boolean seals) {
        this.encoded = encoded;
        this.term = term;
        this.port = port;
        this.seals = seals;
    }

    /** Makes and signs the record of this side. */
    static AddressRecord of(Host<?, ?> host, String name, Term term, List<String> hosts, int port) {
        Owner owner = new Owner(host.key(), Optional.of(host.sealing().key()), name);
        AddressRecord unsigned = new AddressRecord(owner, term, hosts, port, UNSIGNED);
        Bytes signature = Bytes.owning(host.sign(unsigned.signed()));
        return new AddressRecord(owner, term, hosts, port, signature);
    }

    /** Whose record it claims to be. */
    public PeerId peer() {
        PeerId known = peer;
        if (known == null) {
            known = PeerId.of(key());
            peer = known;
        }
        return known;
    }

    public PublicKey key() {
        return PublicKey.CODEC.decode(reader());
    }

    /** By which others seal to the peer; none in a record of before there were such keys. */
    public Optional<SealingKey> sealing() {
        if (!seals) {
            return Optional.empty();
        }
        WireReader in = reader();
        name(in);
        term(in);
        hosts(in.u16(), in);
        in.u16();
        return Optional.of(SealingKey.CODEC.decode(in));
    }

    /** What the peer calls itself; nobody vouches for it. */
    public String name() {
        return name(reader());
    }

    public Term term() {
        return term;
    }

    public List<String> hosts() {
        WireReader in = reader();
        name(in);
        term(in);
        return hosts(in.u16(), in);
    }

    public int port() {
        return port;
    }

    /** Whether there is an address to dial, and no name, which would be looked up at a stranger's wish. */
    boolean isDialable() {
        Boolean known = dialable;
        if (known == null) {
            List<String> hosts = hosts();
            known = port != 0 && !hosts.isEmpty() && hosts.stream().allMatch(Hosts::isAddress);
            dialable = known;
        }
        return known;
    }

    /** Where to dial, loopback last: it is another machine's, unless both are on one. */
    public List<Endpoint> endpoints() {
        return hosts().stream()
                .sorted(Comparator.comparing(Hosts::isLoopback))
                .map(host -> new Endpoint(host, port))
                .toList();
    }

    /** Whether its peer signed it. */
    boolean isGenuine(Host<?, ?> host) {
        byte[] all = encoded.array();
        return host.verify(key(), signed(), Arrays.copyOfRange(all, all.length - SIGNATURE_BYTES, all.length));
    }

    /** The bytes that the peer signs. */
    byte[] signed() {
        byte[] all = encoded.array();
        return (seals ? DOMAIN_WITH_SEALING_KEY : DOMAIN).with(Arrays.copyOf(all, all.length - SIGNATURE_BYTES));
    }

    private static Bytes encoded(Owner owner, Term term, List<String> hosts, int port, Bytes signature) {
        WireWriter out = new WireWriter();
        PublicKey.CODEC.encode(owner.key, out);
        out.text(owner.name, MAX_NAME_BYTES);
        out.i64(term.number);
        out.i64(term.expiryMillis);
        out.u16(owner.sealing.isPresent() ? hosts.size() | WITH_SEALING_KEY : hosts.size());
        hosts.forEach(host -> out.text(host, MAX_HOST_BYTES));
        out.u16(port);
        owner.sealing.ifPresent(key -> SealingKey.CODEC.encode(key, out));
        SIGNATURE.encode(signature, out);
        return Bytes.owning(out.toByteArray());
    }

    private static AddressRecord decode(WireReader in) {
        int start = in.position();
        name(in);
        Term term = term(in);
        int flagged = in.u16();
        hosts(flagged, in);
        int port = in.u16();
        boolean seals = (flagged & WITH_SEALING_KEY) != 0;
        if (seals) {
            SealingKey.CODEC.decode(in);
        }
        SIGNATURE.decode(in);
        return new AddressRecord(Bytes.owning(in.since(start)), term, port, seals);
    }

    private static List<String> hosts(int flagged, WireReader in) {
        int count = flagged & ~WITH_SEALING_KEY;
        if (count > MAX_HOSTS) {
            throw new MalformedFrame("list of " + count + " exceeds " + MAX_HOSTS);
        }
        List<String> hosts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hosts.add(in.text(MAX_HOST_BYTES));
        }
        return List.copyOf(hosts);
    }

    private WireReader reader() {
        return new WireReader(encoded.array());
    }

    /** The key is before the name. */
    private static String name(WireReader in) {
        PublicKey.CODEC.decode(in);
        return in.text(MAX_NAME_BYTES);
    }

    private static Term term(WireReader in) {
        return new Term(in.i64(), in.i64());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRecord record && encoded.equals(record.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return name() + " " + peer() + " at " + hosts() + ":" + port;
    }
}
