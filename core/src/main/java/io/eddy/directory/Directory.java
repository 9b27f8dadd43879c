package io.eddy.directory;

import io.eddy.directory.KnownPeer.Whereabouts;
import io.eddy.directory.Resolution.Ambiguous;
import io.eddy.directory.Resolution.Known;
import io.eddy.directory.Resolution.Unknown;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.registry.PeerName;
import io.eddy.registry.Player;
import io.eddy.registry.Player.Presence;
import io.eddy.store.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The peers that a peer knows.
 *
 * <p>A name that a manager vouches for is shown as it is. Names that peers merely claim are told apart by the
 * beginning of the id where two are the same.
 */
public final class Directory {
    /** Peers remembered; of those neither linked nor contacts, the one seen longest ago goes first. */
    private static final int MAX_KNOWN = 10_000;

    /** Digits of an id that set two peers of one name apart. */
    private static final int TAIL_DIGITS = 4;

    /** A beginning of an id shorter than this is no name for a peer. */
    private static final int MIN_ID_DIGITS = 4;

    private final World world;
    private final PeerId self;
    private final String selfName;
    private final Map<PeerId, Acquaintance> known = new LinkedHashMap<>();
    private List<KnownPeer> listed = List.of();

    /** How many peers are called by each name, as names are compared; counted again when a name has changed. */
    private @Nullable Map<String, Integer> claims;

    private Endpoint selfAddress = new Endpoint("", 0);

    public Directory(World world, String selfName) {
        this.world = world;
        this.self = PeerId.of(world.key());
        this.selfName = selfName;
    }

    /** What a directory keeps. */
    public static List<Table<?>> tables() {
        return List.of(ContactRecord.TABLE);
    }

