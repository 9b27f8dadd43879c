package io.eddy.lan;

import io.eddy.lan.Beacon.Call;
import io.eddy.lan.Beacon.Moment;
import io.eddy.lan.Beacon.Places;
import io.eddy.lan.Beacon.Speaker;
import io.eddy.lan.Beacon.Statement;
import io.eddy.node.DatagramHost;
import io.eddy.node.DatagramProtocol;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PublicKey;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds peers on the local network: says that this one is there, and hears the others.
 *
 * <p><b>How often.</b> With n peers in all, each waits {@code max(base, n / 20 s)}, give or take a quarter, between two
 * beacons; {@code base} is 2 s in its first 10 s and 10 s afterwards. So all together say about 20 a second at most,
 * up to the 1,024 that are remembered. A newcomer <em>asks</em> in its first 10 s; whoever did not know it speaks at a
 * random moment within {@code n / 20 s}, but not sooner than {@code max(250 ms, n / 20 s)} after its last beacon:
 * among ten a newcomer knows all in about half a second, and a storm of newcomers gets no more said.
 *
 * <p><b>What is believed.</b> A beacon is heard once: moments of one key only grow, also while a peer is forgotten.
 * A signature is looked at before anything follows from it, and where nothing does, once a minute ({@link HeardPeer}).
 * Where the table is full, one host's crowd makes room for strangers of other hosts ({@link Displacement}).
 */
public final class Lan implements DatagramProtocol<LanTimer>, LanTimer.Handler {
    /** Silences of three intervals: two beacons may be lost. */
    private static final int INTERVALS_OF_SILENCE = 3;

    /** The least time between two beacons of one peer. A guess: a newcomer hears it well within a second. */
    private static final Duration APART = Duration.ofMillis(250);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final DatagramHost<LanTimer> host;
    private final LanConfig config;
    private final Consumer<LanEvent> listener;
    private final LanTally tally = new LanTally();
    private final TokenBucket intake;
    private final Map<PublicKey, HeardPeer> heard = new LinkedHashMap<>();

    /** The last moments of peers that are gone, so that nobody brings them back by what they once said. */
    private final Map<PublicKey, Moment> gone = new LinkedHashMap<>();

    private boolean started;
    private long counter;
    private @Nullable Speaker self;
    private Places places = Places.of(0, 0);
    private Timestamp firstAt;
    private Timestamp lastAt;
    private Timestamp nextAt;

    /** Joins a node to the local network. It is silent before it is told what to {@link #announce}. */
    public static Lan attach(Node node, LanConfig config, Consumer<LanEvent> listener) {
        return node.attachDatagrams("lan", LanTimer.class, host -> new Lan(host, config, listener));
    }

    public Lan(DatagramHost<LanTimer> host, LanConfig config, Consumer<LanEvent> listener) {
        if (config.network().getBytes(StandardCharsets.UTF_8).length > Beacon.MAX_NETWORK_BYTES) {
            throw new IllegalArgumentException("a network's name has at most " + Beacon.MAX_NETWORK_BYTES + " bytes");
        }
        this.host = host;
        this.config = config;
        this.listener = listener;
        Timestamp now = host.now();
        this.intake = TokenBucket.perSecond(
                config.limits().takenPerSecond(), config.limits().takenPerSecond());
        this.firstAt = now;
        this.lastAt = now;
        this.nextAt = now;
    }

    /**
     * Says from here on that this peer is there, as soon as the node has started; until then it only listens. Called
     * again, it says what is new soon.
     *
     * @param port where it accepts links
     * @param used links that it has
     * @param free links more that it would take
     */
    public void announce(String name, int port, int used, int free) {
        Speaker before = self;
        Speaker speaker = new Speaker(host.key(), name, port);
        self = speaker;
        places = Places.of(used, free);
        if (started && before == null) {
            begin();
        } else if (started && !speaker.equals(before)) {
            speakWithin(Duration.ZERO);
        }
    }

    /** Says from the next beacon on how many links this peer has, and how many more it would take. */
    public void loadIs(int used, int free) {
        places = Places.of(used, free);
    }

    /** Says that this peer goes, so that others forget it at once, and says no more until it is announced again. */
    public void leave() {
        if (started && self != null) {
            say(Call.LEAVING);
            host.disarm(new LanTimer.AnnouncementDue());
        }
        self = null;
    }

