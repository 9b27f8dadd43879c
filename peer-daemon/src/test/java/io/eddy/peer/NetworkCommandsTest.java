package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.daemon.Console;
import io.eddy.daemon.Ending;
import io.eddy.daemon.JsonScreen;
import io.eddy.daemon.PersonScreen;
import io.eddy.daemon.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alice can ask of the network, in which bob is her only neighbour: no manager, no multicast. */
class NetworkCommandsTest {
    @TempDir
    Path folder;

    private final List<String> json = new CopyOnWriteArrayList<>();
    private final List<String> text = new CopyOnWriteArrayList<>();
    private final Peer bob = Peer.start(PeerConfig.inMemory("bob"));
    private final Peer alice = alice();
    private final Console console = console(alice);
    private int commands;

    private Peer alice() {
        CompletableFuture<Peer> started = new CompletableFuture<>();
        Screen screen = both();
        PeerReports reports =
                new PeerReports(new Myself(() -> "alice", () -> started.join().id()));
        Peer peer = Peer.start(
                PeerConfig.inMemory("alice").peer(bob.listening()).onEvent(event -> screen.show(reports.of(event))));
        started.complete(peer);
        return peer;
    }

    private Console console(Peer peer) {
        PeerReports reports = new PeerReports(new Myself(() -> "alice", peer::id));
        PeerCommands table = new PeerCommands(peer, both(), reports);
        return new Console(both(), table.all(), table::talk, peer::execute, new Ending(), true);
    }

    private Screen both() {
        Screen forScripts = new JsonScreen(json::add, Clock.systemUTC());
        Screen forPeople = new PersonScreen(text::add, prompt -> {}, false, Clock.systemUTC());
        return new Screen() {
            @Override
            public void show(io.eddy.daemon.Report report) {
                forScripts.show(report);
                forPeople.show(report);
            }

            @Override
            public void prompt(String conversation) {
                // Nobody looks at it here.
            }
        };
    }

    /** Types a command, and gives its result. */
    private String type(String command) {
        String id = "t" + ++commands;
        console.line("#" + id + " " + command);
        return sees(json, "\"event\":\"result\",\"id\":\"" + id + "\"");
    }

