package io.eddy;

import io.eddy.chat.Chat;
import io.eddy.directory.Directory;
import io.eddy.directory.Reach;
import io.eddy.directory.Via;
import io.eddy.game.GameEvent;
import io.eddy.game.Games;
import io.eddy.history.History;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.overlay.Overlay;
import io.eddy.registry.ClientEvent;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.Player;
import io.eddy.registry.RegistryClient;
import io.eddy.registry.RegistryWire;
import io.eddy.ring.Member;
import io.eddy.ring.RingConfig;
import io.eddy.ring.RingEvent;
import io.eddy.ring.RingId;
import io.eddy.ring.Rings;
import io.eddy.store.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A peer: its protocols on one node, and what its operator may ask of it. Pure: it runs on sockets and in the
 * simulator alike.
 *
 * <p>Every command is a turn. Its outcome comes through its {@link Reply}, at once or in a later turn, within 10 s.
 */
public final class PeerNode implements Operator.Listener {
    /** More than clocks differ by chance (protocols.md D.2). */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final World world;
    private final Consumer<PeerEvent> events;
    private final Endpoint listening;
    private final Node node;
    private final Directory directory;
    private final Operator operator;
    private final Links links;
    private final RegistryClient registry;
    private final Mesh mesh;
    private final Conversations conversations;
    private final Reach reach;
    private final Games games;
    private final Rings rings;
    private final PeerCommands commands;
    private final GameCommands gameCommands;
    private final MeshCommands meshCommands;
    private final HistoryCommands historyCommands;
    private final Witnesses witnesses = new Witnesses();
    private final Attendance attendance;

    /** Members of the rings that this peer sits in; it hears of them as it does of its contacts. */
    private final Map<PeerId, Set<RingId>> ringMembers = new LinkedHashMap<>();

    private String name;

    /**
     * Made for one life of a peer: after a crash another is made over the same store.
     *
     * @param listening where the world accepts links for it
     * @param config who it is; what is to be dialled and registered with at start is its starter's to do
     */
    public PeerNode(World world, Endpoint listening, PeerConfig config, Consumer<PeerEvent> events) {
        this(world, listening, config, MeshConfig.DEFAULT, events);
    }

