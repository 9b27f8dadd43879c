package io.eddy.bench;

/** The reasons for which a benchmark's protocol waits. */
enum BallTimer {
    /** When the turn in which a session began is over. */
    MET
}
