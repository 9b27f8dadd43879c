package io.eddy.node;

import io.eddy.store.Store;

/**
 * What one protocol may ask of the node it runs on.
 *
 * @param <M> the messages it sends
 * @param <T> the names of its timers
 */
public interface Host<M, T> extends Surroundings<T> {

    PublicKey key();

    /**
     * Queues a message before all bulk; {@code false}, and nothing is sent, when there is no session with that peer.
     */
    boolean send(PeerId to, M message);

    /**
     * Queues a message behind everything small; {@code false}, and nothing is sent, when there is no session or its
     * queue is above the high-water mark.
     */
    boolean sendBulk(PeerId to, M message);

    boolean isUp(PeerId peer);

    Store store();

    /**
     * Runs {@code last} before what has been written to the store becomes durable, as the last thing of this turn or of
     * several whose writes become durable together; what it writes becomes durable with them.
     */
    void beforeStored(Runnable last);

    /** Runs {@code then}, as a turn of its own, once all that was written to the store before this call is durable. */
    void whenStored(Runnable then);

    byte[] sign(byte[] message);

    boolean verify(PublicKey signer, byte[] message, byte[] signature);

    Sealing sealing();

    /** An equal value to keep in place of this one, which does not change: {@link World#interned}. */
    default <V> V interned(V value) {
        return value;
    }
}
