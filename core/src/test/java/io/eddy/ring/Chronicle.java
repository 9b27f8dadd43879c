package io.eddy.ring;

import io.eddy.ring.Exclusion.Agreement;
import io.eddy.ring.RingRecord.State;
import io.eddy.ring.SimulatedCircle.Sitter;
import io.eddy.ring.Words.Kind;
import io.eddy.sim.SimHost;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The one order of a ring as somebody who sees all disks writes it down, and what must hold of each member's log. */
final class Chronicle {
    private final SimulatedCircle circle;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Bytes> hashes = new ArrayList<>();
    private final Set<Integer> left = new TreeSet<>();
    /** Up to which number the log of a member's present life has been compared. */
    private final Map<SeatedRing, Long> compared = new LinkedHashMap<>();

    private long settled;

    Chronicle(SimulatedCircle circle) {
        this.circle = circle;
    }

    /** Whether this seat has not left. */
    boolean isIn(int seat) {
        return !left.contains(seat);
    }

    /** What is wrong at this moment; nothing when all is right. */
    @Nullable
    String complaint() {
        for (int seat = 0; seat < circle.hosts.size(); seat++) {
            SimHost<RingMember> host = circle.hosts.get(seat);
            String complaint =
                    host.isRunning() ? complaint(seat, host.program().rings.ring(circle.charter.ring())) : null;
            if (complaint != null) {
                return circle.sitter(seat).name + " " + complaint;
            }
        }
        return null;
    }

    private @Nullable String complaint(int seat, @Nullable SeatedRing ring) {
        boolean in = isIn(seat);
        if (ring == null) {
            return in && settled > 0 ? "has lost a ring of which " + settled + " is settled" : null;
        }
        RingLog log = ring.log();
        // What the dealer has not made durable, nobody else can have.
        long known = seat == Charter.DEALER ? log.told() : log.last();
        for (long number = compared.getOrDefault(ring, 0L) + 1; number <= known; number++) {
            String complaint = compare(seat, log.entry(number));
            if (complaint != null) {
                return complaint;
            }
            compared.put(ring, number);
        }
        if (seat == Charter.DEALER) {
            settled = Math.max(settled, ring.settled());
        }
        if (in && ring.state() == State.STANDING && log.last() < settled) {
            return "has " + log.last() + " entries of " + settled + " that are settled";
        }
        return ring.state() == State.STANDING ? complaintAboutTelling(circle.sitter(seat), log) : null;
    }

    private @Nullable String complaintAboutTelling(Sitter sitter, RingLog log) {
        if (sitter.last > log.told()) {
            return "was told " + sitter.last + " and has kept " + log.told();
        }
        String heard = sitter.heard.get(sitter.last);
        if (heard != null && !heard.equals(text(entries.get((int) sitter.last - 1)))) {
            return "was told " + heard + " as " + sitter.last + ", which is "
                    + text(entries.get((int) sitter.last - 1));
        }
        return null;
    }

    private @Nullable String compare(int seat, Entry entry) {
        int place = (int) entry.number() - 1;
        Bytes hash = entry.hash(circle.charter.ring());
        if (place < entries.size()) {
            return hashes.get(place).equals(hash) ? null : "has another entry " + entry.number() + " than there was";
        }
        if (seat != Charter.DEALER) {
            return "has the entry " + entry.number() + ", and the dealer has " + entries.size();
        }
        String complaint = entry.words().kind() == Kind.EXCLUDED ? complaintAbout(entry) : null;
        entries.add(entry);
        hashes.add(hash);
        entry.words().leaver().ifPresent(left::add);
        return complaint;
    }

    /** Counts again, apart from the code that did: more than half of those who were in, or of two the other. */
    private @Nullable String complaintAbout(Entry entry) {
        Exclusion exclusion = Exclusion.CODEC.fromBytes(entry.words().body().array());
        Set<Integer> agreeing = new TreeSet<>();
        exclusion.agreements().stream().map(Agreement::seat).forEach(agreeing::add);
        agreeing.removeAll(left);
        agreeing.remove(exclusion.seat());
        int members = circle.hosts.size() - left.size();
        boolean enough = members == 2 || 2 * agreeing.size() > members;
        return enough ? null : "excluded " + exclusion.seat() + " with " + agreeing + " of " + members;
    }

    private static String text(Entry entry) {
        Words words = entry.words();
        return words.seat() + ": " + new String(words.body().array(), StandardCharsets.UTF_8);
    }
}
