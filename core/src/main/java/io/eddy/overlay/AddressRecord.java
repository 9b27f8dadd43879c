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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /** Whose record it is: its key, the one by which others seal to it, and what it calls itself. */
    record Owner(PublicKey key, Optional<SealingKey> sealing, String name) {}

    /** From when until when a record holds: of two of one peer the one with the higher number does. */
    public record Term(long number, long expiryMillis) {}

    public static final Codec<AddressRecord> CODEC = Codec.of(
            (out, record) -> {
                record.encodeSigned(out);
                SIGNATURE.encode(record.signature, out);
            },
            AddressRecord::decode);

    private final PublicKey key;
    private final @Nullable SealingKey sealing;
    private final String name;
    private final Term term;
    private final List<String> hosts;
    private final int port;
    private final Bytes signature;
    private @Nullable PeerId peer;
    private @Nullable Boolean dialable;

    AddressRecord(Owner owner, Term term, List<String> hosts, int port, Bytes signature) {
        this.key = owner.key;
        this.sealing = owner.sealing.orElse(null);
        this.name = owner.name;
        this.term = term;
        this.hosts = hosts;
        this.port = port;
        this.signature = signature;
    }

    /** Makes and signs the record of this side. */
    static AddressRecord of(Host<?, ?> host, String name, Term term, List<String> hosts, int port) {
        Owner owner = new Owner(host.key(), Optional.of(host.sealing().key()), name);
        AddressRecord unsigned = new AddressRecord(owner, term, hosts, port, Bytes.EMPTY);
        Bytes signature = Bytes.owning(host.sign(unsigned.signed()));
        return new AddressRecord(owner, term, hosts, port, signature);
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

    /** By which others seal to the peer; none in a record of before there were such keys. */
    public Optional<SealingKey> sealing() {
        return Optional.ofNullable(sealing);
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
        return (sealing == null ? DOMAIN : DOMAIN_WITH_SEALING_KEY).with(out.toByteArray());
    }

    private void encodeSigned(WireWriter out) {
        out.raw(key.bytes().array());
        out.text(name, MAX_NAME_BYTES);
        out.i64(term.number);
        out.i64(term.expiryMillis);
        out.u16(sealing == null ? hosts.size() : hosts.size() | WITH_SEALING_KEY);
        hosts.forEach(host -> out.text(host, MAX_HOST_BYTES));
        out.u16(port);
        if (sealing != null) {
            SealingKey.CODEC.encode(sealing, out);
        }
    }

    private static AddressRecord decode(WireReader in) {
        PublicKey key = PublicKey.CODEC.decode(in);
        String name = in.text(MAX_NAME_BYTES);
        Term term = new Term(in.i64(), in.i64());
        int flagged = in.u16();
        List<String> hosts = hosts(flagged & ~WITH_SEALING_KEY, in);
        int port = in.u16();
        boolean seals = (flagged & WITH_SEALING_KEY) != 0;
        Optional<SealingKey> sealing = seals ? Optional.of(SealingKey.CODEC.decode(in)) : Optional.empty();
        return new AddressRecord(new Owner(key, sealing, name), term, hosts, port, SIGNATURE.decode(in));
    }

    private static List<String> hosts(int count, WireReader in) {
        if (count > MAX_HOSTS) {
            throw new MalformedFrame("list of " + count + " exceeds " + MAX_HOSTS);
        }
        List<String> hosts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hosts.add(in.text(MAX_HOST_BYTES));
        }
        return List.copyOf(hosts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRecord record
                && signature.equals(record.signature)
                && key.equals(record.key)
                && Objects.equals(sealing, record.sealing)
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
