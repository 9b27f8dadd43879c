package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.FrameTrace.Frame;
import io.eddy.node.PeerId;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
}
