package io.eddy.registry;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Timestamp;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.PlayerRecord.Tenure;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a manager: who may have a name, who is there, who is told.
 *
 * <p>A name belongs to a key. The key may come back to it whenever it likes; another key gets it only when the lease
 * has been over for 30 days. What is answered is durable first. Leases themselves are kept in memory: who held one
 * when the manager went down comes back by itself, or did not survive either.
 */
public final class Registry implements Protocol<RegistryMessage, RegistryTimer>, RegistryServer, RegistryTimer.Handler {
    /** A full registry looks through all its names for those that are free again; not for everyone who asks. */
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Links links;
    private final RegistryConfig config;
    private final Consumer<RegistryEvent> events;
    private final NavigableMap<String, PlayerRecord> byName = new TreeMap<>();
    private final Map<PeerId, String> names = new LinkedHashMap<>();
    private final Watches watches = new Watches();
    private @Nullable Timestamp sweptAt;

    public Registry(
            Host<RegistryMessage, RegistryTimer> host,
            Links links,
            RegistryConfig config,
            Consumer<RegistryEvent> events) {
        this.host = host;
        this.links = links;
        this.config = config;
        this.events = events;
    }

    /** What a manager keeps. */
    public static List<Table<?>> tables() {
        return List.of(PlayerRecord.TABLE, NameHistory.TABLE);
    }

    /** All that are on the list, in the order of their names. */
    public List<Player> players() {
        return byName.values().stream()
                .filter(player -> player.tenure().presence() != Presence.LEFT)
                .map(this::shown)
                .toList();
    }

    /** Whether this peer has this name, and if so, what it does; nothing when somebody else has it, or nobody. */
    public Optional<Presence> presence(String name, PeerId peer) {
        return Optional.ofNullable(byName.get(PeerName.folded(name)))
                .filter(player -> player.peer().equals(peer))
                .map(player -> player.tenure().presence());
    }

    public int onlineCount() {
        return (int) byName.values().stream()
                .filter(player -> isOnline(player.tenure().presence()))
                .count();
    }

    /** Takes a peer off the list and closes its link; empty when nobody on the list has that name. */
    public Optional<Player> kick(String name) {
        PlayerRecord player = byName.get(PeerName.folded(name));
        if (player == null || player.tenure().presence() == Presence.LEFT) {
            return Optional.empty();
        }
        String sentence = "the manager's operator took you off the list";
        host.send(player.peer(), new Refused(0, Refusal.KICKED, sentence));
        leave(player, () -> links.close(player.peer(), Closing.of(Closing.Code.BYE, sentence)));
        return Optional.of(shown(player));
    }

    @Override
    public void start() {
        for (PlayerRecord stored : host.store().load(PlayerRecord.TABLE)) {
            boolean left = stored.tenure().presence() == Presence.LEFT;
            PlayerRecord player = stored.with(
                    left ? Presence.LEFT : Presence.OFFLINE, stored.tenure().leaseUntilMillis());
            byName.put(player.folded(), player);
            names.put(player.peer(), player.folded());
        }
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        watches.clear(peer);
        if (why.code() == Closing.Code.BYE) {
            host.disarm(new RegistryTimer.LeaseOver(peer));
            onLeaseOver(peer);
        }
        // Who was cut off keeps its lease to come back in.
    }

