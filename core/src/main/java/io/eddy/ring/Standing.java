package io.eddy.ring;

import io.eddy.ring.RingRecord.State;
import java.time.Duration;

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

    void begin(Attendance attendance, Post post) {
        // The sessions are wanted since the seat was taken.
        wanting = true;
        keep();
        attendance.begin(post);
    }

    /** Goes on with what was kept. */
    void restore(RingRecord kept, Post post, RingLog log, boolean isUnheard) {
        state = kept.state();
        wanting = isStanding() || isUnheard;
        if (wanting) {
            post.others().filter(log::isIn).forEach(other -> tell(new RingEvent.Wanted(charter.ring(), member(other))));
        }
        if (!isStanding()) {
            // The clock may have been set meanwhile, either way.
            long agoMillis = surroundings.host().wallClockMillis() - kept.sinceMillis();
            long lengthMillis = surroundings.config().kept().toMillis();
            forgetAfter(Duration.ofMillis(Math.min(Math.max(lengthMillis - agoMillis, 0), lengthMillis)));
        }
    }

    /** This member's part is over. */
    void end(State how) {
        state = how;
        keep();
        forgetAfter(surroundings.config().kept());
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

    private void forgetAfter(Duration length) {
        surroundings.host().arm(new RingTimer.Forgotten(charter.ring()), length);
    }

    private Member member(int other) {
        return charter.member(other);
    }

    private void tell(RingEvent event) {
        surroundings.events().accept(event);
    }
}
