package io.eddy.chat;

import io.eddy.chat.ChatEvent.Received;
import io.eddy.node.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What others said and is not shown yet: as long as more of a conversation is known to be missing, what comes of it
 * waits for that, so that all of it is shown in the order of the history. Where nothing is missing nothing waits.
 *
 * <p>What waits is noted with the entry, so that it is shown after a crash too; the note is gone, durably, before it is
 * shown, so that nothing is shown twice.
 */
final class Gathering {
    /** How long a message waits at most for what is missing: a guess at what a person takes for "at once". */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Messages that wait, in all conversations; of more, the earliest of the conversation are shown. */
    static final int MAX_WAITING = 1_000;

    private final World world;
    private final ChatHost host;
    private final Predicate<Talk> isBehind;

    /** What came in this turn, in whatever order. */
    private final Map<Talk, List<Unshown>> heard = new LinkedHashMap<>();

    private final Map<Talk, Wait> waits = new LinkedHashMap<>();
    private int waiting;

    /** What waits of one conversation, since its first. */
    private static final class Wait {
        final NavigableSet<Unshown> messages = new TreeSet<>(Unshown.ORDER);
    }

    /**
     * Nothing, before the start.
     *
     * @param isBehind whether more of a conversation is known to be missing, and may come
     */
    Gathering(World world, ChatHost host, Predicate<Talk> isBehind) {
        this.world = world;
        this.host = host;
        this.isBehind = isBehind;
    }

    /** What waited when the last life ended waits for whoever comes now, and not longer than in that life. */
    void load() {
        for (Unshown each : world.store().load(Unshown.TABLE)) {
            wait(each.where()).messages.add(each);
            waiting++;
        }
    }

    void onHeard(Talk where, Utterance said) {
        heard.computeIfAbsent(where, talk -> new ArrayList<>()).add(new Unshown(where, said));
    }

    /** All that came together was heard: it is shown when it is durable, or waits. */
    void settle() {
        Set<Talk> talks = new LinkedHashSet<>(waits.keySet());
        talks.addAll(heard.keySet());
        for (Talk where : talks) {
            List<Unshown> came = heard.getOrDefault(where, List.of());
            if (isBehind.test(where)) {
                keep(wait(where), came);
            } else {
                show(waits.remove(where), came);
            }
        }
        heard.clear();
    }

    private Wait wait(Talk where) {
        Wait known = waits.get(where);
        if (known != null) {
            return known;
        }
        Wait begun = new Wait();
        waits.put(where, begun);
        host.later(LONGEST_WAIT, () -> {
            if (waits.remove(where, begun)) {
                show(begun, List.of());
            }
        });
        return begun;
    }

    private void keep(Wait wait, List<Unshown> came) {
        for (Unshown each : came) {
            wait.messages.add(each);
            waiting++;
            world.store().put(Unshown.TABLE, each);
        }
        List<Unshown> shown = new ArrayList<>();
        while (waiting > MAX_WAITING && !wait.messages.isEmpty()) {
            shown.add(take(wait));
        }
        tell(shown);
    }

    private void show(@Nullable Wait wait, List<Unshown> came) {
        List<Unshown> shown = new ArrayList<>(came);
        while (wait != null && !wait.messages.isEmpty()) {
            shown.add(take(wait));
        }
        shown.sort(Unshown.ORDER);
        tell(shown);
    }

    private Unshown take(Wait from) {
        Unshown first = from.messages.first();
        from.messages.remove(first);
        waiting--;
        world.store().delete(Unshown.TABLE, first);
        return first;
    }

    /** Not what is of somebody who was blocked while it waited, here or for the disk, or in the life before. */
    private void tell(List<Unshown> shown) {
        if (!shown.isEmpty()) {
            world.whenStored(() -> shown.stream()
                    .filter(each -> !host.isBlocked(each.said().id().author()))
                    .forEach(each -> host.tell(new Received(each.where(), each.said()))));
        }
    }
}
