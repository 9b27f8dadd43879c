package io.eddy;

import io.eddy.directory.KnownPeer;
import io.eddy.directory.KnownPeer.Whereabouts;
import io.eddy.directory.PeerState;
import io.eddy.directory.Via;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.registry.GameLine;
import io.eddy.registry.Player;
import io.eddy.registry.Registry;
import io.eddy.registry.RegistryConfig;
import io.eddy.registry.RegistryEvent;
import io.eddy.registry.RegistryEvent.GameEnded;
import io.eddy.registry.RegistryEvent.GameStarted;
import io.eddy.registry.RegistryEvent.PlayerDeregistered;
import io.eddy.registry.RegistryEvent.PlayerLost;
import io.eddy.registry.RegistryEvent.PlayerRegistered;
import io.eddy.registry.RegistryWire;
import io.eddy.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A manager: its protocols on one node, and what its operator may ask of it. Pure, as a {@link PeerNode} is. */
public final class ManagerNode {
    private static final String NAME = "manager";

    private final World world;
    private final Consumer<ManagerEvent> events;
    private final Node node;
    private final Links links;
    private final Registry registry;
    private final Operator operator;

    public ManagerNode(
            World world, Endpoint listening, String network, RegistryConfig config, Consumer<ManagerEvent> events) {
        this.world = world;
        this.events = events;
        node = new Node(world);
        long boot = Boot.begin(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(network, Role.MANAGER, NAME, boot)));
        operator = node.attach(Operator.CHANNEL, host -> new Operator(host, Operator.Listener.NOBODY));
        registry = node.attach(RegistryWire.CHANNEL, host -> new Registry(host, links, config, this::onRegistry));
        links.introduceAs(NAME, listening.port());
    }

    /** What a manager keeps. */
    public static List<Table<?>> tables() {
        return Stream.of(List.<Table<?>>of(Boot.TABLE), Registry.tables())
                .<Table<?>>flatMap(List::stream)
                .toList();
    }

    public Node node() {
        return node;
    }

    /** Ends all sessions with a goodbye. */
    public void close() {
        links.closeAll(Closing.of(Closing.Code.BYE, "the manager has quit"));
    }

    public List<KnownPeer> players() {
        List<Player> players = registry.players();
        return IntStream.range(0, players.size())
                .mapToObj(index -> row(index, players.get(index)))
                .toList();
    }

    /** The running games, in the order of their ids. */
    public List<GameLine> games() {
        return registry.games();
    }

    /** Takes a peer off the list; the result comes when that is durable, at latest after 10 s. */
    public void kick(String name, Reply<KnownPeer> reply) {
        if (!world.store().accepting()) {
            reply.rejected("nothing can be written to the disk at present, so nobody is taken off the list");
            return;
        }
        Optional<Player> kicked = registry.kick(name);
        if (kicked.isEmpty()) {
            reply.rejected("nobody on the list is named " + name + "; /players shows the list");
        } else {
            Reply<KnownPeer> inTime = operator.inTime(reply);
            world.whenStored(() -> inTime.done(row(0, kicked.get())));
        }
    }

    Links links() {
        return links;
    }

    Registry registry() {
        return registry;
    }

    private void onRegistry(RegistryEvent event) {
        if (event instanceof PlayerRegistered registered) {
            Player player = registered.player();
            events.accept(new ManagerEvent.PlayerRegistered(player.name(), player.peer(), player.address()));
        } else if (event instanceof PlayerDeregistered left) {
            Player player = left.player();
            events.accept(new ManagerEvent.PlayerDeregistered(player.name(), player.peer(), player.address()));
        } else if (event instanceof PlayerLost lost) {
            Player player = lost.player();
            events.accept(new ManagerEvent.PlayerLost(player.name(), player.peer(), player.address()));
        } else if (event instanceof GameStarted started) {
            events.accept(new ManagerEvent.GameStarted(started.game(), started.players()));
        } else if (event instanceof GameEnded ended) {
            events.accept(new ManagerEvent.GameEnded(ended.game(), ended.players(), ended.reason()));
        }
    }

    private static KnownPeer row(int index, Player player) {
        PeerState state = switch (player.presence()) {
            case FREE -> PeerState.FREE;
            case PLAYING -> PeerState.PLAYING;
            case OFFLINE, LEFT -> PeerState.OFFLINE;
        };
        Whereabouts whereabouts = new Whereabouts(Optional.of(player.address()), player.lastSeenMillis());
        return new KnownPeer(index, player.name(), player.peer(), state, List.of(Via.MANAGER), whereabouts);
    }
}