    public void load() {
        for (ContactRecord kept : world.store().load(ContactRecord.TABLE)) {
            Acquaintance acquaintance = acquaintance(kept.peer());
            acquaintance.claimedName = kept.name();
            rename();
            acquaintance.contact = true;
            acquaintance.blocked = kept.blocked();
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

    /** There is a session with this peer, which calls itself so and accepts links there (port 0: nowhere). */
    public void onLinked(PeerId peer, String claimedName, Endpoint listensAt) {
        Acquaintance acquaintance = acquaintance(peer);
        rename();
        acquaintance.claimedName = PeerName.complaint(claimedName).isEmpty() ? claimedName : "";
        acquaintance.linked = true;
        acquaintance.via.add(Via.DIRECT);
        if (listensAt.port() != 0) {
            acquaintance.address = Optional.of(listensAt);
        }
        seen(acquaintance);
    }

    public void onUnlinked(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance != null && acquaintance.linked) {
            acquaintance.linked = false;
            seen(acquaintance);
        }
    }

    /** A manager told of this peer. */
    public void onPlayer(Player player) {
        if (player.peer().equals(self)) {
            return;
        }
        Acquaintance acquaintance = acquaintance(player.peer());
        if (!acquaintance.registeredName.equals(player.name())) {
            acquaintance.registeredName = player.name();
            rename();
        }
        acquaintance.presence = player.presence();
        acquaintance.lastSeenMillis = Math.max(acquaintance.lastSeenMillis, player.lastSeenMillis());
        acquaintance.via.add(Via.MANAGER);
        if (player.address().port() != 0 && !acquaintance.linked) {
            acquaintance.address = Optional.of(player.address());
        }
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
        acquaintance.blocked = blocked;
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

    public boolean isContact(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance != null && acquaintance.contact;
    }

    public boolean isOnline(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        return acquaintance != null && acquaintance.isOnline();
    }

    public Optional<Endpoint> address(PeerId peer) {
        return Optional.ofNullable(known.get(peer)).flatMap(acquaintance -> acquaintance.address);
    }

    /** The name as it is shown. */
    public String name(PeerId peer) {
        if (peer.equals(self)) {
            return selfName;
        }
        Acquaintance acquaintance = known.get(peer);
        return acquaintance == null ? peer.hex().substring(0, 8) : shownName(acquaintance, claims());
    }

    /** One row for this peer, with the index it would have in the list. */
    public KnownPeer row(PeerId peer) {
        return rows().stream()
                .filter(row -> row.peer().equals(peer))
                .findFirst()
                .orElseGet(() -> row(0, acquaintance(peer), claims()));
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
        List<KnownPeer> rows = rows();
        String folded = PeerName.folded(word);
        List<KnownPeer> named = rows.stream()
                .filter(row -> PeerName.folded(row.name()).equals(folded))
                .toList();
        if (named.size() == 1) {
            return new Known(named.get(0).peer());
        }
        List<KnownPeer> claiming = rows.stream()
                .filter(row -> PeerName.folded(row.name()).startsWith(folded + "~"))
                .toList();
        if (!claiming.isEmpty()) {
            return new Ambiguous("more than one peer is named " + word + ": "
                    + String.join(", ", claiming.stream().map(KnownPeer::name).toList()));
        }
        if (word.matches("[0-9]{1,5}") && Integer.parseInt(word) < listed.size()) {
            return new Known(listed.get(Integer.parseInt(word)).peer());
        }
        return byId(word, rows);
    }

    private Resolution byId(String word, List<KnownPeer> rows) {
        String digits = word.toLowerCase(Locale.ROOT).replace("-", "").replace("…", "");
        if (digits.length() >= MIN_ID_DIGITS && digits.matches("[0-9a-f]+")) {
            List<KnownPeer> matching = rows.stream()
                    .filter(row -> row.peer().hex().startsWith(digits))
                    .toList();
            if (matching.size() == 1) {
                return new Known(matching.get(0).peer());
            }
            if (!matching.isEmpty()) {
                return new Ambiguous("more than one id begins with " + word + ": give more of it");
            }
        }
        return new Unknown("no peer is named " + word);
    }

    private List<KnownPeer> rows() {
        Map<String, Integer> claims = claims();
        List<KnownPeer> rows = new ArrayList<>();
        Whereabouts here = new Whereabouts(Optional.of(selfAddress), world.wallClockMillis());
        rows.add(new KnownPeer(0, selfName, self, PeerState.FREE, List.of(Via.SELF), here));
        known.values().stream()
                .sorted(Comparator.comparing((Acquaintance one) -> !one.isOnline())
                        .thenComparing(one -> PeerName.folded(one.plainName()))
                        .thenComparing(one -> one.peer))
                .forEach(one -> rows.add(row(rows.size(), one, claims)));
        return rows;
    }

    private KnownPeer row(int index, Acquaintance one, Map<String, Integer> claims) {
        long lastSeenMillis = one.isOnline() ? world.wallClockMillis() : one.lastSeenMillis;
        Whereabouts whereabouts = new Whereabouts(one.address, lastSeenMillis);
        return new KnownPeer(index, shownName(one, claims), one.peer, one.state(), List.copyOf(one.via), whereabouts);
    }

    private Map<String, Integer> claims() {
        Map<String, Integer> counted = claims;
        if (counted == null) {
            Map<String, Integer> fresh = new TreeMap<>();
            fresh.merge(PeerName.folded(selfName), 1, Integer::sum);
            known.values().forEach(one -> fresh.merge(PeerName.folded(one.plainName()), 1, Integer::sum));
            claims = fresh;
            counted = fresh;
        }
        return counted;
    }

    private String shownName(Acquaintance one, Map<String, Integer> claims) {
        String plain = one.plainName();
        boolean shared = claims.getOrDefault(PeerName.folded(plain), 0) > 1;
        boolean vouchedFor = plain.equals(one.registeredName);
        return shared && !vouchedFor ? plain + "~" + one.peer.hex().substring(0, TAIL_DIGITS) : plain;
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
        Endpoint address = one.address.orElse(new Endpoint("", 0));
        world.store()
                .put(
                        ContactRecord.TABLE,
                        new ContactRecord(one.peer, one.plainName(), address, one.lastSeenMillis, one.blocked));
    }

    private Acquaintance acquaintance(PeerId peer) {
        Acquaintance acquaintance = known.get(peer);
        if (acquaintance == null) {
            makeRoom();
            acquaintance = new Acquaintance(peer);
            known.put(peer, acquaintance);
            rename();
        }
        return acquaintance;
    }

    private void rename() {
        claims = null;
    }

    private void makeRoom() {
        if (known.size() >= MAX_KNOWN) {
            @Nullable
            Acquaintance oldest = known.values().stream()
                    .filter(one -> !one.linked && !one.contact)
                    .min(Comparator.comparingLong(one -> one.lastSeenMillis))
                    .orElse(null);
            if (oldest != null) {
                known.remove(oldest.peer);
            }
        }
    }
}
