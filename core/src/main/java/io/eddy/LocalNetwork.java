package io.eddy;

import io.eddy.engine.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A manager and peers in this process, for integration tests: on loopback, on any ports, on one thread, keeping
 * nothing.
 *
 * <pre>{@code
 * try (LocalNetwork network = LocalNetwork.start("alice", "bob")) {
 *     network.peer("alice").send("bob", "hi").join();
 *     await().until(() -> network.events("bob").stream().anyMatch(MessageReceived.class::isInstance));
 * }
 * }</pre>
 */
public final class LocalNetwork implements AutoCloseable {
    private final EventLoop loop = EventLoop.start("eddy-local-network");
    private final Manager manager = Manager.start(ManagerConfig.inMemory(), loop);
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<PeerEvent>> events = new LinkedHashMap<>();

    private LocalNetwork() {}

    /** Starts a manager and a peer for each name. Returns when all are registered. */
    public static LocalNetwork start(String... names) {
        LocalNetwork network = new LocalNetwork();
        try {
            for (String name : names) {
                network.add(name);
            }
            CompletableFuture.allOf(network.peers.values().stream()
                            .map(Peer::registered)
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Starts {@code count} peers, {@code peer1} and so on. */
    public static LocalNetwork ofPeers(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "peer" + (i + 1);
        }
        return start(names);
    }

    public Manager manager() {
        return manager;
    }

    public List<Peer> peers() {
        return List.copyOf(peers.values());
    }

    /** The peer of that name. */
    public Peer peer(String name) {
        Peer peer = peers.get(name);
        if (peer == null) {
            throw new IllegalArgumentException("no peer " + name + " was started; there are " + peers.keySet());
        }
        return peer;
    }

    /** What the peer of that name has told so far, in order. */
    public List<PeerEvent> events(String name) {
        ConcurrentLinkedQueue<PeerEvent> told = events.get(peer(name).name());
        return told == null ? List.of() : List.copyOf(told);
    }

    /** Closes the peers, the last one first, then the manager. */
    @Override
    public void close() {
        List<Peer> closing = new ArrayList<>(peers.values());
        Collections.reverse(closing);
        closing.forEach(Peer::close);
        manager.close();
        loop.close();
    }

    private void add(String name) {
        ConcurrentLinkedQueue<PeerEvent> told = new ConcurrentLinkedQueue<>();
        events.put(name, told);
        PeerConfig config = PeerConfig.inMemory(name).manager(manager.address()).onEvent(told::add);
        peers.put(name, Peer.start(config, loop));
    }
}
