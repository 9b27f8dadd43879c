package io.eddy.node;

import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.WireReader;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name a peer keeps for its whole life, whatever its address: the SHA-256 of its public key's SubjectPublicKeyInfo
 * (RFC 5280, RFC 8410). The four words are the hash, the most significant first.
 */
public record PeerId(long word0, long word1, long word2, long word3) implements Comparable<PeerId> {
    public static final int BYTES = 32;
    public static final int HEX_LENGTH = 2 * BYTES;
    public static final Codec<PeerId> CODEC = Codec.record(
            Codec.field(Codec.I64, PeerId::word0),
            Codec.field(Codec.I64, PeerId::word1),
            Codec.field(Codec.I64, PeerId::word2),
            Codec.field(Codec.I64, PeerId::word3),
            PeerId::new);

    /** What precedes the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410, section 10.1). */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** The id of the peer that owns this key. */
    public static PeerId of(PublicKey key) {
        return key.owner();
    }

    static PeerId hashOf(PublicKey key) {
        MessageDigest sha256 = sha256();
        sha256.update(SPKI_PREFIX);
        return fromBytes(sha256.digest(key.bytes().array()));
    }

    /** The key's SubjectPublicKeyInfo in DER. */
    public static byte[] subjectPublicKeyInfo(PublicKey key) {
        return ByteBuffer.allocate(SPKI_PREFIX.length + PublicKey.LENGTH)
                .put(SPKI_PREFIX)
                .put(key.bytes().array())
                .array();
    }

    public static PeerId fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new MalformedFrame("an id has " + BYTES + " bytes, not " + bytes.length);
        }
        return CODEC.decode(new WireReader(bytes));
    }

    /** Reads 64 hexadecimal digits. */
    public static PeerId fromHex(String hex) {
        return fromBytes(HexFormat.of().parseHex(hex));
    }

    public byte[] toBytes() {
        return CODEC.toBytes(this);
    }

    public String hex() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** The beginning of the id as people see it: {@code 4f2a-9c1e-77d0…}. */
    public String brief() {
        String hex = hex();
        return hex.substring(0, 4) + "-" + hex.substring(4, 8) + "-" + hex.substring(8, 12) + "…";
    }

    @Override
    public int compareTo(PeerId other) {
        int first = Long.compareUnsigned(word0, other.word0);
        int second = first != 0 ? first : Long.compareUnsigned(word1, other.word1);
        int third = second != 0 ? second : Long.compareUnsigned(word2, other.word2);
        return third != 0 ? third : Long.compareUnsigned(word3, other.word3);
    }

    @Override
    public String toString() {
        return hex().substring(0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
