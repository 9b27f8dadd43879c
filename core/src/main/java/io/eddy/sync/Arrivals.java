package io.eddy.sync;

import io.eddy.node.ProtocolViolation;
import io.eddy.sync.Correspondent.Question;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Stretch;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        if (!given.runs().isEmpty() && given.refusals().isEmpty()) {
            asking.next(by); // It goes on.
        }
        asking.everyone(); // Others may have what this one has not, and were not asked while it was.
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
        Map<LogId, Reason> refused = refused(question, given);
        Set<LogId> brought = new LinkedHashSet<>();
        given.runs().forEach(run -> brought.add(run.id()));
        for (Stretch asked : question.stretches().values()) {
            Reason reason = refused.get(asked.id());
            boolean settled = reason != null || brought.contains(asked.id());
            if (settled && giveUp(shared, conversation, asked, reason == Reason.GONE) && reason != null) {
                setting.tally.claimedInVain++;
            }
        }
    }

    /** An answer that holds nothing refuses all. */
    private static Map<LogId, Reason> refused(Question question, Given given) {
        Map<LogId, Reason> refused = new LinkedHashMap<>();
        if (given.runs().isEmpty() && given.refusals().isEmpty()) {
            question.stretches().keySet().forEach(id -> refused.put(id, Reason.UNKNOWN));
        }
        given.refusals().forEach(refusal -> refused.put(refusal.id(), refusal.reason()));
        return refused;
    }

    /** Returns whether nothing of what it has told of that log is asked of it again. */
    private static boolean giveUp(Shared shared, Conversation conversation, Stretch asked, boolean gone) {
        Log log = conversation.logs.get(asked.id());
        if (asked.isBackwards()) {
            if (log != null && log.first() == asked.from() + 1) {
                shared.earlierInVain.put(asked.id(), log.first());
            }
            return false; // It did not tell of that.
        }
        if (log != null) {
            return giveUpNext(shared, asked, conversation.next(asked.id()), gone && conversation.isRoom());
        }
        boolean newest = conversation.isRoom() && asked.from() < asked.to();
        if (newest && shared.shortOf.add(asked.id())) {
            return false; // It is asked for the last alone.
        }
        shared.inVain.put(asked.id(), conversation.next(asked.id()));
        return true;
    }

    private static boolean giveUpNext(Shared shared, Stretch asked, long next, boolean gone) {
        boolean last = asked.from() == asked.to();
        if (next == asked.from()) {
            shared.inVain.put(asked.id(), next);
            if (gone) {
                shared.gone.put(asked.id(), next);
            }
            return !gone || last;
        }
        if (next > asked.from()) {
            return false; // Others have brought it meanwhile.
        }
        if (last) {
            shared.newestInVain.put(asked.id(), asked.to());
        } else {
            shared.shortOf.add(asked.id()); // It is asked for the last alone.
        }
        return last;
    }
}
