package io.eddy.registry;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.registry.GameRecord.Course;
import io.eddy.registry.GameRecord.Hold;
import io.eddy.registry.GameRecord.Phase;
import io.eddy.registry.GameRecord.Request;
import io.eddy.registry.GameRecord.Seat;
import io.eddy.registry.RegistryConfig.GameLimits;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Games;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of who plays with whom: all that a game needs are given seats at once, or nobody; nobody sits in two.
 *
 * <pre>
 *             Start                 all Seated               the dealer's Ended, no seat held,
 *   (nothing) -----&gt; PICKED --------------&gt; STARTED -------&gt; or all gone: ENDED
 *                      |  15 s: seats not taken are freed        ^
 *                      +-----------------------------------------+
 * </pre>
 *
 * <p>A seat is held from the pick on until its player says that the game has ended for it, or the dealer, that it has
 * for all. Neither a lost link nor the end of a lease frees a seat: a player that is away may be in the game still, as
 * far as the others know. A game counts as ended when none of those who hold its seats has been online for a while.
 */
final class Seatings {
    private final Host<RegistryMessage, RegistryTimer> host;
    private final Roster roster;
    private final GameLimits limits;
    private final Consumer<PlayerRecord> tellWatchers;
    private final Consumer<RegistryEvent> events;
    private final GameRecords games;

    /** Games none of whose players is online. */
    private final Set<RingId> deserted = new LinkedHashSet<>();

    Seatings(
            Host<RegistryMessage, RegistryTimer> host,
            Roster roster,
            GameLimits limits,
            Consumer<PlayerRecord> tellWatchers,
            Consumer<RegistryEvent> events) {
        this.host = host;
        this.roster = roster;
        this.limits = limits;
        this.tellWatchers = tellWatchers;
        this.events = events;
        games = new GameRecords(host, limits);
    }

    /** Goes on where the manager stopped. Seats that were not taken wait anew: nobody could take one meanwhile. */
    void load() {
        games.load();
        for (GameRecord game : games.running()) {
            game.seats().stream().filter(Seat::isHeld).forEach(seat -> roster.seat(seat.peer(), game.game()));
            if (game.isAwaited()) {
                host.arm(new RegistryTimer.SeatsOverdue(game.game()), limits.reserved());
            }
            watchOver(game);
        }
    }

    List<GameLine> running() {
        return games.running().stream().map(GameRecord::line).toList();
    }

    int runningCount() {
        return games.runningCount();
    }

    void onStart(PeerId from, Start start) {
        Request request = new Request(from, start.requestId());
        if (host.store().accepting() && games.of(request) != null) {
            answer(from, start.request(), request);
            return;
        }
        Refused refused = refusal(from, start);
        if (refused != null) {
            host.send(from, refused);
            return;
        }
        List<PeerId> others = start.named();
        if (others.isEmpty()) {
            others = roster.pickFree(start.count(), peer -> mayBePicked(peer, from));
        }
        if (others.size() < start.count()) {
            host.send(from, tooFew(start, others.size()));
            return;
        }
        GameRecord game = new GameRecord(unusedId(), request, start.kind(), seats(from, others), picked());
        host.arm(new RegistryTimer.SeatsOverdue(game.game()), limits.reserved());
        keep(game);
        answer(from, start.request(), request);
    }

    void onSeated(PeerId from, RingId id) {
        GameRecord game = games.of(id);
        // When it cannot be written down it is not heard: the player says it again.
        if (game != null && !game.isOver() && host.store().accepting() && mayTakeSeat(from, game)) {
            keep(game.taken(from));
        }
    }

    void onEnded(PeerId from, Ended ended) {
        if (!host.store().accepting()) {
            return; // Told again until it is noted.
        }
        GameRecord game = games.of(ended.game());
        if (game != null && !game.isOver()) {
            boolean forAll = from.equals(game.request().dealer());
            free(game, seat -> forAll || seat.peer().equals(from), ended.reason());
        }
        host.whenStored(() -> host.send(from, new EndedNoted(ended.game())));
    }

