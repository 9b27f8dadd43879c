package io.eddy.gossip;

import io.eddy.entry.MessageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries that were announced and have not come, and who announced them. */
final class MissingEntries {
    /** Who has an entry, and the hops that it would have behind it if that one brought it. */
    record Announcer(Tie tie, int hops) {}

    /** One that is missing, and who says that they have it. */
    static final class Sought {
        private final Deque<Announcer> unasked = new ArrayDeque<>(2);
        private final List<Tie> asked = new ArrayList<>(1);

        /** Those who were not asked for it, the first one first. */
        Collection<Announcer> unasked() {
            return Collections.unmodifiableCollection(unasked);
        }

        /** Whether this one says so. */
        boolean isHadBy(Tie tie) {
            return asked.contains(tie) || unasked.stream().anyMatch(announcer -> announcer.tie() == tie);
        }

        private void add(Tie by, int hops) {
            unasked.add(new Announcer(by, hops));
            by.announced++;
        }

        /** Whom to ask next; {@code null} when all who are still there were asked. */
        private @Nullable Tie next() {
            asked.removeIf(Tie::isEnded);
            for (Announcer next = unasked.poll(); next != null; next = unasked.poll()) {
                next.tie().announced--;
                if (!next.tie().isEnded()) {
                    asked.add(next.tie());
                    return next.tie();
                }
            }
            return null;
        }
    }

    /** What became of an announcement. */
    enum Outcome {
        /** It is the first of its entry. */
        FIRST,
        /** There was one before. */
        ANOTHER,
        /** There are too many. */
        UNHEEDED
    }

    private final GossipConfig.MissingLimits limits;
    private final Map<MessageId, Sought> entries = new LinkedHashMap<>();

    MissingEntries(GossipConfig.MissingLimits limits) {
        this.limits = limits;
    }

    /** Takes note that somebody has an entry. */
    Outcome announce(MessageId id, Tie by, int hops) {
        Sought sought = entries.get(id);
        if (by.announced >= limits.ofOne() || (sought == null && entries.size() >= limits.all())) {
            return Outcome.UNHEEDED;
        }
        if (sought == null) {
            sought = new Sought();
            entries.put(id, sought);
            sought.add(by, hops);
            return Outcome.FIRST;
        }
        if (!sought.isHadBy(by)) {
            sought.add(by, hops);
        }
        return Outcome.ANOTHER;
    }

    /** Whom to ask next for an entry; when there is nobody left, it counts as missing no longer. */
    @Nullable
    Tie next(MessageId id) {
        Sought sought = entries.get(id);
        Tie next = sought == null ? null : sought.next();
        if (next == null) {
            entries.remove(id);
        }
        return next;
    }

    /** The entry has come; returns who has it, or {@code null} when it was not missing. */
    @Nullable
    Sought found(MessageId id) {
        Sought sought = entries.remove(id);
        if (sought != null) {
            sought.unasked.forEach(announcer -> announcer.tie().announced--);
        }
        return sought;
    }

    int size() {
        return entries.size();
    }
}
