package io.eddy.registry;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.Reply;
import io.eddy.registry.Membership.State;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A peer's side of the registry: it registers with managers, again whenever they come back, and asks them who is there.
 *
 * <p>A manager given without a fingerprint is trusted at first use: its key is remembered by its address, and
 * another key at that address is told loudly and not spoken to.
 */
public final class RegistryClient
        implements Protocol<RegistryMessage, RegistryTimer>, RegistryAsker, RegistryTimer.Handler {
    /** A third of a manager's lease, so that one renewal may be lost. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    /** Below the 10 s within which every command answers. */
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(8);

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Links links;
    private final Consumer<ClientEvent> events;
    private final Pins pins = new Pins();
    private final Memberships memberships;
    private final Inquiries inquiries;
    private Departure departure = Departure.none();
    private List<PeerId> watched = List.of();
    private long requests;

    public RegistryClient(Host<RegistryMessage, RegistryTimer> host, Links links, Consumer<ClientEvent> events) {
        this.host = host;
        this.links = links;
        this.events = events;
        this.memberships = new Memberships(links, pins, this::reached, this::missed);
        this.inquiries = new Inquiries(host, ANSWER_DEADLINE);
    }

    /** What a client keeps. */
    public static List<Table<?>> tables() {
        return List.of(ManagerPin.TABLE);
    }

    public List<Membership> memberships() {
        return memberships.all();
    }

    public boolean isManager(PeerId peer) {
        return memberships.of(peer) != null;
    }

    /** Registers from now on, however long the manager takes to appear. */
    public void keepRegistered(ManagerAddress address, String name) {
        memberships.connect(memberships.add(address, name));
    }

    /** Registers now; when that fails it is as if it had not been asked for. */
    public void register(ManagerAddress address, String name, Reply<Endpoint> reply) {
        Membership known = memberships.meantBy(address);
        if (known == null && memberships.isFull()) {
            reply.rejected("a peer registers with at most " + Memberships.MAX + " managers");
            return;
        }
        if (known != null) {
            fail(known, "another /register took its place");
            known = memberships.meantBy(address);
        }
        if (known != null) {
            known.remember();
        }
        Membership membership = known != null ? known : memberships.add(address, name);
        membership.wish(name, ++requests, reply);
        host.arm(new RegistryTimer.AnswerOverdue(membership.request), ANSWER_DEADLINE);
        PeerId manager = membership.manager;
        if (manager != null && host.isUp(manager)) {
            ask(membership, manager);
        } else {
            memberships.connect(membership);
        }
    }

    /** Leaves every manager's list; the result is how many. */
    public void deregister(Reply<Integer> reply) {
        memberships.all().forEach(membership -> fail(membership, "/deregister took its place"));
        List<Membership> registered = memberships.all().stream()
                .filter(membership -> membership.wanted)
                .toList();
        if (registered.isEmpty()) {
            reply.rejected("this peer is registered with no manager");
            return;
        }
        departure.finish();
        Departure leaving = new Departure(++requests, reply);
        departure = leaving;
        registered.forEach(leaving::await);
        host.arm(new RegistryTimer.AnswerOverdue(leaving.request), ANSWER_DEADLINE);
        for (Membership membership : registered) {
            membership.wanted = false;
            membership.request = leaving.request;
            PeerId manager = membership.manager;
            if (manager == null || !host.send(manager, new Deregister(leaving.request))) {
                membership.state = State.DEREGISTERED;
                leaving.settled(membership);
            }
        }
    }

    /** Dials no manager until it is registered with again. */
    public void suspend() {
        memberships.all().forEach(membership -> {
            fail(membership, "disconnected by the operator");
            memberships.stop(membership);
            membership.state = State.LOST;
            membership.reason = "disconnected by the operator";
            inquiries.onMissed(membership);
        });
    }

    /** All that the managers have on their lists, as far as they answer in time. */
    public void players(Consumer<List<Player>> whenAnswered) {
        inquiries.ask(++requests, null, memberships.all(), whenAnswered);
    }

    /** Who has this name, by each manager that answers in time. */
    public void find(String name, Consumer<List<Player>> whenAnswered) {
        ask(new Find(++requests, name, Optional.empty()), whenAnswered);
    }

    /** Where this peer is, by each manager that answers in time. */
    public void find(PeerId peer, Consumer<List<Player>> whenAnswered) {
        ask(new Find(++requests, "", Optional.of(peer)), whenAnswered);
    }

    /** Wants to hear when these come and go; of more than a manager takes, the first. */
    public void watch(List<PeerId> peers) {
        List<PeerId> some = peers.subList(0, Math.min(peers.size(), Watch.MAX_PEERS));
        if (!some.equals(watched)) {
            watched = List.copyOf(some);
            memberships.all().forEach(this::sendWatch);
        }
    }

    @Override
    public void start() {
        pins.load(host.store());
    }

    @Override
    public void onMessage(PeerId from, RegistryMessage message) {
        if (memberships.of(from) != null) {
            message.deliverTo(this, from);
        }
    }

    @Override
    public void onTimer(RegistryTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onRegistered(PeerId from, Registered registered) {
        Membership membership = memberships.of(from);
        if (membership != null && membership.state == State.ASKED && membership.request == registered.request()) {
            membership.state = State.REGISTERED;
            membership.epoch = registered.epoch();
            host.arm(new RegistryTimer.RenewalDue(from), RENEWAL);
            events.accept(new ClientEvent.Registered(membership.endpoint(), registered.name()));
            membership.settle(null);
            sendWatch(membership);
        }
    }

    @Override
    public void onRefused(PeerId from, Refused refused) {
        Membership membership = memberships.of(from);
        if (membership == null || (refused.request() != 0 && refused.request() != membership.request)) {
            return;
        }
        if (refused.refusal() != Refusal.NOT_REGISTERED) {
            refused(membership, refused);
        } else if (membership.wanted && membership.state == State.REGISTERED) {
            askAnew(membership, from);
        }
    }

    @Override
    public void onRenewalDue(PeerId manager) {
        Membership membership = memberships.of(manager);
        if (membership == null || !membership.wanted || !host.isUp(manager)) {
            return;
        }
        if (membership.state == State.REGISTERED) {
            host.send(manager, new Renew(membership.epoch));
            host.arm(new RegistryTimer.RenewalDue(manager), RENEWAL);
        } else if (membership.state == State.REFUSED) {
            askAnew(membership, manager);
        }
    }

    @Override
    public void onDeregistered(PeerId from, Deregistered deregistered) {
        Membership membership = memberships.of(from);
        if (membership == null || deregistered.request() != departure.request) {
            return;
        }
        if (membership.request == departure.request) {
            membership.state = State.DEREGISTERED;
            events.accept(new ClientEvent.Deregistered(membership.endpoint(), membership.name));
        }
        departure.settled(membership);
    }

    @Override
    public void onPlayers(PeerId from, Players players) {
        inquiries.onAnswer(memberships.of(from), players.request(), players.players(), players.more());
    }

    @Override
    public void onFound(PeerId from, Found found) {
        List<Player> players = found.player().map(List::of).orElse(List.of());
        inquiries.onAnswer(memberships.of(from), found.request(), players, false);
    }

    @Override
    public void onNews(PeerId from, News news) {
        events.accept(new ClientEvent.News(news.player()));
    }

    @Override
    public void onAnswerOverdue(long request) {
        inquiries.onOverdue(request);
        if (departure.request == request) {
            departure.finish();
        }
        for (Membership membership : memberships.all()) {
            if (membership.request == request) {
                fail(membership, "no manager answers at " + membership.endpoint());
            }
        }
    }

    private void refused(Membership membership, Refused refused) {
        events.accept(new ClientEvent.Refused(membership.endpoint(), membership.name, refused.sentence()));
        if (membership.hasFormer() && refused.refusal() != Refusal.KICKED) {
            fail(membership, refused.sentence());
            return;
        }
        membership.state = State.REFUSED;
        membership.reason = refused.sentence();
        // Who waits is told no, and then it is no; else a manager that is busy is asked again.
        membership.wanted = refused.refusal() == Refusal.BUSY && membership.waiting == null;
        if (membership.wanted) {
            membership
                    .manager()
                    .ifPresent(manager -> host.arm(new RegistryTimer.RenewalDue(manager), Memberships.LONGEST_REDIAL));
        }
        membership.settle(refused.sentence());
    }

    private void reached(Membership membership, PeerId peer) {
        membership.fresh = false;
        membership.wrongKeyTold = false;
        Role role = links.hello(peer)
                .map(Hello::speaker)
                .map(speaker -> speaker.role())
                .orElse(Role.PEER);
        if (role != Role.MANAGER) {
            giveUp(membership, membership.endpoint() + " is a peer, not a manager");
            return;
        }
        Membership rival = memberships.rivalOf(membership, peer);
        if (rival != null && rival.isReached() && peer.equals(rival.manager)) {
            giveUp(membership, membership.endpoint() + " is the same manager as " + rival.endpoint());
            return;
        }
        pins.remember(membership.address, peer, host.store());
        membership.manager = peer;
        if (rival != null) {
            rival.settle("the manager answers at " + membership.endpoint());
            drop(rival);
        }
        if (membership.waiting != null) {
            ask(membership, peer);
        } else {
            resume(membership, peer);
        }
        inquiries.onReached(membership);
    }

    private void missed(Membership membership, Closing why) {
        membership.fresh = false;
        boolean had = membership.isOnList();
        if (membership.state != State.REFUSED) {
            membership.state = State.LOST;
            membership.reason = why.toString();
        }
        inquiries.onMissed(membership);
        fail(membership, "no manager answers at " + membership.endpoint() + ": " + why);
        if (had) {
            events.accept(new ClientEvent.Lost(membership.endpoint(), membership.name, why.toString()));
        }
        if (why.code() == Closing.Code.WRONG_PEER && !membership.wrongKeyTold) {
            membership.wrongKeyTold = true;
            events.accept(new ClientEvent.WrongKey(membership.endpoint(), why.toString()));
        }
        departure.settled(membership);
    }

    /** The operator's wish to register has failed, if there is one: all is as it was before it. */
    private void fail(Membership membership, String complaint) {
        if (membership.waiting == null) {
            return;
        }
        if (!membership.hasFormer()) {
            drop(membership);
        } else if (membership.fallBack()) {
            membership.manager().filter(host::isUp).ifPresent(manager -> resume(membership, manager));
        } else {
            memberships.stop(membership);
        }
        membership.settle(complaint);
    }

    /** There is no manager to speak to at that address. */
    private void giveUp(Membership membership, String complaint) {
        drop(membership);
        if (membership.waiting == null) {
            events.accept(new ClientEvent.Refused(membership.endpoint(), membership.name, complaint));
        }
        membership.settle(complaint);
    }

    private void drop(Membership membership) {
        memberships.remove(membership);
        inquiries.onMissed(membership);
        departure.settled(membership);
        membership
                .manager()
                .filter(manager -> memberships.of(manager) == null)
                .ifPresent(manager -> links.close(manager, Closing.of(Closing.Code.BYE, "no longer registered here")));
    }

    /** Goes on with a manager that can be reached, as the membership stands. */
    private void resume(Membership membership, PeerId manager) {
        if (membership.state == State.REGISTERED) {
            onRenewalDue(manager);
        } else if (membership.wanted) {
            askAnew(membership, manager);
        } else {
            if (membership.state != State.REFUSED) {
                membership.state = State.DEREGISTERED;
            }
            sendWatch(membership);
        }
    }

    private void ask(Find find, Consumer<List<Player>> whenAnswered) {
        inquiries.ask(find.request(), find, memberships.all(), whenAnswered);
    }

    private void askAnew(Membership membership, PeerId manager) {
        membership.request = ++requests;
        ask(membership, manager);
    }

    private void ask(Membership membership, PeerId manager) {
        membership.state = State.ASKED;
        host.send(manager, new Register(membership.request, membership.name));
    }

    private void sendWatch(Membership membership) {
        membership.manager().ifPresent(manager -> host.send(manager, new Watch(watched)));
    }
}
