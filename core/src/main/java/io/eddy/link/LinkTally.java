package io.eddy.link;

/** What the links count, for the operator. */
public final class LinkTally {
    long sessions;
    long duplicates;
    long silent;
    long pauses;

    /** Sessions that began. */
    public long sessions() {
        return sessions;
    }

    /** Links given up because there was one to the same peer. */
    public long duplicates() {
        return duplicates;
    }

    /** Sessions that ended because nothing was heard. */
    public long silent() {
        return silent;
    }

    /** Times a peer sent more than its allowance and was read from later. */
    public long pauses() {
        return pauses;
    }
}
