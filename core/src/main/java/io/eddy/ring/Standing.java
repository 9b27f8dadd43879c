package io.eddy.ring;

import io.eddy.ring.RingRecord.State;

/** How far a ring has come, as this member keeps it, and the sessions that it wants meanwhile. */
final class Standing {
    private final Surroundings surroundings;
    private final Charter charter;
    private State state = State.STANDING;
    private boolean wanting;

    Standing(Surroundings surroundings, Charter charter) {
        this.surroundings = surroundings;
        this.charter = charter;
    }

    State state() {
        return state;
    }

    boolean isStanding() {
        return state == State.STANDING;
    }

    void begin() {
        // The sessions are wanted since the seat was taken.
        wanting = true;
        keep();
    }

    /** Goes on with what was kept. */
    void restore(RingRecord kept, Post post, RingLog log) {
        state = kept.state();
        if (isStanding()) {
            wanting = true;
            post.others().filter(log::isIn).forEach(other -> tell(new RingEvent.Wanted(charter.ring(), member(other))));
        } else {
            forgetLater();
        }
    }

    /** This member's part is over. */
    void end(State how) {
        state = how;
        keep();
        forgetLater();
    }

    /** The sessions are not needed any more. */
    void release(Post post, RingLog log) {
        if (wanting) {
            wanting = false;
            post.others().filter(log::isIn).forEach(this::release);
        }
    }

    /** The session with this one is not needed any more. */
    void release(int other) {
        tell(new RingEvent.Unwanted(charter.ring(), member(other)));
    }

    void forget() {
        surroundings.host().store().delete(RingRecord.TABLE, new RingRecord(charter, state, 0));
    }

    private void keep() {
        long now = surroundings.host().wallClockMillis();
        surroundings.host().store().put(RingRecord.TABLE, new RingRecord(charter, state, now));
    }

    private void forgetLater() {
        surroundings
                .host()
                .arm(
                        new RingTimer.Forgotten(charter.ring()),
                        surroundings.config().kept());
    }

    private Member member(int other) {
        return charter.member(other);
    }

    private void tell(RingEvent event) {
        surroundings.events().accept(event);
    }
}
