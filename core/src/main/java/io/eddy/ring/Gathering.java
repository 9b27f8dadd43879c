package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.ring.RingMessage.Setup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ring whose members are still taking their seats: the setup goes once round. */
final class Gathering {
    /** So many times a dealer that is linked is asked what became of the ring; then the seat is free again. */
    private static final int MAX_ASKED = 3;

    final Charter charter;
    final int seat;
    /** The founder's, who waits for the ring to stand; nobody's at the other seats. */
    final @Nullable Reply<RingId> reply;

    private final Host<RingMessage, RingTimer> host;
    private List<Seal> seals;
    private int asked;

    Gathering(Host<RingMessage, RingTimer> host, Charter charter, int seat, @Nullable Reply<RingId> reply) {
        this.host = host;
        this.charter = charter;
        this.seat = seat;
        this.reply = reply;
        this.seals = List.of();
    }

    RingId ring() {
        return charter.ring();
    }

    boolean isFounder() {
        return seat == Charter.DEALER;
    }

    PeerId next() {
        return charter.member(charter.clockwise(seat)).peer();
    }

    PeerId previous() {
        return charter.member((seat + charter.size() - 1) % charter.size()).peer();
    }

    /** Adds one's own seal to those of the members before. */
    void seal(List<Seal> before) {
        List<Seal> more = new ArrayList<>(before);
        more.add(Seal.of(host, charter));
        seals = List.copyOf(more);
    }

    /** Whether the setup can be passed on; after a restart the member before brings it again. */
    boolean isSealed() {
        return !seals.isEmpty();
    }

    /** Whether the dealer may be asked once more. */
    boolean mayAskAgain() {
        return ++asked <= MAX_ASKED;
    }

    /** Passes the setup on, if the next member is linked; else it is passed when that is. */
    void pass() {
        if (isSealed()) {
            host.send(next(), new Setup(charter, seals));
        }
    }

    /** Whether this is what comes back to the founder when all have sealed. */
    boolean isComplete(PeerId from, Setup setup) {
        return isFounder()
                && from.equals(previous())
                && setup.charter().equals(charter)
                && setup.seals().size() == charter.size()
                && setup.seals().get(seat).equals(seals.get(0))
                && Founding.areTrue(host, charter, setup.seals());
    }

    /** Who is not linked, for a sentence. */
    String missing() {
        List<String> names = charter.members().stream()
                .filter(member -> !member.peer().equals(host.self()) && !host.isUp(member.peer()))
                .map(Member::name)
                .toList();
        return names.isEmpty() ? "not all took their seats in time" : "no link to " + String.join(" and ", names);
    }
}