    /** The peers that are there, in the order in which they were first heard. */
    public List<LanEvent.Heard> heard() {
        return heard.values().stream().map(HeardPeer::asHeard).toList();
    }

    /** Those of them that spoke when they were to: of whoever has gone without a word, hardly anybody. */
    public List<LanEvent.Heard> heardLately() {
        Duration usual = longer(config.pace().steady(), share());
        Duration lately = usual.plus(usual.dividedBy(2));
        return heard.values().stream()
                .filter(peer -> peer.heardAt().until(host.now()).compareTo(lately) <= 0)
                .map(HeardPeer::asHeard)
                .toList();
    }

    /** How long ago each address was heard from. */
    public Map<String, Duration> silences() {
        Map<String, Duration> silences = new LinkedHashMap<>();
        for (HeardPeer peer : heard.values()) {
            Duration silence = peer.heardAt().until(host.now());
            silences.merge(peer.asHeard().at().host(), silence, (one, other) -> one.compareTo(other) < 0 ? one : other);
        }
        return silences;
    }

    public LanTally tally() {
        return tally;
    }

    @Override
    public void start() {
        started = true;
        if (self != null) {
            begin();
        }
    }

    @Override
    public void onDatagram(Endpoint from, WireReader datagram) {
        if (datagram.remaining() > Beacon.MAX_BYTES) {
            tally.tooLong++;
        } else if (!intake.take(host.now())) {
            tally.flooded++;
        } else if (Beacon.readVersion(datagram) != Beacon.VERSION) {
            tally.otherVersions++;
        } else {
            onBeacon(from.host(), Beacon.read(datagram));
        }
    }

