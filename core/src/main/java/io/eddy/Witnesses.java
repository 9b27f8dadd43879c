package io.eddy;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the sides said that were linked last. */
final class Witnesses {
    /** Sides remembered, as many as a peer accepts links; whoever was linked longest ago is forgotten. */
    static final int MAX_SIDES = 128;

    private final Map<PeerId, Witness> bySide = new LinkedHashMap<>();

    /** A session began. */
    void onHello(PeerId side, Hello hello, boolean dialledHere, long nowMillis) {
        Duration ahead = Duration.ofMillis(hello.life().wallClockMillis() - nowMillis);
        Witness before = bySide.remove(side);
        // Who dialled here once has shown that it can, even if it is dialled from here the next time.
        boolean reached = dialledHere || (before != null && before.dialledHere());
        bySide.put(side, new Witness(side, hello.observed().withoutZone(), ahead, reached));
        if (bySide.size() > MAX_SIDES) {
            bySide.remove(bySide.keySet().iterator().next());
        }
    }

    List<Witness> all() {
        return List.copyOf(bySide.values());
    }
}
