package io.eddy.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An unchanging run of bytes, equal to any other run of the same bytes. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return new Bytes(digest.digest());
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
