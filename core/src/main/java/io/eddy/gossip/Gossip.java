package io.eddy.gossip;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipMessage.Announced;
import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.IHave;
import io.eddy.gossip.GossipMessage.Posted;
import io.eddy.gossip.GossipMessage.Prune;
import io.eddy.gossip.GossipTimer.AnnouncementsDue;
import io.eddy.gossip.GossipTimer.Missing;
import io.eddy.gossip.GossipTimer.OwedDue;
import io.eddy.gossip.MissingEntries.Announcer;
import io.eddy.gossip.MissingEntries.Sought;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings each entry to everyone once, over the neighbours (Plumtree: Leitão, Pereira, Rodrigues, "Epidemic Broadcast
 * Trees", 2007).
 *
 * <p>The eager neighbours get entries at once; they are the tree. The lazy ones are told which entries there are:
 *
 * <pre>
 *            a new entry came from it, or it grafts, or it is grafted
 *          ┌──────────────────────────────────────────────────────────┐
 *          │                                                          ▼
 *        lazy                                            eager ◀── onNeighbourUp
 *          ▲                                                          │
 *          └──────────────────────────────────────────────────────────┘
 *            an old entry came from it, or it prunes
 * </pre>
 *
 * <p>An entry that was announced and does not come by the tree is asked for, of one announcer after the other, and
 * that mends the tree. What comes from a linked peer that is no neighbour (yet) is taken, and makes it part of nothing.
 */
public final class Gossip implements Protocol<GossipMessage, GossipTimer>, GossipMessage.Receiver, GossipTimer.Handler {
    /** A link takes 256 KiB of what was asked for at a time; that leaves in so long at 5 MiB a second (a guess). */
    private static final Duration OWED_AGAIN = Duration.ofMillis(50);

    private final Host<GossipMessage, GossipTimer> host;
    private final GossipConfig config;
    private final Consumer<GossipEvent> events;
    private final GossipTally tally = new GossipTally();
    private final Ties ties;
    private final KnownIds known;
    private final EntryCache cache;
    private final MissingEntries missing;
    private final LatestEntry latest;
    private final Authors authors;
    private final Replays replays;
    private final Trials trials;
    private boolean announcing;

    private Gossip(Host<GossipMessage, GossipTimer> host, GossipConfig config, Consumer<GossipEvent> events) {
        this.host = host;
        this.config = config;
        this.events = events;
        this.ties = new Ties(config.rates());
        this.known = new KnownIds(config.memory());
        this.cache = new EntryCache(config.memory());
        this.missing = new MissingEntries(config.memory().missing());
        this.latest = new LatestEntry(host.self());
        this.authors = new Authors(config.rates());
        this.replays = new Replays(config);
        this.trials = new Trials(host, config, ties, cache, events, tally);
    }

    /** Adds a gossip to a node. It has no neighbours before it is told of them. */
    public static Gossip attach(Node node, GossipConfig config, Consumer<GossipEvent> events) {
        return node.attach(GossipWire.CHANNEL, host -> new Gossip(host, config, events));
    }

    /** Asks from here on whether an old entry is kept here already: whoever brings that one has recorded it. */
    public void ask(Predicate<Entry> kept) {
        replays.ask(kept);
    }

    /** Sends an entry of ours to everyone. It is not told to us. */
    public void broadcast(Entry own) {
        if (!known.contains(own.id())) {
            tally.broadcast++;
            pass(own, 0, null, null);
        }
    }

    /** A linked peer is a neighbour from here on, until it is none or the session ends. */
    public void onNeighbourUp(PeerId peer) {
        if (host.isUp(peer) && !ties.of(peer).isNeighbour()) {
            Tie tie = ties.of(peer);
            tie.join();
            if (tie.allowance.offers().take(host.now())) {
                // Or what is under way while the network breaks is lost on both sides of the break (protocols.md A.3).
                announce(tie, cache.announcements(host.now()));
            }
        }
    }

    /** A peer is no neighbour from here on. */
    public void onNeighbourDown(PeerId peer) {
        Tie tie = ties.get(peer);
        if (tie != null) {
            tie.part();
            replace(tie);
        }
    }

    /** The neighbours that get entries at once. */
    public List<PeerId> eager() {
        return ties.peers(Tie::isEager);
    }

    /** Whether entries come over this neighbour first: who only gets them might have made itself one that does. */
    public boolean isBringer(PeerId neighbour) {
        Tie tie = ties.get(neighbour);
        return tie != null && tie.isBringer();
    }

    /** The neighbours that get announcements. */
    public List<PeerId> lazy() {
        return ties.peers(Tie::isLazy);
    }

    public GossipTally tally() {
        return tally;
    }

    @Override
    public void start() {
        // Nothing is kept across restarts: what was missed meanwhile is announced by the neighbours.
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        Tie tie = ties.end(peer);
        if (tie != null) {
            replace(tie);
        }
    }

    @Override
    public void onMessage(PeerId from, GossipMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onTimer(GossipTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onPosted(PeerId from, Posted posted) {
        Tie tie = ties.of(from);
        MessageId id = posted.entry().id();
        tie.onPosted();
        if (known.contains(id)) {
            tally.duplicates++;
            tie.onServed();
            if (!tie.isTriedWith(id)) {
                prune(tie);
            }
        } else if (isTaken(tie, posted.entry())) {
            take(tie, id, posted);
        }
    }

    @Override
    public void onIHave(PeerId from, IHave have) {
        Tie tie = ties.of(from);
        for (Announced announced : have.entries()) {
            if (known.contains(announced.id())) {
                latest.onAnnounced(announced.id(), tie, announced.hops());
                continue;
            }
            switch (missing.announce(announced.id(), tie, announced.hops())) {
                case FIRST ->
                    host.arm(new Missing(announced.id()), config.tree().graftAfter());
                case UNHEEDED -> tally.unheeded++;
                case ANOTHER -> {
                    // The timer runs.
                }
            }
            if (tie.takeAsked()) {
                // It announced this before our graft reached it, so nobody else brings it.
                host.arm(new Missing(announced.id()), Duration.ZERO);
            }
        }
    }

    @Override
    public void onGraft(PeerId from, Graft graft) {
        Tie tie = ties.of(from);
        tie.becomeEager();
        graft.wanted().ifPresent(id -> {
            if (!tie.allowance.grafts().take(host.now())
                    || tie.owed.size() >= config.memory().cachedEntries()) {
                tally.unanswered++;
            } else {
                tie.owed.add(id);
                payOwed(tie);
            }
        });
    }

    @Override
    public void onPrune(PeerId from, Prune prune) {
        ties.of(from).becomeLazy();
    }

    @Override
    public void onAnnouncementsDue() {
        announcing = false;
        ties.all().forEach(tie -> announce(tie, tie.takeUnannounced()));
    }

    @Override
    public void onMissing(MessageId id) {
        Tie next = missing.next(id);
        if (next != null) {
            tally.grafts++;
            next.becomeEager();
            host.send(next.peer, new Graft(Optional.of(id)));
            host.arm(new Missing(id), config.tree().graftAgainAfter());
        }
    }

    @Override
    public void onOwedDue() {
        ties.all().forEach(this::payOwed);
    }

    @Override
    public void onTrialDue(PeerId peer) {
        trials.onDue(peer);
    }

    /** Whether a new entry is passed on; what is cheap to find out first. */
    private boolean isTaken(Tie from, Entry entry) {
        Place place = entry.header().place();
        if (place.version() != Entry.VERSION || place.number() < 1 || !entry.isWhole()) {
            throw new ProtocolViolation("an entry that contradicts itself");
        }
        if (entry.body().length() > config.maxBodyBytes()) {
            throw new ProtocolViolation("an entry of more than " + config.maxBodyBytes() + " bytes for everyone");
        }
        if (replays.contain(entry, host.wallClockMillis())) {
            tally.replayed++;
            return false;
        }
        if (!from.allowance.entries().take(host.now()) || !authors.take(PeerId.of(place.author()), host.now())) {
            tally.tooMany++;
            return false;
        }
        if (!host.verify(
                place.author(), Entry.signed(entry.header()), entry.signature().array())) {
            tally.forged++;
            throw new ProtocolViolation("an entry with a bad signature");
        }
        return true;
    }

    private void take(Tie from, MessageId id, Posted posted) {
        tally.received++;
        if (!id.author().equals(from.peer)) { // To say something oneself serves nobody.
            from.onServed();
        }
        from.onBrought();
        Sought sought = missing.found(id);
        Collection<Announcer> announcers = sought == null ? List.of() : sought.unasked();
        if (sought != null) {
            host.disarm(new Missing(id));
        }
        latest.onBrought(id, from, posted.hops(), announcers);
        Entry entry = host.interned(posted.entry());
        events.accept(new GossipEvent.Received(entry, posted.hops()));
        pass(entry, posted.hops(), from, sought);
        // After it was passed on: whoever is grafted has it, would prune us for it, and so cut the tree.
        shorten(from, posted.hops(), announcers);
        trials.onBrought(from);
    }

    /** Goes over to one who would have brought it over far fewer links (section 3.8 of the paper). */
    private void shorten(Tie from, int hops, Collection<Announcer> announcers) {
        Announcer best = null;
        for (Announcer announcer : announcers) {
            boolean may = announcer.tie().isNeighbour() && announcer.tie() != from;
            if (may && (best == null || announcer.hops() < best.hops())) {
                best = announcer;
            }
        }
        if (best != null && hops - best.hops() >= config.tree().shortcut()) {
            goOverTo(best.tie());
            prune(from);
        }
    }

    /** A neighbour is lost: if it brought us what is said, another is asked to, before anything is missing. */
    private void replace(Tie lost) {
        Tie heir = latest.heirOf(lost);
        if (heir != null) {
            goOverTo(heir);
        }
    }

    private void goOverTo(Tie tie) {
        tally.grafts++;
        tie.ask();
        host.send(tie.peer, new Graft(Optional.empty()));
    }

    /** Sends an entry to the eager neighbours, and will announce it to the lazy ones and to those that have it. */
    private void pass(Entry entry, int hops, @Nullable Tie from, @Nullable Sought sought) {
        Timestamp now = host.now();
        MessageId id = host.interned(entry.id());
        Posted posted = new Posted(Math.min(hops + 1, Posted.MAX_HOPS), entry);
        known.add(id, now);
        cache.add(id, posted, now);
        for (Tie tie : ties.all()) {
            if (tie == from) {
                continue;
            }
            boolean has = sought != null && sought.isHadBy(tie);
            if (tie.isEager() && !has) {
                tally.posted++;
                host.send(tie.peer, posted);
            } else if (tie.isNeighbour()) {
                tie.announceLater(new Announced(id, posted.hops()));
                announceSoon();
            }
        }
    }

    private void announceSoon() {
        if (!announcing) {
            announcing = true;
            host.arm(new AnnouncementsDue(), config.tree().announceAfter());
        }
    }

    private void announce(Tie tie, List<Announced> entries) {
        for (int from = 0; from < entries.size(); from += GossipMessage.MAX_ANNOUNCED) {
            int to = Math.min(entries.size(), from + GossipMessage.MAX_ANNOUNCED);
            host.send(tie.peer, new IHave(List.copyOf(entries.subList(from, to))));
        }
    }

    private void prune(Tie tie) {
        if (tie.isNeighbour()) {
            tally.prunes++;
            tie.becomeLazy();
            host.send(tie.peer, new Prune());
        }
    }

    /** Sends what was asked for behind everything else: it may be more than a link holds. */
    private void payOwed(Tie tie) {
        while (!tie.owed.isEmpty()) {
            Posted posted = cache.find(tie.owed.element(), host.now());
            if (posted != null && !host.sendBulk(tie.peer, posted)) {
                host.arm(new OwedDue(), OWED_AGAIN);
                return;
            }
            tie.owed.remove();
            if (posted != null) {
                tally.posted++;
                tally.answered++;
            }
        }
    }
}
