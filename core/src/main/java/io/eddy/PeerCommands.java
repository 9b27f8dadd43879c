package io.eddy;

import io.eddy.chat.Chat;
import io.eddy.directory.Attempt.Whence;
import io.eddy.directory.Directory;
import io.eddy.directory.KnownPeer;
import io.eddy.directory.Reach;
import io.eddy.directory.Resolution;
import io.eddy.directory.Resolution.Ambiguous;
import io.eddy.directory.Resolution.Known;
import io.eddy.directory.Resolution.Unknown;
import io.eddy.entry.MessageId;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.PeerName;
import io.eddy.registry.RegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the operator of a peer may ask of it.
 *
 * <p>Every command is a turn. Its outcome comes through its {@link Reply}, at once or in a later turn, within 10 s.
 */
public final class PeerCommands {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(30);

    private final PeerNode peerNode;
    private final World world;
    private final Node node;
    private final Operator operator;
    private final Links links;
    private final RegistryClient registry;
    private final Directory directory;
    private final Chat chat;
    private final Reach reach;

    /** Addresses that the operator wants linked, whoever listens there. */
    private final List<Target> kept = new ArrayList<>();

    PeerCommands(PeerNode peerNode) {
        this.peerNode = peerNode;
        this.world = peerNode.world();
        this.node = peerNode.node();
        this.operator = peerNode.operator();
        this.links = peerNode.links();
        this.registry = peerNode.registry();
        this.directory = peerNode.directory();
        this.chat = peerNode.chat();
        this.reach = peerNode.reach();
    }

    /** Registers; once a manager grants the name, this peer is called so. */
    public void register(ManagerAddress manager, String as, Reply<Endpoint> reply) {
        Optional<String> complaint = PeerName.complaint(as);
        if (complaint.isPresent()) {
            reply.rejected(complaint.get());
            return;
        }
        registry.register(manager, as, operator.inTime(reply.<Endpoint>after(granted -> {
            peerNode.rename(as);
            reply.done(granted);
        })));
    }

    public void deregister(Reply<Integer> reply) {
        if (peerNode.games().isPlaying()) {
            reply.rejected("you are in a game; the manager keeps your seat until it is over");
            return;
        }
        registry.deregister(operator.inTime(reply));
    }

    public void users(Reply<List<KnownPeer>> reply) {
        Reply<List<KnownPeer>> inTime = operator.inTime(reply);
        registry.players(players -> {
            directory.onPlayers(players);
            peerNode.mesh().chart();
            inTime.done(directory.list());
        });
    }

    public List<KnownPeer> known() {
        return directory.peek();
    }

