package io.eddy.overlay;

import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import org.jspecify.annotations.Nullable;

/** One peer that this side wants something of: first a session, then an answer. */
final class Approach {
    /** What is wanted. */
    enum Purpose {
        /** To join the network there. */
        JOIN,
        /** A neighbour, because one is missing. */
        FILL,
        /** To be the neighbour of one who joined, whose news ended here. */
        WELCOME,
        /** To link with what may be another part of the network. */
        FIRM_PROBE,
        /** To link with it if its mark is another. */
        MARKED_PROBE,
        /** To hear of what may be another part of the network. */
        PROBE
    }

    final PeerId peer;
    final Purpose purpose;
    final Timestamp since;
    /** Names what may come of it. */
    final long number;

    /** Redirects that led here. */
    final int redirects;

    /** What is known of where it is. */
    final @Nullable AddressRecord record;

    /** Whether it has been asked, over a session. */
    boolean asked;

    Approach(Plan plan, Timestamp since, long number) {
        this.peer = plan.peer;
        this.purpose = plan.purpose;
        this.redirects = plan.redirects;
        this.record = plan.record;
        this.since = since;
        this.number = number;
    }

    boolean isProbe() {
        return purpose == Purpose.PROBE || purpose == Purpose.FIRM_PROBE || purpose == Purpose.MARKED_PROBE;
    }

    /** Whom to approach, and what for. */
    record Plan(PeerId peer, Purpose purpose, @Nullable AddressRecord record, int redirects) {
        static Plan of(Purpose purpose, AddressRecord record) {
            return new Plan(record.peer(), purpose, record, 0);
        }
    }
}
