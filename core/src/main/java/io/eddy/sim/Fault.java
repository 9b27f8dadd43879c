package io.eddy.sim;

/**
 * What goes wrong in a simulated network.
 *
 * <p>The usual rates are guesses: high enough that a run of a minute and ten hosts meets several of each.
 */
public enum Fault {
    /** A dial meets nobody. Of a hundred dials. */
    REFUSED_DIAL(Per.OCCASION, 0.10),
    /** A dial gets no answer. */
    UNANSWERED_DIAL(Per.OCCASION, 0.05),
    /** A link is reset. */
    RESET(Per.HOST_MINUTE, 1),
    /** A link carries nothing any more, and neither end is told. */
    HALF_OPEN(Per.HOST_MINUTE, 0.5),
    /** Everything to and from a host takes up to three seconds longer, for up to ten. */
    LATENCY_SPIKE(Per.HOST_MINUTE, 1),
    /** A host takes nothing from the network for up to 30 seconds, while its timers run. */
    SLOW_READER(Per.HOST_MINUTE, 0.3),
    /** A process stands still for 1 to 20 seconds. */
    PAUSE(Per.HOST_MINUTE, 0.3),
    /** A wall clock jumps by up to an hour; each is five minutes wrong from the start. */
    CLOCK_JUMP(Per.HOST_MINUTE, 0.3),
    /** A host crashes, and restarts within 30 seconds. */
    CRASH(Per.HOST_MINUTE, 0.5),
    /** For up to 40 seconds two groups of hosts do not hear each other. */
    PARTITION(Per.HOST_MINUTE, 0.1),
    /** For up to 40 seconds one group of hosts does not hear another, which hears it. */
    ONE_WAY_PARTITION(Per.HOST_MINUTE, 0.1),
    /** A commit takes up to five seconds. */
    SLOW_COMMIT(Per.OCCASION, 0.02),
    /** A store commits nothing for up to 20 seconds, and says so. */
    FULL_DISK(Per.HOST_MINUTE, 0.2),
    /** A datagram does not arrive at one of those that it is for. */
    LOST_DATAGRAM(Per.OCCASION, 0.05),
    /** A datagram arrives twice. */
    DOUBLED_DATAGRAM(Per.OCCASION, 0.02),
    /** A datagram takes up to a second longer, so that others overtake it. */
    LATE_DATAGRAM(Per.OCCASION, 0.05),
    /** A byte of a datagram is another when it arrives. */
    GARBLED_DATAGRAM(Per.OCCASION, 0.02);

    /** What a rate counts. */
    enum Per {
        /** The probability, each time that it could happen. */
        OCCASION,
        /** How often in a minute, for each host. */
        HOST_MINUTE
    }

    final Per per;
    final double usualRate;

    Fault(Per per, double usualRate) {
        this.per = per;
        this.usualRate = usualRate;
    }
}
