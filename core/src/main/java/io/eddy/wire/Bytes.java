package io.eddy.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An unchanging run of bytes, equal to any other run of the same bytes. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final MessageDigest SHA_256 = sha256();

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    public static Bytes copyOf(byte[] array) {
        return new Bytes(array.clone());
    }

    /** Takes an array that nobody changes from here on. */
    public static Bytes owning(byte[] array) {
        return new Bytes(array);
    }

    public static Bytes fromHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /** The SHA-256 (FIPS 180-4) of these parts, one after the other. */
    public static Bytes sha256(byte[]... parts) {
        MessageDigest digest = begunSha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Bytes(digest.digest());
    }

    /** A copy of one that is never used itself: to look the algorithm up takes as long as to hash 200 bytes. */
    private static MessageDigest begunSha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public int length() {
        return array.length;
    }

    public byte[] toArray() {
        return array.clone();
    }

    /** The bytes themselves, not to be changed. */
    public byte[] array() {
        return array;
    }

    public String hex() {
        return HexFormat.of().formatHex(array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return hex();
    }
}
