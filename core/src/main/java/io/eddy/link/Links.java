package io.eddy.link;

import io.eddy.link.LinkMessage.Admit;
import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Life;
import io.eddy.link.LinkMessage.Ping;
import io.eddy.link.LinkMessage.Pong;
import io.eddy.link.LinkMessage.Speaker;
import io.eddy.link.LinkMessage.Versions;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.LinkHost;
import io.eddy.node.LinkProtocol;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Reply;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns links into sessions: at most one with each peer, alive, and ended with a reason.
 *
 * <pre>
 *            proven            hello            admitted
 *   (world) ────────▶ silent ────────▶ greeted ──────────▶ session ──▶ goodbye, dead, broken
 *                       └── no session within 10 s: goodbye TIMEOUT
 * </pre>
 *
 * <p>Of two links between the same two peers one must go, and both sides must agree which. So one side decides: the
 * one with the lower id. It says {@link Admit} on the link that it keeps, and {@link Goodbye} on any other; the
 * other side waits for that word. There is no race to lose: a link dialled at the same time from both ends is
 * greeted twice and admitted once. A link of a peer that was started anew (a higher boot number), or one that comes
 * when the session is old enough that the peer must have lost it, takes the session's place.
 */
public final class Links implements LinkProtocol<LinkMessage, LinkTimer>, LinkMessage.Receiver, LinkTimer.Handler {
    private static final Versions SPOKEN = new Versions(1, 1);

    /** What a message of the link channel takes from the allowance: about its size. */
    private static final int LINK_MESSAGE_BYTES = 16;

    /** How long a peer that used up its allowance is not read from, before it is looked at again. */
    private static final Duration ACCRUAL = Duration.ofMillis(100);

    private final LinkHost<LinkMessage, LinkTimer> host;
    private final LinkConfig config;
    private final Dialer dialer;
    private final Bans bans = new Bans();
    private final Map<Link, Session> links = new LinkedHashMap<>();
    private final Map<PeerId, Session> sessions = new LinkedHashMap<>();
    private final LinkTally tally = new LinkTally();
    private Speaker speaker;
    private long admitted;

    /** The session that was heard last: most frames come in runs. */
    private @Nullable Session latest;

    public Links(LinkHost<LinkMessage, LinkTimer> host, LinkConfig config) {
        this.host = host;
        this.config = config;
        this.speaker = Speaker.of(config.role(), config.name(), 0);
        this.dialer = new Dialer(host, config.liveness().firstRedial(), sessions::containsKey);
    }

    /** Tells peers, from the next hello on, its name and at which port this side accepts links; 0: it does not. */
    public void introduceAs(String name, int port) {
        speaker = Speaker.of(config.role(), name, port);
    }

    /** Dials until there is a session with whoever listens there, and again when that ends, until {@link #stop}. */
    public Target keep(Endpoint endpoint, Optional<PeerId> expected, Duration longestWait, Target.Listener listener) {
        return dialer.keep(endpoint, expected, longestWait, listener);
    }

    public void stop(Target target) {
        dialer.stop(target);
    }

    public boolean isUp(PeerId peer) {
        return sessions.containsKey(peer);
    }

    public List<PeerId> peers() {
        return List.copyOf(sessions.keySet());
    }

    /** What the peer said of itself when the session began. */
    public Optional<Hello> hello(PeerId peer) {
        return Optional.ofNullable(sessions.get(peer)).map(session -> session.hello);
    }

    public Optional<Link> link(PeerId peer) {
        return Optional.ofNullable(sessions.get(peer)).map(session -> session.link);
    }

    public Optional<Duration> roundTrip(PeerId peer) {
        return Optional.ofNullable(sessions.get(peer)).flatMap(Session::roundTrip);
    }

    public LinkTally tally() {
        return tally;
    }

    /** Asks the peer for an answer; the result is the time it took. */
    public void ping(PeerId peer, Reply<Duration> reply) {
        Session session = sessions.get(peer);
        if (session == null) {
            reply.rejected("there is no link");
        } else {
            ping(session, reply);
        }
    }

    /** Closes the session with a peer, with a goodbye. */
    public void close(PeerId peer, Closing why) {
        Session session = sessions.get(peer);
        if (session != null) {
            sayGoodbye(session, why);
        }
    }

