package io.eddy.engine;

/** What lives on a loop and has something to do at the end of each round. */
interface Resident {

    /** All turns of a round are over. */
    void endRound();

    /** The loop ends: everything is closed at once, without a word. */
    void abort();
}