    void onListGames(PeerId from, ListGames list) {
        List<GameLine> page = new ArrayList<>();
        for (GameRecord game : games.runningBehind(list.behind())) {
            if (page.size() == Games.MAX_GAMES) {
                host.send(from, new Games(list.request(), page, true));
                return;
            }
            page.add(game.line());
        }
        host.send(from, new Games(list.request(), page, false));
    }

    /** The manager's operator took a player off the list. */
    void onKicked(PeerId peer, String reason) {
        RingId game = roster.gameOf(peer);
        if (game != null) {
            free(game, seat -> seat.peer().equals(peer), reason);
        }
    }

    void onSeatsOverdue(RingId game) {
        free(game, seat -> seat.hold() == Hold.RESERVED, "nobody took a seat in time");
    }

    void onAllGone(RingId game) {
        free(game, seat -> true, "all are gone");
    }

    /** A player's lease has begun, goes on, or has ended. */
    void onCameOrWent(PeerId peer) {
        RingId id = roster.gameOf(peer);
        GameRecord game = id == null ? null : games.of(id);
        if (game != null) {
            watchOver(game);
        }
    }

    /** Why there is no game; nothing when there is one, provided that enough are free. */
    private @Nullable Refused refusal(PeerId from, Start start) {
        if (!host.store().accepting()) {
            return new Refused(start.request(), Refusal.BUSY, "the manager cannot write at present");
        }
        String complaint = start.complaint(from).orElse(null);
        if (complaint != null) {
            return new Refused(start.request(), Refusal.BAD_REQUEST, complaint);
        }
        if (!roster.isOnline(from)) {
            return new Refused(start.request(), Refusal.NOT_REGISTERED, "you are not on the manager's list");
        }
        RingId own = roster.gameOf(from);
        if (own != null) {
            return new Refused(start.request(), Refusal.IN_GAME, "you sit in game " + own.brief() + " already");
        }
        for (PeerId named : start.named()) {
            Refused refused = refusal(start, named);
            if (refused != null) {
                return refused;
            }
        }
        return games.hasRoom() ? null : new Refused(start.request(), Refusal.BUSY, "too many games are running");
    }

    /** Why somebody who was named cannot play; nothing when it can. */
    private @Nullable Refused refusal(Start start, PeerId named) {
        PlayerRecord player = roster.of(named);
        if (player == null || !player.isListed()) {
            String who = player == null ? named.brief() : player.name();
            return new Refused(start.request(), Refusal.UNKNOWN_PLAYER, who + " is not on the manager's list");
        }
        if (roster.gameOf(named) != null) {
            return new Refused(start.request(), Refusal.PLAYER_BUSY, player.name() + " is in another game");
        }
        return isHere(named) ? null : new Refused(start.request(), Refusal.PLAYER_BUSY, player.name() + " is offline");
    }

    private static Refused tooFew(Start start, int free) {
        String sentence = "a game with " + start.count() + (start.count() == 1 ? " other" : " others")
                + " was asked for, and " + (free == 0 ? "nobody else" : "only " + free) + (free > 1 ? " are" : " is")
                + " free";
        return new Refused(start.request(), Refusal.TOO_FEW_FREE, sentence);
    }

    private boolean mayBePicked(PeerId peer, PeerId asker) {
        return !peer.equals(asker) && isHere(peer);
    }

    /** A lease alone is not enough: whoever was cut off would keep the others waiting. */
    private boolean isHere(PeerId peer) {
        return roster.isOnline(peer) && host.isUp(peer);
    }

    private List<Seat> seats(PeerId dealer, List<PeerId> others) {
        List<Seat> seats = new ArrayList<>(1 + others.size());
        seats.add(reserved(dealer));
        others.forEach(peer -> seats.add(reserved(peer)));
        return List.copyOf(seats);
    }

