package io.eddy.lan;

import io.eddy.node.Endpoint;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One datagram by which a peer says to everybody near that it is there: a statement, and its signature. Where the
 * peer is, the datagram's own address says, and never the beacon.
 *
 * @param signature Ed25519, by the speaker, over {@link #signed}
 */
record Beacon(Statement statement, Bytes signature) {
    static final int VERSION = 1;

    /** Fits into one frame of any network, with what tunnels add to it (protocols.md D.3). */
    static final int MAX_BYTES = 1_400;

    static final int MAX_NETWORK_BYTES = 64;
    static final int MAX_NAME_BYTES = 256;

    private static final int SIGNATURE_BYTES = 64;

    /** The first bytes of every beacon of every version. */
    private static final byte[] MAGIC = "eddy".getBytes(StandardCharsets.US_ASCII);

    private static final Domain DOMAIN = new Domain("eddy beacon 1\n");

    /** What a beacon is for. The order is the encoding: add at the end only. */
    enum Call {
        /** I am still here. */
        HERE,
        /** I am new here: whoever did not know me, speak soon. */
        ASKING,
        /** I go: forget me. */
        LEAVING
    }

    /**
     * Who speaks.
     *
     * @param name as its operator named it; nobody vouches for it
     * @param port where it accepts links, at the address that the datagram comes from
     */
    record Speaker(PublicKey key, String name, int port) {
        private static final Codec<Integer> PORT = Codec.of(WireWriter::u16, in -> {
            int port = in.u16();
            if (port == 0) {
                throw new MalformedFrame("port 0");
            }
            return port;
        });

        static final Codec<Speaker> CODEC = Codec.record(
                Codec.field(PublicKey.CODEC, Speaker::key),
                Codec.field(Codec.text(MAX_NAME_BYTES), Speaker::name),
                Codec.field(PORT, Speaker::port),
                Speaker::new);

        Speaker {
            int nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (port < 1 || port > Endpoint.MAX_PORT || nameBytes > MAX_NAME_BYTES) {
                throw new IllegalArgumentException("port " + port + ", or a name of " + nameBytes + " bytes");
            }
        }
    }

    /** When a beacon was made, by its speaker's own count: its life, and how many before it in that life. */
    record Moment(long boot, long counter) implements Comparable<Moment> {
        static final Codec<Moment> CODEC = Codec.record(
                Codec.field(Codec.I64, Moment::boot), Codec.field(Codec.I64, Moment::counter), Moment::new);

        @Override
        public int compareTo(Moment other) {
            return boot != other.boot ? Long.compare(boot, other.boot) : Long.compare(counter, other.counter);
        }
    }

    /** How many links a speaker has, and how many more it would take. */
    record Places(int used, int free) {
        static final Codec<Places> CODEC =
                Codec.record(Codec.field(Codec.U16, Places::used), Codec.field(Codec.U16, Places::free), Places::new);

        /** Of numbers that may be too large to be told. */
        static Places of(int used, int free) {
            return new Places(Math.min(used, 0xffff), Math.min(free, 0xffff));
        }
    }

    /** What a speaker says, and signs. There is exactly one encoding of it. */
    record Statement(String network, Speaker speaker, Moment moment, Places places, Call call) {
        static final Codec<Statement> CODEC = Codec.record(
                Codec.field(Codec.text(MAX_NETWORK_BYTES), Statement::network),
                Codec.field(Speaker.CODEC, Statement::speaker),
                Codec.field(Moment.CODEC, Statement::moment),
                Codec.field(Places.CODEC, Statement::places),
                Codec.field(Codec.enumeration(Call.class), Statement::call),
                Statement::new);
    }

    private static final Codec<Beacon> CODEC = Codec.record(
            Codec.field(Statement.CODEC, Beacon::statement),
            Codec.field(Codec.bytes(SIGNATURE_BYTES), Beacon::signature),
            Beacon::new);

    /** Reads what all versions begin with, and says which one this is; what follows is another's if it is another. */
    static int readVersion(WireReader datagram) {
        if (!Arrays.equals(datagram.raw(MAGIC.length), MAGIC)) {
            throw new MalformedFrame("no beacon");
        }
        return datagram.u8();
    }

    /** Reads the rest of a beacon of this version, which must be all that is left. */
    static Beacon read(WireReader datagram) {
        Beacon beacon = CODEC.decode(datagram);
        datagram.expectEnd();
        return beacon;
    }

    /** The whole datagram. */
    byte[] toBytes() {
        WireWriter out = new WireWriter();
        out.raw(MAGIC);
        out.u8(VERSION);
        CODEC.encode(this, out);
        return out.toByteArray();
    }

    /** The bytes that a speaker signs. */
    static byte[] signed(Statement statement) {
        return DOMAIN.with(Statement.CODEC.toBytes(statement));
    }

    PublicKey key() {
        return statement.speaker().key();
    }

    Moment moment() {
        return statement.moment();
    }
}
