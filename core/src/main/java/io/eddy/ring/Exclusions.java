package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.Timestamp;
import io.eddy.ring.Exclusion.Agreement;
import io.eddy.ring.RingMessage.Agreed;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The dealer's search for a majority that agrees to go on without a seat, and what the others answer. */
final class Exclusions {
    private final Surroundings surroundings;
    private final Host<RingMessage, RingTimer> host;
    private final Ring ring;
    private final Attendance attendance;
    private final Charter charter;
    private final RingLog log;
    private final Map<Integer, Proposal> open = new LinkedHashMap<>();

    /** One seat that may have to go. */
    private record Proposal(int seat, long after, Timestamp since, Map<Integer, Bytes> signatures) {
        Exclusion exclusion() {
            List<Agreement> agreements = new ArrayList<>();
            signatures.forEach((member, signature) -> agreements.add(new Agreement(member, signature)));
            return new Exclusion(seat, after, agreements);
        }
    }

    Exclusions(Surroundings surroundings, Ring ring, RingLog log, Attendance attendance) {
        this.surroundings = surroundings;
        this.host = surroundings.host();
        this.ring = ring;
        this.charter = ring.charter();
        this.log = log;
        this.attendance = attendance;
    }

    /** A member's answer to the dealer: its signature, or silence. */
    void answer(int from, Exclude exclude, Post post) {
        int seat = exclude.seat();
        boolean known = from == Charter.DEALER && seat < charter.size() && seat != ring.seat() && log.isIn(seat);
        // Who has not all up to that number cannot know whether the seat has spoken meanwhile.
        boolean knowable = known && exclude.after() <= log.last();
        if (knowable && log.spokeAt(seat) <= exclude.after() && isDue(seat)) {
            Bytes signature = Exclusion.sign(host, charter.ring(), seat, exclude.after());
            post.send(Charter.DEALER, new Agreed(charter.ring(), seat, exclude.after(), signature));
        }
    }

    /** Seeks a majority from now on. */
    void propose(int seat) {
        open.computeIfAbsent(seat, key -> proposal(seat, host.now()));
    }

    /** Asks again, gives up what has become void, and hands over what a majority agrees to. */
    void pursue(Consumer<Exclusion> agreed) {
        open.keySet().removeIf(seat -> !log.isIn(seat) || !isDue(seat));
        for (int seat : List.copyOf(open.keySet())) {
            Proposal proposal = open.get(seat);
            if (proposal != null && log.spokeAt(seat) > proposal.after) {
                proposal = proposal(seat, proposal.since);
                open.put(seat, proposal);
            }
            if (proposal != null && Exclusion.suffices(proposal.signatures.size(), log.members())) {
                open.remove(seat);
                agreed.accept(proposal.exclusion());
            } else if (proposal != null) {
                ask(proposal);
            }
        }
    }

    /** A member's word; whether it counts. */
    boolean onAgreed(int from, Agreed agreed) {
        Proposal proposal = open.get(agreed.seat());
        Agreement agreement = new Agreement(from, agreed.signature());
        if (proposal == null
                || proposal.after != agreed.after()
                || !log.agrees(new Exclusion(agreed.seat(), agreed.after(), List.of()), agreement)) {
            return false;
        }
        proposal.signatures.put(from, agreed.signature());
        return true;
    }

    /** Whether for some seat no majority has been found for so long. */
    boolean isHopeless() {
        Duration length = surroundings.config().timing().hopeless();
        return open.values().stream()
                .anyMatch(proposal -> proposal.since.until(host.now()).compareTo(length) >= 0);
    }

    /** Whether there is a reason for a seat to go. */
    private boolean isDue(int seat) {
        // The dealer may have noticed a while before this member did.
        Duration away = surroundings.config().timing().away().multipliedBy(7).dividedBy(8);
        return attendance.isGone(seat)
                || attendance.isLostFor(seat, away)
                || surroundings.application().isOverdue(ring, seat);
    }

    private Proposal proposal(int seat, Timestamp since) {
        Map<Integer, Bytes> signatures = new TreeMap<>();
        signatures.put(Charter.DEALER, Exclusion.sign(host, charter.ring(), seat, log.last()));
        return new Proposal(seat, log.last(), since, signatures);
    }

    private void ask(Proposal proposal) {
        for (int member = 0; member < charter.size(); member++) {
            if (member != proposal.seat && log.isIn(member) && !proposal.signatures.containsKey(member)) {
                host.send(charter.member(member).peer(), new Exclude(charter.ring(), proposal.seat, proposal.after));
            }
        }
    }
}
