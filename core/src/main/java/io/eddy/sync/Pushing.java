package io.eddy.sync;

import io.eddy.node.PeerId;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Pushed;
import java.util.List;

/**
 * What is said to the other side of a conversation of two as soon as it is durable here. What that one does not come to
 * have so, it is told of, and asks for.
 */
final class Pushing {
    /** Entries that it has not said to have, when some before them may be missing there: more would be in vain. */
    private static final int MAX_BEHIND_A_GAP = 64;

    /** Entries that it has not said to have: at some ten thousand a second, what goes on in a tenth of one. */
    private static final int MAX_UNCONFIRMED = 4_096;

    /** What is longer waits behind all that is small: a line is a line, but 64 large bodies would make a link slow. */
    private static final int MAX_SMALL_BYTES = 4_096;

    private final Setting setting;
    private final News news;

    Pushing(Setting setting, News news) {
        this.setting = setting;
        this.news = news;
    }

    /** These, of one of our logs, are durable. */
    void push(PeerId recipient, Conversation conversation, Log log, List<KeptEntry> entries) {
        Correspondent to = setting.correspondent(recipient);
        Shared shared = to == null ? null : to.shared(conversation.group);
        if (to != null && to.theirSalt != null && shared == null) {
            // It does not follow the conversation yet: what it is told of is the reason to.
            Shared begun = new Shared();
            to.shared.put(conversation.group, begun);
            news.tell(to, conversation, begun);
        }
        Run run = Run.of(entries);
        if (shared != null && mayPush(shared, run)) {
            send(recipient, shared, new Pushed(conversation.group, run));
        }
    }

    private static boolean mayPush(Shared shared, Run run) {
        long confirmed = shared.ofOurs.getOrDefault(run.id(), 0L);
        long unconfirmed = run.end() - confirmed;
        boolean gap = run.from() > 1 + Math.max(confirmed, shared.pushed.getOrDefault(run.id(), 0L));
        return unconfirmed <= (gap ? MAX_BEHIND_A_GAP : MAX_UNCONFIRMED);
    }

    private void send(PeerId recipient, Shared shared, Pushed pushed) {
        Run run = pushed.run();
        // What is small must not overtake what it follows.
        boolean behind = shared.ofOurs.getOrDefault(run.id(), 0L) < shared.pushedInBulk.getOrDefault(run.id(), 0L);
        boolean bulk = behind || run.bytes() > MAX_SMALL_BYTES;
        if (bulk && setting.host.sendBulk(recipient, pushed)) {
            shared.pushedInBulk.put(run.id(), run.end());
            shared.pushed.put(run.id(), run.end());
        } else if (!bulk && setting.host.send(recipient, pushed)) {
            shared.pushed.put(run.id(), run.end());
        }
    }
}
