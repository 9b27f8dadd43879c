package io.eddy.registry;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.Membership.State;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Renew;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How a peer comes onto the lists of its managers, stays there whatever happens to the links, and leaves them. */
final class Enrolment {

    /** Whoever has something to say to a manager, or waits for one. */
    interface Follower {
        /** There is a link to this manager; it has not been asked for anything. */
        void onLinked(PeerId manager);

        /** The manager can be asked. */
        void onReached(Membership membership);

        /** The manager cannot be asked for the time being. */
        void onMissed(Membership membership);

        /** This peer is on the manager's list: as from now, or as it was. */
        void onRegistered(Membership membership, PeerId manager);

        /** This peer is linked to the manager, and not on its list. */
        void onUnregistered(Membership membership);

        void onRenewed(PeerId manager);
    }

    /** A third of a manager's lease, so that one renewal may be lost. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Links links;
    private final Consumer<ClientEvent> events;
    private final Duration deadline;
    private final LongSupplier requests;
    private final Follower follower;
    private final Pins pins = new Pins();
    private final Memberships memberships;
    private Departure departure = Departure.none();

    Enrolment(
            Host<RegistryMessage, RegistryTimer> host,
            Links links,
            Consumer<ClientEvent> events,
            Duration deadline,
            LongSupplier requests,
            Follower follower) {
        this.host = host;
        this.links = links;
        this.events = events;
        this.deadline = deadline;
        this.requests = requests;
        this.follower = follower;
        memberships = new Memberships(links, pins, this::reached, this::missed);
    }

    void load() {
        pins.load(host.store());
    }

    List<Membership> all() {
        return memberships.all();
    }

    /** The one with this manager. */
    @Nullable
    Membership of(PeerId manager) {
        return memberships.of(manager);
    }

    /** Registers from now on, however long the manager takes to appear. */
    void keepRegistered(ManagerAddress address, String name) {
        memberships.connect(memberships.add(address, name));
    }

    /** Registers now; when that fails it is as if it had not been asked for. */
    void register(ManagerAddress address, String name, Reply<Endpoint> reply) {
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
        membership.wish(name, requests.getAsLong(), reply);
        host.arm(new RegistryTimer.AnswerOverdue(membership.request), deadline);
        PeerId manager = membership.manager;
        if (manager != null && host.isUp(manager)) {
            ask(membership, manager);
        } else {
            memberships.connect(membership);
        }
    }

    /** Leaves every manager's list; the result is how many. */
    void deregister(Reply<Integer> reply) {
        memberships.all().forEach(membership -> fail(membership, "/deregister took its place"));
        List<Membership> registered = memberships.all().stream()
                .filter(membership -> membership.wanted)
                .toList();
        if (registered.isEmpty()) {
            reply.rejected("this peer is registered with no manager");
            return;
        }
        departure.finish();
        Departure leaving = new Departure(requests.getAsLong(), reply);
        departure = leaving;
        registered.forEach(leaving::await);
        host.arm(new RegistryTimer.AnswerOverdue(leaving.request), deadline);
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
    void suspend() {
        memberships.all().forEach(membership -> {
            fail(membership, "disconnected by the operator");
            memberships.stop(membership);
            membership.state = State.LOST;
            membership.reason = "disconnected by the operator";
            follower.onMissed(membership);
        });
    }

    void onRegistered(PeerId from, Registered registered) {
        Membership membership = memberships.of(from);
        if (membership != null && membership.state == State.ASKED && membership.request == registered.request()) {
            membership.state = State.REGISTERED;
            membership.epoch = registered.epoch();
            host.arm(new RegistryTimer.RenewalDue(from), RENEWAL);
            events.accept(new ClientEvent.Registered(membership.endpoint(), registered.name()));
            membership.settle(null);
            follower.onRegistered(membership, from);
        }
    }

    void onRefused(PeerId from, Refused refused) {
        Membership membership = memberships.of(from);
        if (membership == null || (refused.request() != 0 && refused.request() != membership.request)) {
            return;
        }
        if (refused.refusal() == Refusal.NOT_REGISTERED) {
            onForgotten(from);
        } else if (refused.request() != 0 && refused.request() == departure.request) {
            stay(refused.sentence());
        } else {
            refused(membership, refused);
        }
    }

    /** The manager does not know of the lease. */
    void onForgotten(PeerId manager) {
        Membership membership = memberships.of(manager);
        if (membership != null && membership.wanted && membership.state == State.REGISTERED) {
            askAnew(membership, manager);
        }
    }

    void onRenewalDue(PeerId manager) {
        Membership membership = memberships.of(manager);
        if (membership == null || !membership.wanted || !host.isUp(manager)) {
            return;
        }
        if (membership.state == State.REGISTERED) {
            host.send(manager, new Renew(membership.epoch));
            follower.onRenewed(manager);
            host.arm(new RegistryTimer.RenewalDue(manager), RENEWAL);
        } else if (membership.state == State.REFUSED) {
            askAnew(membership, manager);
        }
    }

    void onDeregistered(PeerId from, Deregistered deregistered) {
        Membership membership = memberships.of(from);
        if (membership == null || deregistered.request() != departure.request) {
            return;
        }
        if (membership.request == departure.request) {
            membership.state = State.DEREGISTERED;
            events.accept(new ClientEvent.Deregistered(membership.endpoint(), membership.name));
            if (membership.wanted) {
                askAnew(membership, from); // Another manager has refused meanwhile.
            }
        }
        departure.settled(membership);
    }

    void onOverdue(long request) {
        if (departure.request == request) {
            departure.finish();
        }
        for (Membership membership : memberships.all()) {
            if (membership.request == request) {
                fail(membership, "no manager answers at " + membership.endpoint());
            }
        }
    }

    /** A manager does not let this peer go: it stays with all of them. */
    private void stay(String sentence) {
        for (Membership membership : departure.all()) {
            PeerId manager = membership.manager;
            if (membership.request != departure.request || membership.wanted) {
                continue; // The operator has wanted something else of it since.
            }
            membership.wanted = true;
            if (manager == null || !host.isUp(manager)) {
                membership.state = State.LOST;
            } else {
                resume(membership, manager);
            }
        }
        departure.refuse(sentence);
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
        follower.onLinked(peer);
        if (rival != null) {
            rival.settle("the manager answers at " + membership.endpoint());
            drop(rival);
        }
        if (membership.waiting != null) {
            ask(membership, peer);
        } else {
            resume(membership, peer);
        }
        follower.onReached(membership);
    }

    private void missed(Membership membership, Closing why) {
        membership.fresh = false;
        boolean had = membership.isOnList();
        if (membership.state != State.REFUSED) {
            membership.state = State.LOST;
            membership.reason = why.toString();
        }
        follower.onMissed(membership);
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
        follower.onMissed(membership);
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
            follower.onUnregistered(membership);
        }
    }

    private void askAnew(Membership membership, PeerId manager) {
        membership.request = requests.getAsLong();
        ask(membership, manager);
    }

    private void ask(Membership membership, PeerId manager) {
        membership.state = State.ASKED;
        host.send(manager, new Register(membership.request, membership.name));
    }
}
