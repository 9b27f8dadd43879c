package io.eddy.atlas;

/** What an atlas counts, for the operator. */
public final class AtlasTally {
    long told;
    long signed;
    long news;
    long known;
    long stale;
    long full;
    long hasty;
    long strangers;

    /** Places told to neighbours. */
    public long told() {
        return told;
    }

    /** Own places signed. */
    public long signed() {
        return signed;
    }

    /** Places heard that were newer than what was known, and kept. */
    public long news() {
        return news;
    }

    /** Places heard that were known, or older than what was known. */
    public long known() {
        return known;
    }

    /** Places heard that had been forgotten, or should have been. */
    public long stale() {
        return stale;
    }

    /** Places heard of peers for which there was no room. */
    public long full() {
        return full;
    }

    /** Places and questions left aside because a neighbour or an owner was too fast. */
    public long hasty() {
        return hasty;
    }

    /** Messages of peers that are no neighbours. */
    public long strangers() {
        return strangers;
    }
}
