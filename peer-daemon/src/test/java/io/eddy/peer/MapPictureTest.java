package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.atlas.Chart;
import io.eddy.daemon.Outcome;
import io.eddy.daemon.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapPictureTest {
    @Test
    void ofFewEveryoneIsDrawnWithItsLinks() throws IOException {
        Golden.assertSame("map-few.txt", Shown.text(MapPicture.report(SampleChart.few())));
    }

    @Test
    void whoIsAloneSeesItself() throws IOException {
        Golden.assertSame("map-alone.txt", Shown.text(MapPicture.report(SampleChart.alone())));
    }

    @Test
    void ofManyFiguresAreShown() throws IOException {
        Golden.assertSame("map-many.txt", Shown.text(MapPicture.report(SampleChart.many(200))));
    }

    @Test
    void scriptsGetNodesAndLinksAndAge() {
        String json = Shown.json(MapPicture.report(SampleChart.few()));
        assertThat(json)
                .startsWith("{\"event\":\"map\",\"nodes\":[{\"peer\":\""
                        + SampleChart.id(1).hex() + "\",\"name\":\"alice\",\"state\":\"free\",\"age\":0}")
                .contains("\"links\":[[\"" + SampleChart.id(1).hex() + "\",\""
                        + SampleChart.id(2).hex() + "\"],")
                .contains("\"rooms\":[{\"room\":\"chess\",\"members\":[\""
                        + SampleChart.id(1).hex())
                .endsWith("\"age\":170,\"age_median\":31}");
    }

    @Test
    void theGraphForGraphvizIsQuoted() throws IOException {
        Golden.assertSame("map-few.dot", DotFile.of(SampleChart.few()));
    }

    @Test
    void theGraphForMermaidHoldsNothingThatItWouldTakeForItsOwn() throws IOException {
        String graph = MermaidFile.of(SampleChart.few());
        Golden.assertSame("map-few.mmd", graph);
        Pattern line = Pattern.compile("graph LR"
                + "|    p\\d+\\[\"(?:[\\p{L}\\p{M}\\p{Nd} ._]|#\\d+;)+\"\\]"
                + "|    p\\d+ (?:---|-\\.-) p\\d+"
                + "|    classDef \\w+ [\\w-]+:[#\\w]+"
                + "|    class p\\d+(?:,p\\d+)* \\w+");
        assertThat(graph.lines()).allMatch(line.asMatchPredicate());
    }

    @Test
    void ofAGraphThatMermaidDoesNotDrawAsItIsTheOutcomeSaysWhatDrawsIt(@TempDir Path folder) {
        Chart chart = SampleChart.many(1_000);
        int links = chart.links().size();
        int characters = MermaidFile.of(chart).length();
        assertThat(links).isGreaterThan(500);
        assertThat(characters).isGreaterThan(50_000);
        String config = "{\"maxEdges\":" + links + ",\"maxTextSize\":" + characters + "}";
        assertThat(lines(exported(chart, "--mermaid", folder)))
                .contains("mmdc -c", config, "--dot")
                .hasLineCount(2);
        assertThat(fields(exported(chart, "--mermaid", folder))).contains("mermaid_config");
        assertThat(lines(exported(chart, "--dot", folder))).doesNotContain("mmdc");
        assertThat(lines(exported(SampleChart.few(), "--mermaid", folder))).doesNotContain("mmdc");
    }

    private static Outcome exported(Chart chart, String option, Path folder) {
        ExportFile file = new ExportFile(folder.resolve("map"));
        return NetworkCommands.write(Map.of(option, file), chart);
    }

    private static String lines(Outcome outcome) {
        return Shown.text(new Report("result", outcome.made(), outcome.lines()));
    }

    private static String fields(Outcome outcome) {
        return Shown.json(new Report("result", outcome.made(), outcome.lines()));
    }

    @Test
    void everyNodeAndLinkOfAThousandIsExported() {
        Chart chart = SampleChart.many(1_000);
        assertThat(DotFile.of(chart).lines().filter(line -> line.contains(" -- ")))
                .hasSize(chart.links().size());
        assertThat(MermaidFile.of(chart).lines().filter(line -> line.contains("[\"")))
                .hasSize(1_000);
    }
}
