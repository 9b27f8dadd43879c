package io.eddy.directory;

import io.eddy.directory.Attempt.Whence;
import io.eddy.directory.KnownPeer.Whereabouts;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.registry.Player;
import io.eddy.registry.Player.Presence;
import io.eddy.store.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The peers that a peer knows.
 *
 * <p>A name that a manager vouches for is shown as it is. Names that peers merely claim, or that managers give to more
 * than one, are told apart by the beginning of the id. What is no name by the rules is shown as the id's beginning,
 * whoever told it.
 */
public final class Directory {
    /** Peers remembered; of those neither linked nor contacts, the ones seen longest ago go first. */
    private static final int MAX_KNOWN = 10_000;

    /** Peers that make room together: a small part of those remembered. */
    private static final int FORGOTTEN_TOGETHER = 500;

    private final World world;
    private final PeerId self;
    private final Map<PeerId, Acquaintance> known = new LinkedHashMap<>();
    private final Claims claims = new Claims();
    private final Contests contests;
    private final Attempts attempts;
    private List<KnownPeer> listed = List.of();

    private String selfName;
    private Endpoint selfAddress = new Endpoint("", 0);
    private PeerState selfState = PeerState.FREE;

    /**
     * Made for one peer.
     *
     * @param onContest told when somebody goes by the name of a contact, with another key
     */
    public Directory(World world, String selfName, Consumer<Contest> onContest) {
        this.world = world;
        this.contests = new Contests(world, claims, onContest);
        this.attempts = new Attempts(world);
        this.self = PeerId.of(world.key());
        this.selfName = selfName;
        claims.addSelf(selfName);
    }

    /** Oneself is called otherwise from here on. */
    public void rename(String otherSelfName) {
        claims.removeSelf(selfName);
        selfName = otherSelfName;
        claims.addSelf(selfName);
    }

    /** What a directory keeps, and the {@link SealingKeys} of those who are in it. */
    public static List<Table<?>> tables() {
        return List.of(ContactRecord.TABLE, KeptSealingKey.TABLE);
    }

    public void load() {
        for (ContactRecord kept : world.store().load(ContactRecord.TABLE)) {
            Acquaintance acquaintance = acquaintance(kept.peer());
            rename(acquaintance, acquaintance.registeredName, Claims.plain(kept.name()));
            acquaintance.contact = true;
            claims.onKept(acquaintance, kept.name());
            if (kept.blocked()) {
                claims.block(acquaintance, true);
            }
            acquaintance.lastSeenMillis = kept.lastSeenMillis();
            acquaintance.via.add(Via.DIRECT);
            if (!kept.address().host().isEmpty()) {
                acquaintance.address = Optional.of(kept.address());
            }
        }
    }

    public void listeningAt(Endpoint address) {
        selfAddress = address;
    }

    /** Whether oneself plays a game. */
    public void playing(boolean plays) {
        selfState = plays ? PeerState.PLAYING : PeerState.FREE;
    }

    /** Somebody with whom a ring is shared, as its founder knows it: less than the peer itself or a manager tells. */
    public void onMember(PeerId peer, String name, Endpoint address) {
        Acquaintance acquaintance = acquaintance(peer);
        if (acquaintance.claimedName.isEmpty()) {
            rename(acquaintance, acquaintance.registeredName, Claims.usable(name));
        }
        if (acquaintance.address.isEmpty() && address.port() != 0) {
            acquaintance.address = Optional.of(address);
        }
    }

    /** There is a session with this peer, which calls itself so and accepts links there (port 0: nowhere). */
    public void onLinked(PeerId peer, String claimedName, Endpoint listensAt) {
        Acquaintance acquaintance = acquaintance(peer);
        rename(acquaintance, acquaintance.registeredName, Claims.usable(claimedName));
        acquaintance.linked = true;
        acquaintance.via.add(Via.DIRECT);
        if (listensAt.port() != 0) {
            acquaintance.address = Optional.of(listensAt);
        }
        if (acquaintance.contact) {
            claims.onOwnWord(acquaintance);
        }
        contests.onNamed(acquaintance);
        seen(acquaintance);
    }

