package io.eddy;

import io.eddy.atlas.Atlas;
import io.eddy.atlas.AtlasConfig;
import io.eddy.atlas.Chart;
import io.eddy.chat.RoomName;
import io.eddy.directory.Directory;
import io.eddy.directory.SealingKeys;
import io.eddy.directory.Via;
import io.eddy.entry.Entry;
import io.eddy.gossip.Gossip;
import io.eddy.gossip.GossipConfig;
import io.eddy.gossip.GossipEvent;
import io.eddy.lan.Lan;
import io.eddy.lan.LanConfig;
import io.eddy.lan.LanEvent;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.Links;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.overlay.AddressRecord;
import io.eddy.overlay.Overlay;
import io.eddy.overlay.OverlayEvent;
import io.eddy.registry.Player;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A peer's part in the mesh of all peers: finds others on the local network and through managers, has neighbours among
 * them, speaks to everyone over these, and draws the map.
 */
public final class Mesh {
    /** Links of a peer that are free for others to use: what {@link io.eddy.engine.LinkLimits#PEER} accepts. */
    private static final int PLACES = 128;

    /** Peers of the local network that are offered at a time. */
    private static final int OFFERED = 8;

    /** Listening on every address of the machine: which of them others can dial, they will tell. */
    private static final List<String> ANY = List.of("", "0.0.0.0", "::");

    private final PeerNode peer;
    private final RandomGenerator random;
    private final Links links;
    private final Directory directory;
    private final MeshCalls calls;
    private final Overlay overlay;
    private final SealingKeys sealingKeys;
    private final Gossip gossip;
    private final Atlas atlas;
    private final @Nullable Lan lan;
    private final List<Consumer<GossipEvent>> listeners = new ArrayList<>();
    private final Set<PeerId> charted = new LinkedHashSet<>();
    private final int least;
    private List<String> roomsTold = List.of();
    private Runnable contactsWanted = () -> {};

    /**
     * Joins a node to the mesh.
     *
     * @param contacts its network, and whether to speak and to listen on the local network
     */
    Mesh(PeerNode peer, PeerConfig.Contacts contacts, long boot, MeshConfig sizes) {
        this.peer = peer;
        this.random = peer.world().random();
        this.links = peer.links();
        this.directory = peer.directory();
        this.least = sizes.overlay().views().least();
        Node node = peer.node();
        node.sparing(other -> !isNeeded(other));
        calls = new MeshCalls(peer, this::isNeeded, this::isTreeLink, this::onUnreached, this::onWithheld);
        overlay = Overlay.attach(node, sizes.overlay(), calls, this::takesPart, this::onOverlay);
        sealingKeys = SealingKeys.attach(node, new KeyHolders());
        gossip = Gossip.attach(node, GossipConfig.DEFAULT, this::onGossip);
        atlas = Atlas.attach(node, new AtlasConfig(peer.name(), boot, AtlasConfig.Pace.DEFAULT, sizes.charted()));
        lan = contacts.lan() ? Lan.attach(node, LanConfig.of(contacts.network(), boot), this::onLan) : null;
        introduce();
    }

    /** Who its neighbours are. */
    public Overlay overlay() {
        return overlay;
    }

    /** By which keys one seals to others. */
    public SealingKeys sealingKeys() {
        return sealingKeys;
    }

    public Gossip gossip() {
        return gossip;
    }

    public Atlas atlas() {
        return atlas;
    }

    /** Nothing when it does not use multicast. */
    public Optional<Lan> lan() {
        return Optional.ofNullable(lan);
    }

    /** Tells what gossip brings. */
    public void listen(Consumer<GossipEvent> listener) {
        listeners.add(listener);
    }

    /** Asks, beside the managers, this one for live peers when there are too few neighbours: it may offer some. */
    public void askForContacts(Runnable source) {
        contactsWanted = source;
    }

    /** The network as this peer knows it; the directory knows everybody on it from here on. */
    Chart chart() {
        Chart chart = atlas.chart();
        Set<PeerId> gone = new LinkedHashSet<>(charted);
        charted.clear();
        for (Chart.Node other : chart.nodes()) {
            if (!other.peer().equals(chart.self()) && other.state() != Chart.State.OFFLINE) {
                directory.onCharted(other.peer(), other.name(), other.state() == Chart.State.PLAYING);
                charted.add(other.peer());
                addresses(other.peer()).stream().findFirst().ifPresent(at -> directory.onAddress(other.peer(), at));
            }
        }
        gone.removeAll(charted);
        gone.forEach(directory::onUncharted);
        return chart;
    }

    /** Where a peer listens, by the newest record that it signed and others passed on. */
    List<Endpoint> addresses(PeerId other) {
        return overlay.address(other).map(AddressRecord::endpoints).orElse(List.of());
    }

    /** Says an entry of one's own to everyone. */
    void broadcast(Entry own) {
        gossip.broadcast(own);
    }

    /** The peer is called otherwise from here on. */
    void rename(String name) {
        atlas.nameIs(name);
        introduce();
    }

    /** The peer is in these rooms from here on. That everybody is in the one of everybody need not be told. */
    void roomsAre(List<String> rooms) {
        List<String> named =
                rooms.stream().filter(room -> !room.equals(RoomName.EVERYONE)).toList();
        if (!named.equals(roomsTold)) {
            roomsTold = named;
            atlas.roomsAre(named);
        }
    }

