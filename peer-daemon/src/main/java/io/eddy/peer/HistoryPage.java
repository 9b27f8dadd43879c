package io.eddy.peer;

import io.eddy.KeptMessage;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.entry.ShortMessageId;
import io.eddy.history.State;
import io.eddy.node.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How what was said is shown again. */
final class HistoryPage {
    private final Supplier<PeerId> self;

    /**
     * Pages of one peer.
     *
     * @param self whose own messages are marked with how far they have come
     */
    HistoryPage(Supplier<PeerId> self) {
        this.self = self;
    }

    Report history(List<KeptMessage> messages) {
        return new Report("history", json -> list(json, messages), page -> {
            int width = page.widest(messages.stream().map(KeptMessage::fromName).toList());
            for (KeptMessage kept : messages) {
                page.day(kept.message().sentAtMillis()).at(kept.message().sentAtMillis());
                page.column(Tint.NAME, kept.fromName(), width)
                        .text("  ")
                        .words(kept.message().said().text());
                ownState(kept).ifPresent(state -> page.text(Tint.FAINT, "  " + state.text() + question(kept, state)));
                if (wasAhead(kept)) {
                    page.text(Tint.FAINT, "  (its clock was ahead)");
                }
                page.line();
            }
            if (messages.isEmpty()) {
                page.line("  nothing was said there, as far as is kept");
            }
        });
    }

    Report search(List<KeptMessage> hits) {
        return new Report("search", json -> list(json, hits), page -> {
            int width = page.widest(hits.stream().map(HistoryPage::where).toList());
            for (KeptMessage hit : hits) {
                page.moment(hit.message().sentAtMillis())
                        .column(Tint.NAME, where(hit), width)
                        .text("  ")
                        .text(hit.snippet().orElse(hit.message().said().text()));
                ownState(hit).map(state -> question(hit, state)).ifPresent(question -> page.text(Tint.FAINT, question));
                page.line();
            }
            if (hits.isEmpty()) {
                page.line("  no message has all these words");
            }
        });
    }

    private void list(JsonLine json, List<KeptMessage> messages) {
        json.objects("messages", messages, this::fields);
    }

    private void fields(JsonLine json, KeptMessage kept) {
        json.field("message", kept.message().id().toString())
                .field("from", kept.fromName())
                .field("peer", kept.message().id().author().hex());
        kept.room().ifPresent(room -> json.field("room", room));
        kept.toName().ifPresent(name -> json.field("to", name));
        json.field("text", kept.message().said().text())
                .field("sent_at", kept.message().sentAtMillis());
        ownState(kept).ifPresent(state -> json.field("state", state.text()));
        kept.snippet().ifPresent(snippet -> json.field("snippet", snippet));
    }

    /** What a person types to learn what this message waits for, if it waits for somebody. */
    private static String question(KeptMessage kept, State state) {
        boolean waits =
                state == State.KEPT || (state == State.SENT && kept.room().isEmpty());
        return waits ? "  /why " + ShortMessageId.of(kept.message().id()) : "";
    }

    private static boolean wasAhead(KeptMessage kept) {
        long leadMillis = kept.message().sentAtMillis() - kept.message().cameAtMillis();
        boolean notShown = kept.message().state() == State.MISDATED;
        return notShown || leadMillis > PeerReports.CLOCK_TOLERANCE.toMillis();
    }

    private Optional<State> ownState(KeptMessage kept) {
        boolean own = kept.message().id().author().equals(self.get());
        return own ? Optional.of(kept.message().state()) : Optional.empty();
    }

    private static String where(KeptMessage kept) {
        return kept.room()
                .map(room -> kept.fromName() + " in " + room)
                .orElseGet(() ->
                        kept.fromName() + kept.toName().map(to -> " → " + to).orElse(""));
    }
}