    private static String sees(List<String> shown, String... parts) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> shown.stream()
                                .filter(line -> Stream.of(parts).allMatch(line::contains))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void untilNeighbours() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> alice.map().join().links().stream().anyMatch(link -> link.agreed()));
    }

    private String quoted(String name) {
        return "'" + folder.resolve(name) + "'";
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    @Test
    void theMapShowsBothAndIsWrittenDown() throws IOException {
        untilNeighbours();
        Path dot = folder.resolve("my map.dot");
        Path mermaid = folder.resolve("map.mmd");
        Files.writeString(mermaid, "what was there before, and longer than what comes\n".repeat(100));

        assertThat(type("/map --mermaid " + mermaid + " --dot " + quoted("my map.dot")))
                .contains("\"ok\":true", "\"dot\":\"" + dot + "\"", "\"mermaid\":\"" + mermaid + "\"");

        assertThat(sees(json, "\"event\":\"map\""))
                .contains(alice.id().hex(), bob.id().hex(), "\"name\":\"bob\",\"state\":\"free\"", "\"age\":");
        assertThat(sees(text, "2 peers")).contains("alice  ── bob");
        sees(text, "written to " + dot);
        assertThat(Files.readString(dot))
                .startsWith("graph eddy {")
                .contains("bob", " -- ")
                .endsWith("}\n");
        assertThat(Files.readString(mermaid)).startsWith("graph LR\n").contains("[\"bob\"]");
        assertThat(Files.readString(mermaid)).doesNotContain("before");
    }

    @Test
    void theDoctorFindsNothingToDoHere() {
        await().until(() -> alice.vitals().join().witnesses().size() == 1);

        assertThat(type("/doctor")).contains("\"ok\":true");

        assertThat(sees(json, "\"event\":\"doctor\""))
                .contains(
                        "\"ok\":true",
                        "{\"topic\":\"multicast\",\"verdict\":\"ok\",\"text\":\"not used, because of --no-lan\"",
                        "listening on " + alice.listening() + ", seen by others as 127.0.0.1",
                        "\"topic\":\"clock\",\"verdict\":\"ok\"",
                        "\"text\":\"none is used\"");
        assertThat(sees(text, "  ok    clock")).doesNotContain("  bad");
    }

    @Test
    void whyNamesTheWaysToAPeer() {
        untilNeighbours();
        assertThat(type("/why bob")).contains("\"ok\":true");
        assertThat(sees(json, "\"event\":\"why\""))
                .contains(
                        "\"name\":\"bob\",\"peer\":\"" + bob.id().hex() + "\",\"linked\":true",
                        "\"address\":\"" + bob.listening() + "\"",
                        "\"outcome\":\"reached\"");

        bob.close();
        sees(text, "bob", "is offline");
        assertThat(type("/why bob")).contains("\"ok\":true");
        assertThat(sees(json, "\"event\":\"why\"", "\"linked\":false")).contains("\"outcome\":\"failed\"");
        await().until(() -> {
            String id = type("/why " + bob.listening());
            return id.contains("\"ok\":true")
                    && json.stream()
                            .anyMatch(line -> line.contains("\"name\":\"" + bob.listening() + "\"")
                                    && line.contains("\"reason\":\"nobody listens at that address")
                                    && line.contains("\"next_at\":1"));
        });
        sees(text, bob.listening() + " is not linked", "again in ");
    }

    @Test
    void whyTakesWhatTheHistoryShowsBehindAMessage() {
        untilNeighbours();
        bob.close();
        sees(text, "bob", "is offline");
        assertThat(type("/msg bob are you there?")).contains("\"ok\":true");
        assertThat(type("/history bob")).contains("\"ok\":true");
        String line = sees(text, "are you there?", "  /why ");
        String question = line.substring(line.indexOf("/why ")).strip();
        assertThat(question).matches("/why 1-[0-9a-f]{6}");

        assertThat(type(question)).contains("\"ok\":true");

        String id = alice.history("bob", 1).join().get(0).message().id().toString();
        assertThat(sees(json, "\"event\":\"why\""))
                .contains("\"message\":\"" + id + "\",\"state\":\"kept\",\"waits_for\":\"bob is not linked");
        assertThat(type("/why 9" + question.substring(6)))
                .contains("\"error\":\"no message of yours that is kept is called 9-");
    }

    @Test
    void theTraceIsNotedAndWrittenDown() throws IOException {
        untilNeighbours();
        assertThat(type("/trace")).contains("\"ok\":true,\"tracing\":false,\"frames\":0");
        assertThat(type("/trace export " + quoted("frames.mmd")))
                .contains("\"ok\":false,\"error\":\"nothing is noted; /trace on notes frames from then on\"");
        assertThat(type("/trace on")).contains("\"ok\":true,\"tracing\":true");
        assertThat(type("/say hello")).contains("\"ok\":true");
        await().until(() -> alice.frames().join().frames().stream()
                .anyMatch(frame -> frame.message().equals("gossip.Posted")));
        assertThat(type("/trace off")).contains("\"ok\":true,\"tracing\":false");

        Path file = folder.resolve("frames.mmd");
        assertThat(type("/trace export " + quoted("frames.mmd")))
                .contains("\"ok\":true,\"path\":\"" + file + "\",\"frames\":");

        assertThat(Files.readString(file))
                .startsWith("sequenceDiagram\n    participant self as alice\n    participant p1 as bob\n")
                .contains("self->>p1: gossip.Posted, ")
                .doesNotContain("hello");
        sees(text, " written to " + file);
        sees(text, "the trace is off; ");
    }

    @Test
    void aWrongCommandOfTheNetworkSaysWhatWouldBeRight() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Map<String, String> complaints = new LinkedHashMap<>();
        complaints.put("/map now", "'now' is neither --dot nor --mermaid: /map [--dot FILE] [--mermaid FILE]");
        complaints.put("/map --dot", "FILE is missing: /map");
        complaints.put("/map --dot 'a", "a quote or a backslash has no end: /map");
        complaints.put("/map --dot ''", "a file needs a name");
        complaints.put("/map --dot a\u0000b", "cannot be the name of a file");
        complaints.put("/map --dot " + quoted("a") + " --dot " + quoted("b"), "'--dot' is given twice: /map");
        complaints.put("/map --dot " + quoted("a") + " --mermaid " + quoted("folder"), "is a folder; name a file");
        complaints.put("/map --dot /dev/null", "/dev/null is no ordinary file, and is left as it is");
        complaints.put("/map --dot " + quoted("none/a"), "there is no folder " + folder.resolve("none"));
        complaints.put("/doctor bob", "'bob' is too much: /doctor");
        complaints.put("/why", "PEER is missing: /why PEER");
        complaints.put("/why bob carol", "'carol' is too much: /why PEER");
        complaints.put("/why nobody", "nobody");
        complaints.put("/why alice", "that is yourself");
        complaints.put("/why a:b:c", "IPv6");
        complaints.put("/trace maybe", "'maybe' is neither on, off nor export: /trace [on|off|export FILE]");
        complaints.put("/trace on now", "'now' is too much: /trace");
        complaints.put("/trace export", "FILE is missing: /trace");
        complaints.put("/trace export a b", "'b' is too much: /trace");

        complaints.forEach((command, complaint) ->
                assertThat(type(command)).as(command).contains("\"ok\":false,\"error\":\"", complaint));

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("folder"));
        }
        assertThat(json).noneMatch(line -> line.contains("\"event\":\"map\""));
    }

    @Test
    void statusMarksTheNeighboursAndCountsWhatTheMeshDoes() {
        untilNeighbours();
        assertThat(type("/join chess")).contains("\"ok\":true");
        assertThat(type("/status")).contains("\"ok\":true");

        assertThat(sees(json, "\"event\":\"status\""))
                .contains(
                        "\"rooms\":[\"everyone\",\"chess\"]",
                        "\"outbound\":true,\"neighbour\":true",
                        "\"gossip_replayed\":0",
                        "\"addresses_refused\":0",
                        "\"map_told\":",
                        "\"messages_again\":0");
        assertThat(sees(text, "  name"))
                .contains("everyone, chess", ", neighbour\n", "map signed")
                .doesNotContain("gossip replayed");
    }

    @Test
    void statusCountsLinksToPeersOfAnotherNetwork() {
        PeerConfig config = PeerConfig.inMemory("stranger").inNetwork("other").peer(alice.listening());
        try (Peer stranger = Peer.start(config)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(alice.status().join().counters())
                            .as("%s has called", stranger.name())
                            .containsEntry("links_of_other_networks", 1L));
            assertThat(type("/status")).contains("\"ok\":true");
            sees(json, "\"event\":\"status\"", "\"links_of_other_networks\":1");
            sees(text, "links of other networks");
        }
    }
}
