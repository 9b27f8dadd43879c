package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.KeptMessage;
import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.Rejected;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Ending;
import io.eddy.daemon.Output;
import io.eddy.entry.MessageId;
import io.eddy.history.State;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code export} and {@code import}: a peer's data out of its folder, and into another. */
@Timeout(60)
final class ArchiveTest {
    private static final List<String> SAID = List.of("hi bob", "grüß dich 日本 🎲", "\u001b[2J \"quoted\"\n\u2028end");

    @TempDir
    Path folder;

    private MessageId first;
    private PeerId alice;

    private static Peer start(Path data) {
        return Peer.start(PeerConfig.in(data, "alice").onLan(false).listeningOn(new Endpoint("127.0.0.1", 0)));
    }

    @BeforeEach
    void talk() {
        try (Peer peer = start(data());
                Peer bob =
                        Peer.start(PeerConfig.inMemory("bob").onLan(false).listeningOn(new Endpoint("127.0.0.1", 0)))) {
            alice = peer.id();
            first = peer.send(bob.listening().toString(), SAID.get(0)).join();
            peer.join("chess").join();
            peer.say("chess", SAID.get(1)).join();
            peer.say("chess", SAID.get(2)).join();
        }
    }

    private Path data() {
        return folder.resolve("alice");
    }

    private Path exported(Path from, String... more) {
        Path file = folder.resolve("export-" + System.nanoTime());
        List<String> arguments = new ArrayList<>(List.of("--data", from.toString(), "--output", file.toString()));
        Collections.addAll(arguments, more);
        Export.run(new CommandLine(Export.commandLine()).parseArgs(arguments.toArray(new String[0])));
        return file;
    }

    private static void take(Path file, Path into) {
        Import.run(
                new CommandLine(Import.commandLine()).parseArgs("--data", into.toString(), file.toString()),
                Output.standard());
    }

    private static List<String> texts(List<KeptMessage> messages) {
        return messages.stream().map(kept -> kept.message().said().text()).toList();
    }