    /** There is a session with a peer, at whose end this side is seen at an address. */
    void onPeerUp(PeerId by, Hello hello) {
        overlay.onObserved(by, hello.observed().host());
        tellLoad();
    }

    void onPeerDown() {
        tellLoad();
    }

    /** A manager can be asked for others. */
    void onManagerUp() {
        announce();
        if (overlay.neighbours().size() < least) {
            peer.registry().sample(this::offer);
        }
    }

    /** This peer goes: its neighbours seek others at once. */
    void quit() {
        overlay.leave();
        leave();
    }

    /** The operator wants to be linked to nobody: others on the local network are told so. */
    void leave() {
        calls.giveUp();
        if (lan != null) {
            lan.leave();
        }
    }

    private void introduce() {
        Endpoint listening = peer.listening();
        List<String> hosts = ANY.contains(listening.host()) ? List.of() : List.of(listening.host());
        overlay.introduceAs(peer.name(), hosts, listening.port());
        announce();
    }

    /** Says on the local network who and where this peer is. */
    void announce() {
        if (lan != null) {
            lan.announce(peer.name(), peer.listening().port(), used(), free());
        }
    }

    private void tellLoad() {
        if (lan != null) {
            lan.loadIs(used(), free());
        }
    }

    private int used() {
        return links.peers().size();
    }

    private int free() {
        return Math.max(0, PLACES - used());
    }

    /** Whether a peer may be a neighbour: it has a session, can be one, and the operator has nothing against it. */
    private boolean takesPart(PeerId other) {
        boolean meshes =
                links.hello(other).filter(hello -> hello.speaker().meshes()).isPresent();
        return meshes && peer.reach().permits(other);
    }

    private boolean isTreeLink(PeerId neighbour) {
        return gossip.isBringer(neighbour);
    }

    private boolean isNeeded(PeerId other) {
        return overlay.hears(other)
                || peer.reach().isSought(other)
                || peer.commands().keeps(other);
    }

    private void onUnreached(PeerId other) {
        overlay.onUnreached(other);
    }

    private void onWithheld(PeerId other) {
        overlay.onWithheld(other);
    }

    /** A manager does not tell how many links they have: they count as half empty. */
    private void offer(List<Player> players) {
        players.forEach(player -> overlay.offer(player.peer(), player.address(), PLACES / 2));
    }

    /** Those heard on the local network are told of once, and may have been forgotten meanwhile. */
    private void offerHeard() {
        if (lan != null) {
            List<LanEvent.Heard> heard = lan.heardLately();
            for (int i = 0; i < Math.min(OFFERED, heard.size()); i++) {
                LanEvent.Heard one = heard.get(random.nextInt(heard.size()));
                overlay.offer(one.peer(), one.at(), one.freePlaces());
            }
        }
    }

    private void onOverlay(OverlayEvent event) {
        if (event instanceof OverlayEvent.NeighbourUp up) {
            gossip.onNeighbourUp(up.peer());
            atlas.onNeighbourUp(up.peer());
            peer.attendance().onAcquainted(up.peer());
        } else if (event instanceof OverlayEvent.NeighbourDown down) {
            gossip.onNeighbourDown(down.peer());
            atlas.onNeighbourDown(down.peer());
        } else if (event instanceof OverlayEvent.ContactsWanted) {
            peer.reach().lookAgain();
            peer.registry().sample(this::offer);
            offerHeard();
            contactsWanted.run();
        } else if (event instanceof OverlayEvent.RecordProven proven) {
            sealingKeys.onRecord(proven.record());
        } else if (event instanceof OverlayEvent.Alone && !peer.reach().isQuiet()) {
            peer.tell(new PeerEvent.Alone(
                    lan != null,
                    lan == null ? 0 : lan.heard().size(),
                    !peer.registry().memberships().isEmpty()));
        }
    }

    private void onGossip(GossipEvent event) {
        if (event instanceof GossipEvent.Useless useless) {
            overlay.onUseless(useless.neighbour());
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    private void onLan(LanEvent event) {
        if (event instanceof LanEvent.Heard heard && !directory.isBlocked(heard.peer())) {
            boolean before = directory.isOnline(heard.peer());
            boolean news = directory.onHeard(heard.peer(), heard.name(), heard.at());
            if (!before) {
                peer.attendance().onCome(heard.peer(), Via.LAN);
            }
            overlay.offer(heard.peer(), heard.at(), heard.freePlaces());
            if (news) {
                // How many places are free changes all the time, and must not begin a dial anew.
                peer.reach().onAddress(heard.peer());
            }
        } else if (event instanceof LanEvent.Restarted again) {
            peer.reach().onAddress(again.peer());
        } else if (event instanceof LanEvent.Lost lost) {
            boolean before = directory.isOnline(lost.peer());
            directory.onUnheard(lost.peer());
            overlay.onUnheard(lost.peer());
            if (before && !directory.isOnline(lost.peer())) {
                peer.attendance().onGone(lost.peer(), Via.LAN);
            }
        }
    }

    /** Whose sealing keys are told, kept and found in address records. */
    private final class KeyHolders implements SealingKeys.Surroundings {
        @Override
        public boolean speaks(PeerId other) {
            return links.hello(other).filter(hello -> hello.speaker().seals()).isPresent();
        }

        @Override
        public boolean isContact(PeerId other) {
            return directory.isContact(other);
        }

        @Override
        public Optional<AddressRecord> address(PeerId other) {
            return overlay.address(other);
        }
    }
}