    private Seat reserved(PeerId peer) {
        PlayerRecord player = roster.of(peer);
        if (player == null) {
            throw new IllegalStateException(peer + " was picked and is nobody");
        }
        return new Seat(peer, player.name(), player.address(), Hold.RESERVED);
    }

    private Course picked() {
        return new Course(Phase.PICKED, host.wallClockMillis(), 0, "");
    }

    private RingId unusedId() {
        byte[] bytes = new byte[RingId.LENGTH];
        RingId game;
        do {
            host.random().nextBytes(bytes);
            game = new RingId(Bytes.copyOf(bytes));
        } while (games.of(game) != null);
        return game;
    }

    /** Once the game is durable, as it is then. */
    private void answer(PeerId from, long number, Request request) {
        host.whenStored(() -> {
            GameRecord game = games.of(request);
            if (game != null && !game.isOver()) {
                host.send(from, new Picked(number, game.game(), game.players()));
            } else {
                String reason = game == null ? "" : ": " + game.course().reason();
                host.send(from, new Refused(number, Refusal.GAME_ENDED, "the game has ended" + reason));
            }
        });
    }

    private boolean mayTakeSeat(PeerId peer, GameRecord game) {
        Seat seat = game.seatOf(peer);
        PlayerRecord player = roster.of(peer);
        if (seat == null || player == null || !player.isListed()) {
            return false;
        }
        boolean mayReturn = seat.hold() == Hold.FREED && roster.gameOf(peer) == null;
        return seat.hold() == Hold.RESERVED || mayReturn;
    }

    private void free(RingId id, Predicate<Seat> which, String reason) {
        GameRecord game = games.of(id);
        if (game != null && !game.isOver()) {
            free(game, which, reason);
        }
    }

    private void free(GameRecord game, Predicate<Seat> which, String reason) {
        if (game.seats().stream().anyMatch(seat -> seat.isHeld() && which.test(seat))) {
            keep(game.freed(which, host.wallClockMillis(), reason));
        }
    }

    /** Writes a game down as it is from now on; whoever it binds or frees by that is told of when it is durable. */
    private void keep(GameRecord game) {
        GameRecord before = games.of(game.game());
        List<PeerId> moved = game.seats().stream()
                .filter(seat -> seat.isHeld() != (before != null && before.isHeldBy(seat.peer())))
                .map(seat -> move(seat, game.game()))
                .toList();
        games.keep(game);
        watchOver(game);
        boolean hadStarted = before != null && before.hasStarted();
        host.whenStored(() -> {
            moved.forEach(this::tellOf);
            tellOf(game, hadStarted);
        });
    }

    private PeerId move(Seat seat, RingId game) {
        if (seat.isHeld()) {
            roster.seat(seat.peer(), game);
        } else {
            roster.unseat(seat.peer(), game);
        }
        return seat.peer();
    }

    private void tellOf(GameRecord game, boolean hadStarted) {
        if (game.hasStarted() && !hadStarted) {
            events.accept(new RegistryEvent.GameStarted(game.game(), game.names()));
        } else if (game.isOver() && hadStarted) {
            String reason = game.course().reason();
            events.accept(new RegistryEvent.GameEnded(game.game(), game.names(), reason));
        }
    }

    private void tellOf(PeerId peer) {
        PlayerRecord player = roster.of(peer);
        if (player != null && player.isOnline()) {
            tellWatchers.accept(player);
        }
    }

    /** Waits for somebody to come back, as long as nobody of a game is there. */
    private void watchOver(GameRecord game) {
        boolean abandoned = !game.isOver()
                && game.seats().stream().noneMatch(seat -> seat.isHeld() && roster.isOnline(seat.peer()));
        if (abandoned && deserted.add(game.game())) {
            host.arm(new RegistryTimer.AllGone(game.game()), limits.deserted());
        } else if (!abandoned && deserted.remove(game.game())) {
            host.disarm(new RegistryTimer.AllGone(game.game()));
        }
        if (!game.isAwaited()) {
            host.disarm(new RegistryTimer.SeatsOverdue(game.game()));
        }
    }
}
