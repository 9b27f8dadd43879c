package io.eddy.registry;

import io.eddy.node.Host;
import io.eddy.registry.GameRecord.Request;
import io.eddy.registry.RegistryConfig.GameLimits;
import io.eddy.ring.RingId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The games that a manager keeps: those that are running, and for a while those that have ended. */
final class GameRecords {
    private static final Comparator<RingId> BY_ID = (left, right) ->
            Arrays.compareUnsigned(left.bytes().array(), right.bytes().array());

    private final Host<RegistryMessage, RegistryTimer> host;
    private final GameLimits limits;
    private final NavigableMap<RingId, GameRecord> running = new TreeMap<>(BY_ID);

    /** In the order in which they ended. */
    private final Map<RingId, GameRecord> ended = new LinkedHashMap<>();

    private final Map<Request, RingId> requested = new LinkedHashMap<>();

    GameRecords(Host<RegistryMessage, RegistryTimer> host, GameLimits limits) {
        this.host = host;
        this.limits = limits;
    }

    void load() {
        List<GameRecord> stored = new ArrayList<>(host.store().load(GameRecord.TABLE));
        stored.sort(Comparator.comparingLong(game -> game.course().endedMillis()));
        stored.forEach(this::remember);
    }

    List<GameRecord> running() {
        return List.copyOf(running.values());
    }

    int runningCount() {
        return running.size();
    }

    /** The running games behind this one, or all, in the order of their ids. */
    Iterable<GameRecord> runningBehind(Optional<RingId> behind) {
        return behind.map(game -> running.tailMap(game, false)).orElse(running).values();
    }

    @Nullable
    GameRecord of(RingId game) {
        GameRecord record = running.get(game);
        return record != null ? record : ended.get(game);
    }

    @Nullable
    GameRecord of(Request request) {
        RingId game = requested.get(request);
        return game == null ? null : of(game);
    }

    void keep(GameRecord game) {
        remember(game);
        host.store().put(GameRecord.TABLE, game);
    }

    /** Whether another game can be kept, once those that ended long ago are forgotten; and, if need be, others. */
    boolean hasRoom() {
        long longAgoMillis = host.wallClockMillis() - limits.kept().toMillis();
        Iterator<GameRecord> oldestFirst = ended.values().iterator();
        boolean more = true;
        while (more && oldestFirst.hasNext()) {
            GameRecord oldest = oldestFirst.next();
            more = isFull() || oldest.course().endedMillis() <= longAgoMillis;
            if (more) {
                oldestFirst.remove();
                requested.remove(oldest.request());
                host.store().delete(GameRecord.TABLE, oldest);
            }
        }
        return !isFull();
    }

    private boolean isFull() {
        return running.size() + ended.size() >= limits.maxGames();
    }

    private void remember(GameRecord game) {
        requested.put(game.request(), game.game());
        if (game.isOver()) {
            running.remove(game.game());
            ended.put(game.game(), game);
        } else {
            running.put(game.game(), game);
        }
    }
}
