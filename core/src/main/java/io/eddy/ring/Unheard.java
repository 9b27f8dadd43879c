package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this member has said and what has no number yet: kept, and said again until it has one. */
final class Unheard {
    /** An application that says more at once is in error. */
    private static final int MAX_WORDS = 64;

    private final Host<RingMessage, RingTimer> host;
    private final RingId ring;
    private final int seat;
    private final Map<Long, Words> words = new LinkedHashMap<>();
    private long counter;
    /** Words up to this counter are durable. Others are not sent: after a crash their counter is used again. */
    private long stored;

    Unheard(Host<RingMessage, RingTimer> host, RingId ring, int seat) {
        this.host = host;
        this.ring = ring;
        this.seat = seat;
    }

    /** Goes on after a restart. */
    void restore(List<Words> kept, long heard) {
        counter = heard;
        kept.forEach(spoken -> {
            words.put(spoken.counter(), spoken);
            counter = Math.max(counter, spoken.counter());
        });
        stored = counter;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** How many times this member has said something. */
    long counter() {
        return counter;
    }

    /** New words, signed. */
    Words speak(Kind kind, Bytes body) {
        if (words.size() >= MAX_WORDS) {
            throw new IllegalStateException("too much is said at once in " + ring);
        }
        return Words.of(host, ring, seat, ++counter, kind, body);
    }

    /** Keeps words, and sends them when they are durable. */
    void send(Words spoken, Post post) {
        words.put(spoken.counter(), spoken);
        host.store().put(KeptWords.TABLE, new KeptWords(ring, spoken));
        host.whenStored(() -> {
            stored = spoken.counter();
            post.pass(new Told(ring, spoken));
        });
    }

    /** These words have a number. */
    void heard(Words spoken) {
        if (words.remove(spoken.counter()) != null) {
            host.store().delete(KeptWords.TABLE, new KeptWords(ring, spoken));
        }
    }

    /** Nobody will ever hear the rest. */
    void giveUp() {
        List.copyOf(words.values()).forEach(this::heard);
    }

    void tell(Post post) {
        stored().forEach(spoken -> post.pass(new Told(ring, spoken)));
    }

    /** Says it to the dealer itself, past a member that does not pass it on. */
    void tellDealer(Post post) {
        stored().forEach(spoken -> post.send(Charter.DEALER, new Told(ring, spoken)));
    }

    private List<Words> stored() {
        return words.values().stream()
                .filter(spoken -> spoken.counter() <= stored)
                .toList();
    }
}
