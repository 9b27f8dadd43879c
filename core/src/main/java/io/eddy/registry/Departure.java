package io.eddy.registry;

import io.eddy.node.Reply;
import java.util.ArrayList;
import java.util.List;

/** A wish to leave every manager's list, until each that can be reached has confirmed it. */
final class Departure {
    final long request;
    private final Reply<Integer> reply;
    private final List<Membership> awaited = new ArrayList<>();
    private int lists;
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
        awaited.add(membership);
        lists++;
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
            reply.done(lists);
        }
    }
}
