package io.eddy.identity;

import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/** Who a peer is: an Ed25519 key pair, and the certificate by which its public half is shown in TLS. */
public final class Identity {
    /** How long {@link #toBytes} is. */
    public static final int ENCODED_BYTES = 48;

    /** What precedes the seed in a private key's PKCS #8 form (RFC 8410, section 7). */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final byte[] ED25519_OID = HexFormat.of().parseHex("2b6570");
    private static final byte[] COMMON_NAME_OID = HexFormat.of().parseHex("550403");

    private static final byte[] SEALING_SALT = ascii("eddy sealing key 1\n");

    private final byte[] seed;
    private final PrivateKey secret;
    private final PublicKey key;

    private Identity(byte[] seed) {
        KeyPair pair = Ed25519.pairOf(seed);
        PublicKey shown = Ed25519.fromPlatform(pair.getPublic());
        if (shown == null) {
            throw new IllegalStateException("not an Ed25519 key: " + pair.getPublic());
        }
        this.seed = seed;
        this.secret = pair.getPrivate();
        this.key = shown;
    }

    /** A new identity, never seen before. */
    public static Identity generate(SecureRandom random) {
        byte[] seed = new byte[Ed25519.SEED_BYTES];
        random.nextBytes(seed);
        return new Identity(seed);
    }

    /** The identity of 32 bytes of seed; the same bytes always give the same one. */
    public static Identity fromSeed(byte[] seed) {
        if (seed.length != Ed25519.SEED_BYTES) {
            throw new IllegalArgumentException("a seed has " + Ed25519.SEED_BYTES + " bytes, not " + seed.length);
        }
        return new Identity(seed.clone());
    }

    /**
     * Reads what {@link #toBytes} gave.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static Identity fromBytes(byte[] pkcs8) {
        int prefix = PKCS8_PREFIX.length;
        if (pkcs8.length != prefix + Ed25519.SEED_BYTES || !Arrays.equals(pkcs8, 0, prefix, PKCS8_PREFIX, 0, prefix)) {
            throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8");
        }
        return new Identity(Arrays.copyOfRange(pkcs8, prefix, pkcs8.length));
    }

    /** The private key in PKCS #8, 48 bytes of DER. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(PKCS8_PREFIX.length + seed.length)
                .put(PKCS8_PREFIX)
                .put(seed)
                .array();
    }

    public PublicKey key() {
        return key;
    }

    public PeerId id() {
        return PeerId.of(key);
    }

    /** The key that signs, as the platform takes it. */
    public PrivateKey secret() {
        return secret;
    }

    /** The X25519 secret that goes with this identity: of the same seed, so that there is one secret to keep. */
    byte[] sealingSecret() {
        return Hkdf.derive(SEALING_SALT, seed, new byte[0]);
    }

    /**
     * Makes the certificate, the same bytes each time: self-signed, for CN=eddy, valid from 2000 to the end of 9999
     * (RFC 5280, section 4.1.2.5, on having no end). Nothing in it says more than the key.
     */
    public X509Certificate certificate() {
        try {
            byte[] body = certificateBody();
            Signature signature = Ed25519.signature();
            signature.initSign(secret);
            signature.update(body);
            byte[] whole = Der.value(Der.SEQUENCE, body, algorithm(), bitString(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    /** Says whose identity it is, and nothing of its secret. */
    @Override
    public String toString() {
        return id().toString();
    }

    /** The TBSCertificate of RFC 5280, section 4.1. */
    private byte[] certificateBody() {
        byte[] version3 = Der.value(0xa0, Der.value(Der.INTEGER, new byte[] {2}));
        byte[] serial = Der.value(Der.INTEGER, new byte[] {1});
        byte[] validity = Der.value(
                Der.SEQUENCE,
                Der.value(Der.UTC_TIME, ascii("000101000000Z")),
                Der.value(Der.GENERALIZED_TIME, ascii("99991231235959Z")));
        byte[] commonName = Der.value(
                Der.SEQUENCE,
                Der.value(Der.OBJECT_IDENTIFIER, COMMON_NAME_OID),
                Der.value(Der.UTF8_STRING, ascii("eddy")));
        byte[] name = Der.value(Der.SEQUENCE, Der.value(Der.SET, commonName));
        byte[] keyInfo = PeerId.subjectPublicKeyInfo(key);
        return Der.value(Der.SEQUENCE, version3, serial, algorithm(), name, validity, name, keyInfo);
    }

    private static byte[] algorithm() {
        return Der.value(Der.SEQUENCE, Der.value(Der.OBJECT_IDENTIFIER, ED25519_OID));
    }

    private static byte[] bitString(byte[] bytes) {
        byte[] noUnusedBits = {0};
        return Der.value(Der.BIT_STRING, noUnusedBits, bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
