package io.eddy.bench;

import io.eddy.Archive;
import io.eddy.KeptMessage;
import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** How long {@code /history} and {@code /search} take among a million messages, through a whole peer. */
final class HistoryBench {
    private static final int PEERS = 200;
    private static final int WORDS = 50_000;
    private static final int TRIES = 21;
    private static final long START_MILLIS = 1_700_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> words = new ArrayList<>();
    private final double[] weights = new double[WORDS];
    private final int messages;

    HistoryBench(int messages) {
        this.messages = messages;
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            words.add(word(i));
            sum += 1.0 / (i + 1); // Zipf's law: the second most common word is half as common as the first.
            weights[i] = sum;
        }
    }

    void run(PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("eddy-history");
        try {
            long start = System.nanoTime();
            try (Archive archive = Archive.create(folder.resolve("data"))) {
                fill(archive);
            }
            out.printf(
                    "%,d messages in %d conversations built in %.1f s, %,d MiB%n",
                    messages,
                    PEERS,
                    (System.nanoTime() - start) / 1e9,
                    Files.size(folder.resolve("data/eddy.db")) >> 20);
            start = System.nanoTime();
            try (Peer peer = Peer.start(PeerConfig.in(folder.resolve("data"), "bench")
                    .onLan(false)
                    .listeningOn(new Endpoint("127.0.0.1", 0)))) {
                out.printf("started in %.0f ms%n", (System.nanoTime() - start) / 1e6);
                peer.status().join(); // It has begun to live.
                measure(peer, out);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(Peer peer, PrintStream out) {
        Map<String, Function<Integer, CompletableFuture<List<KeptMessage>>>> questions = new LinkedHashMap<>();
        questions.put("/history, 20 of another conversation each", n -> peer.history(name(n), 20));
        questions.put("/history, 1,000", n -> peer.history(name(n), 1_000));
        questions.put("/search, a rare word each", n -> peer.search(words.get(WORDS - 1 - n) + " ", 50));
        questions.put("/search, a word of one message in a hundred", n -> peer.search(words.get(75) + " ", 50));
        questions.put("/search, the most common word", n -> peer.search(words.get(0) + " ", 50));
        questions.put("/search, the two most common words", n -> peer.search(words.get(0) + " " + words.get(1), 50));
        questions.put("/search, a common and a rare word", n -> peer.search(words.get(0) + " " + words.get(9_000), 50));
        questions.put(
                "/search, a beginning of two letters",
                n -> peer.search(words.get(0).substring(0, 2), 50));
        questions.put(
                "/search, a beginning of four letters",
                n -> peer.search(words.get(0).substring(0, 4), 50));
        out.printf("%-45s %8s %8s %8s %6s%n", "ms", "first", "median", "worst", "found");
        questions.forEach((title, question) -> {
            double[] millis = new double[TRIES];
            int found = 0;
            for (int i = 0; i < TRIES; i++) {
                long start = System.nanoTime();
                found = question.apply(i).join().size();
                millis[i] = Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
            }
            double first = millis[0];
            Arrays.sort(millis);
            out.printf("%-45s %8.1f %8.1f %8.1f %6d%n", title, first, millis[TRIES / 2], millis[TRIES - 1], found);
        });
    }

    private void fill(Archive archive) throws IOException {
        Table<?> message = archive.table("message").orElseThrow();
        Table<?> conversation = archive.table("conversation").orElseThrow();
        Table<?> contact = archive.table("contact").orElseThrow();
        Bytes nowhere = Bytes.owning(Endpoint.CODEC.toBytes(new Endpoint("", 0)));
        for (int peer = 0; peer < PEERS; peer++) {
            archive.put(new Archive.Line(contact, List.of(id(peer), name(peer), nowhere, START_MILLIS, 0L)));
            long share = messages / PEERS;
            archive.put(new Archive.Line(conversation, List.of(id(peer), "", share, share * 450)));
        }
        for (long number = 1; number <= messages; number++) {
            int peer = random.nextInt(PEERS);
            long hlc = (START_MILLIS + number * 1_000) << 16;
            archive.put(new Archive.Line(
                    message,
                    List.of(
                            id(peer),
                            7L,
                            number,
                            id(peer),
                            "",
                            hlc,
                            name(peer),
                            text(),
                            START_MILLIS + number * 1_000,
                            0L)));
        }
        archive.commit();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = 3 + random.nextInt(20); left > 0; left--) {
            int at = Arrays.binarySearch(weights, random.nextDouble(weights[WORDS - 1]));
            text.append(words.get(Math.min(WORDS - 1, at < 0 ? -at - 1 : at))).append(' ');
        }
        return text.toString();
    }

    private String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int left = 3 + random.nextInt(6); left > 0; left--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.append((char) ('a' + number % 26)).toString();
    }

    private static Bytes id(int peer) {
        byte[] id = new byte[PeerId.BYTES];
        Arrays.fill(id, (byte) peer);
        return Bytes.owning(id);
    }

    private static String name(int peer) {
        return "peer" + peer;
    }
}
