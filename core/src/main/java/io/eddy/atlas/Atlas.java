package io.eddy.atlas;

import io.eddy.atlas.AtlasMessage.Ask;
import io.eddy.atlas.AtlasMessage.Sighting;
import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.atlas.AtlasTimer.ComparisonDue;
import io.eddy.atlas.AtlasTimer.PageDue;
import io.eddy.atlas.AtlasTimer.PassingDue;
import io.eddy.atlas.AtlasTimer.SigningDue;
import io.eddy.atlas.AtlasTimer.Unanswered;
import io.eddy.atlas.Neighbour.Allowance;
import io.eddy.node.Former;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network as this peer knows it: everybody's place, each signed by its owner, told from neighbour to neighbour.
 *
 * <pre>
 *   own change ─▶ signed, at most every 2 s ─┐
 *                                            ├─▶ news ─▶ each neighbour that lacks it, every 5 s
 *   Tidings ─▶ newer? signature right? ──────┘
 *   a new neighbour, and one of them every 60 s ─▶ Ask: all marks ─▶ Tidings: what is missing, page by page
 * </pre>
 *
 * <p>A place grows old by the clocks of those who had it, each of which measured only how long it had it. One that is
 * not renewed in time is forgotten, and not taken again from those who still have it. What a neighbour tells is worth
 * what its owner signed; the rest is bounded.
 */
public final class Atlas implements Protocol<AtlasMessage, AtlasTimer>, AtlasMessage.Receiver, AtlasTimer.Handler {
    /** Rooms that a peer can tell of; whoever lets it join rooms lets it join no more. */
    public static final int MAX_ROOMS = 64;

    /** The bits of a long; far more than an overlay has neighbours. What is above takes no part. */
    private static final int MAX_NEIGHBOURS = Long.SIZE;

    private static final long ALL = -1L;

    /** A neighbour may come to know later than this side that it is one, and leaves a question aside till then. */
    private static final Duration ANSWER_IN = Duration.ofSeconds(2);

    private static final int MAX_UNANSWERED = 5;

    /** News wait for so long at most where nothing was passed on lately: what happens together is told together. */
    private static final Duration SOON = Duration.ofMillis(500);

    private final Host<AtlasMessage, AtlasTimer> host;
    private final AtlasConfig config;
    private final AtlasTally tally = new AtlasTally();
    private final Places places;
    private final OwnSheet own;
    private final Map<PeerId, Neighbour> neighbours = new LinkedHashMap<>();
    private final Former<Allowance> former = new Former<>(MAX_NEIGHBOURS);
    private long bits;
    private Timestamp passNext;
    private boolean passing;
    private Timestamp signNext;

    private Atlas(Host<AtlasMessage, AtlasTimer> host, AtlasConfig config) {
        this.host = host;
        this.config = config;
        this.places = new Places(config.limits().places());
        this.own = new OwnSheet(config, host.key());
        this.passNext = host.now();
        this.signNext = host.now();
    }

    /** Adds an atlas to a node. */
    public static Atlas attach(Node node, AtlasConfig config) {
        return node.attach(AtlasWire.CHANNEL, host -> new Atlas(host, config));
    }

    public AtlasTally tally() {
        return tally;
    }

    /** The network as it is known at this moment. */
    public Chart chart() {
        return new Cartographer(host.self(), host.now(), places.room() > 0, places.all()).chart();
    }

    /** Whether everybody has room on the map: only then can it tell that somebody went. */
    public boolean isWhole() {
        return places.room() > 0;
    }

    /** Of some peers those that the map shows no longer, or as offline. It has lost nobody while it is too small. */
    public List<PeerId> lost(List<PeerId> peers) {
        return new Cartographer(host.self(), host.now(), places.room() > 0, places.all()).lost(peers);
    }

    /** Both sides agreed to be neighbours. */
    public void onNeighbourUp(PeerId peer) {
        if (neighbours.containsKey(peer) || neighbours.size() == MAX_NEIGHBOURS) {
            return;
        }
        Allowance before = former.take(peer);
        Allowance allowance = before == null ? Allowance.of(config.limits()) : before;
        Neighbour neighbour = new Neighbour(peer, Long.lowestOneBit(~bits), allowance);
        neighbours.put(peer, neighbour);
        bits |= neighbour.bit;
        places.welcome(neighbour.bit);
        own.onNeighbourUp(peer);
        ask(neighbour);
        onOwnChange();
    }

