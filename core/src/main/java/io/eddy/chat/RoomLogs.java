package io.eddy.chat;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was shown of the logs of others in rooms, also before this start.
 *
 * <p>There are only so many. When there are more, the log that was silent longest is forgotten, of a contact last:
 * anybody can make keys and with them logs, but nobody becomes a contact by that.
 */
final class RoomLogs {
    /** How many of the logs that were silent longest are looked at for one that is no contact's. */
    private static final int LOOKS = 64;

    private final Host<?, ?> host;
    private final int maxLogs;
    private final Predicate<PeerId> isContact;

    /** The one that was silent longest first. */
    private final Map<LogHead.Key, RoomLog> logs = new LinkedHashMap<>();

    private final Map<Voice, Integer> voices = new LinkedHashMap<>();
    private long order;

    private record Voice(Bytes group, PeerId author) {
        static Voice of(LogHead.Key key) {
            return new Voice(key.group(), key.author());
        }
    }

    RoomLogs(Host<?, ?> host, int maxLogs, Predicate<PeerId> isContact) {
        this.host = host;
        this.maxLogs = maxLogs;
        this.isContact = isContact;
    }

    void load() {
        host.store().load(RoomLog.TABLE).stream()
                .sorted(Comparator.comparingLong(RoomLog::order))
                .forEach(this::note);
    }

    /** Whether this number was shown, or can have been. */
    boolean isShown(LogHead.Key key, long number) {
        RoomLog log = logs.get(key);
        return log != null && log.isShown(number);
    }

    /** Whether this log may be kept: one author has only so many in one room. */
    boolean hasRoomFor(LogHead.Key key) {
        return logs.containsKey(key) || voices.getOrDefault(Voice.of(key), 0) < Logs.MAX_LOGS_OF_ONE;
    }

    /** Takes note that this number is shown, in the store too; returns its place among all that was shown in rooms. */
    long show(LogHead.Key key, long number) {
        RoomLog before = logs.remove(key);
        if (before != null) {
            count(key, -1);
        } else if (logs.size() >= maxLogs) {
            forgetOne();
        }
        long next = order + 1;
        RoomLog log = before == null ? RoomLog.first(key, number, next) : before.showing(number, next);
        note(log);
        host.store().put(RoomLog.TABLE, log);
        return next;
    }

    int size() {
        return logs.size();
    }

    private void note(RoomLog log) {
        logs.put(log.key(), log);
        count(log.key(), 1);
        order = Math.max(order, log.order());
    }

    private void forgetOne() {
        LogHead.Key chosen = null;
        int looks = 0;
        for (LogHead.Key key : logs.keySet()) {
            if (chosen == null) {
                chosen = key; // When all are contacts': the one that was silent longest.
            }
            if (!isContact.test(key.author())) {
                chosen = key;
                break;
            }
            if (++looks == LOOKS) {
                break;
            }
        }
        if (chosen != null) {
            forget(chosen);
        }
    }

    private void forget(LogHead.Key key) {
        RoomLog forgotten = logs.remove(key);
        if (forgotten != null) {
            host.store().delete(RoomLog.TABLE, forgotten);
            count(key, -1);
        }
    }

    private void count(LogHead.Key key, int change) {
        Voice voice = Voice.of(key);
        int logsOfIt = voices.getOrDefault(voice, 0) + change;
        if (logsOfIt == 0) {
            voices.remove(voice);
        } else {
            voices.put(voice, logsOfIt);
        }
    }
}
