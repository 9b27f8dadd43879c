package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing.Code;
import io.eddy.node.PeerId;
import io.eddy.registry.GameRecord.Seat;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of steps in any order, crashes of the manager among them: nobody is ever in two games, and what was
 * answered holds.
 */
final class RandomSeatingsTest {
    private static final int STEPS = 4_000;
    private static final List<String> PEERS =
            List.of("alice", "bob", "carol", "dora", "emil", "fritz", "gina", "hugo", "ida", "jan");

    private ManagerSide manager = new ManagerSide();
    private final Set<String> linked = new LinkedHashSet<>();

    /** What was answered to whom, by request. */
    private final Map<String, Picked> picked = new LinkedHashMap<>();

    /** Every game that somebody was given. */
    private final List<RingId> games = new ArrayList<>();

    private int requests;
    private int crashes;
    private int ends;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHappensNobodyIsInTwoGamesAndWhatWasAnsweredHolds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < STEPS; i++) {
            step(random);
            if (random.nextInt(3) > 0) {
                manager.world.store().commit();
            }
            hearAnswers();
            checkMemory();
            holders();
        }
        // The steps did what they are for.
        assertThat(games).hasSizeGreaterThan(50);
        assertThat(games).doesNotHaveDuplicates();
        assertThat(crashes).isGreaterThan(20);
        assertThat(ends).isGreaterThan(50);
    }

    private void step(SplittableRandom random) {
        String peer = PEERS.get(random.nextInt(PEERS.size()));
        int what = random.nextInt(100);
        if (what < 2) {
            crash();
        } else if (what < 5) {
            manager.world.elapse(Duration.ofSeconds(random.nextInt(1, 60)));
            linked.removeIf(one -> !manager.links.isUp(idOf(one)));
        } else if (what < 7 && linked.remove(peer)) {
            manager.drop(peer, random.nextBoolean() ? Code.BROKEN : Code.BYE);
        } else if (what < 8) {
            manager.registry.kick(peer);
            linked.removeIf(one -> !manager.links.isUp(idOf(one)));
        } else if (!linked.contains(peer)) {
            manager.link(peer);
            linked.add(peer);
            manager.hear(peer, new Register(1, peer));
        } else {
            say(peer, what, random);
        }
    }

    private void say(String peer, int what, SplittableRandom random) {
        if (what < 45) {
            int count = random.nextInt(1, 5);
            boolean named = random.nextBoolean();
            String[] others = new String[named ? count : 0];
            for (int i = 0; i < others.length; i++) {
                others[i] = PEERS.get(random.nextInt(PEERS.size()));
            }
            boolean again = requests > 0 && random.nextInt(4) == 0;
            manager.hear(peer, ManagerSide.asking(again ? random.nextInt(requests) : requests++, count, others));
        } else if (what < 75 && !games.isEmpty()) {
            manager.hear(peer, new Seated(recent(random)));
        } else if (what < 90 && !games.isEmpty()) {
            manager.hear(peer, new Ended(recent(random), "so it is"));
        } else if (what < 93) {
            manager.hear(peer, new Deregister(7));
        } else if (what < 96) {
            manager.hear(peer, new Register(8, peer));
        } else {
            manager.hear(peer, new Renew(1));
        }
    }

    private RingId recent(SplittableRandom random) {
        return games.get(random.nextInt(Math.max(0, games.size() - 8), games.size()));
    }

    private void crash() {
        manager = manager.restarted();
        linked.clear();
        crashes++;
    }

    private void hearAnswers() {
        for (String peer : linked) {
            for (Object answer : manager.said(peer)) {
                if (answer instanceof Picked pick) {
                    onPicked(peer, pick);
                } else if (answer instanceof EndedNoted noted) {
                    ends++;
                    GameRecord game = stored(noted.game());
                    boolean dealt = game != null && game.request().dealer().equals(idOf(peer));
                    assertThat(game == null || !dealt || game.isOver()).isTrue();
                } else if (answer instanceof Deregistered) {
                    assertThat(holders().get(idOf(peer))).isNull();
                }
            }
        }
    }

    /** It is durable as it was answered, and the same as whenever it was answered before. */
    private void onPicked(String peer, Picked pick) {
        GameRecord game = stored(pick.game());
        assertThat(game == null ? null : game.players()).isEqualTo(pick.players());
        assertThat(pick.players().get(0).peer()).isEqualTo(idOf(peer));
        Picked before = picked.putIfAbsent(peer + " " + pick.request(), pick);
        if (before == null) {
            games.add(pick.game());
        } else {
            assertThat(pick).isEqualTo(before);
        }
    }

    /** Who plays is seated; the roster itself throws when somebody is given a second seat. */
    private void checkMemory() {
        if (!manager.world.store().isDirty()) {
            Map<PeerId, RingId> holders = holders();
            for (Player player : manager.registry.players()) {
                boolean plays = player.presence() == Presence.PLAYING;
                assertThat(plays).isEqualTo(player.isOnline() && holders.containsKey(player.peer()));
            }
            assertThat(manager.registry.gameCount()).isEqualTo(new LinkedHashSet<>(holders.values()).size());
        }
    }

    /** Who holds a seat in which game, by what is durable: nobody in two. */
    private Map<PeerId, RingId> holders() {
        Map<PeerId, RingId> holders = new LinkedHashMap<>();
        for (GameRecord game : manager.world.store().load(GameRecord.TABLE)) {
            assertThat(game.seats().stream().anyMatch(Seat::isHeld)).isEqualTo(!game.isOver());
            for (Seat seat : game.seats()) {
                if (seat.isHeld()) {
                    assertThat(holders.put(seat.peer(), game.game()))
                            .as("another game of " + seat.name())
                            .isNull();
                }
            }
        }
        return holders;
    }

    private @Nullable GameRecord stored(RingId id) {
        return manager.world.store().load(GameRecord.TABLE).stream()
                .filter(game -> game.game().equals(id))
                .findFirst()
                .orElse(null);
    }
}