    /** Closes every link with a goodbye, and dials nobody. */
    public void closeAll(Closing why) {
        dialer.stopAll();
        List.copyOf(links.values()).forEach(session -> sayGoodbye(session, why));
    }

    /** Refuses a peer from now on, also on links that are no session yet. */
    public void block(PeerId peer) {
        bans.block(peer);
        List.copyOf(links.values()).stream()
                .filter(session -> session.link.remote().equals(peer))
                .forEach(session -> sayGoodbye(session, Bans.BLOCKED));
    }

    public void unblock(PeerId peer) {
        bans.unblock(peer);
    }

    /** Whether links that others make are taken from here on: those that this side dials always are. */
    public void takesLinks(boolean taken) {
        bans.takesLinks(taken);
    }

    @Override
    public void start() {
        // Everything begins with a link, a frame or a wish to dial.
    }

    @Override
    public void onLinkUp(Link link) {
        Session session = new Session(link, host.now(), config.allowance());
        links.put(link, session);
        Closing refusal = bans.refusal(link, host.now());
        if (link.remote().equals(host.self())) {
            sayGoodbye(session, Closing.of(Code.SELF, "this is yourself"));
        } else if (refusal != null) {
            sayGoodbye(session, refusal);
        } else {
            Life life = new Life(config.boot(), host.wallClockMillis());
            host.send(link, new Hello(SPOKEN, config.network(), speaker, life, link.address()));
            host.arm(new LinkTimer.HelloOverdue(link), config.liveness().helloDeadline());
        }
    }

    @Override
    public void onLinkMessage(Link link, LinkMessage message) {
        Session session = links.get(link);
        if (session != null) {
            session.heardAt = host.now();
            spend(session, LINK_MESSAGE_BYTES);
            message.deliverTo(this, link);
        }
    }

    @Override
    public void onHeard(Link link, int frameBytes) {
        Session session = latest;
        if (session == null || session.link != link) {
            session = links.get(link);
            latest = session;
        }
        if (session != null) {
            session.heardAt = host.now();
            spend(session, frameBytes);
        }
    }

    @Override
    public void onLinkDown(Link link, Closing why) {
        Session session = links.get(link);
        if (session != null) {
            forget(session, why);
        }
        dialer.onLinkDown(link, why);
    }

    @Override
    public void onMistake(Link link, Closing why) {
        Session session = links.get(link);
        if (session != null) {
            bans.onMistake(link.remote(), host.now());
            sayGoodbye(session, why);
        }
    }

