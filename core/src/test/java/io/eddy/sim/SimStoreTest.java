package io.eddy.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a simulated disk keeps, and when it says so. */
final class SimStoreTest {
    private final SimNetwork network = new SimNetwork(5, Faults.NONE);
    private final SimHost<TallyProgram> host = network.add("h", TallyProgram.still());

    @Test
    void aCrashLosesWhatIsNotStored() {
        host.run(program -> program.tally.increment());
        network.runFor(Duration.ofSeconds(1));
        host.run(program -> program.tally.increment());
        assertThat(host.program().tally.own()).isEqualTo(2);
        host.run(program -> program.tally.increment()); // Waits behind the commit of the one before.
        host.kill();
        host.restart();

        assertThat(host.program().tally.own()).isBetween(1L, 2L);
    }

    @Test
    void ofACommitUnderWayACrashKeepsABeginning() {
        List<Integer> kept = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            SimNetwork one = new SimNetwork(seed, Faults.NONE);
            SimHost<TallyProgram> victim = one.add("h", TallyProgram.still());
            victim.run(program -> put(program, "first"));
            for (int i = 0; i < 5; i++) {
                String key = "k" + i;
                victim.run(program -> put(program, key)); // All wait, to be the next commit together.
            }
            one.after(Duration.ofMillis(6), victim::kill);
            one.runFor(Duration.ofMillis(7));
            List<String> rows =
                    victim.durable(Tally.KNOWN).stream().map(Tally.Known::peer).toList();
            List<String> all = List.of("first", "k0", "k1", "k2", "k3", "k4");
            assertThat(rows).isEqualTo(all.subList(0, rows.size()));
            kept.add(rows.size());
        }

        assertThat(kept).contains(6).anyMatch(rows -> rows > 1 && rows < 6);
    }

    @Test
    void allWritesOfATurnAreKeptOrNone() {
        for (int seed = 0; seed < 20; seed++) {
            SimNetwork one = new SimNetwork(seed, Faults.NONE);
            SimHost<TallyProgram> victim = one.add("h", TallyProgram.still());
            victim.run(program -> IntStream.range(0, 3).forEach(i -> put(program, "k" + i)));
            victim.crash();

            assertThat(victim.durable(Tally.KNOWN).size()).isIn(0, 3);
        }
    }

    @Test
    void whatIsWrittenLastIsKeptWithTheRestOfTheTurnOrNotAtAll() {
        for (int seed = 0; seed < 20; seed++) {
            SimNetwork one = new SimNetwork(seed, Faults.NONE);
            SimHost<TallyProgram> victim = one.add("h", TallyProgram.still());
            victim.run(program -> {
                program.world.beforeStored(() -> put(program, "last"));
                put(program, "first");
            });
            victim.crash();

            assertThat(victim.durable(Tally.KNOWN).size()).isIn(0, 2);
        }
    }

    @Test
    void whenStoredNeverRunsBeforeTheCommit() {
        List<String> order = new ArrayList<>();
        host.run(program -> {
            put(program, "a");
            program.world.whenStored(
                    () -> order.add("a " + host.durable(Tally.KNOWN).size()));
            assertThat(order).isEmpty();
        });
        host.run(program -> {
            put(program, "b");
            program.world.whenStored(
                    () -> order.add("b " + host.durable(Tally.KNOWN).size()));
        });
        host.run(program -> program.world.whenStored(() -> order.add("nothing")));
        assertThat(order).isEmpty();
        network.runFor(Duration.ofSeconds(1));

        assertThat(order).containsExactly("a 1", "b 2", "nothing");
    }

    @Test
    void whoWaitedForAWriteWhenItsProcessDiedIsNeverTold() {
        List<String> told = new ArrayList<>();
        host.run(program -> {
            put(program, "a");
            program.world.whenStored(() -> told.add("a"));
        });
        host.kill();
        host.restart();
        network.runFor(Duration.ofSeconds(1));

        assertThat(told).isEmpty();
    }

    @Test
    void aFullDiskSaysSoAndCommitsLater() {
        host.fillDisk(Duration.ofSeconds(10));
        host.run(program -> {
            assertThat(program.world.store().accepting()).isFalse();
            put(program, "a");
        });
        network.runFor(Duration.ofSeconds(9));
        assertThat(host.durable(Tally.KNOWN)).isEmpty();
        network.runFor(Duration.ofSeconds(2));

        assertThat(host.durable(Tally.KNOWN)).hasSize(1);
        assertThat(host.<Boolean>call(program -> program.world.store().accepting()))
                .isTrue();
    }

    @Test
    void rowsComeInTheOrderOfTheirKeysAndAreReplacedAndDeletedByThem() {
        host.run(program -> {
            Store store = program.world.store();
            // U+FFFD is before U+1F600 in UTF-8 and in code points, and behind it in Java's chars.
            List.of("b", "\ud83d\ude00", "a", "\ufffd", "c").forEach(key -> put(program, key));
            store.put(Tally.KNOWN, new Tally.Known("b", 22));
            store.delete(Tally.KNOWN, new Tally.Known("c", 0));
        });
        network.runFor(Duration.ofSeconds(1));

        List<Tally.Known> rows = host.call(program -> program.world.store().load(Tally.KNOWN));
        assertThat(rows).extracting(Tally.Known::peer).containsExactly("a", "b", "\ufffd", "\ud83d\ude00");
        assertThat(rows.get(1).number()).isEqualTo(22);
    }

    @Test
    void aCleanStopStoresEverything() {
        host.fillDisk(Duration.ofMinutes(1));
        host.run(program -> put(program, "a"));
        host.stop();
        network.runFor(Duration.ofSeconds(2));

        assertThat(host.durable(Tally.KNOWN)).hasSize(1);
    }

    private static void put(TallyProgram program, String key) {
        program.world.store().put(Tally.KNOWN, new Tally.Known(key, 1));
    }
}
