package io.eddy.sync;

import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.sync.Audience.Pair;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One conversation, or group: its logs, and with whom they may be exchanged. */
final class Conversation {
    private static final int HEAD_BYTES = 56;

    final Bytes group;
    final NavigableMap<LogId, Log> logs = new TreeMap<>();

    /** What is kept of all logs. */
    long bytes;

    /** By log, who has been asked for what follows. */
    final Map<LogId, PeerId> askedOf = new LinkedHashMap<>();

    /** By log of others that is carried for them, where to begin. */
    final Map<LogId, Long> begins = new LinkedHashMap<>();

    /** Logs of which something earlier is wanted. */
    final Set<LogId> lackingEarlier = new LinkedHashSet<>();

    /** The own log that is written in. */
    @Nullable
    Log own;

    /** Own entries that wait until it is known whether their log is continued. */
    final Deque<Runnable> unconfirmed = new ArrayDeque<>(0);

    /** Entries for which the other side wants a receipt, since the last one. */
    int unreceipted;

    /** When the last receipt was written. */
    @Nullable
    Timestamp receiptedAt;

    /** When others are asked to carry what has not reached its recipient by then, if anything is to. */
    @Nullable
    Timestamp carriersDue;

    /** Since when it is carried, in this life. */
    @Nullable
    Timestamp carriedSince;

    private final PeerId self;
    private @Nullable Audience audience;

    Conversation(Bytes group, PeerId self) {
        this.group = group;
        this.self = self;
    }

    static MessageId message(LogId id, long number) {
        return new MessageId(id.author(), id.log(), number);
    }

    void follow(@Nullable Audience by) {
        audience = by;
    }

    boolean isFollowed() {
        return audience != null;
    }

    boolean admits(PeerId author) {
        return audience != null && audience.admits(author);
    }

    boolean isRoom() {
        return audience instanceof Audience.Room;
    }

    /** Whether it is of two others. */
    boolean isCarried() {
        return audience instanceof Pair pair && !pair.admits(self);
    }

    /** Whether it is carried because this one was the first to ask for it. */
    boolean isCarriedFor(PeerId asking) {
        return isCarried() && audience instanceof Pair pair && pair.one().equals(asking);
    }

    /** The other side, when it is of us and one other. */
    @Nullable
    PeerId recipient() {
        return audience instanceof Pair pair && pair.admits(self) ? pair.facing(self) : null;
    }

    /** The other one, of a conversation of two. */
    PeerId facing(PeerId one) {
        if (audience instanceof Pair pair) {
            return pair.facing(one);
        }
        throw new IllegalStateException("not a conversation of two");
    }

    /** Whether this peer is one of those whose conversation it is. */
    boolean isOf(PeerId peer) {
        return isRoom() || admits(peer);
    }

    /** Where this log begins for us, if nothing is known of it; 0: nowhere. */
    long beginOf(LogId id) {
        return isCarried() ? begins.getOrDefault(id, 0L) : 1;
    }

    /** The next number that is needed of a log; 0: none. */
    long next(LogId id) {
        Log log = logs.get(id);
        if (log == null) {
            return beginOf(id);
        }
        return log.isClosedAt(log.number() + 1) ? 0 : log.number() + 1;
    }

    /** Takes note of a log that is new here, or of how far back it is kept. */
    void note(Log log) {
        logs.put(log.id, log);
        if (log.lacksEarlier()) {
            lackingEarlier.add(log.id);
        } else {
            lackingEarlier.remove(log.id);
        }
    }

    long bytesOf(PeerId author) {
        return of(author).values().stream().mapToLong(Log::bytes).sum();
    }

    /** All logs of one author. */
    NavigableMap<LogId, Log> of(PeerId author) {
        return logs.subMap(new LogId(author, 0), true, new LogId(author, -1), true);
    }

    /** What could not be taken before may be asked for again. */
    void logsHaveRoom(List<Correspondent> all) {
        for (Correspondent each : all) {
            Correspondent.Shared shared = each.shared(group);
            if (shared != null) {
                shared.inVain.clear();
            }
        }
    }

    /** The entry of others that is the latest by its time; a clock that is absurd is not answered. */
    List<Draft.Cause> latest(long wallClockMillis) {
        return logs.values().stream()
                .filter(log -> !log.id.author().equals(self) && log.number() > 0)
                .filter(log -> HybridClock.isAnswered(log.hlc(), wallClockMillis))
                .max((one, other) -> Long.compareUnsigned(one.hlc(), other.hlc()))
                .map(log -> List.of(log.cause()))
                .orElse(List.of());
    }

    /** Whether others are told no more of a log than this. */
    boolean isAt(@Nullable Head head) {
        Log log = head == null ? null : logs.get(head.id());
        return head != null && log != null && !log.isFrozen() && log.told() <= head.number();
    }

    /** All that others are told of. */
    List<Head> heads() {
        List<Head> heads = new ArrayList<>(logs.size());
        for (Log log : logs.values()) {
            if (log.told() > 0) {
                heads.add(log.head());
            }
        }
        return heads;
    }

    /** The same for all who have the same. */
    Bytes summary() {
        List<Head> heads = heads();
        ByteBuffer all = ByteBuffer.allocate(heads.size() * HEAD_BYTES);
        for (Head head : heads) {
            all.put(head.id().author().toBytes())
                    .putLong(head.id().log())
                    .putLong(head.number())
                    .putLong(head.hash());
        }
        return Bytes.sha256(all.array());
    }
}
