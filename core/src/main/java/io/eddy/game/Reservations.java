package io.eddy.game;

import io.eddy.game.GameMessage.Occupied;
import io.eddy.game.GameMessage.Occupied.Why;
import io.eddy.game.GameMessage.Release;
import io.eddy.game.GameMessage.Reserve;
import io.eddy.game.GameMessage.Reserved;
import io.eddy.node.Former;
import io.eddy.node.PeerId;
import io.eddy.node.TokenBucket;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The seat of one peer where no manager gives it: promised to at most one game at a time, and kept for it for {@link
 * #KEPT}; and its search for others' seats when it is the dealer.
 */
final class Reservations {
    /** As long as a manager keeps a seat. */
    static final Duration KEPT = Duration.ofSeconds(15);

    /** Promises to one dealer that come to nothing, before it must wait: whoever tries in earnest needs a few. */
    private static final int MAX_VAIN = 8;

    /** So many more it gets: who promises one game after the other to itself has a seat a quarter of the time. */
    private static final int VAIN_A_MINUTE = 1;

    /** Dealers of whom it is remembered what was promised to them. */
    private static final int MAX_DEALERS = 256;

    private record Promise(RingId game, PeerId dealer) {}

    private final Parlour parlour;
    private final BooleanSupplier isPlaying;
    private final Former<TokenBucket> allowances = new Former<>(MAX_DEALERS);
    private @Nullable Promise promise;
    private @Nullable Invitation invitation;

    Reservations(Parlour parlour, BooleanSupplier isPlaying) {
        this.parlour = parlour;
        this.isPlaying = isPlaying;
    }

    /** Whether this peer is looking for players. */
    boolean isInviting() {
        return invitation != null && !invitation.isOver();
    }

    /** Looks for players, in place of the search there was. */
    void invite(Invitation next) {
        invitation = next;
        next.proceed();
    }

    /** Ends the search for players of this game, if it is not over; whether it was not. */
    boolean giveUp(RingId game) {
        Invitation current = invitation;
        boolean open = current != null && current.game.equals(game) && !current.isOver();
        if (current != null && open) {
            current.giveUp();
            invitation = null;
        }
        return open;
    }

    /** Why this peer cannot take a seat in this game now, if the seat is promised. */
    Optional<String> refusal(RingId game) {
        if (promise != null && !promise.game.equals(game)) {
            return Optional.of(Why.PROMISED.text);
        }
        return isInviting() ? Optional.of(Why.DEALING.text) : Optional.empty();
    }

    /** Why this peer can deal no game now, if its seat is promised or it looks for players already. */
    Optional<String> impediment(Function<PeerId, String> names) {
        if (promise != null) {
            return Optional.of("your seat is promised, for up to " + KEPT.toSeconds() + " s, to a game that "
                    + names.apply(promise.dealer) + " is about to deal; try again then");
        }
        return isInviting() ? Optional.of("you are about to deal a game already") : Optional.empty();
    }

    /** This peer sits in a game: what was promised to it is kept, and to another is void. */
    void onFounded() {
        if (promise != null) {
            allowances.take(promise.dealer); // It meant what it said.
        }
        forget();
    }

    void onReserve(PeerId from, Reserve reserve) {
        Why occupied = occupied(reserve.game(), from);
        if (occupied != null) {
            parlour.host.send(from, new Occupied(reserve.game(), occupied));
            return;
        }
        if (promise == null) {
            promise = new Promise(reserve.game(), from);
            parlour.host.arm(new GameTimer.ReservationOver(reserve.game()), KEPT);
        }
        parlour.host.send(from, new Reserved(reserve.game()));
    }

    void onRelease(PeerId from, Release release) {
        if (promise != null && promise.equals(new Promise(release.game(), from))) {
            forget();
        }
    }

    void onReservationOver(RingId game) {
        if (promise != null && promise.game.equals(game)) {
            promise = null;
        }
    }

    void onPeerUp(PeerId peer) {
        if (invitation != null) {
            invitation.onPeerUp(peer);
        }
    }

    void onReserved(PeerId from, Reserved reserved) {
        Invitation open = open(reserved.game());
        if (open != null) {
            open.onReserved(from);
        } else {
            parlour.host.send(from, new Release(reserved.game())); // It came too late.
        }
    }

    void onOccupied(PeerId from, Occupied occupied) {
        Invitation open = open(occupied.game());
        if (open != null) {
            open.onOccupied(from, occupied.why());
        }
    }

    void onAnswerOverdue(RingId game, PeerId player) {
        Invitation open = open(game);
        if (open != null) {
            open.onAnswerOverdue(player);
        }
    }

    private @Nullable Why occupied(RingId game, PeerId dealer) {
        if (isPlaying.getAsBoolean()) {
            return Why.PLAYING;
        }
        if (isInviting()) {
            return Why.DEALING;
        }
        if (promise != null) {
            return promise.equals(new Promise(game, dealer)) ? null : Why.PROMISED;
        }
        return mayAsk(dealer) ? null : Why.TOO_OFTEN;
    }

    private boolean mayAsk(PeerId dealer) {
        TokenBucket before = allowances.take(dealer);
        TokenBucket allowance = before == null ? TokenBucket.perMinute(VAIN_A_MINUTE, MAX_VAIN) : before;
        allowances.keep(dealer, allowance);
        return allowance.take(parlour.host.now());
    }

    private @Nullable Invitation open(RingId game) {
        Invitation current = invitation;
        return current != null && current.game.equals(game) && !current.isOver() ? current : null;
    }

    private void forget() {
        if (promise != null) {
            parlour.host.disarm(new GameTimer.ReservationOver(promise.game));
            promise = null;
        }
    }
}
