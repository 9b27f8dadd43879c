package io.eddy;

import io.eddy.game.GamesConfig;
import io.eddy.node.Endpoint;
import io.eddy.registry.ManagerAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a peer is started with. Each method gives a changed copy.
 *
 * @param listen where to listen; empty: port 49152 of every address if it is free, else any, and the same at the
 * next start
 * @param data the data folder; empty: everything is kept in memory and gone at the end
 * @param games how it plays
 * @param carries whether it keeps what contacts say to others until it meets those
 * @param listener told every event on the peer's thread; it must not block
 */
public record PeerConfig(
        String name,
        Optional<Endpoint> listen,
        Optional<Path> data,
        Contacts contacts,
        GamesConfig games,
        boolean carries,
        Consumer<PeerEvent> listener) {
    public static final String DEFAULT_NETWORK = "eddy";

    /** Where a peer listens when nobody says where, and the port is free. */
    public static final int USUAL_PORT = 49_152;

    /**
     * Whom to find at start: managers to register with, peers to link to, and whoever is on the local network.
     *
     * @param network peers of different networks refuse each other
     * @param lan whether to find others by multicast, and be found
     */
    public record Contacts(String network, List<ManagerAddress> managers, List<Endpoint> peers, boolean lan) {
        private static final Contacts NONE = new Contacts(DEFAULT_NETWORK, List.of(), List.of(), false);
        private static final Contacts LAN = new Contacts(DEFAULT_NETWORK, List.of(), List.of(), true);
    }

    /** A peer that keeps what it knows in a folder, made if it is missing, and finds others on the local network. */
    public static PeerConfig in(Path data, String name) {
        return new PeerConfig(
                name, Optional.empty(), Optional.of(data), Contacts.LAN, GamesConfig.DEFAULT, true, event -> {});
    }

    /** A peer for tests and embedding: on loopback, on any port, keeping nothing, without multicast. */
    public static PeerConfig inMemory(String name) {
        return new PeerConfig(
                name,
                Optional.of(new Endpoint("127.0.0.1", 0)),
                Optional.empty(),
                Contacts.NONE,
                GamesConfig.DEFAULT,
                true,
                event -> {});
    }

    public PeerConfig listeningOn(Endpoint endpoint) {
        return new PeerConfig(name, Optional.of(endpoint), data, contacts, games, carries, listener);
    }

    public PeerConfig manager(ManagerAddress manager) {
        return finding(new Contacts(contacts.network, with(contacts.managers, manager), contacts.peers, contacts.lan));
    }

    public PeerConfig peer(Endpoint peer) {
        return finding(new Contacts(contacts.network, contacts.managers, with(contacts.peers, peer), contacts.lan));
    }

    public PeerConfig inNetwork(String network) {
        return finding(new Contacts(network, contacts.managers, contacts.peers, contacts.lan));
    }

    /** Finds others by multicast on the networks that it listens on, and is found; or does not. */
    public PeerConfig onLan(boolean lan) {
        return finding(new Contacts(contacts.network, contacts.managers, contacts.peers, lan));
    }

    public PeerConfig playing(GamesConfig config) {
        return new PeerConfig(name, listen, data, contacts, config, carries, listener);
    }

    /** Keeps what contacts say to others until it meets those, within quotas; or does not. */
    public PeerConfig carrying(boolean forOthers) {
        return new PeerConfig(name, listen, data, contacts, games, forOthers, listener);
    }

    public PeerConfig onEvent(Consumer<PeerEvent> told) {
        return new PeerConfig(name, listen, data, contacts, games, carries, told);
    }

    private PeerConfig finding(Contacts found) {
        return new PeerConfig(name, listen, data, found, games, carries, listener);
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
