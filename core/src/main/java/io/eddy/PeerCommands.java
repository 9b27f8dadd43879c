package io.eddy;

import io.eddy.chat.Chat;
import io.eddy.chat.MessageId;
import io.eddy.directory.Directory;
import io.eddy.directory.KnownPeer;
import io.eddy.directory.Reach;
import io.eddy.directory.Resolution;
import io.eddy.directory.Resolution.Ambiguous;
import io.eddy.directory.Resolution.Known;
import io.eddy.directory.Resolution.Unknown;
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
import java.util.function.Consumer;

/**
 * What the operator of a peer may ask of it.
 *
 * <p>Every command is a turn. Its outcome comes through its {@link Reply}, at once or in a later turn, within 10 s.
 */
public final class PeerCommands {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(30);

    private final PeerNode peerNode;
    private final String name;
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
        this.name = peerNode.name();
        this.world = peerNode.world();
        this.node = peerNode.node();
        this.operator = peerNode.operator();
        this.links = peerNode.links();
        this.registry = peerNode.registry();
        this.directory = peerNode.directory();
        this.chat = peerNode.chat();
        this.reach = peerNode.reach();
    }

    public void register(ManagerAddress manager, String as, Reply<Endpoint> reply) {
        PeerName.complaint(as)
                .ifPresentOrElse(reply::rejected, () -> registry.register(manager, as, operator.inTime(reply)));
    }

    public void deregister(Reply<Integer> reply) {
        registry.deregister(operator.inTime(reply));
    }

    public void users(Reply<List<KnownPeer>> reply) {
        Reply<List<KnownPeer>> inTime = operator.inTime(reply);
        registry.players(players -> {
            directory.onPlayers(players);
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
        Reply<MessageId> inTime = operator.inTime(reply);
        if (who.contains(":")) {
            dial(who, inTime, peer -> chat.send(peer, text, inTime));
        } else {
            resolveAsking(who, inTime, peer -> chat.send(peer, text, inTime));
        }
    }

    public void say(String room, String text, Reply<MessageId> reply) {
        if (room.equals(Chat.EVERYONE)) {
            chat.say(text, operator.inTime(reply));
        } else {
            reply.rejected("not in this version");
        }
    }

    public void connect(String who, Reply<KnownPeer> reply) {
        Reply<KnownPeer> inTime = operator.inTime(reply);
        if (who.contains(":")) {
            dial(who, inTime, peer -> inTime.done(directory.row(peer)));
            return;
        }
        resolveAsking(who, inTime, peer -> {
            reach.connect(peer);
            Endpoint address = directory.address(peer).orElse(null);
            if (links.isUp(peer)) {
                inTime.done(directory.row(peer));
            } else if (address == null) {
                inTime.rejected(
                        "it is not known where " + directory.name(peer) + " listens; it is linked when it appears");
            } else {
                dial(address, Optional.of(peer), inTime, reached -> inTime.done(directory.row(reached)));
            }
        });
    }

    public void disconnect(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> {
            if (!links.isUp(peer)) {
                reply.rejected("there is no link to " + directory.name(peer));
                return;
            }
            reach.shun(peer);
            List<Target> leading = kept.stream()
                    .filter(target -> target.reached().filter(peer::equals).isPresent())
                    .toList();
            leading.forEach(links::stop);
            kept.removeAll(leading);
            links.close(peer, Closing.of(Closing.Code.BYE, name + " closed the link"));
            reply.done(directory.row(peer));
        });
    }

    public void disconnectAll(Reply<Integer> reply) {
        int count = links.peers().size();
        kept.forEach(links::stop);
        kept.clear();
        reach.shunAll();
        registry.suspend();
        links.closeAll(Closing.of(Closing.Code.BYE, name + " left everyone"));
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
        resolve(who, reply, peer -> reply.done(new Fingerprints(node.self(), name, peer, directory.name(peer))));
    }

    public void block(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> {
            if (peer.equals(node.self())) {
                reply.rejected("that is yourself");
                return;
            }
            directory.block(peer, true);
            reach.shun(peer);
            links.block(peer);
            world.whenStored(() -> reply.done(directory.row(peer)));
        });
    }

    public void unblock(String who, Reply<KnownPeer> reply) {
        resolve(who, reply, peer -> {
            directory.block(peer, false);
            links.unblock(peer);
            world.whenStored(() -> reply.done(directory.row(peer)));
        });
    }

    /** Keeps a session with whoever listens there. */
    public void keepLinked(Endpoint endpoint) {
        kept.add(links.keep(endpoint, Optional.empty(), LONGEST_REDIAL, new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                // The protocols are told of the session itself.
            }

            @Override
            public void onMissed(Closing why) {
                // It is dialled again.
            }
        }));
    }

    private void resolve(String who, Reply<?> reply, Consumer<PeerId> then) {
        Resolution resolution = directory.resolve(who);
        if (resolution instanceof Known known) {
            then.accept(known.peer());
        } else if (resolution instanceof Ambiguous ambiguous) {
            reply.rejected(ambiguous.complaint());
        } else if (resolution instanceof Unknown unknown) {
            reply.rejected(unknown.complaint());
        }
    }

    /** As {@link #resolve}, and asks the managers for a name that is not known here. */
    private void resolveAsking(String who, Reply<?> reply, Consumer<PeerId> then) {
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

    private void dial(String address, Reply<?> reply, Consumer<PeerId> then) {
        try {
            dial(Endpoint.parse(address, -1), Optional.empty(), reply, then);
        } catch (IllegalArgumentException e) {
            reply.rejected(String.valueOf(e.getMessage()));
        }
    }

    /** Keeps a link to that address if the first dial succeeds; else it is as if it had not been asked for. */
    private void dial(Endpoint endpoint, Optional<PeerId> expected, Reply<?> reply, Consumer<PeerId> then) {
        FirstDial first = new FirstDial(endpoint, reply, then);
        first.target = links.keep(endpoint, expected, LONGEST_REDIAL, first);
    }

    /** A dial that its asker waits for. */
    private final class FirstDial implements Target.Listener {
        private final Endpoint endpoint;
        private final Reply<?> reply;
        private final Consumer<PeerId> then;
        private boolean settled;

        @SuppressWarnings(
                "NullAway.Init") // Links.keep needs the listener to make the target; nothing is called between.
        private Target target;

        FirstDial(Endpoint endpoint, Reply<?> reply, Consumer<PeerId> then) {
            this.endpoint = endpoint;
            this.reply = reply;
            this.then = then;
        }

        @Override
        public void onReached(PeerId peer) {
            if (!settled && peerNode.isPeer(peer)) {
                settled = true;
                kept.add(target);
                then.accept(peer);
            } else if (!settled) {
                settled = true;
                links.stop(target);
                reply.rejected(endpoint + " is a manager; /register registers with it");
            }
        }

        @Override
        public void onMissed(Closing why) {
            if (!settled) {
                settled = true;
                links.stop(target);
                reply.rejected("no peer answers at " + endpoint + ": " + why);
            }
        }
    }
}
