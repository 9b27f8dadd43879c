package io.eddy;

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
 * @param network peers of different networks refuse each other
 * @param listener told every event on the peer's thread; it must not block
 */
public record PeerConfig(
        String name,
        Optional<Endpoint> listen,
        Optional<Path> data,
        Contacts contacts,
        String network,
        Consumer<PeerEvent> listener) {
    public static final String DEFAULT_NETWORK = "eddy";

    /** Whom to find at start: managers to register with, and peers to link to. */
    public record Contacts(List<ManagerAddress> managers, List<Endpoint> peers) {}

    /** A peer that keeps what it knows in a folder, made if it is missing. */
    public static PeerConfig in(Path data, String name) {
        return new PeerConfig(
                name,
                Optional.empty(),
                Optional.of(data),
                new Contacts(List.of(), List.of()),
                DEFAULT_NETWORK,
                event -> {});
    }

    /** A peer for tests and embedding: on loopback, on any port, keeping nothing. */
    public static PeerConfig inMemory(String name) {
        return new PeerConfig(
                name,
                Optional.of(new Endpoint("127.0.0.1", 0)),
                Optional.empty(),
                new Contacts(List.of(), List.of()),
                DEFAULT_NETWORK,
                event -> {});
    }

    public PeerConfig listeningOn(Endpoint endpoint) {
        return new PeerConfig(name, Optional.of(endpoint), data, contacts, network, listener);
    }

    public PeerConfig manager(ManagerAddress manager) {
        return new PeerConfig(
                name, listen, data, new Contacts(with(contacts.managers, manager), contacts.peers), network, listener);
    }

    public PeerConfig peer(Endpoint peer) {
        return new PeerConfig(
                name, listen, data, new Contacts(contacts.managers, with(contacts.peers, peer)), network, listener);
    }

    public PeerConfig inNetwork(String name) {
        return new PeerConfig(this.name, listen, data, contacts, name, listener);
    }

    public PeerConfig onEvent(Consumer<PeerEvent> listener) {
        return new PeerConfig(name, listen, data, contacts, network, listener);
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
