package io.eddy.bench;

import static io.eddy.bench.Table.number;

import io.eddy.entry.Group;
import io.eddy.sync.Audience;
import io.eddy.wire.Bytes;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How many messages become durable at two peers and are acknowledged to their author, how long one alone takes, and how
 * fast a newcomer takes what was said; beside what SQLite does alone.
 */
final class DeliveryBench {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int ROUNDS = 5;
    private static final int CATCH_UP = 100_000;
    private static final int APPENDED_AT_ONCE = 1_000;

    private final Map<Deliveries, List<Round>> rounds = new LinkedHashMap<>();

    /** One contender's turn. */
    private record Round(double perSecond, double p50Millis, double p99Millis) {}

    void run(PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("eddy-delivery");
        try {
            List<Deliveries> all = List.of(
                    new SqliteRows(folder.resolve("100.db"), 100),
                    new SqliteRows(folder.resolve("1.db"), 1),
                    new SqliteRows(folder.resolve("1000.db"), 1_000),
                    new LogsPair(folder, 2_000),
                    new PeersPair(folder, 500));
            for (Deliveries each : all) {
                measure(each, WARM_UP);
            }
            for (int i = 0; i < ROUNDS; i++) {
                for (Deliveries each : all) {
                    rounds.computeIfAbsent(each, key -> new ArrayList<>()).add(measure(each, WINDOW));
                }
            }
            print(out, all.get(0), all.get(1));
            for (Deliveries each : all) {
                each.close();
            }
            catchUp(folder, out);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Round measure(Deliveries deliveries, Duration window) throws Exception {
        deliveries.begin();
        long before = deliveries.acknowledged();
        long startNanos = System.nanoTime();
        Thread.sleep(window.toMillis());
        deliveries.stop();
        double perSecond = (deliveries.acknowledged() - before) * 1e9 / (System.nanoTime() - startNanos);
        long[] nanos = singles(deliveries);
        return new Round(perSecond, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    /** One after the other, as many as go into a window, sorted by how long each took. */
    private static long[] singles(Deliveries deliveries) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long endNanos = System.nanoTime() + WINDOW.toNanos();
        while (nanos.isEmpty() || System.nanoTime() < endNanos) {
            nanos.add(deliveries.one());
        }
        return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void print(PrintStream out, Deliveries many, Deliveries single) {
        Table table = new Table(
                "", "messages/s", "to the limit", "one alone, p50 ms", "to the limit", "p99 ms", "to the limit");
        rounds.forEach((each, measured) -> {
            List<String> cells = new ArrayList<>(List.of(each.name()));
            add(cells, "%,.0f", each, many, Round::perSecond);
            add(cells, "%.3f", each, single, Round::p50Millis);
            add(cells, "%.3f", each, single, Round::p99Millis);
            table.add(cells);
        });
        table.print(out);
        out.printf("The limits: %s; %s.%n", many.name(), single.name());
    }

    private void add(
            List<String> cells, String format, Deliveries each, Deliveries limit, ToDoubleFunction<Round> figure) {
        double median = median(each, figure);
        cells.add(number(format, median));
        cells.add(number("%.2f", median / median(limit, figure)));
    }

    private double median(Deliveries of, ToDoubleFunction<Round> figure) {
        double[] sorted = Objects.requireNonNull(rounds.get(of)).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static void catchUp(Path folder, PrintStream out) throws Exception {
        Bytes room = Group.ofRoom("everyone");
        try (LogsEnd author = new LogsEnd("member", folder.resolve("member.db"), event -> {});
                LogsEnd newcomer = new LogsEnd("newcomer", folder.resolve("newcomer.db"), event -> {})) {
            author.follow(room, Audience.room());
            newcomer.follow(room, Audience.room());
            for (int done = 0; done < CATCH_UP; done += APPENDED_AT_ONCE) {
                append(author, room);
            }
            long startNanos = System.nanoTime();
            newcomer.dial(author);
            while (newcomer.taken.get() < CATCH_UP) {
                Thread.sleep(5);
            }
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            out.printf(
                    "A newcomer took %,d entries of a room in %.1f s: %,.0f a second%n",
                    CATCH_UP, seconds, CATCH_UP / seconds);
        }
    }

    private static void append(LogsEnd author, Bytes room) throws InterruptedException {
        CountDownLatch durable = new CountDownLatch(APPENDED_AT_ONCE);
        author.loop.post(() -> {
            for (int i = 0; i < APPENDED_AT_ONCE; i++) {
                author.append(room, entry -> durable.countDown());
            }
        });
        durable.await();
    }
}
