package io.eddy.game;

import io.eddy.game.GameMessage.Occupied;
import io.eddy.game.GameMessage.Release;
import io.eddy.game.GameMessage.Reserve;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A dealer's search for players without a manager: asks as many as the game needs, and another for each that cannot,
 * until all seats are reserved or nobody is left to ask. All or none: those that gave a seat in vain are told.
 */
final class Invitation {
    /** For a link to a player and its answer; a guess, and short enough for two refusals before a command must end. */
    static final Duration ANSWER_WITHIN = Duration.ofMillis(2_500);

    /** Reasons told of a search that failed. */
    private static final int MAX_REASONS = 4;

    final RingId game;
    private final Parlour parlour;
    private final int count;
    private final Function<PeerId, String> names;
    private final Reply<List<PeerId>> reply;
    private final Deque<PeerId> candidates;

    /** Who was asked, and whether it has reserved its seat. */
    private final Map<PeerId, Boolean> asked = new LinkedHashMap<>();

    private final List<String> reasons = new ArrayList<>();
    private boolean over;

    Invitation(
            Parlour parlour,
            RingId game,
            int count,
            List<PeerId> candidates,
            Function<PeerId, String> names,
            Reply<List<PeerId>> reply) {
        this.parlour = parlour;
        this.game = game;
        this.count = count;
        this.candidates = new ArrayDeque<>(candidates);
        this.names = names;
        this.reply = reply;
    }

    boolean isOver() {
        return over;
    }

    /** Asks as many as are missing. */
    void proceed() {
        while (!over && asked.size() < count && !candidates.isEmpty()) {
            PeerId player = candidates.remove();
            asked.put(player, false);
            parlour.reports.wanted(player, game, true);
            parlour.host.arm(new GameTimer.AnswerOverdue(game, player), ANSWER_WITHIN);
            parlour.host.send(player, new Reserve(game));
        }
        if (!over && asked.size() < count) {
            fail();
        }
    }

    /** There is a session with somebody: it may be one of those to ask. */
    void onPeerUp(PeerId player) {
        if (Boolean.FALSE.equals(asked.get(player))) {
            parlour.host.send(player, new Reserve(game));
        }
    }

    void onReserved(PeerId player) {
        if (asked.replace(player, false, true)) {
            parlour.host.disarm(new GameTimer.AnswerOverdue(game, player));
            if (asked.size() == count && !asked.containsValue(false)) {
                over = true;
                asked.keySet().forEach(seated -> parlour.reports.wanted(seated, game, false));
                reply.done(List.copyOf(asked.keySet()));
            }
        }
    }

    void onOccupied(PeerId player, Occupied.Why why) {
        passOver(player, why.text);
    }

    void onAnswerOverdue(PeerId player) {
        parlour.host.send(player, new Release(game));
        passOver(player, parlour.host.isUp(player) ? "does not answer" : "cannot be reached");
    }

    /** Nobody waits for the outcome any more. */
    void giveUp() {
        over = true;
        List.copyOf(asked.keySet()).forEach(this::letGo);
    }

    private void passOver(PeerId player, String reason) {
        if (over || asked.remove(player) == null) {
            return;
        }
        parlour.host.disarm(new GameTimer.AnswerOverdue(game, player));
        parlour.reports.wanted(player, game, false);
        if (reasons.size() < MAX_REASONS) {
            reasons.add(names.apply(player) + " " + reason);
        }
        proceed();
    }

    private void fail() {
        int found = asked.size();
        giveUp();
        String why = reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
        reply.rejected((found == 0 ? "nobody" : "only " + found + " of " + count) + " can take a seat" + why);
    }

    private void letGo(PeerId player) {
        asked.remove(player);
        parlour.host.disarm(new GameTimer.AnswerOverdue(game, player));
        parlour.host.send(player, new Release(game));
        parlour.reports.wanted(player, game, false);
    }
}
