package io.eddy.gossip;

import io.eddy.entry.MessageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries that were announced and have not come, and who announced them. */
final class MissingEntries {
    /** Who has an entry, and the hops that it would have behind it if that one brought it. */
    record Announcer(Tie tie, int hops) {}

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
    private final Map<MessageId, Deque<Announcer>> announcers = new LinkedHashMap<>();

    MissingEntries(GossipConfig.MissingLimits limits) {
        this.limits = limits;
    }

    /** Takes note that somebody has an entry. */
    Outcome announce(MessageId id, Tie by, int hops) {
        Deque<Announcer> known = announcers.get(id);
        if (by.announced >= limits.ofOne() || (known == null && announcers.size() >= limits.all())) {
            return Outcome.UNHEEDED;
        }
        if (known == null) {
            known = new ArrayDeque<>(2);
            announcers.put(id, known);
            add(known, by, hops);
            return Outcome.FIRST;
        }
        if (known.stream().noneMatch(announcer -> announcer.tie() == by)) {
            add(known, by, hops);
        }
        return Outcome.ANOTHER;
    }

    /** Whom to ask next for an entry; when there is nobody left, it counts as missing no longer. */
    @Nullable
    Tie next(MessageId id) {
        Deque<Announcer> known = announcers.get(id);
        while (known != null && !known.isEmpty()) {
            Tie tie = known.remove().tie();
            tie.announced--;
            if (!tie.isEnded()) {
                return tie;
            }
        }
        announcers.remove(id);
        return null;
    }

    /** The entry has come; returns who announced it and was not asked, or {@code null} when it was not missing. */
    @Nullable
    List<Announcer> found(MessageId id) {
        Deque<Announcer> known = announcers.remove(id);
        if (known == null) {
            return null;
        }
        known.forEach(announcer -> announcer.tie().announced--);
        return List.copyOf(known);
    }

    int size() {
        return announcers.size();
    }

    private static void add(Deque<Announcer> known, Tie by, int hops) {
        known.add(new Announcer(by, hops));
        by.announced++;
    }
}
