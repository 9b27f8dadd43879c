package io.eddy.node;

/**
 * What the datagram protocol may ask of the node it runs on.
 *
 * @param <T> the names of its timers
 */
public interface DatagramHost<T> extends Surroundings<T> {

    PublicKey key();

    /** See {@link World#multicast}. */
    void multicast(byte[] datagram);

    byte[] sign(byte[] message);

    boolean verify(PublicKey signer, byte[] message, byte[] signature);
}