    @Override
    public void onTimer(LinkTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onHello(Link from, Hello hello) {
        Session session = known(from);
        if (session.hello != null) {
            throw new ProtocolViolation("a second hello");
        }
        if (!hello.versions().meets(SPOKEN)) {
            sayGoodbye(session, Closing.of(Code.VERSION, "this side speaks " + SPOKEN + ", yours " + hello.versions()));
        } else if (!hello.network().equals(config.network())) {
            sayGoodbye(session, Closing.of(Code.WRONG_NETWORK, "this is the network '" + config.network() + "'"));
        } else {
            session.hello = hello;
            if (decidesHere(from)) {
                decide(session);
            }
        }
    }

    @Override
    public void onAdmit(Link from, Admit admit) {
        Session session = known(from);
        if (decidesHere(from) || session.admitted || session.hello == null) {
            throw new ProtocolViolation("not yours to admit");
        }
        session.number = admit.number();
        // One of two links may be read late: what it says may be older than what the other said, or of an earlier life.
        Session before = sessions.get(from.remote());
        int newer = before == null ? 1 : Long.compare(session.boot(), before.boot());
        boolean overtaken = before != null && (newer < 0 || (newer == 0 && before.number > admit.number()));
        if (!overtaken) {
            begin(session);
        }
        // Else the other side has given this link up: its goodbye is under way, or there is none to come.
    }

    @Override
    public void onPing(Link from, Ping ping) {
        host.send(from, new Pong(ping.nonce()));
    }

    @Override
    public void onPong(Link from, Pong pong) {
        known(from).answered(pong.nonce(), host.now());
    }

    @Override
    public void onGoodbye(Link from, Goodbye goodbye) {
        Session session = known(from);
        forget(session, goodbye.why());
        session.end(goodbye.why());
        dialer.onLinkDown(from, goodbye.why());
    }

    @Override
    public void onHelloOverdue(Link link) {
        Session session = links.get(link);
        if (session != null && !session.admitted) {
            sayGoodbye(session, Closing.of(Code.TIMEOUT, "no session began in time"));
        }
    }

    @Override
    public void onQuiet(PeerId peer) {
        Session session = sessions.get(peer);
        if (session == null) {
            return;
        }
        LinkConfig.Liveness liveness = config.liveness();
        if (session.paused) {
            session.heardAt = host.now(); // It may be talking: it is this side that does not listen.
        }
        Duration silence = session.heardAt.until(host.now());
        if (silence.compareTo(liveness.deadAfter()) >= 0) {
            sayGoodbye(session, Closing.of(Code.SILENT, "nothing heard for " + silence.toSeconds() + " s"));
        } else if (silence.compareTo(liveness.pingAfter()) >= 0) {
            ping(session, Reply.ignored());
            Duration left = liveness.deadAfter().minus(silence);
            host.arm(new LinkTimer.Quiet(peer), left.compareTo(liveness.pingAfter()) < 0 ? left : liveness.pingAfter());
        } else {
            host.arm(new LinkTimer.Quiet(peer), liveness.pingAfter().minus(silence));
        }
    }

    @Override
    public void onAllowanceDue(PeerId peer) {
        Session session = sessions.get(peer);
        if (session != null && session.paused && session.resume(host.now())) {
            host.arm(new LinkTimer.AllowanceDue(peer), ACCRUAL);
        }
    }

    @Override
    public void onRedialDue(Target target) {
        dialer.onRedialDue(target);
    }

    private Session known(Link link) {
        Session session = links.get(link);
        if (session == null) {
            throw new ProtocolViolation("a message after goodbye");
        }
        return session;
    }

    private boolean decidesHere(Link link) {
        return host.self().compareTo(link.remote()) < 0;
    }

    private void decide(Session session) {
        Session before = sessions.get(session.link.remote());
        if (before != null) {
            int newer = Long.compare(session.boot(), before.boot());
            boolean young =
                    before.since.until(host.now()).compareTo(config.liveness().helloDeadline()) < 0;
            if (newer < 0 || (newer == 0 && young)) {
                sayGoodbye(session, Closing.of(Code.DUPLICATE, "there is a link already"));
                return;
            }
        }
        session.number = ++admitted;
        host.send(session.link, new Admit(session.number));
        begin(session);
    }

    private void begin(Session session) {
        PeerId peer = session.link.remote();
        Session before = sessions.get(peer);
        if (before != null) {
            sayGoodbye(before, Closing.of(Code.REPLACED, "a newer link took its place"));
        }
        host.disarm(new LinkTimer.HelloOverdue(session.link));
        session.admitted = true;
        session.since = host.now();
        sessions.put(peer, session);
        tally.sessions++;
        host.arm(new LinkTimer.Quiet(peer), config.liveness().pingAfter());
        dialer.onAdmitted(session.link);
        host.admit(session.link);
        dialer.onSession(session.link);
    }

    private void ping(Session session, Reply<Duration> reply) {
        Timestamp now = host.now();
        long nonce = host.random().nextLong();
        session.pinged(nonce, now, reply);
        host.send(session.link, new Ping(nonce));
    }

    private void spend(Session session, int bytes) {
        if (session.spend(bytes, host.now())) {
            tally.pauses++;
            host.arm(new LinkTimer.AllowanceDue(session.link.remote()), ACCRUAL);
        }
    }

    private void sayGoodbye(Session session, Closing why) {
        tally.onGoodbye(why.code());
        host.send(session.link, new Goodbye(why));
        forget(session, why);
        session.end(why);
        dialer.onLinkDown(session.link, why);
    }

    /** From here on the link is nobody's session, and its end needs no more telling. */
    private void forget(Session session, Closing why) {
        links.remove(session.link);
        session.abandonPings(why);
        host.disarm(new LinkTimer.HelloOverdue(session.link));
        if (latest == session) {
            latest = null;
        }
        PeerId peer = session.link.remote();
        if (sessions.remove(peer, session)) {
            host.disarm(new LinkTimer.Quiet(peer));
            host.disarm(new LinkTimer.AllowanceDue(peer));
            host.dismiss(session.link, why);
            dialer.onSessionEnd(peer, why);
        }
    }
}
