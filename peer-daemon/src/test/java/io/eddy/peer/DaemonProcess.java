package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of the shipped jars as a process, worked over pipes. */
final class DaemonProcess implements AutoCloseable {
    /** A busy machine starts a virtual machine in seconds, and plays a whole game in half a minute. */
    private static final Duration LATEST = Duration.ofSeconds(90);

    final List<String> output = new CopyOnWriteArrayList<>();
    final List<String> errors = new CopyOnWriteArrayList<>();
    private final Process process;
    private final OutputStream input;
    private final List<Thread> readers;
    private int commands;

    private DaemonProcess(Process process) {
        this.process = process;
        input = process.getOutputStream();
        readers = List.of(collect(process.getInputStream(), output), collect(process.getErrorStream(), errors));
    }

    static DaemonProcess manager(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--json", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return start("manager.jar", arguments);
    }

    /** One that is silent on the network: other runs of these tests on this computer are not to meet it. */
    static DaemonProcess peer(Path data, String name, String... more) {
        List<String> options = new ArrayList<>(List.of("--no-lan"));
        options.addAll(List.of(more));
        return peerOnLan(data, name, options);
    }

    /** One that finds others on loopback, and is found by whoever else listens there. */
    static DaemonProcess peerOnLan(Path data, String name, List<String> more) {
        return start("peer.jar", arguments(data, name, "127.0.0.1:0", more));
    }

    /** One that listens where it is told to, and will not live long: what it runs is not compiled to run fast. */
    static DaemonProcess mortal(Path data, String name, String listen, List<String> more) {
        return start(List.of("-XX:TieredStopAtLevel=1"), "peer.jar", arguments(data, name, listen, more));
    }

    private static List<String> arguments(Path data, String name, String listen, List<String> more) {
        List<String> arguments =
                new ArrayList<>(List.of("--json", "--data", data.toString(), "--name", name, "--listen", listen));
        arguments.addAll(more);
        return arguments;
    }

    static DaemonProcess start(String jar, List<String> arguments) {
        return start(List.of(), jar, arguments);
    }

    /** Starts a jar in a locale that knows ASCII alone, in which UTF-8 has to work as well. */
    private static DaemonProcess start(List<String> machine, String jar, List<String> arguments) {
        // A build that runs in the background ignores SIGINT, its children inherit that, and a JVM leaves it so.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(machine);
        command.addAll(List.of("-jar", System.getProperty(jar)));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        try {
            return new DaemonProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread collect(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (stream) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int next = stream.read(); next >= 0; next = stream.read()) {
                    if (next == '\n') {
                        lines.add(line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else {
                        line.write(next);
                    }
                }
            } catch (IOException e) {
                lines.add("cannot be read: " + e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    void write(String text) {
        try {
            input.write(text.getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void endInput() {
        try {
            input.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a command, and gives its result. */
    String type(String command) {
        return sees("\"event\":\"result\",\"id\":\"" + post(command) + "\"");
    }

    /** Types a command, which succeeds, and gives the latest event of this kind. */
    String asked(String event, String command) {
        assertThat(type(command)).contains("\"ok\":true");
        return find("\"event\":\"" + event + "\"")
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Types a command without waiting, and gives the id that its result will have. */
    String post(String command) {
        String id = String.valueOf(++commands);
        write("#" + id + " " + command + "\n");
        return id;
    }

    /** Waits for a line with all these parts, and gives the first. */
    String sees(String... parts) {
        return await().atMost(LATEST)
                .until(() -> find(parts).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    Stream<String> find(String... parts) {
        return output.stream().filter(line -> Stream.of(parts).allMatch(line::contains));
    }

    /** The real address, from the first line. */
    String address() {
        String ready = sees("\"event\":\"ready\"");
        assertThat(output.get(0)).isEqualTo(ready);
        return ready.replaceFirst(".*\"listen\":\"([^\"]+)\".*", "$1");
    }

    int port() {
        return Integer.parseInt(address().replaceFirst(".*:", ""));
    }

    /** Takes the next line that has come, if there is one, out of the output. */
    Optional<String> take() {
        return output.isEmpty() ? Optional.empty() : Optional.of(output.remove(0));
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LATEST.toSeconds(), TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    /** The same, when all that it has printed is there. */
    int exitCodeAndOutput() throws InterruptedException {
        int code = exitCode();
        for (Thread reader : readers) {
            reader.join();
        }
        return code;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
