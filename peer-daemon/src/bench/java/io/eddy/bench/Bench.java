package io.eddy.bench;

import io.eddy.bench.Row.Plan;
import io.eddy.engine.SocketWorld.Security;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures Eddy beside others and prints a table for each row.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests -pl peer-daemon -am test                       all rows
 * mvn -q -Pbench -DskipTests -pl peer-daemon -am test -Dbench.args="P1 P2"  some of them
 * mvn -q -Pbench -DskipTests -pl peer-daemon -am test -Dbench.args=history  a million messages, see HistoryBench
 * mvn -q -Pbench -DskipTests -pl peer-daemon -am test -Dbench.args=delivery durable and acknowledged, see DeliveryBench
 * taskset -c 0 mvn …                                                        both ends share a core
 * </pre>
 *
 * The arguments are words of the rows' names and {@code rounds=N}, {@code millis=N} (a round), {@code warm=N}
 * (milliseconds of warm-up), {@code only=NAME} (the contenders so named). On two free cores a round trip is mostly the
 * wake-up of a sleeping core; on one it is the work.
 */
final class Bench {
    private final List<String> words = new ArrayList<>();
    private String only = "";
    private int rounds = 5;
    private Duration window = Duration.ofSeconds(1);
    private Duration warmUp = Duration.ofSeconds(2);

    private Bench(String[] args) {
        for (String arg : args) {
            String value = arg.substring(arg.indexOf('=') + 1);
            switch (arg.substring(0, arg.length() - value.length())) {
                case "" -> words.add(arg);
                case "rounds=" -> rounds = Integer.parseInt(value);
                case "millis=" -> window = Duration.ofMillis(Integer.parseInt(value));
                case "warm=" -> warmUp = Duration.ofMillis(Integer.parseInt(value));
                case "only=" -> only = value;
                default -> throw new IllegalArgumentException("unknown: " + arg);
            }
        }
    }

    /** Runs the rows that are named, or all. */
    public static void main(String[] args) throws Exception {
        // Netty's own default is to track one buffer in 128 to find leaks; what it costs is not what is measured.
        System.setProperty("io.netty.leakDetection.level", "disabled");
        if (List.of(args).contains("history")) {
            new HistoryBench(1_000_000).run(System.out);
        } else if (List.of(args).contains("delivery")) {
            new DeliveryBench().run(System.out);
        } else {
            new Bench(args).run(System.out);
        }
    }

    private void run(PrintStream out) throws Exception {
        out.printf(
                "%s, JDK %s, %d CPUs, median of %d rounds of %d ms, in turns%n",
                LocalDate.now(java.time.ZoneId.systemDefault()),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                rounds,
                window.toMillis());
        for (Row row : rows()) {
            if (row.isNamedBy(words)) {
                out.printf("%n%s %s%n%n", row.id(), row.title());
                new Report(row.load(), row.onlyOf(only).run(new Plan(rounds, window, warmUp)))
                        .table()
                        .print(out);
            }
        }
    }

    private static List<Row> rows() throws Exception {
        NettyTls tls = NettyTls.create();
        NettyTransport nio = NettyTransport.nio();
        NettyTransport epoll = NettyTransport.epoll();
        Contender eddy = new Eddy(Security.PLAIN);
        Contender secureEddy = new Eddy(Security.TLS);
        List<Contender> others = List.of(new Netty(nio, null), new Netty(epoll, null), new PlainLoop());
        List<Contender> plain = with(eddy, others);
        List<Contender> roundTrip = with(eddy, with(new BlockingSockets(), others));
        List<Contender> secure = List.of(secureEddy, new Netty(nio, tls), new Netty(epoll, tls));
        return List.of(
                new Row("P1", "echo, plain TCP, frames of 64 B, 100 in flight", new Load(64, 100), plain),
                new Row("P1", "echo, plain TCP, frames of 64 B, 1,000 in flight", new Load(64, 1_000), plain),
                new Row("P1", "echo, plain TCP, frames of 1 KiB, 100 in flight", new Load(1_024, 100), plain),
                new Row("P2", "round trip, plain TCP, frames of 64 B", new Load(64, 1), roundTrip),
                new Row("P3", "echo, TLS 1.3, frames of 64 B, 100 in flight", new Load(64, 100), secure),
                new Row("P3", "echo, TLS 1.3, frames of 64 B, 1,000 in flight", new Load(64, 1_000), secure),
                new Row("P3", "echo, TLS 1.3, frames of 8 KiB, 100 in flight", new Load(8_192, 100), secure),
                new Row("P3", "round trip, TLS 1.3, frames of 64 B", new Load(64, 1), secure),
                new Row(
                        "P3",
                        "handshakes, one after the other",
                        new Load(64, 1),
                        List.of(new EddyMeetings(), new NettyMeetings(nio, tls))));
    }

    private static List<Contender> with(Contender first, List<Contender> others) {
        List<Contender> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }
}
