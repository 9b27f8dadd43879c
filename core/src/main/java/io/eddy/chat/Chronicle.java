package io.eddy.chat;

/**
 * Who writes down what is said. It is told in the turn in which an entry is written to the store: what it writes
 * there becomes durable with it, and nothing is acknowledged or sent without.
 */
public interface Chronicle {

    /**
     * Something was said, by this peer or another.
     *
     * @param cameAtMillis when it came here or was written here, by this machine's clock
     */
    void onSaid(Talk where, Utterance said, long cameAtMillis);

    /** What this peer said before has its time only now: it could not be sealed earlier. */
    void onSealed(Talk where, Utterance said);

    /** What this peer said before will be said anew: it is as if it had not been said. */
    void onTakenBack(Talk where, Utterance said);

    /** Somebody who can pass it on has what this peer said. */
    void onSent(Talk where, Utterance said);

    /** Whom it was said to has it. */
    void onDelivered(Talk where, Utterance said);
}
