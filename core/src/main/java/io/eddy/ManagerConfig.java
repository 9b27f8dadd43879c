package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.registry.ManagerAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a manager is started with. Each method gives a changed copy.
 *
 * @param data the data folder; empty: everything is kept in memory and gone at the end
 * @param listener told every event on the manager's thread; it must not block
 */
public record ManagerConfig(Endpoint listen, Optional<Path> data, String network, Consumer<ManagerEvent> listener) {

    /** A manager that keeps its registry in a folder, made if it is missing, on port 5050 of every address. */
    public static ManagerConfig in(Path data) {
        Endpoint everywhere = new Endpoint("0.0.0.0", ManagerAddress.DEFAULT_PORT);
        return new ManagerConfig(everywhere, Optional.of(data), PeerConfig.DEFAULT_NETWORK, event -> {});
    }

    /** A manager for tests and embedding: on loopback, on any port, keeping nothing. */
    public static ManagerConfig inMemory() {
        Endpoint anyPort = new Endpoint("127.0.0.1", 0);
        return new ManagerConfig(anyPort, Optional.empty(), PeerConfig.DEFAULT_NETWORK, event -> {});
    }

    public ManagerConfig listeningOn(Endpoint endpoint) {
        return new ManagerConfig(endpoint, data, network, listener);
    }

    public ManagerConfig inNetwork(String name) {
        return new ManagerConfig(listen, data, name, listener);
    }

    public ManagerConfig onEvent(Consumer<ManagerEvent> listener) {
        return new ManagerConfig(listen, data, network, listener);
    }
}
