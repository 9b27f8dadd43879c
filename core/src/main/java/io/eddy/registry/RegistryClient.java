package io.eddy.registry;

import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.Reply;
import io.eddy.registry.Question.SomeOfThem;
import io.eddy.registry.Question.WhereIs;
import io.eddy.registry.Question.WhoIsThere;
import io.eddy.registry.Question.WhoPlays;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.Games;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.ring.RingId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A peer's side of the registry: it registers with managers, again whenever they come back, asks them who is there, and
 * for games.
 *
 * <p>A manager given without a fingerprint is trusted at first use: its key is remembered by its address, and
 * another key at that address is told loudly and not spoken to.
 */
public final class RegistryClient
        implements Protocol<RegistryMessage, RegistryTimer>, RegistryAsker, RegistryTimer.Handler {
    /** Below the 10 s within which every command answers. */
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(8);

    private static final String NOWHERE =
            "this peer is registered with no manager; /register HOST registers it, or name linked players";

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Consumer<ClientEvent> events;
    private final Enrolment enrolment;
    private final Inquiries<Player> players;
    private final Inquiries<GameLine> games;
    private final GameDesk desk;
    private List<PeerId> watched = List.of();
    private long requests;

    public RegistryClient(Host<RegistryMessage, RegistryTimer> host, Links links, Consumer<ClientEvent> events) {
        this.host = host;
        this.events = events;
        players = new Inquiries<>(host, ANSWER_DEADLINE);
        games = new Inquiries<>(host, ANSWER_DEADLINE);
        desk = new GameDesk(host, this::isManager, ANSWER_DEADLINE);
        enrolment = new Enrolment(host, links, events, ANSWER_DEADLINE, () -> ++requests, new Following());
    }

    /** What a client keeps. */
    public static List<Table<?>> tables() {
        return List.of(ManagerPin.TABLE, UnreportedEnd.TABLE);
    }

    public List<Membership> memberships() {
        return enrolment.all();
    }

    public boolean isManager(PeerId peer) {
        return enrolment.of(peer) != null;
    }

    /** Registers from now on, however long the manager takes to appear. */
    public void keepRegistered(ManagerAddress address, String name) {
        enrolment.keepRegistered(address, name);
    }

    /** Registers now; when that fails it is as if it had not been asked for. */
    public void register(ManagerAddress address, String name, Reply<Endpoint> reply) {
        enrolment.register(address, name, reply);
    }

    /** Leaves every manager's list; the result is how many. When one of them refuses, it stays on all. */
    public void deregister(Reply<Integer> reply) {
        enrolment.deregister(reply);
    }

    /** Dials no manager until it is registered with again. */
    public void suspend() {
        enrolment.suspend();
    }

    /** All that the managers have on their lists, as far as they answer in time. */
    public void players(Consumer<List<Player>> whenAnswered) {
        players.ask(new WhoIsThere(++requests), memberships(), whenAnswered);
    }

    /** Some players drawn at random by each manager that answers in time. */
    public void sample(Consumer<List<Player>> whenAnswered) {
        players.ask(new SomeOfThem(++requests), memberships(), whenAnswered);
    }

    /** Who has this name, by each manager that answers in time. */
    public void find(String name, Consumer<List<Player>> whenAnswered) {
        find(new Find(++requests, name, Optional.empty()), whenAnswered);
    }

    /** Where this peer is, by each manager that answers in time. */
    public void find(PeerId peer, Consumer<List<Player>> whenAnswered) {
        find(new Find(++requests, "", Optional.of(peer)), whenAnswered);
    }

    /** Wants to hear when these come and go; of more than a manager takes, the first. */
    public void watch(List<PeerId> peers) {
        List<PeerId> some = peers.subList(0, Math.min(peers.size(), Watch.MAX_PEERS));
        if (!some.equals(watched)) {
            watched = List.copyOf(some);
            memberships().forEach(this::sendWatch);
        }
    }

    /** The manager that is asked for games: the first with which this peer is registered. */
    public Optional<PeerId> registrar() {
        return memberships().stream()
                .filter(Membership::isOnList)
                .flatMap(membership -> membership.manager().stream())
                .filter(host::isUp)
                .findFirst();
    }

    /**
     * Asks the first manager with which this peer is registered for a game with others: those named, or any that are
     * free. When the link to it breaks meanwhile it is asked again, for the same game.
     *
     * @param requestId 16 random bytes, used for no other game
     * @param count how many others
     */
    public void start(Bytes requestId, String kind, int count, List<PeerId> named, Reply<Pick> reply) {
        Optional<PeerId> registrar = registrar();
        if (registrar.isEmpty()) {
            reply.rejected(NOWHERE);
            return;
        }
        Start start = new Start(++requests, requestId, kind, count, named);
        start.complaint(host.self()).ifPresentOrElse(reply::rejected, () -> desk.start(registrar.get(), start, reply));
    }

    /** This peer has taken its seat in a game that a manager gave: it is told, also after each registration there. */
    public void seated(PeerId registrar, RingId game) {
        desk.seated(registrar, game);
    }

    /**
     * A game that a manager gave has ended for this peer: for all, when this peer asked for it. The manager is told
     * until it knows, also after a restart, and before it is asked for a registration.
     *
     * @param whenKnown run once: when the manager knows, or as soon as there is no link to it
     */
    public void ended(PeerId registrar, RingId game, String reason, Runnable whenKnown) {
        desk.ended(registrar, game, reason, whenKnown);
    }

    /** The games that the managers know of, as far as they answer in time. */
    public void games(Consumer<List<GameLine>> whenAnswered) {
        games.ask(new WhoPlays(++requests), memberships(), whenAnswered);
    }

    @Override
    public void start() {
        enrolment.load();
        desk.load();
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        desk.onDown(peer);
    }

    @Override
    public void onMessage(PeerId from, RegistryMessage message) {
        if (isManager(from)) {
            message.deliverTo(this, from);
        }
    }

    @Override
    public void onTimer(RegistryTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onRegistered(PeerId from, Registered registered) {
        enrolment.onRegistered(from, registered);
    }

    @Override
    public void onRefused(PeerId from, Refused refused) {
        if (!desk.onRefused(from, refused)) {
            enrolment.onRefused(from, refused);
        } else if (refused.refusal() == Refusal.NOT_REGISTERED) {
            enrolment.onForgotten(from);
        }
    }

    @Override
    public void onRenewalDue(PeerId manager) {
        enrolment.onRenewalDue(manager);
    }

    @Override
    public void onDeregistered(PeerId from, Deregistered deregistered) {
        enrolment.onDeregistered(from, deregistered);
    }

    @Override
    public void onPlayers(PeerId from, Players page) {
        players.onAnswer(enrolment.of(from), page.request(), page.players(), page.more());
    }

    @Override
    public void onFound(PeerId from, Found found) {
        List<Player> one = found.player().map(List::of).orElse(List.of());
        players.onAnswer(enrolment.of(from), found.request(), one, false);
    }

    @Override
    public void onGames(PeerId from, Games page) {
        games.onAnswer(enrolment.of(from), page.request(), page.games(), page.more());
    }

    @Override
    public void onNews(PeerId from, News news) {
        events.accept(new ClientEvent.News(news.player()));
    }

    @Override
    public void onPicked(PeerId from, Picked picked) {
        desk.onPicked(from, picked);
    }

    @Override
    public void onEndedNoted(PeerId from, EndedNoted noted) {
        desk.onEndedNoted(from, noted);
    }

    @Override
    public void onAnswerOverdue(long request) {
        players.onOverdue(request);
        games.onOverdue(request);
        desk.onOverdue(request);
        enrolment.onOverdue(request);
    }

    private void find(Find find, Consumer<List<Player>> whenAnswered) {
        players.ask(new WhereIs(find), memberships(), whenAnswered);
    }

    private void sendWatch(Membership membership) {
        membership.manager().ifPresent(manager -> host.send(manager, new Watch(watched)));
    }

    /** What follows from the standing with a manager. */
    private final class Following implements Enrolment.Follower {
        @Override
        public void onLinked(PeerId manager) {
            desk.onReached(manager);
        }

        @Override
        public void onReached(Membership membership) {
            players.onReached(membership);
            games.onReached(membership);
        }

        @Override
        public void onMissed(Membership membership) {
            players.onMissed(membership);
            games.onMissed(membership);
        }

        @Override
        public void onRegistered(Membership membership, PeerId manager) {
            sendWatch(membership);
            desk.onRegistered(manager);
        }

        @Override
        public void onUnregistered(Membership membership) {
            sendWatch(membership);
        }

        @Override
        public void onRenewed(PeerId manager) {
            desk.onRenewed(manager);
        }
    }
}
