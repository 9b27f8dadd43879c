package io.eddy.registry;

import io.eddy.node.Reply;
import java.util.ArrayList;
import java.util.List;

/** A wish to leave every manager's list, until each that can be reached has confirmed it, or one refuses. */
final class Departure {
    final long request;
    private final Reply<Integer> reply;
    private final List<Membership> all = new ArrayList<>();
    private final List<Membership> awaited = new ArrayList<>();
    private boolean over;

    Departure(long request, Reply<Integer> reply) {
        this.request = request;
        this.reply = reply;
    }

    /** Nobody is leaving. */
    static Departure none() {
        return new Departure(0, Reply.ignored());
    }

    void await(Membership membership) {
        all.add(membership);
        awaited.add(membership);
    }

    List<Membership> all() {
        return List.copyOf(all);
    }

    void settled(Membership membership) {
        awaited.remove(membership);
        if (awaited.isEmpty()) {
            finish();
        }
    }

    void finish() {
        if (!over) {
            over = true;
            reply.done(all.size());
        }
    }

    void refuse(String sentence) {
        if (!over) {
            over = true;
            reply.rejected(sentence);
        }
    }
}
