package io.eddy.registry;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.PlayerRecord.Tenure;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Sample;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.ring.RingId;
import io.eddy.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a manager: who may have a name, who is there, who is told.
 *
 * <p>A name belongs to a key. The key may come back to it whenever it likes; another key gets it only when the lease
 * has been over for 30 days. What is answered is durable first. Leases themselves are kept in memory: who held one
 * when the manager went down comes back by itself, or did not survive either. Who plays with whom is the matter of
 * {@link Seatings}.
 */
public final class Registry implements Protocol<RegistryMessage, RegistryTimer>, RegistryServer, RegistryTimer.Handler {
    /** Players drawn for one who looks for neighbours: more than it will need, so that a few may be gone. */
    private static final int SAMPLE = 8;

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Links links;
    private final RegistryConfig config;
    private final Consumer<RegistryEvent> events;
    private final Roster roster;
    private final Seatings seatings;
    private final Watches watches = new Watches();

    public Registry(
            Host<RegistryMessage, RegistryTimer> host,
            Links links,
            RegistryConfig config,
            Consumer<RegistryEvent> events) {
        this.host = host;
        this.links = links;
        this.config = config;
        this.events = events;
        roster = new Roster(host, config);
        seatings = new Seatings(host, roster, config.games(), this::tellWatchers, events);
    }

    /** What a manager keeps. */
    public static List<Table<?>> tables() {
        return List.of(PlayerRecord.TABLE, NameHistory.TABLE, GameRecord.TABLE);
    }

    /** All that are on the list, in the order of their names. */
    public List<Player> players() {
        return roster.all().stream()
                .filter(PlayerRecord::isListed)
                .map(roster::shown)
                .toList();
    }

    /** The games that are running, or whose players are taking their seats. */
    public List<GameLine> games() {
        return seatings.running();
    }

    public int gameCount() {
        return seatings.runningCount();
    }

    /** Whether this peer has this name, and if so, what it does; nothing when somebody else has it, or nobody. */
    public Optional<Presence> presence(String name, PeerId peer) {
        return Optional.ofNullable(roster.named(name))
                .filter(player -> player.peer().equals(peer))
                .map(roster::presence);
    }

    public int onlineCount() {
        return (int) roster.all().stream().filter(PlayerRecord::isOnline).count();
    }

    /** Takes a peer off the list and closes its link; empty when nobody on the list has that name. */
    public Optional<Player> kick(String name) {
        PlayerRecord player = roster.named(name);
        if (player == null || !player.isListed()) {
            return Optional.empty();
        }
        String sentence = "the manager's operator took you off the list";
        host.send(player.peer(), new Refused(0, Refusal.KICKED, sentence));
        seatings.onKicked(player.peer(), player.name() + " was taken off the list");
        leave(player, () -> links.close(player.peer(), Closing.of(Closing.Code.BYE, sentence)));
        return Optional.of(roster.shown(player));
    }

    @Override
    public void start() {
        roster.load();
        seatings.load();
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
        PlayerRecord before = roster.named(folded);
        roster.hand(folded, from);
        long epoch = before == null ? 1 : before.tenure().epoch() + 1;
        Tenure tenure = new Tenure(epoch, leaseEndMillis(), Presence.FREE);
        PlayerRecord player = new PlayerRecord(folded, register.name(), from, addressOf(from), tenure);
        keep(player);
        host.arm(new RegistryTimer.LeaseOver(from), config.lease());
        host.whenStored(() -> {
            long leaseMillis = config.lease().toMillis();
            host.send(from, new Registered(register.request(), register.name(), epoch, leaseMillis));
            events.accept(new RegistryEvent.PlayerRegistered(roster.shown(player)));
            tellWatchers(player);
        });
    }