    @Override
    public void onTimer(LanTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onAnnouncementDue() {
        say(isNew() ? Call.ASKING : Call.HERE);
        // Spread, so that peers that were started together do not speak together.
        double spread = 0.75 + 0.5 * host.random().nextDouble();
        speakAt(lastAt.plus(Duration.ofNanos((long) (interval().toNanos() * spread))));
    }

    @Override
    public void onSilence(PublicKey key) {
        HeardPeer peer = heard.get(key);
        if (peer == null) {
            return;
        }
        Duration left = silence().minus(peer.heardAt().until(host.now()));
        if (left.isZero() || left.isNegative()) {
            checkPending(peer);
            forget(key, peer, peer.moment());
        } else {
            host.arm(new LanTimer.Silence(key), left);
        }
    }

    private void begin() {
        firstAt = host.now();
        onAnnouncementDue();
    }

    private boolean isNew() {
        return firstAt.until(host.now()).compareTo(config.pace().firstFor()) < 0;
    }

    private void say(Call call) {
        Speaker speaker = self;
        if (speaker == null) {
            throw new IllegalStateException("nothing is to be said");
        }
        Statement statement =
                new Statement(config.network(), speaker, new Moment(config.boot(), ++counter), places, call);
        Bytes signature = Bytes.owning(host.sign(Beacon.signed(statement)));
        host.multicast(new Beacon(statement, signature).toBytes());
        lastAt = host.now();
        tally.announced++;
    }

    /** Speaks at a random moment within so long, if that is sooner than it would have. */
    private void speakWithin(Duration most) {
        if (self == null || !started) {
            return;
        }
        Timestamp now = host.now();
        Timestamp due =
                now.plus(Duration.ofNanos((long) (most.toNanos() * host.random().nextDouble())));
        Timestamp apart = lastAt.plus(longer(APART, share()));
        Timestamp soonest = due.compareTo(apart) < 0 ? apart : due;
        if (soonest.compareTo(nextAt) < 0) {
            speakAt(soonest);
        }
    }

    private void speakAt(Timestamp due) {
        nextAt = due;
        host.arm(new LanTimer.AnnouncementDue(), host.now().until(due));
    }

    private Duration interval() {
        return longer(isNew() ? config.pace().first() : config.pace().steady(), share());
    }

    /** How long each of those that are here, this one too, may take until all have spoken. */
    private Duration share() {
        return SECOND.multipliedBy(heard.size() + 1L).dividedBy(config.limits().groupPerSecond());
    }

    private Duration silence() {
        return longer(config.pace().silence(), interval().multipliedBy(INTERVALS_OF_SILENCE));
    }

    private void onBeacon(String from, Beacon beacon) {
        if (!beacon.statement().network().equals(config.network())) {
            tally.otherNetworks++;
        } else if (beacon.key().equals(host.key())) {
            tally.own++;
        } else {
            HeardPeer peer = heard.get(beacon.key());
            if (peer == null) {
                onStranger(from, beacon);
            } else {
                onKnown(peer, from, beacon);
            }
        }
    }

    private void onStranger(String from, Beacon beacon) {
        Moment last = gone.get(beacon.key());
        if (last != null && beacon.moment().compareTo(last) <= 0) {
            tally.replays++;
            return;
        }
        boolean isFull = heard.size() >= config.limits().peers();
        Optional<HeardPeer> displaced = isFull ? Displacement.by(from, heard.values()) : Optional.empty();
        if (isFull && displaced.isEmpty()) {
            tally.crowded++;
        } else if (beacon.statement().call() != Call.LEAVING && isGood(beacon)) {
            displaced.ifPresent(this::displace);
            HeardPeer peer = new HeardPeer(from, beacon, host.now());
            heard.put(beacon.key(), peer);
            gone.remove(beacon.key());
            host.arm(new LanTimer.Silence(beacon.key()), silence());
            tally.taken++;
            listener.accept(peer.asHeard());
            answer(beacon);
        }
    }

    private void displace(HeardPeer peer) {
        tally.displaced++;
        host.disarm(new LanTimer.Silence(peer.key()));
        checkPending(peer);
        forget(peer.key(), peer, peer.moment());
    }

    private void onKnown(HeardPeer peer, String from, Beacon beacon) {
        if (peer.isEcho(beacon)) {
            tally.echoes++;
            peer.onEcho(from);
        } else if (isReplay(peer, beacon)) {
            tally.replays++;
        } else if (peer.isUnchanged(from, beacon) && isFresh(peer)) {
            tally.taken++;
            peer.onUnchecked(from, beacon, host.now());
        } else if (isGood(beacon)) {
            tally.taken++;
            onGood(peer, from, beacon);
        }
    }

    private void onGood(HeardPeer peer, String from, Beacon beacon) {
        if (beacon.statement().call() == Call.LEAVING) {
            host.disarm(new LanTimer.Silence(beacon.key()));
            forget(beacon.key(), peer, beacon.moment());
            return;
        }
        LanEvent.Heard before = peer.asHeard();
        boolean startedAnew = peer.isOfAnotherLife(beacon);
        peer.onGood(from, beacon, host.now());
        if (!peer.asHeard().equals(before)) {
            listener.accept(peer.asHeard());
        }
        if (startedAnew) {
            listener.accept(new LanEvent.Restarted(peer.id));
            answer(beacon);
        }
    }

    private boolean isReplay(HeardPeer peer, Beacon beacon) {
        if (beacon.moment().compareTo(peer.moment()) <= 0) {
            return true;
        }
        Beacon pending = peer.pending();
        // A forged one may have come from the future, to make all that the peer says look old.
        return pending != null && beacon.moment().compareTo(pending.moment()) <= 0 && checkPending(peer);
    }

    private boolean checkPending(HeardPeer peer) {
        Beacon pending = peer.pending();
        boolean isGood = pending != null && isGood(pending);
        peer.onPendingChecked(isGood);
        return isGood;
    }

    private boolean isFresh(HeardPeer peer) {
        return peer.goodAt().until(host.now()).compareTo(config.pace().recheck()) < 0;
    }

    private boolean isGood(Beacon beacon) {
        tally.checks++;
        boolean isGood = host.verify(
                beacon.key(),
                Beacon.signed(beacon.statement()),
                beacon.signature().array());
        if (!isGood) {
            tally.forged++;
        }
        return isGood;
    }

    private void answer(Beacon beacon) {
        if (beacon.statement().call() == Call.ASKING) {
            speakWithin(share());
        }
    }

    private void forget(PublicKey key, HeardPeer peer, Moment last) {
        heard.remove(key);
        gone.put(key, last);
        if (gone.size() > config.limits().peers()) {
            gone.remove(gone.keySet().iterator().next());
        }
        listener.accept(new LanEvent.Lost(peer.id));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
