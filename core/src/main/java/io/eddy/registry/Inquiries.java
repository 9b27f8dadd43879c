package io.eddy.registry;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one kind that a client has put to its managers and that are not answered by all of them.
 *
 * @param <T> what their answers are lists of
 */
final class Inquiries<T> {
    private final Host<RegistryMessage, RegistryTimer> host;
    private final Duration deadline;
    private final Map<Long, Inquiry<T>> open = new LinkedHashMap<>();

    Inquiries(Host<RegistryMessage, RegistryTimer> host, Duration deadline) {
        this.host = host;
        this.deadline = deadline;
    }

    /** Puts a question to all managers that can be reached, and to those of which that is not known yet. */
    void ask(Question<T> question, List<Membership> memberships, Consumer<List<T>> whenAnswered) {
        Inquiry<T> inquiry = new Inquiry<>(question, whenAnswered);
        open.put(question.request(), inquiry);
        for (Membership membership : memberships) {
            PeerId manager = membership.manager;
            if (membership.fresh || (manager != null && host.isUp(manager))) {
                inquiry.await(membership);
                send(inquiry, membership);
            }
        }
        host.arm(new RegistryTimer.AnswerOverdue(question.request()), deadline);
        finishIfComplete(inquiry);
    }

    void onReached(Membership membership) {
        open.values().forEach(inquiry -> send(inquiry, membership));
    }

    void onMissed(Membership membership) {
        List.copyOf(open.values()).forEach(inquiry -> {
            inquiry.answered(membership);
            finishIfComplete(inquiry);
        });
    }

    void onAnswer(@Nullable Membership membership, long request, List<T> page, boolean more) {
        Inquiry<T> inquiry = open.get(request);
        PeerId manager = membership == null ? null : membership.manager;
        if (inquiry != null && membership != null && manager != null && inquiry.expects(membership)) {
            RegistryMessage next = inquiry.take(page, more);
            if (next != null) {
                host.send(manager, next);
            } else {
                inquiry.answered(membership);
                finishIfComplete(inquiry);
            }
        }
    }

    void onOverdue(long request) {
        Inquiry<T> inquiry = open.remove(request);
        if (inquiry != null) {
            inquiry.finish();
        }
    }

    private void send(Inquiry<T> inquiry, Membership membership) {
        PeerId manager = membership.manager;
        if (manager != null && host.isUp(manager)) {
            RegistryMessage question = inquiry.questionFor(membership);
            if (question != null) {
                host.send(manager, question);
            }
        }
    }

    private void finishIfComplete(Inquiry<T> inquiry) {
        if (inquiry.isComplete() && open.remove(inquiry.request()) != null) {
            host.disarm(new RegistryTimer.AnswerOverdue(inquiry.request()));
            inquiry.finish();
        }
    }
}
