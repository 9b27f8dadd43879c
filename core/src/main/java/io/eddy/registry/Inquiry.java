package io.eddy.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question put to all managers, and what they have answered so far. */
final class Inquiry<T> {
    /** A list longer than this is cut: it is for a person to read, or for a name to be found in. */
    private static final int MAX_ANSWERS = 10_000;

    private final Question<T> question;
    private final Consumer<List<T>> whenAnswered;
    private final List<T> answers = new ArrayList<>();

    /** Managers that have not answered, and whether they have been asked. */
    private final Map<Membership, Boolean> awaited = new LinkedHashMap<>();

    Inquiry(Question<T> question, Consumer<List<T>> whenAnswered) {
        this.question = question;
        this.whenAnswered = whenAnswered;
    }

    long request() {
        return question.request();
    }

    void await(Membership membership) {
        awaited.put(membership, false);
    }

    /** What to ask this manager, which can be reached; nothing when it was asked already. */
    @Nullable
    RegistryMessage questionFor(Membership membership) {
        if (!Boolean.FALSE.equals(awaited.get(membership))) {
            return null;
        }
        awaited.put(membership, true);
        return question.first();
    }

    /** Whether this manager was asked and has not answered in full. */
    boolean expects(Membership membership) {
        return Boolean.TRUE.equals(awaited.get(membership));
    }

    /** Takes a page; the next thing to ask, if there is more to have. */
    @Nullable
    RegistryMessage take(List<T> page, boolean more) {
        answers.addAll(page);
        boolean goOn = more && !page.isEmpty() && answers.size() < MAX_ANSWERS;
        return goOn ? question.behind(page) : null;
    }

    void answered(Membership membership) {
        awaited.remove(membership);
    }

    boolean isComplete() {
        return awaited.isEmpty() || answers.stream().anyMatch(question::isSettledBy);
    }

    void finish() {
        whenAnswered.accept(List.copyOf(answers));
    }
}