    @Override
    public void onRenew(PeerId from, Renew renew) {
        PlayerRecord player = roster.of(from);
        if (player == null || player.tenure().epoch() != renew.epoch() || !player.isOnline()) {
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
        PlayerRecord player = roster.of(peer);
        if (player != null && player.isOnline()) {
            PlayerRecord offline = player.with(Presence.OFFLINE, host.wallClockMillis());
            keep(offline);
            // Behind what is still to be told of its registration, if that is not durable yet.
            host.whenStored(() -> {
                events.accept(new RegistryEvent.PlayerLost(roster.shown(offline)));
                tellWatchers(offline);
            });
        }
    }

    @Override
    public void onDeregister(PeerId from, Deregister deregister) {
        PlayerRecord player = roster.of(from);
        RingId game = roster.gameOf(from);
        Deregistered answer = new Deregistered(deregister.request());
        if (game != null) {
            String sentence = "you sit in game " + game.brief() + ", which has to end first";
            host.send(from, new Refused(deregister.request(), Refusal.IN_GAME, sentence));
        } else if (player == null || !player.isListed()) {
            host.send(from, answer);
        } else {
            leave(player, () -> host.send(from, answer));
        }
    }

    @Override
    public void onQuery(PeerId from, Query query) {
        List<Player> page = new ArrayList<>();
        for (PlayerRecord player : roster.behind(PeerName.folded(query.behind()))) {
            if (page.size() == Players.MAX_PLAYERS) {
                host.send(from, new Players(query.request(), page, true));
                return;
            }
            if (player.isListed()) {
                page.add(roster.shown(player));
            }
        }
        host.send(from, new Players(query.request(), page, false));
    }

    @Override
    public void onSample(PeerId from, Sample sample) {
        List<Player> drawn = new ArrayList<>();
        for (PeerId peer : roster.pickFree(SAMPLE, other -> !other.equals(from))) {
            PlayerRecord player = roster.of(peer);
            if (player != null) {
                drawn.add(roster.shown(player));
            }
        }
        host.send(from, new Players(sample.request(), drawn, false));
    }

    @Override
    public void onFind(PeerId from, Find find) {
        PlayerRecord player = find.peer().map(roster::of).orElseGet(() -> roster.named(find.name()));
        boolean listed = player != null && player.isListed();
        host.send(from, new Found(find.request(), listed ? Optional.of(roster.shown(player)) : Optional.empty()));
    }

    @Override
    public void onWatch(PeerId from, Watch watch) {
        watches.set(from, watch.peers());
        for (PeerId watched : watch.peers()) {
            PlayerRecord player = roster.of(watched);
            if (player != null && player.isOnline()) {
                host.send(from, new News(roster.shown(player)));
            }
        }
    }

    @Override
    public void onStart(PeerId from, Start start) {
        seatings.onStart(from, start);
    }

    @Override
    public void onSeated(PeerId from, Seated seated) {
        seatings.onSeated(from, seated.game());
    }

    @Override
    public void onEnded(PeerId from, Ended ended) {
        seatings.onEnded(from, ended);
    }

    @Override
    public void onListGames(PeerId from, ListGames list) {
        seatings.onListGames(from, list);
    }

    @Override
    public void onSeatsOverdue(RingId game) {
        seatings.onSeatsOverdue(game);
    }

    @Override
    public void onAllGone(RingId game) {
        seatings.onAllGone(game);
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
        PlayerRecord holder = roster.named(register.name());
        if (holder == null) {
            boolean roomForIt = roster.of(from) != null || roster.hasRoom();
            return roomForIt ? null : new Refused(register.request(), Refusal.BUSY, "the registry is full");
        }
        if (holder.peer().equals(from) || roster.isReleased(holder)) {
            return null;
        }
        String sentence = "the name " + holder.name() + " belongs to another key";
        return new Refused(register.request(), Refusal.NAME_TAKEN, sentence);
    }

    private void leave(PlayerRecord player, Runnable whenDurable) {
        PlayerRecord left = player.with(Presence.LEFT, host.wallClockMillis());
        keep(left);
        host.disarm(new RegistryTimer.LeaseOver(player.peer()));
        host.whenStored(() -> {
            whenDurable.run();
            events.accept(new RegistryEvent.PlayerDeregistered(roster.shown(left)));
            tellWatchers(left);
        });
    }

    private void keep(PlayerRecord player) {
        roster.keep(player);
        seatings.onCameOrWent(player.peer());
    }

    private void tellWatchers(PlayerRecord player) {
        for (PeerId watcher : watches.watchersOf(player.peer())) {
            host.send(watcher, new News(roster.shown(player)));
        }
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
}
