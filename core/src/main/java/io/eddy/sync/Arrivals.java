package io.eddy.sync;

import io.eddy.node.ProtocolViolation;
import io.eddy.sync.Correspondent.Question;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The entries that peers bring: what they have just said, and what they were asked for. */
final class Arrivals {
    private final Setting setting;
    private final Asking asking;
    private final Taking taking;
    private final Forks forks;

    Arrivals(Setting setting, Asking asking, Taking taking, Forks forks) {
        this.setting = setting;
        this.asking = asking;
        this.taking = taking;
        this.forks = forks;
    }

    void onPushed(Correspondent by, Pushed pushed) {
        Conversation conversation = setting.shared(by, pushed.group());
        Run.requireSound(List.of(pushed.run()));
        if (conversation == null) {
            setting.tally.unasked++;
        } else if (by.checks.take(setting.host.now())) {
            taking.take(by, conversation, pushed.run(), false);
            setting.application.onKeptTogether();
            asking.next(by);
        } else {
            setting.tally.leftOut++; // It tells of it, too, and can be asked then.
        }
    }

    void onGiven(Correspondent by, Given given) {
        Run.requireSound(given.runs());
        Question question = asking.answered(by, given);
        Conversation conversation = setting.shared(by, given.group());
        if (question != null && conversation != null) {
            try {
                given.runs().forEach(run -> onRun(by, conversation, question, run));
                giveUp(by, conversation, question, given);
            } finally {
                setting.application.onKeptTogether();
            }
        }
        if (question != null && (given.runs().isEmpty() || !given.refusals().isEmpty())) {
            asking.everyone(); // Others may have what this one has not.
        } else {
            asking.next(by);
        }
    }

    private void onRun(Correspondent by, Conversation conversation, Question question, Run run) {
        Stretch asked = question.stretches().get(run.id());
        boolean wanted = asked != null
                && (asked.isBackwards()
                        ? run.from() > asked.to() && run.end() <= asked.from()
                        : run.from() == asked.from());
        if (asked == null || !wanted) {
            throw new ProtocolViolation("entries that were not asked for");
        }
        if (asked.isBackwards()) {
            taking.takeEarlier(conversation, run, true);
        } else if (question.tracing()) {
            forks.examine(by, conversation, run);
        } else {
            taking.take(by, conversation, run, true);
        }
    }

    /** What was refused, or brought us nothing, is not asked of this one again before one of us has more of it. */
    private void giveUp(Correspondent of, Conversation conversation, Question question, Given given) {
        Shared shared = of.shared(conversation.group);
        if (shared == null || question.tracing() || !setting.host.store().accepting()) {
            return;
        }
        Set<LogId> settled = new LinkedHashSet<>();
        Set<LogId> gone = new LinkedHashSet<>();
        given.runs().forEach(run -> settled.add(run.id()));
        for (Refusal refusal : given.refusals()) {
            settled.add(refusal.id());
            if (refusal.reason() == Reason.GONE) {
                gone.add(refusal.id());
            }
        }
        question.stretches().values().stream()
                .filter(asked -> settled.isEmpty() || settled.contains(asked.id()))
                .forEach(asked -> giveUp(shared, conversation, asked, gone.contains(asked.id())));
    }

    private static void giveUp(Shared shared, Conversation conversation, Stretch asked, boolean gone) {
        Log log = conversation.logs.get(asked.id());
        if (asked.isBackwards()) {
            if (log != null && log.first() == asked.from() + 1) {
                shared.earlierInVain.put(asked.id(), log.first());
            }
        } else if (log == null) {
            boolean newest = conversation.isRoom() && asked.from() < asked.to();
            if (!newest || !shared.shortOf.add(asked.id())) {
                shared.inVain.put(asked.id(), conversation.next(asked.id()));
            }
            // Else it is asked for the last alone.
        } else {
            giveUpNext(shared, asked, conversation.next(asked.id()), gone && conversation.isRoom());
        }
    }

    private static void giveUpNext(Shared shared, Stretch asked, long next, boolean gone) {
        if (next == asked.from()) {
            shared.inVain.put(asked.id(), next);
            if (gone) {
                shared.gone.put(asked.id(), next);
            }
        } else if (next < asked.from()) {
            if (asked.from() < asked.to()) {
                shared.shortOf.add(asked.id()); // It is asked for the last alone.
            } else {
                shared.newestInVain.put(asked.id(), asked.to());
            }
        }
    }
}