    @Override
    public void onMessage(PeerId from, RegistryMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onTimer(RegistryTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onRegister(PeerId from, Register register) {
        Refused refused = refusal(from, register);
        if (refused != null) {
            host.send(from, refused);
            return;
        }
        String folded = PeerName.folded(register.name());
        PlayerRecord before = byName.get(folded);
        if (before != null && !before.peer().equals(from)) {
            host.store().put(NameHistory.TABLE, new NameHistory(folded, host.wallClockMillis(), before.peer()));
            names.remove(before.peer());
        }
        String formerName = names.get(from);
        if (formerName != null && !formerName.equals(folded)) {
            PlayerRecord former = byName.remove(formerName);
            if (former != null) {
                host.store().delete(PlayerRecord.TABLE, former);
            }
        }
        long epoch = before == null ? 1 : before.tenure().epoch() + 1;
        Tenure tenure = new Tenure(epoch, leaseEndMillis(), Presence.FREE);
        PlayerRecord player = new PlayerRecord(folded, register.name(), from, addressOf(from), tenure);
        keep(player);
        names.put(from, folded);
        host.arm(new RegistryTimer.LeaseOver(from), config.lease());
        host.whenStored(() -> {
            long leaseMillis = config.lease().toMillis();
            host.send(from, new Registered(register.request(), register.name(), epoch, leaseMillis));
            events.accept(new RegistryEvent.PlayerRegistered(shown(player)));
            tellWatchers(player);
        });
    }

    @Override
    public void onRenew(PeerId from, Renew renew) {
        PlayerRecord player = playerOf(from);
        if (player == null
                || player.tenure().epoch() != renew.epoch()
                || !isOnline(player.tenure().presence())) {
            host.send(from, new Refused(0, Refusal.NOT_REGISTERED, "there is no lease to renew"));
            return;
        }
        host.arm(new RegistryTimer.LeaseOver(from), config.lease());
        long endMillis = leaseEndMillis();
        if (endMillis - player.tenure().leaseUntilMillis() > config.leaseNoted().toMillis()) {
            keep(player.with(player.tenure().presence(), endMillis));
        }
    }

    @Override
    public void onLeaseOver(PeerId peer) {
        PlayerRecord player = playerOf(peer);
        if (player != null && isOnline(player.tenure().presence())) {
            PlayerRecord offline = player.with(Presence.OFFLINE, host.wallClockMillis());
            keep(offline);
            // Behind what is still to be told of its registration, if that is not durable yet.
            host.whenStored(() -> {
                events.accept(new RegistryEvent.PlayerLost(shown(offline)));
                tellWatchers(offline);
            });
        }
    }

    @Override
    public void onDeregister(PeerId from, Deregister deregister) {
        PlayerRecord player = playerOf(from);
        Deregistered answer = new Deregistered(deregister.request());
        if (player == null || player.tenure().presence() == Presence.LEFT) {
            host.send(from, answer);
        } else {
            leave(player, () -> host.send(from, answer));
        }
    }

    @Override
    public void onQuery(PeerId from, Query query) {
        List<Player> page = new ArrayList<>();
        String behind = PeerName.folded(query.behind());
        for (PlayerRecord player : byName.tailMap(behind, false).values()) {
            if (page.size() == Players.MAX_PLAYERS) {
                host.send(from, new Players(query.request(), page, true));
                return;
            }
            if (player.tenure().presence() != Presence.LEFT) {
                page.add(shown(player));
            }
        }
        host.send(from, new Players(query.request(), page, false));
    }

    @Override
    public void onFind(PeerId from, Find find) {
        PlayerRecord player = find.peer().map(this::playerOf).orElseGet(() -> byName.get(PeerName.folded(find.name())));
        boolean listed = player != null && player.tenure().presence() != Presence.LEFT;
        host.send(from, new Found(find.request(), listed ? Optional.of(shown(player)) : Optional.empty()));
    }

    @Override
    public void onWatch(PeerId from, Watch watch) {
        watches.set(from, watch.peers());
        for (PeerId watched : watch.peers()) {
            PlayerRecord player = playerOf(watched);
            if (player != null && isOnline(player.tenure().presence())) {
                host.send(from, new News(shown(player)));
            }
        }
    }

    /** Why the registration is not granted; nothing when it is. */
    private @Nullable Refused refusal(PeerId from, Register register) {
        Optional<String> complaint = PeerName.complaint(register.name());
        if (complaint.isPresent()) {
            return new Refused(register.request(), Refusal.BAD_NAME, complaint.get());
        }
        if (!host.store().accepting()) {
            return new Refused(register.request(), Refusal.BUSY, "the manager cannot write at present");
        }
        PlayerRecord holder = byName.get(PeerName.folded(register.name()));
        if (holder == null) {
            boolean roomForIt = names.containsKey(from) || hasRoom();
            return roomForIt ? null : new Refused(register.request(), Refusal.BUSY, "the registry is full");
        }
        if (holder.peer().equals(from) || isReleased(holder)) {
            return null;
        }
        String sentence = "the name " + holder.name() + " belongs to another key";
        return new Refused(register.request(), Refusal.NAME_TAKEN, sentence);
    }

    /** Whether there is room for another name, once those that nobody came back to have made theirs. */
    private boolean hasRoom() {
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

    private boolean isReleased(PlayerRecord holder) {
        long sinceMillis = host.wallClockMillis() - holder.tenure().leaseUntilMillis();
        return !isOnline(holder.tenure().presence())
                && sinceMillis > config.nameKept().toMillis();
    }

    private void leave(PlayerRecord player, Runnable whenDurable) {
        PlayerRecord left = player.with(Presence.LEFT, host.wallClockMillis());
        keep(left);
        host.disarm(new RegistryTimer.LeaseOver(player.peer()));
        host.whenStored(() -> {
            whenDurable.run();
            events.accept(new RegistryEvent.PlayerDeregistered(shown(left)));
            tellWatchers(left);
        });
    }

    private void keep(PlayerRecord player) {
        byName.put(player.folded(), player);
        host.store().put(PlayerRecord.TABLE, player);
    }

    private void tellWatchers(PlayerRecord player) {
        for (PeerId watcher : watches.watchersOf(player.peer())) {
            host.send(watcher, new News(shown(player)));
        }
    }

    private @Nullable PlayerRecord playerOf(PeerId peer) {
        String name = names.get(peer);
        return name == null ? null : byName.get(name);
    }

    private Player shown(PlayerRecord player) {
        boolean online = isOnline(player.tenure().presence());
        return player.shown(online ? host.wallClockMillis() : player.tenure().leaseUntilMillis());
    }

    private Endpoint addressOf(PeerId peer) {
        Endpoint seen = links.link(peer)
                .orElseThrow(() -> new ProtocolViolation("no session"))
                .address();
        int port = links.hello(peer)
                .map(Hello::speaker)
                .map(speaker -> speaker.listenPort())
                .orElse(0);
        return new Endpoint(seen.host(), port);
    }

    private long leaseEndMillis() {
        return host.wallClockMillis() + config.lease().toMillis();
    }

    private static boolean isOnline(Presence presence) {
        return presence == Presence.FREE || presence == Presence.PLAYING;
    }
}
