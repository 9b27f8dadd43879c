package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.DealersDeck;
import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.Play;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Slot;
import io.eddy.game.gofish.Table;
import io.eddy.node.Endpoint;
import io.eddy.node.Timestamp;
import io.eddy.ring.Charter;
import io.eddy.ring.Member;
import io.eddy.ring.RingId;
import io.eddy.ring.Said;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Players around a ring in memory: what they say gets its number, what they are told comes, in an order that follows
 * from one seed. Time passes only when nothing else can happen.
 */
final class Company {
    static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin");

    /** Far beyond any game seen. */
    private static final int MAX_STEPS = 100_000;

    /** What stands in the log: words, or that a seat has left (no words). */
    record Entry(long number, int seat, @Nullable Bytes words) {
        Said said() {
            return new Said(number, seat, words == null ? Bytes.EMPTY : words);
        }
    }

    final SplittableRandom random;
    final Charter charter;
    final List<Player> players = new ArrayList<>();
    final List<Entry> log = new ArrayList<>();
    final List<String> account = new ArrayList<>();
    private final TreeMap<Long, Play> plays = new TreeMap<>();
    Timestamp now = new Timestamp(0);

    /** Of so many private messages one is lost; 0: none. */
    int oneLostIn;

    /** Of so many private messages one comes twice; 0: none. */
    int oneTwiceIn;

    Company(int size, long seed, GamesConfig config) {
        this(size, seed, config, DealersDeck::new);
    }

    /** A company whose dealer deals in its own way. */
    Company(int size, long seed, GamesConfig config, Dealing.Source dealers) {
        random = new SplittableRandom(seed);
        byte[] id = new byte[RingId.LENGTH];
        random.nextBytes(id);
        for (int seat = 0; seat < size; seat++) {
            players.add(new Player(this, seat, NAMES.get(seat), config, seat == 0 ? dealers : DealersDeck::new));
        }
        List<Member> members = players.stream()
                .map(player -> new Member(player.self(), player.name, new Endpoint("192.0.2.1", 5000)))
                .toList();
        charter = players.get(0).games.charter(new RingId(Bytes.owning(id)), Optional.empty(), members);
        players.forEach(Player::found);
    }

    static GamesConfig auto() {
        return new GamesConfig(true, Optional.empty(), GamesConfig.Clocks.DEFAULT);
    }

    Player player(String name) {
        return players.get(NAMES.indexOf(name));
    }

    /** Lets everything happen that can without time passing. */
    Company settle() {
        for (int steps = 0; happen(); steps++) {
            assertThat(steps).as("steps without an end").isLessThan(MAX_STEPS);
        }
        return this;
    }

    /** Lets one thing happen; {@code false} when nothing can. */
    boolean happen() {
        List<Runnable> possible = new ArrayList<>();
        players.forEach(player -> player.offer(possible));
        if (possible.isEmpty()) {
            return false;
        }
        possible.get(random.nextInt(possible.size())).run();
        return true;
    }

    /** Lets time pass, and all happen meanwhile that can. */
    Company elapse(Duration duration) {
        Timestamp end = now.plus(duration);
        settle();
        for (Player next = next(end); next != null; next = next(end)) {
            now = later(now, next.due());
            next.fire();
            settle();
        }
        now = end;
        return this;
    }

    /** Lets all happen until nobody plays. */
    Company finish() {
        for (int minutes = 0; players.stream().anyMatch(player -> player.isAtTable()); minutes++) {
            assertThat(minutes).as("minutes without an end, %s", account).isLessThan(600);
            elapse(Duration.ofSeconds(minutes == 0 ? 5 : 60));
        }
        return this;
    }

    /** Lets one thing be heard that has been said; {@code false} when all is heard. */
    boolean hear() {
        List<Runnable> possible = new ArrayList<>();
        players.forEach(player -> player.offerWords(possible));
        possible.stream().findFirst().ifPresent(Runnable::run);
        return !possible.isEmpty();
    }

    /** A seat is cut off from all others, which notice. */
    void cut(int seat) {
        players.get(seat).here = false;
        players.forEach(player -> player.hearAway(seat));
    }

    /** The seat is linked again. */
    void mend(int seat) {
        players.get(seat).here = true;
        players.forEach(player -> player.hearBack(seat));
    }

    /** A seat has left for good. */
    void leave(int seat) {
        if (players.get(seat).in) {
            players.get(seat).in = false;
            if (seat == 0) {
                players.forEach(player -> player.hearBroken("the dealer has left"));
            } else if (!players.get(0).mute) {
                number(seat, null);
            }
        }
    }

    boolean isPaused() {
        return players.stream().anyMatch(player -> player.in && !player.here);
    }

    long settled() {
        return players.stream()
                .filter(player -> player.in)
                .mapToLong(Player::delivered)
                .min()
                .orElse(0);
    }

    void number(int seat, @Nullable Bytes words) {
        log.add(new Entry(log.size() + 1, seat, words));
    }

    /** What follows from the log up to a number is the same for all, and has 52 cards. */
    void check(long number, Play play) {
        Play others = plays.putIfAbsent(number, play);
        if (others != null) {
            assertThat(play.table()).isEqualTo(others.table());
            assertThat(play.phase()).isEqualTo(others.phase());
            return;
        }
        Table table = play.table();
        List<Slot> slots = new ArrayList<>(table.stock());
        table.seats().forEach(seat -> slots.addAll(seat.hand()));
        assertThat(slots).doesNotHaveDuplicates();
        assertThat(slots.size() + 4 * table.books()).isEqualTo(4 * Rank.COUNT);
    }

    private @Nullable Player next(Timestamp end) {
        return players.stream()
                .filter(player -> player.isAtTable() && player.hasTimer())
                .filter(player -> player.due().compareTo(end) <= 0)
                .min(Comparator.comparing(Player::due))
                .orElse(null);
    }

    private static Timestamp later(Timestamp one, Timestamp other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What of a message arrives: all of it. */
    static GameMessage carried(GameMessage message) {
        WireWriter out = new WireWriter();
        GameWire.TAGS.encode(message, out);
        assertThat(GameWire.TAGS.decode(new WireReader(out.toByteArray()))).isEqualTo(message);
        return message;
    }
}
