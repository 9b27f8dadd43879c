package io.eddy.registry;

import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question put to all managers, and what they have answered so far. */
final class Inquiry {
    /** A list longer than this is cut: it is for a person to read, or for a name to be found in. */
    private static final int MAX_PLAYERS = 10_000;

    final long request;
    private final @Nullable Find find;
    private final Consumer<List<Player>> whenAnswered;
    private final List<Player> players = new ArrayList<>();

    /** Managers that have not answered, and whether they have been asked. */
    private final Map<Membership, Boolean> awaited = new LinkedHashMap<>();

    Inquiry(long request, @Nullable Find find, Consumer<List<Player>> whenAnswered) {
        this.request = request;
        this.find = find;
        this.whenAnswered = whenAnswered;
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
        return find != null ? find : new Query(request, "");
    }

    /** Whether this manager was asked and has not answered in full. */
    boolean expects(Membership membership) {
        return Boolean.TRUE.equals(awaited.get(membership));
    }

    /** Takes a page; the next thing to ask, if there is more to have. */
    @Nullable
    RegistryMessage take(List<Player> page, boolean more) {
        players.addAll(page);
        boolean goOn = more && !page.isEmpty() && players.size() < MAX_PLAYERS;
        return goOn ? new Query(request, page.get(page.size() - 1).name()) : null;
    }

    void answered(Membership membership) {
        awaited.remove(membership);
    }

    boolean isComplete() {
        boolean found = find != null && players.stream().anyMatch(Player::isOnline);
        return awaited.isEmpty() || found;
    }

    void finish() {
        whenAnswered.accept(List.copyOf(players));
    }
}
