package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.ring.RingMessage.Numbered;
import java.util.stream.IntStream;

/** The ways from one seat to the others. */
final class Post {
    /** Entries and bytes sent to one who asks, before it asks again; far below what a link may hold. */
    private static final int BATCH_ENTRIES = 64;

    private static final int BATCH_BYTES = 128 << 10;

    private final Host<RingMessage, RingTimer> host;
    private final Charter charter;
    private final int seat;
    private final RingLog log;

    Post(Host<RingMessage, RingTimer> host, Charter charter, int seat, RingLog log) {
        this.host = host;
        this.charter = charter;
        this.seat = seat;
        this.log = log;
    }

    PeerId peer(int other) {
        return charter.member(other).peer();
    }

    IntStream others() {
        return IntStream.range(0, charter.size()).filter(other -> other != seat);
    }

    /** Sends on the direct link, if there is one. */
    boolean send(int to, RingMessage message) {
        return host.send(peer(to), message);
    }

    /** Passes something on to the next member clockwise that is linked, at most up to the dealer. */
    void pass(RingMessage message) {
        for (int next = charter.clockwise(seat); next != seat; next = charter.clockwise(next)) {
            if ((log.isIn(next) && send(next, message)) || next == Charter.DEALER) {
                return;
            }
        }
    }

    /** Passes an entry on; one that leaves by it is told as well. */
    void goRound(Entry entry, int holders) {
        Numbered numbered = new Numbered(charter.ring(), entry, holders);
        pass(numbered);
        entry.words().leaver().ifPresent(leaver -> send(leaver, numbered));
    }

    /** Sends what follows a number, of what is durable here, or as much as is sent at once. */
    void sendAfter(int to, long number, long durable) {
        int bytes = 0;
        // Any number may be asked for; of one beyond the end, the next would be no number.
        long first = Math.max(Math.min(number, durable), 0) + 1;
        for (long next = first; next <= durable && next - first < BATCH_ENTRIES; next++) {
            Entry entry = log.entry(next);
            bytes += entry.words().body().length();
            if (bytes > BATCH_BYTES || !send(to, new Numbered(charter.ring(), entry, 0))) {
                return;
            }
        }
    }
}
