package io.eddy.ring;

import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Keeps sessions with whom rings want, by the addresses in their charters. */
public final class WantedSessions implements Consumer<RingEvent> {
    private final Links links;
    private final Duration longestRedial;
    private final Map<PeerId, Set<String>> wanted = new LinkedHashMap<>();
    private final Map<PeerId, Target> targets = new LinkedHashMap<>();

    public WantedSessions(Links links, Duration longestRedial) {
        this.links = links;
        this.longestRedial = longestRedial;
    }

    @Override
    public void accept(RingEvent event) {
        PeerId peer = event.member().peer();
        Set<String> reasons = wanted.computeIfAbsent(peer, key -> new TreeSet<>());
        if (event instanceof RingEvent.Wanted) {
            reasons.add(event.ring().hex());
            targets.computeIfAbsent(peer, key -> dial(event.member()));
        } else {
            reasons.remove(event.ring().hex());
            Target target = reasons.isEmpty() ? targets.remove(peer) : null;
            if (target != null) {
                links.stop(target);
            }
        }
    }

    private Target dial(Member member) {
        return links.keep(member.address(), Optional.of(member.peer()), longestRedial, new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                // The rings are told of the session itself.
            }

            @Override
            public void onMissed(Closing why) {
                // It is dialled again.
            }
        });
    }
}
