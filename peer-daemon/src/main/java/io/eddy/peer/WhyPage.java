package io.eddy.peer;

import io.eddy.KeptMessage;
import io.eddy.Reachability;
import io.eddy.Standing;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Page;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.directory.Attempt;
import io.eddy.directory.Attempt.Result;
import io.eddy.history.State;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a peer is linked, or is not: each way that was tried to it. */
final class WhyPage {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private WhyPage() {}

    /** What is known of the ways to a peer. */
    static Report report(Reachability reachability) {
        boolean linked = reachability.linked();
        List<Attempt> attempts = reachability.attempts();
        return new Report(
                "why",
                json -> json.field("name", reachability.name())
                        .field("peer", reachability.peer().map(PeerId::hex))
                        .field("linked", linked)
                        .field("waiting", reachability.waiting())
                        .objects("attempts", attempts, WhyPage::fields),
                page -> {
                    page.text("  ").text(Tint.NAME, reachability.name());
                    page.line(linked ? Tint.GOOD : Tint.BAD, linked ? " is linked" : " is not linked");
                    attempts.forEach(attempt -> line(page, attempt));
                    if (linked && attempts.stream().noneMatch(attempt -> attempt.result() == Result.REACHED)) {
                        page.line("  It dialled this peer.");
                    } else if (attempts.isEmpty()) {
                        page.line("  " + UNTRIED);
                    }
                    int waiting = reachability.waiting();
                    if (waiting > 0) {
                        page.line("  " + waiting + (waiting == 1 ? " message waits" : " messages wait") + " for it.");
                    }
                });
    }

    /** What has become of a message. */
    static Report report(Standing standing) {
        KeptMessage kept = standing.message();
        return new Report(
                "why",
                json -> {
                    json.field("message", kept.message().id().toString())
                            .field("state", kept.message().state().text())
                            .field("waits_for", waitsFor(standing));
                    kept.room().ifPresent(room -> json.field("room", room));
                    kept.toName().ifPresent(to -> json.field("to", to));
                    json.strings("carriers", standing.carriers());
                },
                page -> {
                    page.text("  ").at(kept.message().sentAtMillis());
                    page.words(kept.message().said().text());
                    page.line(Tint.FAINT, "  " + kept.message().state().text());
                    String waitsFor = waitsFor(standing);
                    page.line("  " + (waitsFor == null ? "It waits for nothing." : waitsFor));
                    standing.recipient()
                            .filter(recipient -> waitsFor != null)
                            .ifPresent(recipient -> recipient.attempts().forEach(attempt -> line(page, attempt)));
                });
    }

    private static @Nullable String waitsFor(Standing standing) {
        State state = standing.message().message().state();
        String carriers = String.join(", ", standing.carriers());
        if (state == State.DELIVERED || (standing.recipient().isEmpty() && state == State.SENT)) {
            return null;
        }
        if (standing.recipient().isEmpty()) {
            return "Nobody in the room has it yet: it is told to whoever of it is linked next.";
        }
        String to = standing.recipient().get().name();
        if (standing.blocked()) {
            return to + " is blocked: nothing goes to it, and nobody is asked to carry it. /unblock " + to
                    + " undoes that.";
        }
        if (standing.unsealed()) {
            return "It can be sealed only when " + to + " has been met, or somebody who has its address record.";
        }
        if (standing.recipient().get().linked()) {
            return to + " is linked and has not said yet that it has it.";
        }
        return to + " is not linked"
                + (carriers.isEmpty()
                        ? state == State.SENT
                                ? "; somebody who is not linked now has it and passes it on."
                                : "; nobody else has it. Contacts that are linked here are asked to carry it."
                        : "; " + carriers + " will pass it on.");
    }

    private static final String UNTRIED =
            "It was not tried: nobody asked for a link to it, or no address of it is known. /connect tries.";

    private static void fields(JsonLine json, Attempt attempt) {
        json.field("address", attempt.address().toString())
                .field("via", attempt.whence().text())
                .field("tried_at", attempt.atMillis())
                .field("outcome", attempt.result().text())
                .field("reason", attempt.why().isEmpty() ? null : attempt.why())
                .field("next_at", attempt.nextMillis() == 0 ? null : Long.valueOf(attempt.nextMillis()));
    }

    private static void line(Page page, Attempt attempt) {
        Tint tint = switch (attempt.result()) {
            case REACHED -> Tint.GOOD;
            case FAILED -> Tint.BAD;
            case UNDER_WAY -> Tint.FAINT;
        };
        page.text("  ").at(attempt.atMillis());
        page.text(attempt.address() + " (" + attempt.whence().text() + "): ").text(tint, outcome(attempt));
        long nextMillis = attempt.nextMillis() - page.nowMillis();
        if (attempt.nextMillis() != 0 && nextMillis >= 0) {
            page.text(Tint.FAINT, "; again in " + length(Duration.ofMillis(nextMillis)));
        }
        page.line();
    }

    private static String outcome(Attempt attempt) {
        return attempt.result() == Result.FAILED
                ? attempt.why()
                : attempt.result().text();
    }

    static String length(Duration length) {
        if (length.compareTo(TWO_MINUTES) < 0) {
            return String.format(Locale.ROOT, "%d s", (length.toMillis() + 999) / 1000);
        }
        return length.compareTo(TWO_HOURS) < 0 ? length.toMinutes() + " min" : length.toHours() + " h";
    }
}
