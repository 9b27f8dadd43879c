package io.eddy.node;

import io.eddy.store.Store;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node needs from outside itself. The selector loop and the simulator each provide one; they see bytes,
 * links and opaque timer names, never messages.
 *
 * <p>A <em>turn</em>: one input is given to the node; the node calls its world any number of times; those calls only
 * record; {@link #now} stands still; the world carries them out when the node has returned. No handler is ever
 * re-entered.
 */
public interface World {

    /** The public key of this node; its {@link PeerId} follows from it. */
    PublicKey key();

    /** The time at which the current turn began. It does not advance during a turn, and never goes back. */
    Timestamp now();

    /** Milliseconds since 1970, as the system believes. It may jump. */
    long wallClockMillis();

    RandomGenerator random();

    /**
     * Begins to connect. The outcome comes in a later turn: the link is up, or down with the reason. Frames can be
     * queued only once it is up.
     *
     * @param expected the only peer that may answer there; {@code null} when any may
     */
    Link dial(Endpoint to, @Nullable PeerId expected);

    /**
     * Sends a datagram, after this turn, to everybody near who listens for such; whether it arrives is not known. A
     * world without a group to send it to drops it.
     *
     * @param datagram not to be changed any more
     */
    void multicast(byte[] datagram);

    /** Arms the timer of this name (compared by {@code equals}), replacing the deadline it had. */
    void arm(Object timer, Duration delay);

    void disarm(Object timer);

    Store store();

    /**
     * Runs {@code last} before what has been written to the store becomes durable, as the last thing of this turn or of
     * several whose writes become durable together; what it writes becomes durable with them.
     */
    void beforeStored(Runnable last);

    /** Runs {@code then}, as a turn of its own, once all that was written to the store before this call is durable. */
    void whenStored(Runnable then);

    /** Signs with the key of this node: 64 bytes. */
    byte[] sign(byte[] message);

    /** Whether the owner of {@code signer} signed exactly this message. Costs about half a millisecond. */
    boolean verify(PublicKey signer, byte[] message, byte[] signature);

    /**
     * What to keep in place of a value that does not change and that many nodes come to know: an equal one, which is
     * the same object for all nodes of a world that has many.
     */
    default <T> T interned(T value) {
        return value;
    }

    /** Seals words to others, and opens what they sealed to this node. */
    Sealing sealing();
}
