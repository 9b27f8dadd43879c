package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets go of peers when the overlay has done with its input: whoever ends a session at once tells of that end at once,
 * and must not find the overlay in the middle of something.
 */
final class LateRelease implements Callers {
    private final Callers callers;
    private final Set<PeerId> released = new LinkedHashSet<>();
    private boolean releasing;

    LateRelease(Callers callers) {
        this.callers = callers;
    }

    @Override
    public void call(PeerId peer, List<Endpoint> at) {
        callers.call(peer, at);
    }

    @Override
    public String hostOf(PeerId peer) {
        return callers.hostOf(peer);
    }

    @Override
    public boolean isTreeLink(PeerId neighbour) {
        return callers.isTreeLink(neighbour);
    }

    @Override
    public void release(PeerId peer) {
        released.add(peer);
    }

    /** The input is done with: those that are not needed after all are let go. */
    void carryOut(Predicate<PeerId> isNeeded) {
        if (releasing || released.isEmpty()) {
            return;
        }
        releasing = true;
        while (!released.isEmpty()) {
            PeerId peer = released.iterator().next();
            released.remove(peer);
            if (!isNeeded.test(peer)) {
                callers.release(peer);
            }
        }
        releasing = false;
    }
}
