package io.eddy.registry;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Reply;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.ring.RingId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a peer says to its managers of games: the one it asks for, the seats it has, the games that have ended.
 *
 * <p>That a game has ended is kept until its manager knows, and said before anything else when the link to that manager
 * is there again: so a manager never takes a peer for busy that has registered with it and is free.
 */
final class GameDesk {
    /** Ends that no manager wants to know; so many games with managers that never came back are no accident. */
    private static final int MAX_UNREPORTED = 1_024;

    /** Requests that were given up; their games are ended if they are granted later. Each is one command long ago. */
    private static final int MAX_ABANDONED = 64;

    /** A wish for a game that is not answered. */
    private record Wish(PeerId registrar, Start start, Reply<Pick> reply) {
        /** Whether these are the asker and as many others as it asked for, each once. */
        boolean isMetBy(Picked picked, PeerId asker) {
            List<PeerId> peers =
                    picked.players().stream().map(Player::peer).distinct().toList();
            return picked.players().size() == start.count() + 1
                    && peers.size() == start.count() + 1
                    && peers.get(0).equals(asker);
        }
    }

    private record SeatAt(PeerId registrar, RingId game) {}

    private final Host<RegistryMessage, RegistryTimer> host;
    private final Predicate<PeerId> isManager;
    private final Duration deadline;
    private final Map<Long, Wish> wishes = new LinkedHashMap<>();
    private final NavigableSet<Long> abandoned = new TreeSet<>();
    private final Set<SeatAt> seats = new LinkedHashSet<>();
    private final Map<SeatAt, UnreportedEnd> unreported = new LinkedHashMap<>();
    private final Map<SeatAt, List<Runnable>> waiting = new LinkedHashMap<>();

    GameDesk(Host<RegistryMessage, RegistryTimer> host, Predicate<PeerId> isManager, Duration deadline) {
        this.host = host;
        this.isManager = isManager;
        this.deadline = deadline;
    }

    void load() {
        host.store()
                .load(UnreportedEnd.TABLE)
                .forEach(end -> unreported.put(new SeatAt(end.registrar(), end.game()), end));
    }

    /** Asks a manager with which this peer is registered, and again when it is again. */
    void start(PeerId registrar, Start start, Reply<Pick> reply) {
        wishes.put(start.request(), new Wish(registrar, start, reply));
        host.arm(new RegistryTimer.AnswerOverdue(start.request()), deadline);
        host.send(registrar, start);
    }

    void seated(PeerId registrar, RingId game) {
        seats.add(new SeatAt(registrar, game));
        if (isLinked(registrar)) {
            host.send(registrar, new Seated(game));
        }
    }

    void ended(PeerId registrar, RingId game, String reason, Runnable whenKnown) {
        SeatAt seat = new SeatAt(registrar, game);
        seats.remove(seat);
        UnreportedEnd end = new UnreportedEnd(registrar, game, cut(reason));
        makeRoom();
        unreported.put(seat, end);
        host.store().put(UnreportedEnd.TABLE, end);
        if (!isLinked(registrar)) {
            whenKnown.run();
            return;
        }
        waiting.computeIfAbsent(seat, key -> new ArrayList<>(1)).add(whenKnown);
        host.whenStored(() -> {
            if (unreported.containsKey(seat)) {
                host.send(registrar, new Ended(game, end.reason()));
            }
        });
    }

    /** There is a link to this manager, and nothing has been asked of it. */
    void onReached(PeerId manager) {
        reportEnds(manager);
    }

    void onRegistered(PeerId manager) {
        reportSeats(manager);
        for (Wish wish : wishes.values()) {
            if (wish.registrar.equals(manager)) {
                host.send(manager, wish.start);
            }
        }
    }

    /** The lease is renewed: a manager that could not write when it was told of an end is told again. */
    void onRenewed(PeerId manager) {
        reportEnds(manager);
        reportSeats(manager);
    }

    /** A manager that could not write when it was told of a seat is told again. */
    private void reportSeats(PeerId manager) {
        for (SeatAt seat : seats) {
            if (seat.registrar.equals(manager)) {
                host.send(manager, new Seated(seat.game));
            }
        }
    }

    /** Nobody waits for a manager that is gone. */
    void onDown(PeerId manager) {
        List<SeatAt> lost = waiting.keySet().stream()
                .filter(seat -> seat.registrar.equals(manager))
                .toList();
        lost.forEach(this::release);
    }

    void onPicked(PeerId from, Picked picked) {
        Wish wish = wishes.get(picked.request());
        if (wish != null && wish.registrar.equals(from)) {
            if (!wish.isMetBy(picked, host.self())) {
                throw new ProtocolViolation("other players than were asked for");
            }
            wishes.remove(picked.request());
            host.disarm(new RegistryTimer.AnswerOverdue(picked.request()));
            wish.reply.done(new Pick(picked.game(), from, picked.players()));
        } else if (abandoned.contains(picked.request())) {
            ended(from, picked.game(), "whoever asked for it no longer waited", () -> {});
        }
    }

    /** Whether that answered a wish. One who is not on the list asks again when it is. */
    boolean onRefused(PeerId from, Refused refused) {
        Wish wish = wishes.get(refused.request());
        if (wish == null || !wish.registrar.equals(from)) {
            return false;
        }
        if (refused.refusal() != Refusal.NOT_REGISTERED) {
            wishes.remove(refused.request());
            host.disarm(new RegistryTimer.AnswerOverdue(refused.request()));
            wish.reply.rejected(refused.sentence());
        }
        return true;
    }

    void onEndedNoted(PeerId from, EndedNoted noted) {
        SeatAt seat = new SeatAt(from, noted.game());
        UnreportedEnd end = unreported.remove(seat);
        if (end != null) {
            host.store().delete(UnreportedEnd.TABLE, end);
            release(seat);
        }
    }

    void onOverdue(long request) {
        Wish wish = wishes.remove(request);
        if (wish != null) {
            abandoned.add(request);
            if (abandoned.size() > MAX_ABANDONED) {
                abandoned.pollFirst();
            }
            wish.reply.rejected("the manager did not answer in time");
        }
    }

    private void reportEnds(PeerId manager) {
        for (UnreportedEnd end : unreported.values()) {
            if (end.registrar().equals(manager)) {
                host.send(manager, new Ended(end.game(), end.reason()));
            }
        }
    }

    private void release(SeatAt seat) {
        List<Runnable> whenKnown = waiting.remove(seat);
        if (whenKnown != null) {
            whenKnown.forEach(Runnable::run);
        }
    }

    private boolean isLinked(PeerId manager) {
        return isManager.test(manager) && host.isUp(manager);
    }

    private void makeRoom() {
        if (unreported.size() >= MAX_UNREPORTED) {
            SeatAt oldest = unreported.keySet().iterator().next();
            UnreportedEnd end = unreported.remove(oldest);
            if (end != null) {
                host.store().delete(UnreportedEnd.TABLE, end);
            }
            release(oldest);
        }
    }

    /** As much of a reason as there is room for. */
    private static String cut(String reason) {
        String rest = reason;
        while (rest.getBytes(StandardCharsets.UTF_8).length > Ended.MAX_REASON_BYTES) {
            rest = rest.substring(0, rest.offsetByCodePoints(0, rest.codePointCount(0, rest.length()) - 1));
        }
        return rest;
    }
}
