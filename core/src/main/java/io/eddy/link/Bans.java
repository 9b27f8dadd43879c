package io.eddy.link;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Link;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose links are refused: whom the operator refuses, everyone when it has left all, and whoever made too many mistakes
 * (protocols.md D.3: 10 points a mistake, at 30 an hour, and a day when it happens again).
 */
final class Bans {
    private static final int POINTS_FOR_A_MISTAKE = 10;
    private static final int POINTS_FOR_A_BAN = 30;
    private static final Duration FIRST_BAN = Duration.ofHours(1);
    private static final Duration NEXT_BAN = Duration.ofDays(1);

    /** Peers remembered; the one that erred longest ago is forgotten first. A key costs an attacker little. */
    private static final int MAX_RECORDS = 1_000;

    static final Closing BLOCKED = Closing.of(Code.BLOCKED, "this peer does not want to hear from you");

    private record Conduct(int points, int bans, Timestamp refusedUntil) {}

    private final Map<PeerId, Conduct> conducts = new LinkedHashMap<>();
    private final NavigableSet<PeerId> blocked = new TreeSet<>();
    private boolean takesLinks = true;

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

    /** The operator refuses a peer. */
    void block(PeerId peer) {
        blocked.add(peer);
    }

    void unblock(PeerId peer) {
        blocked.remove(peer);
    }

    /** Whether links that others make are taken, of whomever. */
    void takesLinks(boolean taken) {
        takesLinks = taken;
    }

    /** Why a link that has just been made is ended; {@code null} when there is no reason. */
    @Nullable
    Closing refusal(Link link, Timestamp now) {
        if (blocked.contains(link.remote())) {
            return BLOCKED;
        } else if (isBanned(link.remote(), now)) {
            return Closing.of(Code.BLOCKED, "too many mistakes came from you");
        } else if (!takesLinks && !link.outbound()) {
            // Not for good, as the others: whoever dials again may find that it is over.
            return Closing.of(Code.BYE, "this peer has left everyone");
        }
        return null;
    }

    boolean isBanned(PeerId peer, Timestamp now) {
        Conduct conduct = conducts.get(peer);
        return conduct != null && conduct.refusedUntil.compareTo(now) > 0;
    }
}
