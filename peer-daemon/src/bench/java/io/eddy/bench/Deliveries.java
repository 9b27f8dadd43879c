package io.eddy.bench;

/** What makes messages durable, and knows when they are. */
interface Deliveries extends AutoCloseable {

    String name();

    /** Has as many under way as it may, until it is told to stop. */
    void begin();

    /** Begins no more, and waits until all that is under way is acknowledged. */
    void stop() throws Exception;

    /** How many have been acknowledged. */
    long acknowledged();

    /** Has one message made durable, and returns how long its author waited to know, in nanoseconds. */
    long one() throws Exception;

    @Override
    void close();
}
