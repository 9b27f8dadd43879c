package io.eddy.sync;

import io.eddy.node.ProtocolViolation;
import io.eddy.sync.Correspondent.Question;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.Correspondent.Trace;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.sync.SyncTimer.AnswerOverdue;
import io.eddy.sync.SyncTimer.RoomOnDisk;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what others have and we lack: each peer one question at a time, each log of one peer at a time, and what is
 * only a little behind before what is far behind, so that nothing new waits for a long catching up.
 */
final class Asking {
    /** Logs of which earlier entries are asked for in one question: an answer holds some hundred. */
    private static final int LOGS_LOOKED_BACK = 4;

    /** Doublings of the time that an answer may take: two minutes then, while nobody else is asked for the same. */
    private static final int MAX_DOUBLINGS = 3;

    private final Setting setting;

    Asking(Setting setting) {
        this.setting = setting;
    }

    /** Asks a peer the next question, if there is one and it has answered the last. */
    void next(Correspondent of) {
        if (of.question != null) {
            return;
        }
        if (!setting.host.store().accepting()) {
            setting.host.arm(new RoomOnDisk(), setting.config.pace().again());
            return;
        }
        Trace trace = of.traces.poll();
        if (trace != null) {
            ask(of, trace.group(), List.of(trace.stretch()), true);
            return;
        }
        if (!askFor(of, this::wanted)) {
            askFor(of, (same, conversation, shared) -> earlier(conversation, shared));
        }
    }

    /** What is wanted of one peer in one conversation. */
    private interface Wish {
        List<Stretch> in(Correspondent of, Conversation conversation, Shared shared);
    }

    private boolean askFor(Correspondent of, Wish wish) {
        for (Bytes group : of.groups()) {
            Conversation conversation = setting.followed(group);
            Shared shared = of.shared(group);
            if (conversation == null || shared == null) {
                continue;
            }
            List<Stretch> wanted = wish.in(of, conversation, shared);
            if (!wanted.isEmpty()) {
                of.shared.remove(group);
                of.shared.put(group, shared); // The others have their turn before it.
                ask(of, group, wanted, false);
                return true;
            }
        }
        return false;
    }

    void everyone() {
        setting.everyone().forEach(this::next);
    }

    /** What an answer answers; {@code null} when it comes too late. */
    @Nullable
    Question answered(Correspondent by, Given given) {
        Question question = by.question;
        if (question == null || given.question() != question.number()) {
            if (given.question() < 1 || given.question() > by.questions) {
                throw new ProtocolViolation("an answer to no question");
            }
            setting.tally.unasked++;
            return null;
        }
        if (!given.group().equals(question.group())) {
            throw new ProtocolViolation("an answer to another question");
        }
        by.overdue = 0;
        settle(by, question);
        return question;
    }

    void onOverdue(Correspondent of) {
        Question question = of.question;
        if (question != null) {
            setting.tally.overdue++;
            of.overdue++;
            settle(of, question);
            for (Correspondent other : setting.everyone()) {
                if (other != of) {
                    next(other);
                }
            }
            next(of);
        }
    }

    /** The session is over: others are asked instead. */
    void onGone(Correspondent gone) {
        Question question = gone.question;
        if (question != null) {
            settle(gone, question);
            everyone();
        }
    }

    private void settle(Correspondent of, Question question) {
        of.question = null;
        setting.host.disarm(new AnswerOverdue(of.peer));
        Conversation conversation = setting.conversations.get(question.group());
        if (conversation != null && !question.tracing()) {
            question.stretches().keySet().forEach(id -> conversation.askedOf.remove(id, of.peer));
        }
    }

    private void ask(Correspondent of, Bytes group, List<Stretch> wanted, boolean tracing) {
        Map<LogId, Stretch> stretches = new LinkedHashMap<>();
        wanted.forEach(stretch -> stretches.put(stretch.id(), stretch));
        if (!tracing) {
            Conversation conversation = setting.conversation(group);
            stretches.keySet().forEach(id -> conversation.askedOf.put(id, of.peer));
        }
        of.question = new Question(++of.questions, group, stretches, tracing);
        setting.host.send(of.peer, new Want(of.questions, group, wanted));
        setting.host.arm(new AnswerOverdue(of.peer), patience(of));
    }

    /**
     * Doubled for each question that was not answered in time in this session (protocols.md B.2, rule 5): over a slow
     * link no answer would ever be in time else, and what comes too late is not taken.
     */
    private Duration patience(Correspondent with) {
        return setting.config.pace().answering().multipliedBy(1L << Math.min(with.overdue, MAX_DOUBLINGS));
    }

