package io.eddy;

import io.eddy.engine.BatchedStore;
import io.eddy.engine.DataFolder;
import io.eddy.engine.DataUnusable;
import io.eddy.engine.Entropy;
import io.eddy.engine.EventLoop;
import io.eddy.engine.KeyFile;
import io.eddy.engine.LinkLimits;
import io.eddy.engine.MemoryStore;
import io.eddy.engine.SocketWorld;
import io.eddy.engine.SqliteStore;
import io.eddy.identity.Identity;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.store.Table;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a node stands on: its data folder, if it has one, its key, its store, its port. */
final class Ground {
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String PORT_FILE = "port";

    private final EventLoop loop;
    private final @Nullable DataFolder folder;
    private final Identity identity;
    private final BatchedStore store;

    private Ground(EventLoop loop, @Nullable DataFolder folder, List<Table<?>> tables, Consumer<String> notices)
            throws DataUnusable {
        this.loop = loop;
        this.folder = folder;
        if (folder == null) {
            identity = Identity.generate(Entropy.secure());
            store = new MemoryStore(tables, loop::post);
        } else {
            folder.requireFinished();
            KeyFile file = new KeyFile(folder.resolve(DataFolder.KEY), Identity.ENCODED_BYTES);
            identity = Identity.fromBytes(
                    file.readOrCreate(() -> Identity.generate(Entropy.secure()).toBytes(), notices));
            store = SqliteStore.open(folder.resolve(DataFolder.STORE), tables, loop::post, notices);
        }
    }

    /**
     * Takes possession of a data folder, or of none.
     *
     * @param notices told, on any thread, what the operator should know of the store
     */
    static Ground open(EventLoop loop, Optional<Path> data, List<Table<?>> tables, Consumer<String> notices) {
        DataFolder folder = null;
        try {
            folder = data.isPresent() ? DataFolder.open(data.get()) : null;
            return new Ground(loop, folder, tables, notices);
        } catch (DataUnusable unusable) {
            letGo(folder);
            throw new Rejected(String.valueOf(unusable.getMessage()));
        }
    }

    SocketWorld listenAt(Endpoint endpoint, LinkLimits limits) {
        try {
            return world(endpoint, limits);
        } catch (IOException e) {
            leave();
            throw new Rejected("cannot listen on " + endpoint + ": " + reason(e));
        }
    }

    /** Listens on the port of the last time, else on the usual one, else on any, and remembers it. */
    SocketWorld listenAnywhere(LinkLimits limits) {
        Endpoint wished = new Endpoint(EVERYWHERE, rememberedPort());
        try {
            return remembering(world(wished, limits));
        } catch (IOException taken) {
            return remembering(listenAt(new Endpoint(EVERYWHERE, 0), limits));
        }
    }

    /** Gives up what {@link SocketWorld#close} does not. */
    void leave() {
        letGo(folder);
    }

    /** Ends the world, then lets the folder go. */
    CompletableFuture<@Nullable Void> end(SocketWorld world) {
        return world.close(Closing.of(Closing.Code.BYE, "")).whenComplete((none, failure) -> leave());
    }

    private SocketWorld world(Endpoint endpoint, LinkLimits limits) throws IOException {
        return SocketWorld.open(
                new SocketWorld.Config(loop, identity, endpoint, limits, store, SocketWorld.Security.TLS));
    }

    private int rememberedPort() {
        try {
            Optional<byte[]> port = folder == null ? Optional.empty() : folder.read(PORT_FILE);
            String digits = port.map(bytes -> new String(bytes, StandardCharsets.US_ASCII).trim())
                    .orElse("");
            return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= Endpoint.MAX_PORT
                    ? Integer.parseInt(digits)
                    : PeerConfig.USUAL_PORT;
        } catch (IOException unreadable) {
            return PeerConfig.USUAL_PORT;
        }
    }

    private SocketWorld remembering(SocketWorld world) {
        if (folder != null) {
            try {
                folder.write(
                        PORT_FILE, Integer.toString(world.listening().port()).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new Rejected("cannot write to the data folder " + folder.path() + ": " + reason(e));
            }
        }
        return world;
    }

    private static String reason(IOException e) {
        return e instanceof BindException ? "the port is in use, or the address is not this machine's" : e.toString();
    }

    private static void letGo(@Nullable DataFolder folder) {
        if (folder != null) {
            try {
                folder.close();
            } catch (IOException e) {
                throw new IllegalStateException("a lock that was held cannot be given back", e);
            }
        }
    }
}
