package io.eddy.link;

import io.eddy.node.Closing;

/** What the links count, for the operator. */
public final class LinkTally {
    long sessions;
    long pauses;
    private long duplicates;
    private long silent;
    private long otherNetworks;
    private long otherVersions;
    private long blocked;
    private long overdue;

    /** This side ends a link, and says why. */
    void onGoodbye(Closing.Code why) {
        switch (why) {
            case DUPLICATE -> duplicates++;
            case SILENT -> silent++;
            case WRONG_NETWORK -> otherNetworks++;
            case VERSION -> otherVersions++;
            case BLOCKED -> blocked++;
            case TIMEOUT -> overdue++;
            default -> {} // In peace, or for a mistake, which the node counts.
        }
    }

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

    /** Links to peers of another network. */
    public long otherNetworks() {
        return otherNetworks;
    }

    /** Links to peers that speak no version that this side does. */
    public long otherVersions() {
        return otherVersions;
    }

    /** Links to peers that the operator refuses, or that made too many mistakes. */
    public long blocked() {
        return blocked;
    }

    /** Links on which no session began in time. */
    public long overdue() {
        return overdue;
    }

    /** Times a peer sent more than its allowance and was read from later. */
    public long pauses() {
        return pauses;
    }
}
