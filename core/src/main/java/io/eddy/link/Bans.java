package io.eddy.link;

import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who made too many mistakes, and until when it is refused (protocols.md D.3: 10 points a mistake, at 30 an hour,
 * and a day when it happens again).
 */
final class Bans {
    private static final int POINTS_FOR_A_MISTAKE = 10;
    private static final int POINTS_FOR_A_BAN = 30;
    private static final Duration FIRST_BAN = Duration.ofHours(1);
    private static final Duration NEXT_BAN = Duration.ofDays(1);

    /** Peers remembered; the one that erred longest ago is forgotten first. A key costs an attacker little. */
    private static final int MAX_RECORDS = 1_000;

    private record Conduct(int points, int bans, Timestamp refusedUntil) {}

    private final Map<PeerId, Conduct> conducts = new LinkedHashMap<>();

    void onMistake(PeerId peer, Timestamp now) {
        Conduct before = conducts.remove(peer);
        int points = POINTS_FOR_A_MISTAKE + (before == null ? 0 : before.points);
        int bans = before == null ? 0 : before.bans;
        Conduct after = new Conduct(points, bans, before == null ? now : before.refusedUntil);
        if (points >= POINTS_FOR_A_BAN) {
            after = new Conduct(0, bans + 1, now.plus(bans == 0 ? FIRST_BAN : NEXT_BAN));
        }
        conducts.put(peer, after);
        if (conducts.size() > MAX_RECORDS) {
            conducts.remove(conducts.keySet().iterator().next());
        }
    }

    boolean isBanned(PeerId peer, Timestamp now) {
        Conduct conduct = conducts.get(peer);
        return conduct != null && conduct.refusedUntil.compareTo(now) > 0;
    }
}
