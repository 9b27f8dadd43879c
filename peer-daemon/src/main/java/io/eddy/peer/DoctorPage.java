package io.eddy.peer;

import io.eddy.daemon.Page;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.peer.Finding.Verdict;
import java.util.List;

/** What the doctor found, a line each, with what to do. */
final class DoctorPage {
    private static final int VERDICT_COLUMNS = "warn".length();

    private DoctorPage() {}

    static Report report(List<Finding> findings) {
        return new Report(
                "doctor",
                json -> json.field("ok", findings.stream().noneMatch(finding -> finding.verdict() == Verdict.BAD))
                        .objects(
                                "findings",
                                findings,
                                (line, finding) -> line.field("topic", finding.topic())
                                        .field("verdict", finding.verdict().text())
                                        .field("text", finding.sentence())
                                        .field("advice", finding.advice().isEmpty() ? null : finding.advice())),
                page -> {
                    int width =
                            page.widest(findings.stream().map(Finding::topic).toList());
                    findings.forEach(finding -> line(page, finding, width));
                });
    }

    private static void line(Page page, Finding finding, int width) {
        Tint tint = switch (finding.verdict()) {
            case OK -> Tint.GOOD;
            case WARN -> Tint.NAME;
            case BAD -> Tint.BAD;
        };
        page.text("  ")
                .column(tint, finding.verdict().text(), VERDICT_COLUMNS)
                .text("  ")
                .column(Tint.FAINT, finding.topic(), width)
                .text("  " + finding.sentence())
                .text(Tint.FAINT, finding.advice().isEmpty() ? "" : "; " + finding.advice()) // Whole, to be copied.
                .line();
    }
}
