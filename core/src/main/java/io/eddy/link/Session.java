package io.eddy.link;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.node.Closing;
import io.eddy.node.Link;
import io.eddy.node.Reply;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one link that is proven, from its hello on. */
final class Session {
    /** Pings without an answer that are remembered; more mean that answers no longer interest. */
    private static final int MAX_PINGS = 16;

    private record Sent(Timestamp at, Reply<Duration> reply) {}

    final Link link;

    /** What the peer said first; there is no session before. */
    @Nullable
    Hello hello;

    boolean admitted;
    long number;
    Timestamp since;
    Timestamp heardAt;

    @Nullable
    Duration roundTrip;

    boolean paused;

    private final Map<Long, Sent> pings = new LinkedHashMap<>();
    private final LinkConfig.Allowance allowance;
    private Timestamp refilledAt;
    // Fractions: what accrues in a tenth of a second is less than one.
    private double messagesLeft;
    private double bytesLeft;

    Session(Link link, Timestamp now, LinkConfig.Allowance allowance) {
        this.link = link;
        this.since = now;
        this.heardAt = now;
        this.allowance = allowance;
        this.refilledAt = now;
        this.messagesLeft = 2.0 * allowance.messagesPerSecond();
        this.bytesLeft = 2.0 * allowance.bytesPerSecond();
    }

    /** The life that the peer said it is in; before its hello, earlier than any. */
    long boot() {
        Hello said = hello;
        return said == null ? Long.MIN_VALUE : said.life().boot();
    }

    /** Takes one frame from the allowance; when that uses it up, reading stops, and it returns {@code true}. */
    boolean spend(int bytes, Timestamp now) {
        messagesLeft--;
        bytesLeft -= bytes;
        return (messagesLeft < 0 || bytesLeft < 0) && !paused && pauseUnlessRefilled(now);
    }

    /** Reads again, if something of the allowance has accrued; {@code true} when it has not. */
    boolean resume(Timestamp now) {
        paused = false;
        heardAt = now; // It may have talked all the time: it was this side that did not listen.
        link.pauseReading(false);
        return pauseUnlessRefilled(now);
    }

    private boolean pauseUnlessRefilled(Timestamp now) {
        double seconds = refilledAt.until(now).toNanos() / 1e9;
        refilledAt = now;
        messagesLeft = refilled(messagesLeft, allowance.messagesPerSecond(), seconds);
        bytesLeft = refilled(bytesLeft, allowance.bytesPerSecond(), seconds);
        paused = messagesLeft <= 0 || bytesLeft <= 0;
        if (paused) {
            link.pauseReading(true);
        }
        return paused;
    }

    private static double refilled(double left, long perSecond, double seconds) {
        return Math.min(2.0 * perSecond, left + perSecond * seconds);
    }

    void pinged(long nonce, Timestamp now, Reply<Duration> reply) {
        pings.put(nonce, new Sent(now, reply));
        if (pings.size() > MAX_PINGS) {
            pings.remove(pings.keySet().iterator().next());
        }
    }

    void answered(long nonce, Timestamp now) {
        Sent sent = pings.remove(nonce);
        if (sent != null) {
            Duration measured = sent.at.until(now);
            roundTrip = measured;
            sent.reply.done(measured);
        }
    }

    Optional<Duration> roundTrip() {
        return Optional.ofNullable(roundTrip);
    }

    /** No answer comes any more. */
    void abandonPings(Closing why) {
        List<Sent> unanswered = List.copyOf(pings.values());
        pings.clear();
        unanswered.forEach(sent -> sent.reply.rejected("the link ended: " + why));
    }

    void end(Closing why) {
        link.hangUp(why);
    }
}
