package io.eddy.node;

import java.util.Optional;

/**
 * Words for one reader alone, which others may carry.
 *
 * <p>Whoever has the reader's secret key can read all that was ever sealed to it: there is no forward secrecy, as the
 * reader is away when it is sealed.
 */
public interface Sealing {
    /** By how much what is sealed is longer than what was put in. */
    int OVERHEAD_BYTES = 48;

    /** By what others seal to this node. */
    SealingKey key();

    /** Whether a key gives a secret, and so seals: there are some that give anybody the same. Nothing changes by it. */
    boolean seals(SealingKey to);

    /**
     * Seals bytes to the owner of a key.
     *
     * @param context what is not sealed and may not be changed: who says it to whom, and where
     * @return nothing when the key is one that gives no secret
     */
    Optional<byte[]> seal(SealingKey to, byte[] context, byte[] plain);

    /**
     * Opens what was sealed to this node.
     *
     * @param context the same as when it was sealed
     * @return nothing when it was sealed to another, in another context, or was changed since
     */
    Optional<byte[]> open(byte[] context, byte[] sealed);
}
