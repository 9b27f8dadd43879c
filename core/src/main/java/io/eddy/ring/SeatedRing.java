package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.ProtocolViolation;
import io.eddy.ring.RingMessage.Agreed;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.RingRecord.State;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A ring that stands, at one of its seats (protocols.md H).
 *
 * <pre>
 *   say ─▶ kept ─▶ Told, clockwise ─▶ the dealer numbers it ─▶ Numbered, once round ─▶ back at the dealer: settled
 *                                                                 │ at each member
 *                                                                 ▼
 *                                                 kept ─▶ passed on, and told to the application
 * </pre>
 *
 * <p>An entry is durable before it is passed on or told. Whatever is lost on the way is found out in one of two ways:
 * a member whose link comes back says how far it is ({@code After}), and the dealer asks those of whom it does not
 * know that they have all. Members that are not linked are passed over; they ask when they are.
 */
final class SeatedRing implements Ring {
    private final Surroundings surroundings;
    private final Host<RingMessage, RingTimer> host;
    private final Charter charter;
    private final int seat;
    private final RingLog log;
    private final Attendance attendance;
    private final Exclusions exclusions;
    private final Post post;
    private final Unheard unheard;
    private final Standing standing;
    private final Repair repair;
    private final Telling telling;

    SeatedRing(Surroundings surroundings, Charter charter, int seat) {
        this.surroundings = surroundings;
        this.host = surroundings.host();
        this.charter = charter;
        this.seat = seat;
        this.log = new RingLog(host, charter);
        this.attendance = new Attendance(surroundings, charter.ring(), charter.size());
        this.post = new Post(host, charter, seat, log);
        this.unheard = new Unheard(host, charter.ring(), seat);
        this.standing = new Standing(surroundings, charter);
        this.repair = new Repair(charter, seat, log, post, this::isIn);
        this.telling = new Telling(surroundings, this, log, standing);
        this.exclusions = new Exclusions(surroundings, this, log, attendance);
    }

    @Override
    public Charter charter() {
        return charter;
    }

    @Override
    public int seat() {
        return seat;
    }

    @Override
    public int dealer() {
        return Charter.DEALER;
    }

    @Override
    public boolean isIn(int other) {
        return telling.isIn(other);
    }

    @Override
    public boolean isHere(int other) {
        return isIn(other) && (other == seat || !attendance.isAway(other));
    }

    @Override
    public boolean isPaused() {
        return post.others().anyMatch(other -> isIn(other) && attendance.isAway(other));
    }

    @Override
    public boolean isReplaying() {
        return telling.isReplaying();
    }

    @Override
    public long settled() {
        return repair.settled();
    }

    @Override
    public boolean isUnheard() {
        return unheard.counter() > log.counter(seat) || log.last() > log.told();
    }

    @Override
    public void say(Bytes words) {
        if (standing.isStanding()) {
            say(Kind.SAID, words);
        }
    }

    @Override
    public void exclude(int other) {
        if (isDealer() && standing.isStanding() && log.isIn(other) && other != seat) {
            exclusions.propose(other);
            pursueExclusions();
        }
    }

    @Override
    public void leave() {
        if (isDealer() && standing.isStanding()) {
            breakUp(charter.member(seat).name() + ", the dealer, has left");
        } else if (standing.isStanding()) {
            say(Kind.LEAVING, Bytes.EMPTY);
            over(State.CLOSED);
        }
    }

    @Override
    public void close() {
        if (standing.isStanding()) {
            if (isDealer()) {
                // Who has not heard the end asks for it: this ring is not looked after any more.
                repair.remind();
            }
            over(State.CLOSED);
        }
    }

    State state() {
        return standing.state();
    }

    RingLog log() {
        return log;
    }

    /** The founder's first words, when all have sealed. */
    void found(List<Seal> seals) {
        standing.begin(attendance, post);
        lookAgain();
        say(Kind.FOUNDED, new Founding(seals).toBytes());
    }

    /** The member's ring begins to stand, with the first entry. */
    void join(Numbered first) {
        check(first.entry());
        standing.begin(attendance, post);
        lookAgain();
        take(first.entry(), first.holders());
    }

    /** Goes on with what was kept. */
    void restore(RingRecord kept, List<Entry> entries, List<Words> unheardWords) {
        entries.forEach(log::append);
        unheard.restore(unheardWords, log.counter(seat));
        standing.restore(kept, post, log, !unheard.isEmpty());
        telling.replay(entries);
        repair.holds(seat, log.told());
        if (standing.isStanding()) {
            attendance.begin(post);
            surroundings.application().onRestored(this);
        }
        lookAgain();
    }

    void onPeerUp(int other) {
        attendance.linked(other);
        if (standing.isStanding() || !unheard.isEmpty()) {
            repair.ask(other);
            unheard.tell(post);
        }
    }

    void onLost(int other) {
        if (standing.isStanding() && log.isIn(other)) {
            attendance.lost(other);
        }
    }

    void onHiccupOver(int other) {
        if (standing.isStanding() && isIn(other) && !attendance.isLinked(other)) {
            setAway(other);
        }
    }

    void onMissing(int other) {
        boolean isMissing = standing.isStanding() && log.isIn(other) && attendance.isAway(other);
        if (isMissing && other == Charter.DEALER) {
            breakUp(attendance.tooLong(charter.member(other)));
        } else if (isMissing) {
            exclude(other);
        }
    }

