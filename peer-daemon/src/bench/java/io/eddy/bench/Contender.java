package io.eddy.bench;

/** One way to carry frames over loopback between two threads. */
interface Contender {

    String name();

    /** Connects both ends and sends the first frames. The client tells the gauge of each that comes back. */
    Rally start(Load load, Gauge gauge) throws Exception;

    /** What its program holds of one received frame: the message itself, on the heap of a JVM with small pointers. */
    default int messageBytes(Load load) {
        return 0;
    }
}
