package io.eddy.gossip;

/** What the gossip counts, for the operator. */
public final class GossipTally {
    long broadcast;
    long received;
    long duplicates;
    long posted;
    long grafts;
    long prunes;
    long answered;
    long replayed;
    long forged;
    long tooMany;
    long unanswered;
    long unheeded;
    long useless;

    /** Entries of our own. */
    public long broadcast() {
        return broadcast;
    }

    /** Entries of others, each once. */
    public long received() {
        return received;
    }

    /** Entries that came again. */
    public long duplicates() {
        return duplicates;
    }

    /** Entries that were sent to a neighbour: ours, those passed on, those asked for. */
    public long posted() {
        return posted;
    }

    /** Times that a neighbour was asked for what it announced, or for the shorter way. */
    public long grafts() {
        return grafts;
    }

    /** Times that a neighbour was told only to announce. */
    public long prunes() {
        return prunes;
    }

    /** Entries that were sent because a neighbour asked. */
    public long answered() {
        return answered;
    }

    /** Entries of an earlier day, or long known here, refused. */
    public long replayed() {
        return replayed;
    }

    /** Entries that their author has not signed: whoever brought one broke the protocol. */
    public long forged() {
        return forged;
    }

    /** Entries refused because their author, or who brought them, had sent too many. */
    public long tooMany() {
        return tooMany;
    }

    /** Requests that were not answered because there were too many. */
    public long unanswered() {
        return unanswered;
    }

    /** Announcements that were not heeded because there were too many. */
    public long unheeded() {
        return unheeded;
    }

    /** Neighbours that were found to take and not to give. */
    public long useless() {
        return useless;
    }
}