    /** Whether something is wanted, or asked for, of somebody who has not let us wait in vain. */
    boolean isBehind(Conversation conversation) {
        for (Correspondent each : setting.correspondents.values()) {
            Shared shared = each.shared(conversation.group);
            if (shared != null && each.overdue == 0 && leads(conversation, shared)) {
                return true;
            }
        }
        return false;
    }

    private boolean leads(Conversation conversation, Shared shared) {
        return shared.ahead.values().stream().anyMatch(head -> {
            long next = conversation.next(head.id());
            return leads(head, next) && mayAsk(conversation, head.id()) && mayGive(conversation, shared, head, next);
        });
    }

    private static boolean leads(Head head, long next) {
        return next > 0 && head.number() >= next;
    }

    private List<Stretch> wanted(Correspondent of, Conversation conversation, Shared shared) {
        List<Head> ahead = new ArrayList<>(shared.ahead.size());
        for (Head head : List.copyOf(shared.ahead.values())) {
            long next = conversation.next(head.id());
            if (!leads(head, next) || !isWanted(conversation, head.id())) {
                of.leadsNoMore(shared, head.id());
            } else if (mayAsk(conversation, head.id())
                    && !conversation.askedOf.containsKey(head.id())
                    && mayGive(conversation, shared, head, next)) {
                ahead.add(head);
            }
        }
        return ahead.stream()
                .sorted(Comparator.comparingLong(head -> head.number() - conversation.next(head.id())))
                .limit(SyncMessage.MAX_STRETCHES)
                .map(head -> stretch(conversation, shared, head))
                .toList();
    }

    /** What is carried may not be any more. */
    private boolean isWanted(Conversation conversation, LogId id) {
        return !conversation.isCarried() || setting.application.carriesFor(id.author());
    }

    /** What nobody is to say to us is asked of nobody; it is remembered who has it, as that may change. */
    private boolean mayAsk(Conversation conversation, LogId id) {
        return setting.application.isWelcome(conversation.group, id.author());
    }

    /** Whether it may have what is next; or, when nobody has that, its newest. */
    private boolean mayGive(Conversation conversation, Shared shared, Head head, long next) {
        return isBehindGap(shared, head.id(), next)
                ? head.number() > next
                        && shared.newestInVain.getOrDefault(head.id(), 0L) < head.number()
                        && nobodyMayGive(conversation, head.id(), next)
                : shared.inVain.getOrDefault(head.id(), 0L) != next;
    }

    /** Whether what it has of a log begins behind what is next here. */
    private static boolean isBehindGap(Shared shared, LogId id, long next) {
        return shared.gone.getOrDefault(id, 0L) >= next;
    }

    /** Who does not answer has no say: else a liar could keep us waiting. */
    private boolean nobodyMayGive(Conversation conversation, LogId id, long next) {
        for (Correspondent each : setting.everyone()) {
            Shared shared = each.shared(conversation.group);
            boolean may = shared != null
                    && shared.ahead.containsKey(id)
                    && shared.inVain.getOrDefault(id, 0L) != next
                    && !isBehindGap(shared, id, next);
            if (may && each.overdue == 0) {
                return false;
            }
        }
        return true;
    }

    /** What was said before the newest that we have, which is read first: of a few logs, and nothing else is wanted. */
    private List<Stretch> earlier(Conversation conversation, Shared shared) {
        return conversation.lackingEarlier.stream()
                .filter(id -> mayAsk(conversation, id) && !conversation.askedOf.containsKey(id))
                .map(conversation.logs::get)
                .filter(log -> log != null && shared.earlierInVain.getOrDefault(log.id, 0L) != log.first())
                .limit(LOGS_LOOKED_BACK)
                .map(log -> new Stretch(log.id, log.first() - 1, log.wantedFrom() - 1))
                .toList();
    }

    /** Of a log in a room that is new to us, or that goes on behind a gap, the newest entries first. */
    private static Stretch stretch(Conversation conversation, Shared shared, Head head) {
        LogId id = head.id();
        long next = conversation.next(id);
        boolean behindGap = isBehindGap(shared, id, next);
        boolean newest = behindGap || (conversation.isRoom() && !conversation.logs.containsKey(id));
        int wanted = shared.shortOf.contains(id) ? 1 : Run.MAX_ITEMS;
        long least = behindGap ? next + 1 : next;
        long from = newest ? Math.max(least, head.number() - wanted + 1) : next;
        return new Stretch(id, from, head.number() - from < Run.MAX_ITEMS ? head.number() : from + Run.MAX_ITEMS - 1);
    }
}
