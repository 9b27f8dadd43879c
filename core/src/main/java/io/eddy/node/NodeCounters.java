package io.eddy.node;

/** What a node counts, for its operator. */
public final class NodeCounters {
    long framesReceived;
    long framesSent;
    long unknownTags;
    long trailingFields;
    long malformedFrames;
    long violations;
    long datagramsReceived;
    long datagramsSent;
    long malformedDatagrams;

    /** Frames of all channels that were decoded and handled. */
    public long framesReceived() {
        return framesReceived;
    }

    public long framesSent() {
        return framesSent;
    }

    /** Frames skipped because their tag is of a later version. */
    public long unknownTags() {
        return unknownTags;
    }

    /** Frames of which trailing fields of a later version were skipped. */
    public long trailingFields() {
        return trailingFields;
    }

    public long malformedFrames() {
        return malformedFrames;
    }

    public long violations() {
        return violations;
    }

    /** Datagrams that were given to the protocol for them, the malformed ones included. */
    public long datagramsReceived() {
        return datagramsReceived;
    }

    /** Datagrams given to the world to be sent to everybody near. */
    public long datagramsSent() {
        return datagramsSent;
    }

    public long malformedDatagrams() {
        return malformedDatagrams;
    }
}
