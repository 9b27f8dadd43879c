package io.eddy.ring;

import io.eddy.ring.Words.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the application at one seat has been told of the log: all that is durable, in order. */
final class Telling {
    private final RingApplication application;
    private final Ring ring;
    private final RingLog log;
    private final Standing standing;
    private final Set<Integer> left = new TreeSet<>();
    private boolean replaying;

    Telling(Surroundings surroundings, Ring ring, RingLog log, Standing standing) {
        this.application = surroundings.application();
        this.ring = ring;
        this.log = log;
        this.standing = standing;
    }

    /** Whether this seat has not left, by what has been told. */
    boolean isIn(int seat) {
        return !left.contains(seat);
    }

    boolean isReplaying() {
        return replaying;
    }

    /** Tells again what was told before a restart. */
    void replay(List<Entry> entries) {
        replaying = true;
        entries.forEach(this::tell);
        replaying = false;
    }

    /** The next entry is durable. A ring that is over is told nothing. */
    void tell(Entry entry) {
        log.tell(entry);
        Words words = entry.words();
        words.leaver().ifPresent(left::add);
        if (!standing.isStanding()) {
            return;
        }
        if (words.kind() == Kind.FOUNDED) {
            application.onFounded(ring);
        } else if (words.kind() == Kind.SAID) {
            application.onSaid(ring, new Said(entry.number(), words.seat(), words.body()));
        } else {
            onLeft(words.leaver().orElseThrow());
        }
    }

    private void onLeft(int seat) {
        if (seat == ring.seat()) {
            ring.close();
            application.onBroken(ring, "the others have gone on without you");
        } else {
            standing.release(seat);
            application.onLeft(ring, seat);
        }
    }
}
