package io.eddy.sync;

import io.eddy.store.Range;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.Correspondent.Untold;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncTimer.RoomOnLink;
import org.jspecify.annotations.Nullable;

/** Passes on the proofs of forks: to each peer one after the other, as its link has room. */
final class Proving {
    /** Proofs that a peer is sent before the next pause: 80 a second then, as it looks at no more than 250. */
    private static final int SENT_TOGETHER = 16;

    private final Setting setting;
    private final News news;

    Proving(Setting setting, News news) {
        this.setting = setting;
        this.news = news;
    }

    /** Passes on all proofs of a conversation that are kept. */
    void tell(Correspondent to, Conversation conversation) {
        for (Log log : conversation.logs.values()) {
            if (log.isProofKept()) {
                to.untold.add(new Untold(conversation.group, log.id));
            }
        }
        onRoom(to);
    }

    /** Passes on a proof that is new; when there is no room now, and it is kept, later. */
    void tell(Correspondent to, Conversation conversation, ForkProof proof) {
        if (!send(to, conversation, proof)) {
            to.untold.add(new Untold(conversation.group, proof.id()));
            setting.host.arm(new RoomOnLink(to.peer), setting.config.pace().again());
        }
    }

    /** There may be room for more. */
    void onRoom(Correspondent to) {
        if (!to.readingProof) {
            next(to, SENT_TOGETHER);
        }
    }

    private void next(Correspondent to, int left) {
        Log log = left > 0 ? poll(to) : null;
        if (log != null) {
            read(to, log, left);
        } else if (!to.untold.isEmpty()) {
            setting.host.arm(new RoomOnLink(to.peer), setting.config.pace().again());
        }
    }

    /** The next log of which it is to be sent the proof, and was not. */
    private @Nullable Log poll(Correspondent to) {
        while (!to.untold.isEmpty()) {
            Untold untold = to.untold.iterator().next();
            to.untold.remove(untold);
            Conversation conversation = setting.shared(to, untold.group());
            Log log = conversation == null ? null : conversation.logs.get(untold.id());
            if (conversation != null
                    && log != null
                    && log.isProofKept()
                    && mayTell(to, conversation, log.frozenAt(), log.id)) {
                return log;
            }
        }
        return null;
    }

    private void read(Correspondent to, Log log, int left) {
        to.readingProof = true;
        Range<KeptFork> range =
                Range.of(KeptFork.TABLE, log.group(), log.author().bytes(), log.id.log());
        setting.host.store().find(range.first(1), rows -> {
            to.readingProof = false;
            if (setting.correspondent(to.peer) != to) {
                return;
            }
            Conversation conversation = setting.shared(to, log.group());
            if (conversation == null || rows.stream().allMatch(kept -> send(to, conversation, kept.proof()))) {
                next(to, left - 1);
            } else {
                to.untold.add(new Untold(log.group(), log.id));
                next(to, 0);
            }
        });
    }

    /** {@code false} when there is no room for it on the link. */
    private boolean send(Correspondent to, Conversation conversation, ForkProof proof) {
        Shared shared = to.shared(conversation.group);
        if (shared == null || !mayTell(to, conversation, proof.number(), proof.id())) {
            return true; // There is nothing to send.
        }
        boolean sent = setting.host.sendBulk(to.peer, new Fork(conversation.group, proof));
        if (sent) {
            shared.forks.put(proof.id(), proof.number());
        }
        return sent;
    }

    private boolean mayTell(Correspondent to, Conversation conversation, long number, LogId id) {
        Shared shared = to.shared(conversation.group);
        return shared != null && !shared.knowsFork(id, number) && news.mayTell(to, conversation);
    }
}