    /** As the other, with a mesh of other sizes. */
    public PeerNode(World world, Endpoint listening, PeerConfig config, MeshConfig sizes, Consumer<PeerEvent> events) {
        this.world = world;
        this.listening = listening;
        this.name = config.name();
        this.events = events;
        String network = config.contacts().network();
        node = new Node(world);
        directory = new Directory(world, name, contest -> tell(new PeerEvent.NameContested(contest)));
        directory.load();
        attendance = new Attendance(this);
        long boot = Boot.begin(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(network, Role.PEER, name, boot)));
        operator = node.attach(Operator.CHANNEL, host -> new Operator(host, this));
        registry = node.attach(RegistryWire.CHANNEL, host -> new RegistryClient(host, links, this::onRegistry));
        reach = new Reach(links, registry, directory, this::heardOf);
        mesh = new Mesh(this, config.contacts(), boot, sizes);
        conversations = new Conversations(this, config);
        // Games before rings: they are told what was said before this start.
        games = Games.attach(node, config.games(), new Registrars(registry, reach), this::onGame);
        rings = Rings.attach(node, RingConfig.DEFAULT, games, this::onRing);
        commands = new PeerCommands(this);
        gameCommands = new GameCommands(this);
        meshCommands = new MeshCommands(this);
        historyCommands = new HistoryCommands(this);
        links.introduceAs(name, listening.port());
        directory.listeningAt(listening);
        directory.blocked().forEach(links::block);
        watch();
    }

    /** What a peer keeps. */
    public static List<Table<?>> tables() {
        return Stream.of(
                        List.of(Boot.TABLE),
                        RegistryClient.tables(),
                        Directory.tables(),
                        Overlay.tables(),
                        Chat.tables(),
                        History.tables(),
                        Games.tables(),
                        Rings.tables())
                .<Table<?>>flatMap(List::stream)
                .toList();
    }

    public Node node() {
        return node;
    }

    /** What its operator last registered it as; before that, the name it was started with. */
    public String name() {
        return name;
    }

    /** A manager has granted the name that the operator wished for. */
    void rename(String granted) {
        name = granted;
        links.introduceAs(granted, listening.port());
        directory.rename(granted);
        mesh.rename(granted);
    }

    /** Registers with a manager from now on, however long it takes to appear. */
    public void keepRegistered(ManagerAddress manager) {
        registry.keepRegistered(manager, name);
    }

    /** Ends all sessions with a goodbye. */
    public void close() {
        mesh.quit();
        links.closeAll(Closing.of(Closing.Code.BYE, name + " has quit"));
    }

    /** Peers, not managers, with a session. */
    public List<PeerId> linkedPeers() {
        return links.peers().stream().filter(this::isPeer).toList();
    }

    /** What its operator may ask of it. */
    public PeerCommands commands() {
        return commands;
    }

    /** What its operator may ask of its games. */
    public GameCommands gameCommands() {
        return gameCommands;
    }

    /** What its operator may ask of rooms and of the map. */
    public MeshCommands meshCommands() {
        return meshCommands;
    }

    /** What its operator may ask of what was said. */
    public HistoryCommands historyCommands() {
        return historyCommands;
    }

    Games games() {
        return games;
    }

    Rings rings() {
        return rings;
    }

    /** Has the managers tell when those come and go that this peer has to do with. */
    void watch() {
        registry.watch(Stream.concat(ringMembers.keySet().stream(), directory.contacts().stream())
                .distinct()
                .toList());
    }

    /** Whether a ring is shared with this peer. */
    boolean sharesRing(PeerId other) {
        return ringMembers.containsKey(other);
    }

    Endpoint listening() {
        return listening;
    }

    /** Its part in the mesh of all peers. */
    public Mesh mesh() {
        return mesh;
    }

    private List<Endpoint> heardOf(PeerId peer) {
        return mesh.addresses(peer);
    }

    /** Tells whoever embeds this peer. */
    void tell(PeerEvent event) {
        events.accept(event);
    }

    /** What the sides said that were linked last. */
    List<Witness> witnesses() {
        return witnesses.all();
    }

    Chat chat() {
        return conversations.chat();
    }

    Conversations conversations() {
        return conversations;
    }

    Attendance attendance() {
        return attendance;
    }

    History history() {
        return conversations.history();
    }

    Reach reach() {
        return reach;
    }

    Operator operator() {
        return operator;
    }

    World world() {
        return world;
    }

    Links links() {
        return links;
    }

    RegistryClient registry() {
        return registry;
    }

    Directory directory() {
        return directory;
    }

    @Override
    public void onPeerUp(PeerId peer) {
        Hello hello = links.hello(peer).orElse(null);
        if (hello != null) {
            warnOfClock(peer, hello);
            boolean dialledHere =
                    links.link(peer).filter(link -> !link.outbound()).isPresent();
            witnesses.onHello(peer, hello, dialledHere, world.wallClockMillis());
            mesh.onPeerUp(peer, hello);
            // Those of an earlier run too: before the first session there is nobody to tell of them.
            mesh.roomsAre(chat().rooms());
            conversations.onMet();
        }
        Endpoint seen = links.link(peer).map(link -> link.address()).orElse(null);
        if (hello != null && seen != null && hello.speaker().role() == Role.PEER) {
            boolean before = directory.isOnline(peer);
            Endpoint listensAt = new Endpoint(seen.host(), hello.speaker().listenPort());
            directory.onLinked(peer, hello.speaker().name(), listensAt);
            attendance.onLinked(peer);
            if (!before) {
                attendance.onCome(peer, Via.DIRECT);
            }
        }
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        boolean before = directory.isOnline(peer);
        if (why.code() == Closing.Code.PARTED) {
            attendance.onParted(peer);
        } else {
            directory.onUnlinked(peer, false);
            directory.onUncharted(peer);
        }
        if (before && !directory.isOnline(peer)) {
            attendance.onGone(peer, Via.DIRECT);
        }
        reach.onPeerDown(peer);
        mesh.onPeerDown();
    }

    private void warnOfClock(PeerId peer, Hello hello) {
        Duration ahead = Duration.ofMillis(hello.life().wallClockMillis() - world.wallClockMillis());
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            String whose = isPeer(peer) ? directory.name(peer) : "the manager";
            String direction = ahead.isNegative() ? " behind" : " ahead of";
            events.accept(new PeerEvent.Notice("the clock of " + whose + " is "
                    + ahead.abs().toMinutes() + " min" + direction + " this one; one of the two is wrong"));
        }
    }

    boolean isPeer(PeerId peer) {
        return links.hello(peer)
                .filter(hello -> hello.speaker().role() == Role.PEER)
                .isPresent();
    }

    private void onRegistry(ClientEvent event) {
        if (event instanceof ClientEvent.Registered registered) {
            events.accept(new PeerEvent.Registered(registered.manager(), registered.name()));
            reach.onManagerUp();
            mesh.onManagerUp();
        } else if (event instanceof ClientEvent.Deregistered left) {
            events.accept(new PeerEvent.Deregistered(left.manager(), left.name()));
        } else if (event instanceof ClientEvent.Refused refused) {
            events.accept(new PeerEvent.RegisterRefused(refused.manager(), refused.name(), refused.reason()));
        } else if (event instanceof ClientEvent.Lost lost) {
            events.accept(new PeerEvent.ManagerLost(lost.manager(), lost.name(), lost.reason()));
        } else if (event instanceof ClientEvent.WrongKey wrong) {
            events.accept(new PeerEvent.Notice("WARNING: the manager at " + wrong.manager()
                    + " does not have the key that was expected; it is not spoken to. If it was set up anew, "
                    + "give its fingerprint: /register " + wrong.manager() + "#FINGERPRINT"));
        } else if (event instanceof ClientEvent.News news) {
            onNews(news.player());
        }
    }

    private void onNews(Player player) {
        PeerId peer = player.peer();
        boolean before = directory.isOnline(peer);
        directory.onPlayer(player);
        boolean after = directory.isOnline(peer);
        if (after && !before) {
            attendance.onCome(peer, Via.MANAGER);
        } else if (before && !after) {
            attendance.onGone(peer, Via.MANAGER);
        }
        reach.onPlayer(player);
    }

    private void onGame(GameEvent event) {
        directory.playing(games.isPlaying());
        mesh.atlas().playing(games.isPlaying());
        events.accept(new PeerEvent.InGame(event));
    }

    private void onRing(RingEvent event) {
        Member member = event.member();
        if (event instanceof RingEvent.Wanted) {
            directory.onMember(member.peer(), member.name(), member.address());
            ringMembers
                    .computeIfAbsent(member.peer(), peer -> new LinkedHashSet<>())
                    .add(event.ring());
            attendance.onAcquainted(member.peer());
            reach.onWanted(member.peer(), event.ring(), true);
        } else {
            Set<RingId> shared = ringMembers.getOrDefault(member.peer(), new LinkedHashSet<>());
            shared.remove(event.ring());
            if (shared.isEmpty()) {
                ringMembers.remove(member.peer());
            }
            reach.onWanted(member.peer(), event.ring(), false);
        }
        watch();
    }
}