    @Test
    void whatIsTakenBackIsWhatWasExported() throws IOException {
        Path file = exported(data());
        Path copy = folder.resolve("copy");
        take(file, copy);

        assertThat(exported(copy)).hasSameTextualContentAs(file);
        assertThat(Files.readAllLines(file)).allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Peer peer = start(copy)) {
            assertThat(peer.id()).isEqualTo(alice);
            assertThat(texts(peer.history("chess", 9).join())).isEqualTo(SAID.subList(1, 3));
            assertThat(texts(peer.history("bob", 9).join())).containsExactly("hi bob");
            assertThat(peer.search("grussdich gruß", 9).join()).isEmpty();
            assertThat(texts(peer.search("dich", 9).join())).containsExactly(SAID.get(1));
        }
    }

    @Test
    void aCopyNeverGoesOnWithALogOfTheOriginal() {
        Path copy = folder.resolve("copy");
        take(exported(data()), copy);
        try (Peer peer = start(copy);
                Peer original = start(data())) {
            MessageId next = peer.send("bob", "again").join();
            MessageId continued = original.send("bob", "on").join();
            assertThat(List.of(first.log(), next.log(), continued.log())).doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutTheKeyWhatWasSaidIsKeptByAnotherIdentity() throws IOException {
        Path file = exported(data(), "--without-key");
        assertThat(Files.readAllLines(file).get(0)).contains("\"id\"").doesNotContain("\"key\"");
        Path copy = folder.resolve("copy");
        take(file, copy);
        try (Peer peer = start(copy)) {
            assertThat(peer.id()).isNotEqualTo(alice);
            assertThat(texts(peer.history("chess", 9).join())).isEqualTo(SAID.subList(1, 3));
            assertThat(peer.history("chess", 9).join())
                    .extracting(kept -> kept.message().state())
                    .containsOnly(State.KEPT);
        }
        assertThat(lines(exported(copy, "--without-key"), "message")).isEqualTo(lines(file, "message"));
        assertThat(lines(file, "message")).hasSize(3);
    }

    private static List<String> lines(Path file, String table) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("\"table\":\"" + table + "\""))
                    .toList();
        }
    }

    @Test
    void aFolderOnWhichAPeerRunsIsRefused() {
        Path file = exported(data(), "--without-key");
        try (Peer peer = start(data())) {
            assertThat(peer.id()).isEqualTo(alice);
            assertThatThrownBy(() -> exported(data(), "--without-key"))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("is in use by process");
            assertThatThrownBy(() -> take(file, data())).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void onlyAnEmptyFolderIsFilled() throws IOException {
        Path file = exported(data(), "--without-key");
        assertThatThrownBy(() -> take(file, data()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("is not empty; a copy is taken into an empty one only");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve("letter.txt"), new byte[1]);
        assertThatThrownBy(() -> take(file, other)).hasMessageContaining("is not empty");
        assertThat(other.resolve("letter.txt")).exists();
        assertThatThrownBy(() -> exported(folder.resolve("nowhere"))).hasMessageContaining("nothing that a peer keeps");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThatThrownBy(() -> take(folder.resolve("none"), folder.resolve("new")))
                .hasMessageContaining("there is no file");
    }

    @Test
    void whatIsSpoiltIsTakenNotAtAll() throws IOException {
        List<String> lines = Files.readAllLines(exported(data()));
        String message = lines.stream()
                .filter(line -> line.contains("\"message\""))
                .findFirst()
                .orElseThrow();
        String last = "line " + lines.size() + " ";
        for (String wrong : List.of(
                "",
                "{",
                "[]",
                "{\"table\":\"message\"}",
                "{\"table\":\"secrets\",\"x\":1}",
                "{\"table\":{}}",
                message.replaceFirst("\"author\":\"..", "\"author\":\""),
                message.replaceFirst("\"author\":\"..", "\"author\":\"zz"),
                message.replaceFirst("\"state\":[0-9]", "\"state\":77"),
                message.replaceFirst("\"number\":[0-9]+", "\"number\":99999999999999999999"),
                message + "}")) {
            List<String> spoilt = new ArrayList<>(lines);
            spoilt.add(lines.size() - 1, wrong);
            Path file = Files.write(folder.resolve("spoilt"), spoilt);
            Path into = folder.resolve("into");
            assertThatThrownBy(() -> take(file, into))
                    .as(wrong)
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining(last);
            try (Stream<Path> left = Files.list(into)) {
                assertThat(left).extracting(Path::getFileName).containsExactly(Path.of("lock"));
            }
        }
        take(exported(data(), "--without-key"), folder.resolve("into"));
    }

    private void assertRefused(List<String> lines, String why) throws IOException {
        Path file = Files.write(folder.resolve("refused"), lines);
        Path into = folder.resolve("into");
        assertThatThrownBy(() -> take(file, into)).isInstanceOf(Rejected.class).hasMessageContaining(why);
        try (Stream<Path> left = Files.list(into)) {
            assertThat(left).extracting(Path::getFileName).containsExactly(Path.of("lock"));
        }
    }

    @Test
    void whatWasCutAtAnyLineIsTakenNotAtAll() throws IOException {
        List<String> lines = Files.readAllLines(exported(data()));
        int rows = lines.size() - 2;
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"rows\":" + rows + "}");
        for (int left = 1; left < lines.size(); left++) {
            assertRefused(lines.subList(0, left), "line " + left + " is not the last that export wrote");
        }
        List<String> shorter = new ArrayList<>(lines);
        shorter.remove(rows);
        assertRefused(
                shorter,
                "line " + (rows + 1) + " says that " + rows + " rows are before it, and there are " + (rows - 1));
        List<String> longer = new ArrayList<>(lines);
        longer.add(lines.get(1));
        assertRefused(longer, "line " + (rows + 3) + " comes after the last");
        take(Files.write(folder.resolve("whole"), lines), folder.resolve("into"));
    }

    @Test
    void whichFolderIsMeantIsAnArgument() {
        for (CommandSpec command : List.of(Export.commandLine(), Import.commandLine())) {
            String[] arguments = command.name().equals("import") ? new String[] {"file"} : new String[0];
            int code = CommandLines.run(
                    command,
                    arguments,
                    Output.standard(),
                    options -> command.name().equals("import")
                            ? Import.run(options, Output.standard())
                            : Export.run(options));
            assertThat(code).as(command.name()).isEqualTo(Ending.MISUSED);
        }
    }

    @Test
    void whatIsNoExportOrANewerOneIsRefused() throws IOException {
        for (String head : List.of(
                "{}",
                "{\"eddy\":\"peer\"}",
                "{\"eddy\":\"manager\",\"format\":1,\"schema\":1}",
                "{\"eddy\":\"peer\",\"format\":1,\"schema\":1}",
                "{\"eddy\":\"peer\",\"format\":3,\"schema\":1}",
                "{\"eddy\":\"peer\",\"format\":2,\"schema\":99}",
                "{\"eddy\":\"peer\",\"format\":2,\"schema\":1,\"id\":\"00\",\"key\":\"00\"}",
                "hello")) {
            Path file = Files.writeString(folder.resolve("head"), head + "\n");
            assertThatThrownBy(() -> take(file, folder.resolve("into")))
                    .as(head)
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("line 1 ");
        }
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> take(empty, folder.resolve("into"))).hasMessageContaining("line 0 is missing");
    }
}
