package io.eddy.store;

import io.eddy.engine.BatchedStore;
import io.eddy.engine.HandLoop;
import io.eddy.engine.MemoryStore;
import io.eddy.engine.SqliteStore;
import io.eddy.node.Node;
import io.eddy.node.World;
import io.eddy.sim.Faults;
import io.eddy.sim.Program;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A store of some kind, given one turn after the other. */
interface TestedStore extends AutoCloseable {
    enum Kind {
        SQLITE,
        MEMORY,
        SIMULATED
    }

    static TestedStore open(Kind kind, Path folder, List<Table<?>> tables) throws Exception {
        HandLoop loop = new HandLoop();
        return switch (kind) {
            case SQLITE ->
                new OnLoop(
                        SqliteStore.open(folder.resolve("eddy.db"), tables, loop, sentence -> {
                            throw new AssertionError(sentence);
                        }),
                        loop);
            case MEMORY -> new OnLoop(new MemoryStore(tables, loop), loop);
            case SIMULATED -> new Simulated();
        };
    }

    void turn(Consumer<Store> input);

    void runUntil(BooleanSupplier holds);

    /** Runs what comes of what was asked already. */
    void runPosted();

    @Override
    void close();

    /** One of the engine's. */
    record OnLoop(BatchedStore store, HandLoop loop) implements TestedStore {
        @Override
        public void turn(Consumer<Store> input) {
            input.accept(store);
            store.flush();
        }

        @Override
        public void runUntil(BooleanSupplier holds) {
            loop.runUntil(() -> {
                store.flush();
                return holds.getAsBoolean();
            });
        }

        @Override
        public void runPosted() {
            loop.runPosted();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** The disk of a simulated host. */
    final class Simulated implements TestedStore {
        private record Keeper(World world, Node node) implements Program {
            @Override
            public void start() {} // Its node speaks to nobody.
        }

        private final SimNetwork network = new SimNetwork(3, Faults.NONE);
        private final SimHost<Keeper> host = network.add("h", world -> new Keeper(world, new Node(world)));

        @Override
        public void turn(Consumer<Store> input) {
            host.run(keeper -> input.accept(keeper.world().store()));
        }

        @Override
        public void runUntil(BooleanSupplier holds) {
            for (int i = 0; i < 1_000 && !holds.getAsBoolean(); i++) {
                network.runFor(Duration.ofMillis(1));
            }
            if (!holds.getAsBoolean()) {
                throw new AssertionError("nothing happened for a second");
            }
        }

        @Override
        public void runPosted() {
            network.runFor(Duration.ofSeconds(1));
        }

        @Override
        public void close() {
            if (host.isRunning()) {
                host.kill();
            }
        }
    }
}