    public void find(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> reply.done(directory.row(peer)));
    }

    public void send(String who, String text, Reply<MessageId> reply) {
        if (who.contains(":")) {
            dial(who, reply, (peer, inTime) -> chat.send(peer, text, inTime));
            return;
        }
        Reply<MessageId> inTime = operator.inTime(reply);
        resolveAsking(who, inTime, peer -> {
            if (mayTalk(peer, inTime)) {
                chat.send(peer, text, inTime);
            }
        });
    }

    public void say(String room, String text, Reply<MessageId> reply) {
        chat.say(room, text, operator.inTime(reply));
    }

    public void connect(String who, Reply<KnownPeer> reply) {
        if (who.contains(":")) {
            dial(who, reply, (peer, inTime) -> inTime.done(directory.row(peer)));
            return;
        }
        FirstDial first = new FirstDial(links, directory, LONGEST_REDIAL);
        Reply<KnownPeer> inTime = operator.inTime(reply, first::giveUp);
        resolveAsking(who, inTime, peer -> {
            if (mayTalk(peer, inTime)) {
                approach(first, peer, inTime);
            }
        });
    }

    public void disconnect(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> {
            if (!links.isUp(peer) && !reach.isSought(peer)) {
                reply.rejected("there is no link to " + directory.name(peer));
                return;
            }
            reach.shun(peer);
            forgetAddresses(peer);
            links.close(peer, Closing.of(Closing.Code.BYE, peerNode.name() + " closed the link"));
            reply.done(directory.row(peer));
        });
    }

    public void disconnectAll(Reply<Integer> reply) {
        int count = links.peers().size();
        forget(List.copyOf(kept));
        reach.shunAll();
        registry.suspend();
        peerNode.mesh().leave();
        links.closeAll(Closing.of(Closing.Code.BYE, peerNode.name() + " left everyone"));
        reply.done(count);
    }

    public void ping(String who, Reply<Duration> reply) {
        Reply<Duration> inTime = operator.inTime(reply);
        resolve(who, inTime, peer -> {
            if (links.isUp(peer)) {
                links.ping(peer, inTime);
            } else {
                inTime.rejected("there is no link to " + directory.name(peer) + "; /connect makes one");
            }
        });
    }

    public void verify(String who, Reply<Fingerprints> reply) {
        resolve(
                who,
                reply,
                peer -> reply.done(new Fingerprints(node.self(), peerNode.name(), peer, directory.name(peer))));
    }

    public void block(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> {
            if (peer.equals(node.self())) {
                reply.rejected("that is yourself");
                return;
            }
            directory.block(peer, true);
            peerNode.watch();
            reach.onBlocked(peer);
            chat.onBlocked(peer);
            forgetAddresses(peer);
            links.block(peer);
            world.whenStored(() -> reply.done(directory.row(peer)));
        });
    }

    public void unblock(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> {
            if (!directory.isBlocked(peer)) {
                reply.rejected(directory.name(peer) + " is not blocked");
                return;
            }
            directory.block(peer, false);
            peerNode.watch();
            links.unblock(peer);
            reach.onUnblocked(peer);
            world.whenStored(() -> reply.done(directory.row(peer)));
        });
    }

    /** Keeps a session with whoever listens there. */
    public void keepLinked(Endpoint endpoint) {
        Target.Listener listener = new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                // The protocols are told of the session itself.
            }

            @Override
            public void onMissed(Closing why) {
                // It is dialled again.
            }
        };
        Target.Listener watched = directory.attempts().watch(endpoint, Whence.DIRECT, listener);
        keep(links.keep(endpoint, Optional.empty(), LONGEST_REDIAL, watched));
    }

    /** Whether the operator wants a link to whoever listens where this peer was found. */
    boolean keeps(PeerId peer) {
        return kept.stream()
                .anyMatch(target -> target.reached().filter(peer::equals).isPresent());
    }

    void resolve(String who, Reply<?> reply, Consumer<PeerId> then) {
        Resolution resolution = directory.resolve(who);
        if (resolution instanceof Unknown) {
            peerNode.mesh().chart();
            resolution = directory.resolve(who);
        }
        if (resolution instanceof Known known) {
            then.accept(known.peer());
        } else if (resolution instanceof Ambiguous ambiguous) {
            reply.rejected(ambiguous.complaint());
        } else if (resolution instanceof Unknown unknown) {
            reply.rejected(unknown.complaint());
        }
    }

    /** As {@link #resolve}, and asks the managers for a name that is not known here. */
    void resolveAsking(String who, Reply<?> reply, Consumer<PeerId> then) {
        boolean unknown = directory.resolve(who) instanceof Unknown;
        if (!unknown || PeerName.complaint(who).isPresent()) {
            resolve(who, reply, then);
            return;
        }
        registry.find(who, players -> {
            players.forEach(directory::onPlayer);
            resolve(who, reply, then);
        });
    }

    /** Whether this peer is one to talk to; if not, that was said. */
    private boolean mayTalk(PeerId peer, Reply<?> reply) {
        if (peer.equals(node.self())) {
            reply.rejected("that is yourself");
            return false;
        }
        if (directory.isBlocked(peer)) {
            String shown = directory.name(peer);
            reply.rejected(shown + " is blocked; /unblock " + shown + " first");
            return false;
        }
        return true;
    }

    /** Dials a known peer, and where the managers say that it is when it does not answer there. */
    private void approach(FirstDial first, PeerId peer, Reply<KnownPeer> reply) {
        Optional<Endpoint> known = directory.address(peer);
        if (links.isUp(peer)) {
            onConnected(peer, reply);
        } else if (known.isPresent()) {
            dial(first, known.get(), peer, reply, why -> ask(first, peer, reply, noAnswer(known.get(), why)));
        } else {
            ask(first, peer, reply, "it is not known where " + directory.name(peer) + " listens");
        }
    }

    private void ask(FirstDial first, PeerId peer, Reply<KnownPeer> reply, String complaint) {
        Optional<Endpoint> tried = directory.address(peer);
        registry.find(peer, players -> {
            players.forEach(directory::onPlayer);
            Optional<Endpoint> told = directory.address(peer);
            if (links.isUp(peer)) {
                onConnected(peer, reply);
            } else if (told.isEmpty() || told.equals(tried)) {
                reply.rejected(complaint);
            } else {
                dial(first, told.get(), peer, reply, why -> reply.rejected(noAnswer(told.get(), why)));
            }
        });
    }

    private void dial(
            FirstDial first, Endpoint endpoint, PeerId peer, Reply<KnownPeer> reply, Consumer<Closing> onMissed) {
        first.begin(endpoint, Optional.of(peer), new FirstDial.Outcome() {
            @Override
            public void onReached(PeerId reached, Target target) {
                links.stop(target); // The peer is wanted, wherever it listens.
                onConnected(reached, reply);
            }

            @Override
            public void onMissed(Closing why) {
                onMissed.accept(why);
            }
        });
    }

    private void onConnected(PeerId peer, Reply<KnownPeer> reply) {
        reach.connect(peer);
        peerNode.mesh().announce();
        reply.done(directory.row(peer));
    }

    /** Keeps a link to that address if the first dial succeeds; else it is as if it had not been asked for. */
    private <T> void dial(String address, Reply<T> reply, BiConsumer<PeerId, Reply<T>> then) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(address, -1);
        } catch (IllegalArgumentException e) {
            reply.rejected(String.valueOf(e.getMessage()));
            return;
        }
        FirstDial first = new FirstDial(links, directory, LONGEST_REDIAL);
        Reply<T> inTime = operator.inTime(reply, first::giveUp);
        first.begin(endpoint, Optional.empty(), new FirstDial.Outcome() {
            @Override
            public void onReached(PeerId peer, Target target) {
                if (peerNode.isPeer(peer)) {
                    keep(target);
                    reach.allow(peer);
                    peerNode.mesh().announce();
                    then.accept(peer, inTime);
                } else {
                    links.stop(target);
                    if (!registry.isManager(peer)) {
                        links.close(peer, Closing.of(Closing.Code.BYE, "a peer was expected here"));
                    }
                    inTime.rejected(endpoint + " is a manager; /register registers with it");
                }
            }

            @Override
            public void onMissed(Closing why) {
                inTime.rejected(noAnswer(endpoint, why));
            }
        });
    }

    /** One target an address is enough. */
    private void keep(Target target) {
        forget(kept.stream()
                .filter(other -> other.endpoint().equals(target.endpoint()))
                .toList());
        kept.add(target);
    }

    /** Dials no address any longer because this peer listens there. */
    private void forgetAddresses(PeerId peer) {
        forget(kept.stream()
                .filter(target -> target.reached().filter(peer::equals).isPresent())
                .toList());
    }

    private void forget(List<Target> targets) {
        targets.forEach(links::stop);
        targets.forEach(target -> directory.attempts().onGivenUp(target.endpoint()));
        kept.removeAll(targets);
    }

    private static String noAnswer(Endpoint endpoint, Closing why) {
        return why.code() == Closing.Code.BLOCKED
                ? "there is no link to " + endpoint + ": one of the two has blocked the other"
                : "no peer answers at " + endpoint + ": " + why;
    }
}