    public void onNeighbourDown(PeerId peer) {
        Neighbour neighbour = neighbours.remove(peer);
        if (neighbour != null) {
            former.keep(peer, neighbour.allowance);
            bits &= ~neighbour.bit;
            host.disarm(new PageDue(peer));
            host.disarm(new Unanswered(peer));
            places.settle(bits);
            own.onNeighbourDown(peer);
            onOwnChange();
        }
    }

    /** This peer is called so. */
    public void nameIs(String name) {
        own.nameIs(name);
        onOwnChange();
    }

    /** This peer is in these rooms; of more than {@link #MAX_ROOMS} the first are told. */
    public void roomsAre(List<String> rooms) {
        own.roomsAre(rooms);
        onOwnChange();
    }

    /** This peer plays a game, or not. */
    public void playing(boolean plays) {
        own.playing(plays);
        onOwnChange();
    }

    @Override
    public void start() {
        sign();
        host.arm(new ComparisonDue(), host.jittered(config.pace().comparison()));
    }

    @Override
    public void onMessage(PeerId from, AtlasMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onTimer(AtlasTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onAsk(PeerId from, Ask ask) {
        Neighbour neighbour = neighbours.get(from);
        if (neighbour == null) {
            tally.strangers++;
        } else if (!neighbour.allowance.asks().take(host.now())) {
            tally.hasty++;
        } else {
            places.compare(neighbour.bit, ask.marks(), ask.room());
            tell(neighbour, true);
        }
    }

    @Override
    public void onTidings(PeerId from, Tidings tidings) {
        Neighbour neighbour = neighbours.get(from);
        if (neighbour == null) {
            tally.strangers++;
            return;
        }
        neighbour.unanswered = 0;
        host.disarm(new Unanswered(from));
        tidings.sightings().forEach(sighting -> onSighting(neighbour, sighting));
        passOn();
    }

    @Override
    public void onSigningDue() {
        Known mine = places.of(host.key());
        if (mine == null || !own.isSaidBy(mine.place.sheet()) || isRenewalDue(mine)) {
            sign();
        } else {
            // What had changed has changed back.
            host.arm(new SigningDue(), OwnSheet.renewal(mine.place.sheet()).minus(mine.age(host.now())));
        }
    }

    @Override
    public void onPassingDue() {
        passing = false;
        passNext = host.now().plus(host.jittered(config.pace().passing()));
        neighbours.values().forEach(neighbour -> tell(neighbour, false));
        places.settle(bits);
        passOn();
    }

    @Override
    public void onPageDue(PeerId peer) {
        Neighbour neighbour = neighbours.get(peer);
        if (neighbour != null) {
            tell(neighbour, false);
        }
    }

    @Override
    public void onUnanswered(PeerId peer) {
        Neighbour neighbour = neighbours.get(peer);
        if (neighbour != null && neighbour.unanswered < MAX_UNANSWERED) {
            ask(neighbour);
        }
    }

    @Override
    public void onComparisonDue() {
        places.forgetStale(host.now());
        if (!neighbours.isEmpty()) {
            List<Neighbour> all = List.copyOf(neighbours.values());
            Neighbour one = all.get(host.random().nextInt(all.size()));
            one.unanswered = 0;
            ask(one);
        }
        host.arm(new ComparisonDue(), host.jittered(config.pace().comparison()));
    }

    private void ask(Neighbour neighbour) {
        neighbour.unanswered++;
        host.send(neighbour.peer, new Ask(places.room(), places.marks()));
        host.arm(new Unanswered(neighbour.peer), ANSWER_IN);
    }

    /** Tells a page of what this neighbour lacks, and the next one soon if that was not all. */
    private void tell(Neighbour neighbour, boolean asked) {
        Timestamp now = host.now();
        List<Known> page = places.takePage(neighbour.bit, now);
        if (asked || !page.isEmpty()) {
            tally.told += page.size();
            host.send(
                    neighbour.peer,
                    new Tidings(page.stream()
                            .map(one -> Sighting.of(one.place, one.age(now)))
                            .toList()));
        }
        if (page.size() == Tidings.MAX_SIGHTINGS) {
            host.arm(new PageDue(neighbour.peer), config.pace().page());
        }
    }

    private void onSighting(Neighbour from, Sighting sighting) {
        Place place = sighting.place();
        Known before = places.of(place.key());
        Timestamp now = host.now();
        if (before != null && !place.edition().isNewerThan(before.place.edition())) {
            tally.known++;
            if (place.equals(before.place)) {
                before.had |= from.bit;
                before.keepers |= from.bit;
                before.onToldAgain(now, sighting.age());
            }
        } else if (places.isForgotten(place)
                || sighting.age().toSeconds() >= place.sheet().head().holdsSeconds()) {
            tally.stale++;
        } else if (place.key().equals(host.key())) {
            if (check(from, place)) {
                own.outrun(place.edition());
                onOwnChange();
            }
        } else if (before != null) {
            change(from, before, sighting);
        } else {
            keep(from, sighting);
        }
    }

    private void change(Neighbour from, Known before, Sighting sighting) {
        Timestamp now = host.now();
        if (!before.mayChange(now) || !check(from, sighting.place())) {
            tally.hasty++;
            return;
        }
        before.change(sighting.place(), now, sighting.age());
        tally.news++;
        places.announce(before, from.bit | bitOf(before.peer));
    }

    private void keep(Neighbour from, Sighting sighting) {
        Timestamp now = host.now();
        Place place = sighting.place();
        boolean near = neighbours.containsKey(PeerId.of(place.key()));
        boolean fits = places.room() > 0 || near;
        if (!fits) {
            tally.full++;
        } else if (!check(from, place)) {
            tally.hasty++;
        } else if (places.room() > 0 || places.makeRoom(now, this::isExpendable)) {
            Known added = places.add(place, now, sighting.age());
            tally.news++;
            places.announce(added, from.bit | bitOf(added.peer));
        }
    }

    /** Whether this neighbour may have a place checked at this moment; what is wrong with a place is its mistake. */
    private boolean check(Neighbour from, Place place) {
        if (!from.allowance.checks().take(host.now())) {
            return false;
        }
        Optional<String> complaint = place.sheet().complaint();
        if (complaint.isPresent()) {
            throw new ProtocolViolation(complaint.get());
        }
        if (!place.isSigned(host)) {
            throw new ProtocolViolation("a place with a bad signature");
        }
        return true;
    }

    private boolean isExpendable(PeerId peer) {
        return !peer.equals(host.self()) && !neighbours.containsKey(peer);
    }

    private long bitOf(PeerId peer) {
        @Nullable Neighbour neighbour = neighbours.get(peer);
        return neighbour == null ? 0 : neighbour.bit;
    }

    private void onOwnChange() {
        Duration left = host.now().until(signNext);
        host.arm(new SigningDue(), left.isNegative() ? Duration.ZERO : left);
    }

    private boolean isRenewalDue(Known mine) {
        Duration earliest = OwnSheet.renewal(mine.place.sheet()).multipliedBy(3).dividedBy(5);
        return mine.age(host.now()).compareTo(earliest) >= 0;
    }

    private void sign() {
        Timestamp now = host.now();
        Place signed = Place.sign(host, own.next(places.size()));
        Known mine = places.of(host.key());
        if (mine == null) {
            mine = places.add(signed, now, Duration.ZERO);
        } else {
            mine.change(signed, now, Duration.ZERO);
        }
        mine.keepers = ALL; // Everybody has room for a neighbour.
        places.announce(mine, 0);
        tally.signed++;
        signNext = now.plus(config.pace().change());
        // From 0.6 of the interval on, so that the places of peers that started together part.
        Duration renewal = OwnSheet.renewal(signed.sheet());
        long jitter = host.random().nextLong(2 * renewal.toNanos() / 5);
        host.arm(new SigningDue(), renewal.minusNanos(jitter));
        passOn();
    }

    private void passOn() {
        if (!passing && !neighbours.isEmpty() && places.hasNews()) {
            passing = true;
            Duration soon = Duration.ofNanos(host.random().nextLong(SOON.toNanos()));
            Duration left = host.now().until(passNext);
            host.arm(new PassingDue(), left.compareTo(soon) > 0 ? left : soon);
        }
    }
}
