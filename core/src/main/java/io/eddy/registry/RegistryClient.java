package io.eddy.registry;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.Links;
import io.eddy.link.Target;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A peer's side of the registry: it registers with managers, again whenever they come back, and asks them who is there.
 *
 * <p>A manager given without a fingerprint is trusted at first use: its key is remembered by its address, and
 * another key at that address is told loudly and not spoken to.
 */
public final class RegistryClient
        implements Protocol<RegistryMessage, RegistryTimer>, RegistryAsker, RegistryTimer.Handler {
    /** The longest wait before a manager is dialled again. */
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(5);

    /** A third of a manager's lease, so that one renewal may be lost. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    /** Below the 10 s within which every command answers. */
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(8);

    /** Managers of one peer: each costs a link, and everything is asked of each. */
    private static final int MAX_MANAGERS = 16;

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Links links;
    private final Consumer<ClientEvent> events;
    private final List<Membership> memberships = new ArrayList<>();
    private final Pins pins = new Pins();
    private final Inquiries inquiries;
    private Departure departure = Departure.NONE;
    private List<PeerId> watched = List.of();
    private long requests;

    public RegistryClient(Host<RegistryMessage, RegistryTimer> host, Links links, Consumer<ClientEvent> events) {
        this.host = host;
        this.links = links;
        this.events = events;
        this.inquiries = new Inquiries(host, ANSWER_DEADLINE);
    }

    /** What a client keeps. */
    public static List<Table<?>> tables() {
        return List.of(ManagerPin.TABLE);
    }

    public List<Membership> memberships() {
        return List.copyOf(memberships);
    }

    public boolean isManager(PeerId peer) {
        return memberOf(peer) != null;
    }

    /** Registers from now on, however long the manager takes to appear. */
    public void keepRegistered(ManagerAddress address, String name) {
        Membership membership = new Membership(address, name);
        memberships.add(membership);
        connect(membership);
    }

    /** Registers now; when that fails it is as if it had not been asked for. */
    public void register(ManagerAddress address, String name, Reply<Endpoint> reply) {
        Membership membership = memberships.stream()
                .filter(known -> known.endpoint().equals(address.endpoint()))
                .findFirst()
                .orElse(null);
        if (membership != null && !membership.address.equals(address)) {
            remove(membership);
            membership = null;
        }
        if (membership == null && memberships.size() >= MAX_MANAGERS) {
            reply.rejected("a peer registers with at most " + MAX_MANAGERS + " managers");
            return;
        }
        if (membership == null) {
            membership = new Membership(address, name);
            memberships.add(membership);
        }
        membership.settle("another /register took its place");
        membership.name = name;
        membership.wanted = true;
        membership.waiting = reply;
        membership.request = ++requests;
        host.arm(new RegistryTimer.AnswerOverdue(membership.request), ANSWER_DEADLINE);
        PeerId manager = membership.manager;
        if (manager != null && host.isUp(manager)) {
            ask(membership, manager);
        } else {
            connect(membership);
        }
    }

    /** Leaves every manager's list; the result is how many. */
    public void deregister(Reply<Integer> reply) {
        List<Membership> registered =
                memberships.stream().filter(membership -> membership.wanted).toList();
        if (registered.isEmpty()) {
            reply.rejected("this peer is registered with no manager");
            return;
        }
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
        memberships.forEach(membership -> {
            stop(membership);
            membership.state = State.LOST;
            membership.reason = "disconnected by the operator";
            inquiries.onMissed(membership);
        });
    }

    /** All that the managers have on their lists, as far as they answer in time. */
    public void players(Consumer<List<Player>> whenAnswered) {
        inquiries.ask(++requests, null, memberships, whenAnswered);
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
            memberships.forEach(this::sendWatch);
        }
    }

    @Override
    public void start() {
        pins.load(host.store());
    }

    @Override
    public void onMessage(PeerId from, RegistryMessage message) {
        if (memberOf(from) != null) {
            message.deliverTo(this, from);
        }
    }

    @Override
    public void onTimer(RegistryTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onRegistered(PeerId from, Registered registered) {
        Membership membership = memberOf(from);
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
        Membership membership = memberOf(from);
        if (membership == null || (refused.request() != 0 && refused.request() != membership.request)) {
            return;
        }
        if (refused.refusal() == Refusal.NOT_REGISTERED) {
            if (membership.wanted) {
                membership.request = ++requests;
                ask(membership, from);
            }
            return;
        }
        membership.state = State.REFUSED;
        membership.reason = refused.sentence();
        if (refused.refusal() == Refusal.BUSY) {
            host.arm(new RegistryTimer.RenewalDue(from), LONGEST_REDIAL);
        } else {
            membership.wanted = false;
        }
        events.accept(new ClientEvent.Refused(membership.endpoint(), membership.name, refused.sentence()));
        membership.settle(refused.sentence());
    }

    @Override
    public void onRenewalDue(PeerId manager) {
        Membership membership = memberOf(manager);
        if (membership == null || !membership.wanted || !host.isUp(manager)) {
            return;
        }
        if (membership.state == State.REGISTERED) {
            host.send(manager, new Renew(membership.epoch));
            host.arm(new RegistryTimer.RenewalDue(manager), RENEWAL);
        } else if (membership.state == State.REFUSED) {
            membership.request = ++requests;
            ask(membership, manager);
        }
    }

    @Override
    public void onDeregistered(PeerId from, Deregistered deregistered) {
        Membership membership = memberOf(from);
        if (membership != null && membership.request == deregistered.request()) {
            membership.state = State.DEREGISTERED;
            events.accept(new ClientEvent.Deregistered(membership.endpoint(), membership.name));
            departure.settled(membership);
        }
    }

    @Override
    public void onPlayers(PeerId from, Players players) {
        inquiries.onAnswer(memberOf(from), players.request(), players.players(), players.more());
    }

    @Override
    public void onFound(PeerId from, Found found) {
        List<Player> players = found.player().map(List::of).orElse(List.of());
        inquiries.onAnswer(memberOf(from), found.request(), players, false);
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
        for (Membership membership : List.copyOf(memberships)) {
            if (membership.waiting != null && membership.request == request) {
                giveUp(membership, "no manager answers at " + membership.endpoint());
            }
        }
    }

    private void connect(Membership membership) {
        stop(membership);
        membership.state = State.CONNECTING;
        membership.fresh = true;
        Optional<PeerId> expected = pins.expected(membership.address);
        membership.target = links.keep(membership.endpoint(), expected, LONGEST_REDIAL, new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                reached(membership, peer);
            }

            @Override
            public void onMissed(Closing why) {
                missed(membership, why);
            }
        });
    }

    private void reached(Membership membership, PeerId peer) {
        membership.fresh = false;
        Role role = links.hello(peer)
                .map(Hello::speaker)
                .map(speaker -> speaker.role())
                .orElse(Role.PEER);
        if (role != Role.MANAGER) {
            giveUp(membership, membership.endpoint() + " is a peer, not a manager");
            return;
        }
        pins.remember(membership.endpoint(), peer, host.store());
        membership.manager = peer;
        if (membership.wanted) {
            if (membership.waiting == null) {
                membership.request = ++requests;
            }
            ask(membership, peer);
        } else {
            membership.state = State.DEREGISTERED;
            sendWatch(membership);
        }
        inquiries.onReached(membership);
    }

    private void missed(Membership membership, Closing why) {
        membership.fresh = false;
        boolean had = membership.state == State.REGISTERED;
        boolean news = !why.toString().equals(membership.reason);
        if (membership.state != State.REFUSED) {
            membership.state = State.LOST;
            membership.reason = why.toString();
        }
        inquiries.onMissed(membership);
        if (had) {
            events.accept(new ClientEvent.Lost(membership.endpoint(), membership.name, why.toString()));
        }
        if (why.code() == Closing.Code.WRONG_PEER && news) {
            events.accept(new ClientEvent.WrongKey(membership.endpoint(), why.toString()));
        }
        departure.settled(membership);
        if (membership.waiting != null) {
            giveUp(membership, "no manager answers at " + membership.endpoint() + ": " + why);
        }
    }

    private void giveUp(Membership membership, String complaint) {
        remove(membership);
        inquiries.onMissed(membership);
        if (membership.waiting == null) {
            events.accept(new ClientEvent.Refused(membership.endpoint(), membership.name, complaint));
        }
        membership.settle(complaint);
    }

    private void ask(Find find, Consumer<List<Player>> whenAnswered) {
        inquiries.ask(find.request(), find, memberships, whenAnswered);
    }

    private void ask(Membership membership, PeerId manager) {
        membership.state = State.ASKED;
        host.send(manager, new Register(membership.request, membership.name));
    }

    private void remove(Membership membership) {
        stop(membership);
        memberships.remove(membership);
    }

    private void stop(Membership membership) {
        membership.fresh = false;
        Target target = membership.target;
        if (target != null) {
            links.stop(target);
            membership.target = null;
        }
    }

    private void sendWatch(Membership membership) {
        membership.manager().ifPresent(manager -> host.send(manager, new Watch(watched)));
    }

    private @Nullable Membership memberOf(PeerId manager) {
        for (Membership membership : memberships) {
            if (manager.equals(membership.manager)) {
                return membership;
            }
        }
        return null;
    }
}
