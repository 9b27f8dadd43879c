package io.eddy.overlay;

/** What the overlay counts, for the operator. */
public final class OverlayTally {
    long calls;
    long unreached;
    long unanswered;
    long joined;
    long redirected;
    long accepted;
    long refused;
    long demoted;
    long shuffles;
    long shufflesTaken;
    long probes;
    long sameNetwork;
    long hopsClamped;
    long badRecords;
    long badPaths;
    long overRate;
    long unlearned;
    long stale;
    long mismatches;

    /** Sessions that were sought. */
    public long calls() {
        return calls;
    }

    /** Calls that came to nothing. */
    public long unreached() {
        return unreached;
    }

    /** Requests over a session that were not answered in time. */
    public long unanswered() {
        return unanswered;
    }

    /** Peers that joined here. */
    public long joined() {
        return joined;
    }

    /** Peers that wanted to join here and were sent on. */
    public long redirected() {
        return redirected;
    }

    /** Requests of others to be a neighbour that were accepted. */
    public long accepted() {
        return accepted;
    }

    /** Requests of others to be a neighbour that were refused. */
    public long refused() {
        return refused;
    }

    /** Neighbours that had to make a place. */
    public long demoted() {
        return demoted;
    }

    /** Shuffles that began here. */
    public long shuffles() {
        return shuffles;
    }

    /** Shuffles that ended here. */
    public long shufflesTaken() {
        return shufflesTaken;
    }

    /** Probes for another part of the network. */
    public long probes() {
        return probes;
    }

    /** Probes of others that found that there is nothing to link. */
    public long sameNetwork() {
        return sameNetwork;
    }

    /** Messages that wanted to go farther than any may. */
    public long hopsClamped() {
        return hopsClamped;
    }

    /** Address records that are forged, run out, or of nobody. */
    public long badRecords() {
        return badRecords;
    }

    /** Shuffles that did not come the way they say. */
    public long badPaths() {
        return badPaths;
    }

    /** Messages above what one neighbour may let wander: a sign of abuse. */
    public long overRate() {
        return overRate;
    }

    /** Addresses that were not taken because their teller had told enough: usual where many join at once. */
    public long unlearned() {
        return unlearned;
    }

    /** What was said of a relation that is over. */
    public long stale() {
        return stale;
    }

    /** Peers that held this one for a neighbour and were told better. */
    public long mismatches() {
        return mismatches;
    }
}
