package io.eddy.sync;

import io.eddy.node.PeerId;
import io.eddy.node.TokenBucket;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peer with a session, and what is known of it as long as that lasts. Nothing of it is remembered: what a peer says
 * that it has is the truth (protocols.md B.2, rule 3).
 */
final class Correspondent {
    final PeerId peer;
    final long salt;
    final TokenBucket checks;

    @Nullable
    Long theirSalt;

    /** The marks of the conversations that it follows. */
    final Set<Long> marks = new LinkedHashSet<>();

    final Map<Bytes, Shared> shared = new LinkedHashMap<>();

    /** Conversations of two that are followed only because this one has spoken of them. */
    final Set<Bytes> invited = new LinkedHashSet<>();

    /** What it was asked for and has not answered. */
    @Nullable
    Question question;

    /** The number of the last question. */
    long questions;

    /** Questions in a row that it has not answered in time. */
    int overdue;

    /** What it asked for and was not given yet. */
    @Nullable
    Answering answering;

    /** Logs to be looked at for where they part from ours. */
    final Deque<Trace> traces = new ArrayDeque<>(0);

    /** Logs of which it is still to be sent the proof that they are forked: of each conversation those kept. */
    final Set<Untold> untold = new LinkedHashSet<>(0);

    /** Whether the next of these proofs is being read. */
    boolean readingProof;

    /** Logs that it is known to have more of, in all conversations. */
    int ahead;

    /** What it was asked. */
    record Question(long number, Bytes group, Map<LogId, Stretch> stretches, boolean tracing) {}

    /** A stretch of a log that it has and that is not as ours. */
    record Trace(Bytes group, Stretch stretch) {}

    /** A log of which it does not know the fork. */
    record Untold(Bytes group, LogId id) {}

    /** What there is between us and it about one conversation. */
    static final class Shared {
        /** Whether it was told all that we have. */
        boolean told;

        /** Whether it has shown that it has part in the conversation: by an entry that was new. */
        boolean proven;

        /** What it has more than we, of which logs. */
        final Map<LogId, Head> ahead = new LinkedHashMap<>();

        /** Numbers from which on it could not give what it has more: it may have only what comes after. */
        final Map<LogId, Long> inVain = new LinkedHashMap<>();

        /** By log, the first number that we have: what is before that it could not give. */
        final Map<LogId, Long> earlierInVain = new LinkedHashMap<>();

        /** Logs of which it was asked for the newest and has not hundreds: it may have the last entry. */
        final Set<LogId> shortOf = new LinkedHashSet<>();

        /** By log, a number after the last of ours that it keeps no more, nor what is before. */
        final Map<LogId, Long> gone = new LinkedHashMap<>();

        /** By log with such a gap, the number of its newest that it was asked for and could not give either. */
        final Map<LogId, Long> newestInVain = new LinkedHashMap<>();

        /** What it has told of since we last told it. */
        final Map<LogId, Head> heard = new LinkedHashMap<>();

        /** How far it has our own logs. */
        final Map<LogId, Long> ofOurs = new LinkedHashMap<>();

        /** How far our own logs were pushed to it, and how far of that behind all that is small. */
        final Map<LogId, Long> pushed = new LinkedHashMap<>();

        final Map<LogId, Long> pushedInBulk = new LinkedHashMap<>();

        /** How far it had our own logs when it was looked at last. */
        final Map<LogId, Long> confirmed = new LinkedHashMap<>();

        /** How far it was told at once that we have its logs. */
        final Map<LogId, Head> acknowledged = new LinkedHashMap<>();

        /** Logs that were traced, so that nobody lets us do it again and again. */
        final Set<LogId> traced = new LinkedHashSet<>();

        /** By log, the number of the fork of which one of us has sent the other the proof. */
        final Map<LogId, Long> forks = new LinkedHashMap<>();

        boolean knowsFork(LogId id, long number) {
            return forks.getOrDefault(id, 0L) == number;
        }
    }

    Correspondent(PeerId peer, long salt, TokenBucket checks) {
        this.peer = peer;
        this.salt = salt;
        this.checks = checks;
    }

    @Nullable
    Shared shared(Bytes group) {
        return shared.get(group);
    }

    /** What both come to, each from its own side, and nobody else in no other session. */
    long mark(PeerId self, long theirs, byte[] named) {
        boolean lower = self.compareTo(peer) < 0;
        byte[] salts = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(lower ? salt : theirs)
                .putLong(lower ? theirs : salt)
                .array();
        PeerId first = lower ? self : peer;
        PeerId second = lower ? peer : self;
        Bytes hash = Bytes.sha256(first.toBytes(), second.toBytes(), salts, named);
        return ByteBuffer.wrap(hash.array()).getLong();
    }

    /** It has this much of a log, and we have not; {@code false} when that is not noted. */
    boolean leads(Shared in, Head head, int limit) {
        if (!in.ahead.containsKey(head.id())) {
            if (ahead >= limit) {
                return false;
            }
            ahead++;
        }
        Head known = in.ahead.get(head.id());
        if (known == null || known.number() < head.number()) {
            in.ahead.put(head.id(), head);
            in.inVain.remove(head.id());
        }
        return true;
    }

    /** It has nothing of a log that we could want. */
    void leadsNoMore(Shared in, LogId id) {
        if (in.ahead.remove(id) != null) {
            ahead--;
            in.inVain.remove(id);
        }
    }

    /** The conversation is shared no more. */
    void forget(Bytes group) {
        Shared gone = shared.remove(group);
        if (gone != null) {
            ahead -= gone.ahead.size();
        }
    }

    List<Bytes> groups() {
        return List.copyOf(shared.keySet());
    }
}
