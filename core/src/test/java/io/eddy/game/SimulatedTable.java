package io.eddy.game;

import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.gofish.DealersDeck;
import io.eddy.game.gofish.Play;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Slot;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.ring.Member;
import io.eddy.ring.RingId;
import io.eddy.sim.Faults;
import io.eddy.sim.Invariant;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Players in the simulator who play one game after another on real rings, one of whom may cheat. */
final class SimulatedTable {
    private static final GamesConfig AUTO = new GamesConfig(true, Optional.empty(), GamesConfig.Clocks.DEFAULT);

    /** One who sits before a peer, over all its lives. */
    static final class Person {
        final String name;
        final Map<RingId, Over> over = new LinkedHashMap<>();
        final Map<RingId, Aborted> aborted = new LinkedHashMap<>();

        @Nullable
        String complaint;

        Person(String name) {
            this.name = name;
        }

        void hear(GameEvent event) {
            if (event instanceof Over end) {
                over.put(end.game(), end);
            } else if (event instanceof Aborted end) {
                aborted.put(end.game(), end);
            }
        }

        Optional<Over> over(RingId game) {
            return Optional.ofNullable(over.get(game));
        }

        Optional<Aborted> aborted(RingId game) {
            return Optional.ofNullable(aborted.get(game));
        }
    }

    final SimNetwork network;
    final List<SimHost<TablePeer>> hosts = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    /** Games that all players have begun. */
    final Set<RingId> started = new LinkedHashSet<>();

    final Cheater cheater;
    private final SplittableRandom random;
    private @Nullable RingId founding;
    private @Nullable Object foundedBy;

    /**
     * Takes places at the table.
     *
     * @param cheats how somebody cheats
     */
    SimulatedTable(long seed, Faults faults, int players, Cheater.Way cheats) {
        network = new SimNetwork(seed, faults);
        network.replayWith("mvn -pl core test -Dtest=GameSimulationTest -Dseed=" + seed);
        random = new SplittableRandom(seed);
        int seat = cheats.isDealers() ? 0 : random.nextInt(players);
        cheater = new Cheater(cheats, seat);
        for (int i = 0; i < players; i++) {
            Person person = new Person(Company.NAMES.get(i));
            people.add(person);
            int[] lives = {0};
            hosts.add(network.add(person.name, world -> peer(world, person, ++lives[0])));
        }
        network.demand(new Invariant("a game has 52 cards, and all see the same", this::tableComplaint), 16);
    }

    /** The first player deals another game, when no game is on. */
    void dealUnlessTheyPlay() {
        SimHost<TablePeer> dealer = hosts.get(0);
        boolean free = hosts.stream()
                .allMatch(host ->
                        host.isRunning() && host.program().rings.standing().isEmpty());
        boolean waiting = founding != null && dealer.isRunning() && dealer.program() == foundedBy;
        if (!free || waiting) {
            return;
        }
        byte[] id = new byte[RingId.LENGTH];
        random.nextBytes(id);
        RingId game = new RingId(Bytes.owning(id));
        founding = game;
        foundedBy = dealer.program();
        List<Member> members = hosts.stream()
                .map(host -> new Member(host.id(), host.name(), host.endpoint()))
                .toList();
        dealer.run(peer -> peer.rings.found(peer.games.charter(game, Optional.empty(), members), new Reply<>() {
            @Override
            public void done(RingId stands) {
                started.add(stands);
                founding = null;
            }

            @Override
            public void rejected(String sentence) {
                founding = null;
            }
        }));
    }

    void runFor(Duration length) {
        network.runFor(length);
    }

    /** Kills a player, and restarts it after a while. */
    void goAway(int seat, Duration length) {
        SimHost<TablePeer> host = hosts.get(seat);
        if (host.isRunning()) {
            host.kill();
            network.after(length, () -> {
                if (!host.isRunning()) {
                    host.restart();
                }
            });
        }
    }

    /** Whether every game that was begun has ended for everybody. */
    boolean nobodyPlays() {
        return hosts.stream()
                .allMatch(host -> host.isRunning()
                        && host.program().rings.standing().isEmpty()
                        && !host.program().games.isPlaying());
    }

    private TablePeer peer(World world, Person person, int life) {
        int seat = people.indexOf(person);
        boolean cheats = seat == cheater.seat;
        return new TablePeer(
                world, person.name, life, cheats ? Optional.of(cheater) : Optional.empty(), AUTO, person::hear);
    }

    private @Nullable String tableComplaint() {
        Map<String, Play> seen = new LinkedHashMap<>();
        for (SimHost<TablePeer> host : hosts) {
            if (host.isRunning()) {
                TablePeer peer = host.program();
                for (RingId game : peer.positions.keySet()) {
                    GoFishSeat place = peer.games.seat(game);
                    Play play = place == null ? null : place.game().play().orElse(null);
                    String complaint =
                            play == null ? null : complaint(seen, game + " at " + peer.positions.get(game), play);
                    if (complaint != null) {
                        return complaint;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable String complaint(Map<String, Play> seen, String where, Play play) {
        List<Slot> slots = new ArrayList<>(play.table().stock());
        play.table().seats().forEach(seat -> slots.addAll(seat.hand()));
        if (slots.size() + 4 * play.table().books() != 4 * Rank.COUNT
                || slots.stream().distinct().count() != slots.size()) {
            return "there are " + slots.size() + " cards beside " + play.table().books() + " books";
        }
        Play before = seen.putIfAbsent(where, play);
        boolean same = before == null
                || (before.table().equals(play.table()) && before.phase().equals(play.phase()));
        return same ? null : "two players see different tables in " + where;
    }

    /** The dealing that an honest player has. */
    static io.eddy.game.gofish.Dealing.Source honest() {
        return DealersDeck::new;
    }
}