    void onCheck() {
        repair.askAnew(attendance);
        if (isDealer() && standing.isStanding()) {
            repair.remind();
            pursueExclusions();
        } else if (!unheard.isEmpty()) {
            unheard.tellDealer(post);
            repair.ask(Charter.DEALER);
        }
        if (standing.isStanding() || !unheard.isEmpty()) {
            lookAgain();
        }
    }

    void onTold(Words words) {
        boolean sayable = words.kind() == Kind.SAID || words.kind() == Kind.LEAVING;
        if (!isDealer() && words.seat() != seat) {
            post.pass(new Told(charter.ring(), words));
        } else if (isDealer() && standing.isStanding() && host.store().accepting() && sayable && log.isNextOf(words)) {
            take(log.next(words), 0);
        }
    }

    void onNumbered(int from, Numbered numbered) {
        Entry entry = numbered.entry();
        if (entry.number() > 0 && log.contradicts(entry) && log.isByDealer(entry)) {
            breakUp(charter.member(Charter.DEALER).name() + ", the dealer, has said two things under one number");
            return;
        }
        if (log.contradicts(entry)) {
            throw new ProtocolViolation("another entry " + entry.number() + " than is known here");
        }
        if (isDealer()) {
            boolean known = entry.number() <= log.last();
            post.others()
                    .filter(other -> known && numbered.isHeldBy(other))
                    .forEach(other -> note(other, entry.number()));
        } else if (entry.number() == log.last() + 1 && host.store().accepting()) {
            check(entry);
            take(entry, numbered.holders());
        } else if (entry.number() > log.last() + 1) {
            repair.onGap(from);
        }
    }

    /** A member is how far it says, and may want what follows; if it was away, it is back. */
    void onHowFar(int from, long number, boolean asks) {
        if (asks) {
            repair.onAfter(from, number);
        } else {
            repair.onUpTo(from, number);
        }
        note(from, number);
        if (standing.isStanding() && isIn(from) && attendance.isLinked(from) && attendance.setAway(from, false)) {
            surroundings.application().onBack(this, from);
        }
    }

    void onGone(int from) {
        if (!standing.isStanding() && from == Charter.DEALER) {
            unheard.giveUp();
            releaseIfDone();
        } else if (from == Charter.DEALER) {
            breakUp(charter.member(from).name() + ", the dealer, has ended it");
        } else if (standing.isStanding() && log.isIn(from)) {
            attendance.gone(from);
            setAway(from);
            exclude(from);
        }
    }

    void onExclude(int from, Exclude exclude) {
        exclusions.answer(from, exclude, post);
    }

    void onAgreed(int from, Agreed agreed) {
        if (isDealer() && standing.isStanding() && exclusions.onAgreed(from, agreed)) {
            pursueExclusions();
        }
    }

    private void say(Kind kind, Bytes body) {
        Words words = unheard.speak(kind, body);
        if (isDealer()) {
            take(log.next(words), 0);
        } else {
            unheard.send(words, post);
        }
    }

    private void check(Entry next) {
        String complaint = log.complaint(next);
        if (complaint != null) {
            throw new ProtocolViolation(complaint);
        }
    }

    /** Appends an entry that is known to be right. */
    private void take(Entry entry, int holders) {
        if (log.isFull(surroundings.config())) {
            breakUp("more was said in it than is kept");
            return;
        }
        log.keep(entry);
        if (entry.words().seat() == seat) {
            unheard.heard(entry.words());
            releaseIfDone();
        }
        host.whenStored(() -> {
            post.goRound(entry, holders | 1 << seat);
            telling.tell(entry);
            note(seat, entry.number());
        });
    }

    /** Notes how far a member is; the dealer may find that all are. */
    private void note(int other, long number) {
        if (repair.holds(other, number) && isDealer() && standing.isStanding()) {
            surroundings.application().onSettled(this);
        }
    }

    /** Nobody will ask for the log any more. */
    void forget() {
        log.forget();
        unheard.giveUp();
        standing.release(post, log);
        standing.forget();
    }

    private void setAway(int other) {
        if (attendance.setAway(other, true)) {
            surroundings.application().onAway(this, other);
        }
    }

    private void pursueExclusions() {
        exclusions.pursue(exclusion -> say(Kind.EXCLUDED, exclusion.toBytes()));
        if (exclusions.isHopeless()) {
            breakUp("too few are left to go on");
        }
    }

    private void breakUp(String reason) {
        if (!standing.isStanding()) {
            return;
        }
        if (isDealer()) {
            post.others().forEach(other -> post.send(other, new Gone(charter.ring())));
        }
        over(State.BROKEN);
        surroundings.application().onBroken(this, reason);
    }

    private void over(State how) {
        standing.end(how);
        post.others().forEach(attendance::stopWaiting);
        releaseIfDone();
    }

    /** The sessions are wanted until all that this member said is heard. */
    private void releaseIfDone() {
        if (!standing.isStanding() && unheard.isEmpty()) {
            standing.release(post, log);
        }
    }

    private boolean isDealer() {
        return seat == Charter.DEALER;
    }

    private void lookAgain() {
        host.arm(
                new RingTimer.Check(charter.ring()),
                surroundings.config().timing().check());
    }
}
