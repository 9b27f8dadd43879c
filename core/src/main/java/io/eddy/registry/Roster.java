package io.eddy.registry;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.registry.Player.Presence;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The players that a manager keeps, by name and by key, and in which game each of them sits. */
final class Roster {
    /** A full registry looks through all its names for those that are free again; not for everyone who asks. */
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private final Host<RegistryMessage, RegistryTimer> host;
    private final RegistryConfig config;
    private final NavigableMap<String, PlayerRecord> byName = new TreeMap<>();
    private final Map<PeerId, String> names = new LinkedHashMap<>();
    private final Map<PeerId, RingId> seats = new LinkedHashMap<>();
    private final FreePlayers free = new FreePlayers();
    private @Nullable Timestamp sweptAt;

    Roster(Host<RegistryMessage, RegistryTimer> host, RegistryConfig config) {
        this.host = host;
        this.config = config;
    }

    /** All are offline, or have left: leases do not outlive the process that gave them. */
    void load() {
        for (PlayerRecord stored : host.store().load(PlayerRecord.TABLE)) {
            boolean left = stored.tenure().presence() == Presence.LEFT;
            PlayerRecord player = stored.with(
                    left ? Presence.LEFT : Presence.OFFLINE, stored.tenure().leaseUntilMillis());
            byName.put(player.folded(), player);
            names.put(player.peer(), player.folded());
        }
    }

    Collection<PlayerRecord> all() {
        return byName.values();
    }

    /** Those behind a name, in the order of their names. */
    Collection<PlayerRecord> behind(String folded) {
        return byName.tailMap(folded, false).values();
    }

    @Nullable
    PlayerRecord named(String name) {
        return byName.get(PeerName.folded(name));
    }

    @Nullable
    PlayerRecord of(PeerId peer) {
        String name = names.get(peer);
        return name == null ? null : byName.get(name);
    }

    /** In memory at once, in the store with this turn. */
    void keep(PlayerRecord player) {
        byName.put(player.folded(), player);
        names.put(player.peer(), player.folded());
        host.store().put(PlayerRecord.TABLE, player);
        noteWhetherFree(player.peer());
    }

    /** Gives a name to a key: away from whoever had it, and in place of the name that the key had. */
    void hand(String folded, PeerId peer) {
        PlayerRecord holder = byName.get(folded);
        if (holder != null && !holder.peer().equals(peer)) {
            host.store().put(NameHistory.TABLE, new NameHistory(folded, host.wallClockMillis(), holder.peer()));
            names.remove(holder.peer());
            noteWhetherFree(holder.peer());
        }
        String formerName = names.get(peer);
        if (formerName != null && !formerName.equals(folded)) {
            PlayerRecord former = byName.remove(formerName);
            if (former != null) {
                host.store().delete(PlayerRecord.TABLE, former);
            }
        }
    }

    /** Whether there is room for another name, once those that nobody came back to have made theirs. */
    boolean hasRoom() {
        Timestamp swept = sweptAt;
        boolean full = byName.size() >= config.maxPlayers();
        if (full && (swept == null || swept.until(host.now()).compareTo(SWEEP_EVERY) >= 0)) {
            sweptAt = host.now();
            for (PlayerRecord released :
                    byName.values().stream().filter(this::isReleased).toList()) {
                byName.remove(released.folded());
                names.remove(released.peer());
                host.store().delete(PlayerRecord.TABLE, released);
            }
        }
        return byName.size() < config.maxPlayers();
    }

    /** Whether another key may have the name. */
    boolean isReleased(PlayerRecord holder) {
        long sinceMillis = host.wallClockMillis() - holder.tenure().leaseUntilMillis();
        return !holder.isOnline() && sinceMillis > config.nameKept().toMillis();
    }

    boolean isOnline(PeerId peer) {
        PlayerRecord player = of(peer);
        return player != null && player.isOnline();
    }

    /** In which game a player sits; nothing when in none. */
    @Nullable
    RingId gameOf(PeerId peer) {
        return seats.get(peer);
    }

    /** Draws so many players who are online, sit in no game and will do; fewer when there are not enough. */
    List<PeerId> pickFree(int count, Predicate<PeerId> willDo) {
        return free.pick(count, willDo, host.random());
    }

    /** A player sits in a game; never in a second. */
    void seat(PeerId peer, RingId game) {
        RingId other = seats.putIfAbsent(peer, game);
        if (other != null) {
            throw new IllegalStateException(peer + " sits in " + other + " and is given a seat in " + game);
        }
        noteWhetherFree(peer);
    }

    void unseat(PeerId peer, RingId game) {
        if (!seats.remove(peer, game)) {
            throw new IllegalStateException(peer + " does not sit in " + game);
        }
        noteWhetherFree(peer);
    }

    /** The player as others are told of it. */
    Player shown(PlayerRecord player) {
        boolean online = player.isOnline();
        long lastSeenMillis = online ? host.wallClockMillis() : player.tenure().leaseUntilMillis();
        return player.shown(presence(player), lastSeenMillis);
    }

    Presence presence(PlayerRecord player) {
        boolean plays = player.isOnline() && seats.containsKey(player.peer());
        return plays ? Presence.PLAYING : player.tenure().presence();
    }

    private void noteWhetherFree(PeerId peer) {
        free.set(peer, isOnline(peer) && !seats.containsKey(peer));
    }
}
