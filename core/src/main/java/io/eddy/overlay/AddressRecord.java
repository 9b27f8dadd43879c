package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer says that it accepts links, signed with its key.
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

    private static final Domain DOMAIN = new Domain("eddy address 1\n");

    private static final Codec<List<String>> HOSTS = Codec.text(MAX_HOST_BYTES).listOf(MAX_HOSTS);
    private static final Codec<Bytes> SIGNATURE = Codec.bytes(SIGNATURE_BYTES);

    /** From when until when a record holds: of two of one peer the one with the higher number does. */
    public record Term(long number, long expiryMillis) {}

    public static final Codec<AddressRecord> CODEC = Codec.of(
            (out, record) -> {
                record.encodeSigned(out);
                SIGNATURE.encode(record.signature, out);
            },
            AddressRecord::decode);

    private final PublicKey key;
    private final String name;
    private final Term term;
    private final List<String> hosts;
    private final int port;
    private final Bytes signature;
    private @Nullable PeerId peer;
    private @Nullable Boolean dialable;

    AddressRecord(PublicKey key, String name, Term term, List<String> hosts, int port, Bytes signature) {
        this.key = key;
        this.name = name;
        this.term = term;
        this.hosts = hosts;
        this.port = port;
        this.signature = signature;
    }

    /** Makes and signs the record of this side. */
    static AddressRecord of(Host<?, ?> host, String name, Term term, List<String> hosts, int port) {
        AddressRecord unsigned = new AddressRecord(host.key(), name, term, hosts, port, Bytes.EMPTY);
        Bytes signature = Bytes.owning(host.sign(unsigned.signed()));
        return new AddressRecord(host.key(), name, term, hosts, port, signature);
    }

    /** Whose record it claims to be. */
    public PeerId peer() {
        PeerId known = peer;
        if (known == null) {
            known = PeerId.of(key);
            peer = known;
        }
        return known;
    }

    public PublicKey key() {
        return key;
    }

    /** What the peer calls itself; nobody vouches for it. */
    public String name() {
        return name;
    }

    public Term term() {
        return term;
    }

    public List<String> hosts() {
        return hosts;
    }

    public int port() {
        return port;
    }

    /** Whether there is an address to dial, and no name, which would be looked up at a stranger's wish. */
    boolean isDialable() {
        Boolean known = dialable;
        if (known == null) {
            known = port != 0 && !hosts.isEmpty() && hosts.stream().allMatch(Hosts::isAddress);
            dialable = known;
        }
        return known;
    }

    /** Where to dial, loopback last: it is another machine's, unless both are on one. */
    List<Endpoint> endpoints() {
        return hosts.stream()
                .sorted(Comparator.comparing(Hosts::isLoopback))
                .map(host -> new Endpoint(host, port))
                .toList();
    }

    /** Whether its peer signed it. */
    boolean isGenuine(Host<?, ?> host) {
        return host.verify(key, signed(), signature.array());
    }

    /** The bytes that the peer signs. */
    byte[] signed() {
        WireWriter out = new WireWriter();
        encodeSigned(out);
        return DOMAIN.with(out.toByteArray());
    }

    private void encodeSigned(WireWriter out) {
        out.raw(key.bytes().array());
        out.text(name, MAX_NAME_BYTES);
        out.i64(term.number);
        out.i64(term.expiryMillis);
        HOSTS.encode(hosts, out);
        out.u16(port);
    }

    private static AddressRecord decode(WireReader in) {
        PublicKey key = PublicKey.CODEC.decode(in);
        String name = in.text(MAX_NAME_BYTES);
        Term term = new Term(in.i64(), in.i64());
        List<String> hosts = HOSTS.decode(in);
        int port = in.u16();
        return new AddressRecord(key, name, term, hosts, port, SIGNATURE.decode(in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRecord record
                && signature.equals(record.signature)
                && key.equals(record.key)
                && name.equals(record.name)
                && term.equals(record.term)
                && hosts.equals(record.hosts)
                && port == record.port;
    }

    /** Of the signature alone: whoever makes two of one signature gains a collision. */
    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + peer() + " at " + hosts + ":" + port;
    }
}
