package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.FrameLog;
import io.eddy.daemon.Outcome;
import io.eddy.daemon.Report;
import io.eddy.node.FrameTrace;
import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.FrameTrace.Frame;
import io.eddy.node.PeerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceDiagramTest {
    private static final PeerId BOB = SampleChart.id(2);
    private static final PeerId EVIL = SampleChart.id(4);
    private static final long NOON = 1_795_262_400_000L;

    /** What the lexer of Mermaid's sequence diagrams takes, for the statements that are used. */
    private static final Pattern LINE = Pattern.compile("sequenceDiagram"
            + "|    participant \\w+ as (?:[^#;:\\n\"-]|#\\d+;)+"
            + "|    Note over self: \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"
            + "|    \\w+->>\\w+: (?:[^#;:\\n\"]|#\\d+;)+");

    private final TraceDiagram diagram = new TraceDiagram(
            peer -> Map.of(BOB, "bob", EVIL, "e\"v;i#l\n->>self: x").getOrDefault(peer, "nobody"), ZoneOffset.UTC);

    @Test
    void framesAreArrowsWithTheTimeEverySecond() throws IOException {
        String text = diagram.of(
                "end",
                List.of(
                        new Frame(NOON, Direction.SENT, BOB, "sync.Given", 235),
                        new Frame(NOON + 120, Direction.RECEIVED, BOB, "sync.Have", 50),
                        new Frame(NOON + 1_120, Direction.RECEIVED, EVIL, "link.(of a later version)", 3),
                        new Frame(NOON + 1_130, Direction.SENT, EVIL, "link.Pong", 10)));
        Golden.assertSame("trace.mmd", text);
        assertThat(text.lines()).allMatch(LINE.asMatchPredicate());
    }

    @Test
    void withoutFramesThereIsADiagramAllTheSame() {
        assertThat(diagram.of("alice", List.of())).isEqualTo("sequenceDiagram\n    participant self as alice\n");
    }

    @Test
    void ofADiagramThatMermaidDoesNotDrawAsItIsTheOutcomeSaysWhatDrawsIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trace.mmd");

        Report many = exported(file, FrameTrace.MAX_FRAMES);
        int characters = Files.readString(file).length();
        assertThat(characters).isGreaterThan(50_000);
        String config = "{\"maxEdges\":500,\"maxTextSize\":" + characters + "}";
        assertThat(Shown.text(many)).contains("mmdc -c", config).hasLineCount(2);
        assertThat(Shown.json(many)).contains("\"mermaid_config\":\"" + config.replace("\"", "\\\""));

        Report few = exported(file, 10);
        assertThat(Shown.text(few)).hasLineCount(1);
        assertThat(Shown.json(few)).contains("\"frames\":10").doesNotContain("mermaid_config");
    }

    private static Report exported(Path file, int frames) {
        Frame frame = new Frame(NOON, Direction.RECEIVED, BOB, "sync.(of a later version)", 1_000);
        FrameLog log = new FrameLog(true, Collections.nCopies(frames, frame), Map.of(BOB, "bob"));
        Outcome outcome = NetworkCommands.write(log, "alice", new ExportFile(file));
        return new Report("result", outcome.made(), outcome.lines());
    }
}
