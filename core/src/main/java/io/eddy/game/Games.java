package io.eddy.game;

import io.eddy.game.GameMessage.Dealt;
import io.eddy.game.GameMessage.Occupied;
import io.eddy.game.GameMessage.Owed;
import io.eddy.game.GameMessage.Release;
import io.eddy.game.GameMessage.Reserve;
import io.eddy.game.GameMessage.Reserved;
import io.eddy.game.gofish.DealersDeck;
import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Rules;
import io.eddy.game.gofish.Terms;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.Reply;
import io.eddy.ring.Charter;
import io.eddy.ring.Member;
import io.eddy.ring.Ring;
import io.eddy.ring.RingApplication;
import io.eddy.ring.RingId;
import io.eddy.ring.Said;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The games of one peer: one at a time that it plays, and those before it that are about to be closed.
 *
 * <p>A game is played on a ring: all that follows from what was said there is the same for every player ({@link
 * io.eddy.game.gofish.GoFishGame}). Beside the ring two players talk in private on this protocol's channel: of cards
 * that only one of them may see. To be attached to its node before the rings are.
 */
public final class Games
        implements Protocol<GameMessage, GameTimer>, RingApplication, GameMessage.Receiver, GameTimer.Handler {
    private static final String NO_GAME = "you have no game";

    /** So much of an id tells two players of one name apart. */
    private static final int BRIEF_ID_LENGTH = 4;

    private final Parlour parlour;
    private final Reservations reservations;
    private final Map<RingId, GoFishSeat> seats = new LinkedHashMap<>();
    private final Map<RingId, Bytes> secrets = new LinkedHashMap<>();

    Games(Parlour parlour) {
        this.parlour = parlour;
        this.reservations = new Reservations(parlour, this::isPlaying);
    }

    /** Adds games to a node. */
    public static Games attach(Node node, GamesConfig config, GameReports reports, Consumer<GameEvent> events) {
        return attach(node, config, reports, events, DealersDeck::new);
    }

    static Games attach(
            Node node, GamesConfig config, GameReports reports, Consumer<GameEvent> events, Dealing.Source cards) {
        return node.attach(GameWire.CHANNEL, host -> new Games(new Parlour(host, config, reports, events, cards)));
    }

    /** What games keep. */
    public static List<Table<?>> tables() {
        return List.of(GameSecret.TABLE);
    }

    /** The charter of a game that this peer deals. Of two members with one name, each gets the beginning of its id. */
    public Charter charter(RingId ring, Optional<PeerId> registrar, List<Member> members) {
        Rules rules = Rules.of(members.size());
        Rules chosen = parlour.config.cards().map(rules::dealing).orElse(rules);
        List<Member> named = members.stream()
                .map(member -> isNamesake(member, members) ? distinguished(member) : member)
                .toList();
        return new Charter(ring, Terms.KIND, registrar, named, Terms.of(chosen));
    }

    /**
     * Has players reserve their seats in a game that this peer is about to deal, where no manager gives them; the
     * result comes when all have, in the order in which they were asked.
     *
     * @param candidates whom to ask, the first first
     * @param names how a sentence names a player
     */
    public void reserve(
            RingId game,
            int count,
            List<PeerId> candidates,
            Function<PeerId, String> names,
            Reply<List<PeerId>> reply) {
        impediment(names)
                .ifPresentOrElse(
                        reply::rejected,
                        () -> reservations.invite(new Invitation(parlour, game, count, candidates, names, reply)));
    }

    /** Ends the search for players of a game, and frees their seats; whether it was still going on. */
    public boolean giveUpReserving(RingId game) {
        return reservations.giveUp(game);
    }

    /**
     * Why this peer can deal no game now, if it cannot, as it is said to its operator.
     *
     * @param names how a sentence names a player
     */
    public Optional<String> impediment(Function<PeerId, String> names) {
        return isPlaying() ? Optional.of("you are in a game already; /end ends it") : reservations.impediment(names);
    }

    /** A game that this peer was to deal does not come to be: who reserved a seat for it has it free again. */
    public void release(Charter charter) {
        charter.members().stream()
                .map(Member::peer)
                .filter(player -> !player.equals(parlour.host.self()))
                .forEach(player -> parlour.host.send(player, new Release(charter.ring())));
    }

    /** Whether this peer has a seat in a game that is not over. */
    public boolean isPlaying() {
        return playing().isPresent();
    }

    /** The games that this peer plays. */
    public List<GameView> views() {
        return seats.values().stream()
                .filter(GoFishSeat::isPlaying)
                .map(GoFishSeat::view)
                .toList();
    }

    public void hand(Reply<GameView> reply) {
        playing().ifPresentOrElse(seat -> reply.done(seat.view()), () -> reply.rejected(NO_GAME));
    }

    /** Asks a player for a rank; the result comes when that has its place in the order of what is said. */
    public void ask(PeerId who, Rank rank, Reply<GameView> reply) {
        playing().ifPresentOrElse(seat -> seat.ask(who, rank, reply), () -> reply.rejected(NO_GAME));
        sweep();
    }

    /** Lets this peer's program make all of its moves, or no longer. */
    public void auto(boolean on) {
        parlour.auto = on;
        List.copyOf(seats.values()).forEach(GoFishSeat::act);
        sweep();
    }

    /** Ends a game before its time; the only one, when none is named. */
    public void end(Optional<RingId> game, Reply<RingId> reply) {
        Optional<GoFishSeat> seat =
                game.isEmpty() ? playing() : game.map(seats::get).filter(GoFishSeat::isPlaying);
        seat.ifPresentOrElse(
                found -> found.end(reply), () -> reply.rejected(game.isEmpty() ? NO_GAME : "you have no such game"));
        sweep();
    }

    @Override
    public void start() {
        parlour.host.store().load(GameSecret.TABLE).forEach(kept -> secrets.put(kept.game(), kept.secret()));
    }

    @Override
    public void onPeerUp(PeerId peer) {
        seats.values().forEach(seat -> seat.onPeerUp(peer));
        reservations.onPeerUp(peer);
    }

    @Override
    public void onMessage(PeerId from, GameMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onTimer(GameTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onDealt(PeerId from, Dealt dealt) {
        at(dealt.game(), seat -> seat.onDealt(from, dealt.whisper()));
    }

    @Override
    public void onOwed(PeerId from, Owed owed) {
        at(owed.game(), seat -> seat.onOwed(from));
    }

    @Override
    public void onReserve(PeerId from, Reserve reserve) {
        reservations.onReserve(from, reserve);
    }

    @Override
    public void onReserved(PeerId from, Reserved reserved) {
        reservations.onReserved(from, reserved);
    }

    @Override
    public void onOccupied(PeerId from, Occupied occupied) {
        reservations.onOccupied(from, occupied);
    }

    @Override
    public void onRelease(PeerId from, Release release) {
        reservations.onRelease(from, release);
    }

    @Override
    public void onAnswerOverdue(RingId game, PeerId player) {
        reservations.onAnswerOverdue(game, player);
    }

    @Override
    public void onReservationOver(RingId game) {
        reservations.onReservationOver(game);
    }

    @Override
    public void onTurnOver(RingId game) {
        at(game, GoFishSeat::onTurnOver);
    }

    @Override
    public void onWordOverdue(RingId game) {
        at(game, GoFishSeat::onWordOverdue);
    }

    @Override
    public void onCardsOverdue(RingId game) {
        at(game, GoFishSeat::onCardsOverdue);
    }

    @Override
    public void onCloseOverdue(RingId game) {
        at(game, GoFishSeat::onCloseOverdue);
    }

    @Override
    public Optional<String> refusal(Charter charter) {
        if (isPlaying()) {
            return Optional.of("already plays a game");
        }
        if (!charter.kind().equals(Terms.KIND)) {
            return Optional.of("does not know the game " + charter.kind());
        }
        if (charter.members().stream().map(Member::name).distinct().count() != charter.size()) {
            return Optional.of("two players have one name");
        }
        return Terms.complaint(charter).or(() -> reservations.refusal(charter.ring()));
    }

    @Override
    public void onFounded(Ring ring) {
        RingId game = ring.charter().ring();
        reservations.onFounded();
        GoFishSeat seat = new GoFishSeat(parlour, ring);
        seats.put(game, seat);
        seat.onFounded(Optional.ofNullable(secrets.remove(game)));
        sweep();
    }

    @Override
    public void onSaid(Ring ring, Said said) {
        at(ring, seat -> seat.onSaid(said));
    }

    @Override
    public void onLeft(Ring ring, int left) {
        at(ring, seat -> seat.onLeft(left));
    }

    @Override
    public void onRestored(Ring ring) {
        at(ring, GoFishSeat::onRestored);
    }

    @Override
    public void onAway(Ring ring, int away) {
        at(ring, seat -> seat.onAway(away));
    }

    @Override
    public void onBack(Ring ring, int back) {
        at(ring, seat -> seat.onBack(back));
    }

    @Override
    public void onSettled(Ring ring) {
        at(ring, GoFishSeat::act);
    }

    @Override
    public boolean isOverdue(Ring ring, int other) {
        GoFishSeat seat = seats.get(ring.charter().ring());
        return seat != null && seat.isOverdue(other);
    }

    @Override
    public void onBroken(Ring ring, String reason) {
        at(ring, seat -> seat.onBroken(reason));
    }

    /** A game as it follows from the log so far, for tests. */
    @Nullable
    GoFishSeat seat(RingId game) {
        return seats.get(game);
    }

    private void at(Ring ring, Consumer<GoFishSeat> happening) {
        at(ring.charter().ring(), happening);
    }

    private void at(RingId game, Consumer<GoFishSeat> happening) {
        GoFishSeat seat = seats.get(game);
        if (seat != null) {
            happening.accept(seat);
            sweep();
        }
    }

    private Optional<GoFishSeat> playing() {
        return new ArrayList<>(seats.values())
                .stream().filter(GoFishSeat::isPlaying).findFirst();
    }

    private void sweep() {
        seats.values().removeIf(GoFishSeat::isDone);
    }

    private static boolean isNamesake(Member member, List<Member> members) {
        return members.stream()
                .anyMatch(other ->
                        !other.peer().equals(member.peer()) && other.name().equals(member.name()));
    }

    private static Member distinguished(Member member) {
        String beginning = member.peer().hex().substring(0, BRIEF_ID_LENGTH);
        // A name that was told apart already would grow beyond what a member's may be.
        String name =
                member.name().contains("~") ? member.peer().hex().substring(0, 12) : member.name() + "~" + beginning;
        return new Member(member.peer(), name, member.address());
    }
}
