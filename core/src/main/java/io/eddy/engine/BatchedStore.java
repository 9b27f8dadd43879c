package io.eddy.engine;

import io.eddy.store.Store;

/** A store whose writes become durable in batches. All methods are called on the loop's thread. */
public interface BatchedStore extends Store, AutoCloseable {
    /** Runs {@code last} when what was written is about to be handed over: what it writes goes with that. */
    void beforeStored(Runnable last);

    /** Runs {@code then} on the loop once all that was written before this call is durable. */
    void whenStored(Runnable then);

    /**
     * Hands what was written since the last call over to be made durable. Called by the loop after each round of turns.
     */
    void flush();

    /** Makes everything durable and ends. Blocks. */
    @Override
    void close();
}