    /** The session is over; when it only ended because the mesh parted from this peer, it is there as before. */
    public void onUnlinked(PeerId peer, boolean parted) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance != null && (acquaintance.linked || acquaintance.onlyShown)) {
            acquaintance.linked = false;
            acquaintance.onlyShown = parted;
            seen(acquaintance);
        }
    }

    /** A beacon of this peer was heard on the local network; whether it is news that it is there. */
    public boolean onHeard(PeerId peer, String claimedName, Endpoint listensAt) {
        Acquaintance acquaintance = acquaintance(peer);
        rename(acquaintance, acquaintance.registeredName, Claims.usable(claimedName));
        boolean news = !listensAt.equals(acquaintance.heardAt);
        acquaintance.heardAt = listensAt;
        acquaintance.via.add(Via.LAN);
        if (news && !acquaintance.linked) {
            acquaintance.address = Optional.of(listensAt);
        }
        contests.onNamed(acquaintance);
        seen(acquaintance);
        return news;
    }

    /** This peer is no longer heard on the local network. */
    public void onUnheard(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance != null && acquaintance.isHeard()) {
            acquaintance.heardAt = null;
            acquaintance.onlyShown = false;
            seen(acquaintance);
        }
    }

    /** The mesh tells of this peer, in its own words. */
    public void onCharted(PeerId peer, String claimedName, boolean plays) {
        Acquaintance acquaintance = acquaintance(peer);
        if (!acquaintance.linked && !acquaintance.isHeard()) {
            rename(acquaintance, acquaintance.registeredName, Claims.usable(claimedName));
        }
        acquaintance.charted = true;
        acquaintance.saysItPlays = plays;
        acquaintance.via.add(Via.MESH);
        acquaintance.lastSeenMillis = world.wallClockMillis();
    }

    /** The mesh tells of this peer no longer. */
    public void onUncharted(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance != null && acquaintance.charted) {
            acquaintance.charted = false;
            acquaintance.saysItPlays = false;
            seen(acquaintance);
        }
    }

    /** The map tells that this peer, with whom its people have to do, is there: it is, till the map has lost it. */
    public void onShown(PeerId peer) {
        acquaintance(peer).onlyShown = true;
    }

    /** Where the mesh says that this peer listens, unless that is known better. */
    public void onAddress(PeerId peer, Endpoint listensAt) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance != null && acquaintance.address.isEmpty()) {
            acquaintance.address = Optional.of(listensAt);
        }
    }

    /** A manager told of this peer. */
    public void onPlayer(Player player) {
        if (player.peer().equals(self)) {
            return;
        }
        Acquaintance acquaintance = acquaintance(player.peer());
        String nameBefore = acquaintance.plainName();
        Optional<Endpoint> addressBefore = acquaintance.address;
        rename(acquaintance, Claims.usable(player.name()), acquaintance.claimedName);
        acquaintance.presence = player.presence();
        // A manager's clock may be wrong, and a manager may lie.
        long seenMillis = Math.min(player.lastSeenMillis(), world.wallClockMillis());
        acquaintance.lastSeenMillis = Math.max(acquaintance.lastSeenMillis, seenMillis);
        acquaintance.via.add(Via.MANAGER);
        if (player.address().port() != 0 && !acquaintance.linked) {
            acquaintance.address = Optional.of(player.address());
        }
        boolean same = nameBefore.equals(acquaintance.plainName()) && addressBefore.equals(acquaintance.address);
        if (acquaintance.contact && !same) {
            keep(acquaintance);
        }
        contests.onNamed(acquaintance);
    }

    /** Managers list these and no others: whoever was known by a manager alone and is not among them has gone. */
    public void onPlayers(List<Player> players) {
        for (Acquaintance acquaintance : known.values()) {
            acquaintance.presence = Presence.OFFLINE;
        }
        players.forEach(this::onPlayer);
    }

    /** Messages were exchanged with this peer: it is kept. */
    public void onContact(PeerId peer) {
        Acquaintance acquaintance = acquaintance(peer);
        acquaintance.contact = true;
        keep(acquaintance);
    }

    public void block(PeerId peer, boolean blocked) {
        Acquaintance acquaintance = acquaintance(peer);
        claims.block(acquaintance, blocked);
        acquaintance.contact = true;
        keep(acquaintance);
    }

    public List<PeerId> blocked() {
        return peersThat(acquaintance -> acquaintance.blocked);
    }

    public boolean isBlocked(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance != null && acquaintance.blocked;
    }

    public List<PeerId> contacts() {
        return peersThat(acquaintance -> acquaintance.contact && !acquaintance.blocked);
    }

    /** All that are kept, the blocked ones too. */
    public List<PeerId> kept() {
        return peersThat(acquaintance -> acquaintance.contact);
    }

    /** Whether anything is known of this peer. */
    public boolean isKnown(PeerId peer) {
        return peer.equals(self) || known.containsKey(peer);
    }

    public boolean isContact(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance != null && acquaintance.contact;
    }

    /** Whether somebody who should know says that this peer is there; what the map says comes late. */
    public boolean isOnline(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance != null && acquaintance.isAttested();
    }

    /** Whether anybody says that this peer is there, if only the map: then it is worth a call. */
    public boolean isThere(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance != null && acquaintance.isOnline();
    }

    public Optional<Endpoint> address(PeerId peer) {
        return Optional.ofNullable(known.get(peer)).flatMap(acquaintance -> acquaintance.address);
    }

    /** How this peer's address is known, as far as that is told apart. */
    public Whence whence(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance == null
                ? Whence.DIRECT
                : acquaintance.via.stream().findFirst().map(Whence::of).orElse(Whence.DIRECT);
    }

    /** By which ways peers were tried: whoever dials peers lets it watch. */
    public Attempts attempts() {
        return attempts;
    }

    /** The name as it is shown. */
    public String name(PeerId peer) {
        if (peer.equals(self)) {
            return selfName;
        }
        Acquaintance acquaintance = known.get(peer);
        return acquaintance == null ? peer.hex().substring(0, 8) : claims.shownName(acquaintance);
    }

    /** One row for this peer, with the index it would have in the list. */
    public KnownPeer row(PeerId peer) {
        return rows().stream()
                .filter(row -> row.peer().equals(peer))
                .findFirst()
                .orElseGet(() -> row(0, acquaintance(peer)));
    }

    /**
     * The numbered list: oneself, then those online, then the others, each by name. Indexes refer to it from here on.
     */
    public List<KnownPeer> list() {
        listed = rows();
        return listed;
    }

    /** The list as it is; indexes still refer to the one before. */
    public List<KnownPeer> peek() {
        return rows();
    }

    /** Finds whom a word names: a name, else an index of the latest list, else a unique beginning of an id. */
    public Resolution resolve(String word) {
        return contests.judged(new Lookup(rows(), listed).resolve(word), word, known.values());
    }

    private List<KnownPeer> rows() {
        List<KnownPeer> rows = new ArrayList<>();
        Whereabouts here = new Whereabouts(Optional.of(selfAddress), world.wallClockMillis());
        rows.add(new KnownPeer(0, selfName, self, selfState, List.of(Via.SELF), here));
        known.values().stream().sorted(Acquaintance.AS_LISTED).forEach(one -> rows.add(row(rows.size(), one)));
        return rows;
    }

    private KnownPeer row(int index, Acquaintance one) {
        return one.row(index, claims.shownName(one), world.wallClockMillis());
    }

    private List<PeerId> peersThat(Predicate<Acquaintance> condition) {
        return known.values().stream()
                .filter(condition)
                .map(acquaintance -> acquaintance.peer)
                .toList();
    }

    private void seen(Acquaintance acquaintance) {
        acquaintance.lastSeenMillis = world.wallClockMillis();
        if (acquaintance.contact) {
            keep(acquaintance);
        }
    }

    private void keep(Acquaintance one) {
        claims.onContact(one);
        world.store().put(ContactRecord.TABLE, one.record(claims.keptName(one)));
    }

    private Acquaintance acquaintance(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance == null) {
            makeRoom();
            acquaintance = new Acquaintance(peer);
            known.put(peer, acquaintance);
            claims.add(acquaintance);
        }
        return acquaintance;
    }

    private void rename(Acquaintance one, String registeredName, String claimedName) {
        if (!one.registeredName.equals(registeredName) || !one.claimedName.equals(claimedName)) {
            claims.remove(one);
            one.registeredName = registeredName;
            one.claimedName = claimedName;
            claims.add(one);
        }
    }

    /** Some at a time: a manager may tell of very many, and each would cost a look at all. */
    private void makeRoom() {
        if (known.size() >= MAX_KNOWN) {
            List<Acquaintance> oldest = known.values().stream()
                    .filter(one -> !one.linked && !one.isHeard() && !one.contact)
                    .sorted(Comparator.comparingLong(one -> one.lastSeenMillis))
                    .limit(FORGOTTEN_TOGETHER)
                    .toList();
            oldest.forEach(claims::remove);
            oldest.forEach(one -> known.remove(one.peer));
        }
    }
}
