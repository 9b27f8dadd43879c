package io.eddy.sync;

/** What the logs count, for the operator. */
public final class SyncTally {
    long taken;
    long repeated;
    long early;
    long checked;
    long leftOut;
    long unasked;
    long given;
    long overdue;
    long claimedInVain;
    long evicted;
    long forks;

    /** Entries of others that were kept. */
    public long taken() {
        return taken;
    }

    /** Entries that came again. */
    public long repeated() {
        return repeated;
    }

    /** Entries that came before those before them. */
    public long early() {
        return early;
    }

    /** Signatures that were checked. */
    public long checked() {
        return checked;
    }

    /**
     * Entries that were not taken because a limit was reached, the disk was full or their author is not welcome, and
     * conversations that were not followed because of that.
     */
    public long leftOut() {
        return leftOut;
    }

    /** Messages about conversations that are not shared with their sender, or that came too late. */
    public long unasked() {
        return unasked;
    }

    /** Entries that were given to those who asked. */
    public long given() {
        return given;
    }

    /** Questions that were not answered in time. */
    public long overdue() {
        return overdue;
    }

    /** Logs that a peer said to have and did not give, and such as nobody can have. */
    public long claimedInVain() {
        return claimedInVain;
    }

    /** Entries carried for others that were dropped. */
    public long evicted() {
        return evicted;
    }

    /** Logs found to be forked. */
    public long forks() {
        return forks;
    }
}
