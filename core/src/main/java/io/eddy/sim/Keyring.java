package io.eddy.sim;

import io.eddy.node.PublicKey;

/** The keys of a simulated network, and what is signed by them. */
public interface Keyring {
    /** Makes the key of a host, which follows from the seed of the network and the number of the host. */
    PublicKey make(long seed, int number);

    /**
     * Signs as the owner of a key.
     *
     * @throws IllegalArgumentException when this ring has not made that key
     */
    byte[] sign(PublicKey signer, byte[] message);

    boolean verify(PublicKey signer, byte[] message, byte[] signature);
}
