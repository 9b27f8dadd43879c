package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing.Code;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryConfig.GameLimits;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who plays with whom: all that are needed, or nobody; nobody in two games. */
final class SeatingsTest {
    private static final GameLimits LIMITS = ManagerSide.CONFIG.games();

    private ManagerSide manager = new ManagerSide();

    @Test
    void theAskerAndThoseNamedGetSeatsTheAskerFirst() {
        manager.enlistAll("alice", "bob", "carol", "dora");
        Picked picked = manager.pick("alice", 1, 2, "dora", "bob");
        assertThat(picked.request()).isEqualTo(1);
        assertThat(picked.players()).extracting(Player::name).containsExactly("alice", "dora", "bob");
        assertThat(picked.players()).extracting(Player::peer).containsExactly(idOf("alice"), idOf("dora"), idOf("bob"));
        assertThat(picked.players().get(1).address().port()).isEqualTo(49_152);
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol FREE", "dora PLAYING");
        assertThat(manager.registry.presence("bob", idOf("bob"))).contains(Presence.PLAYING);
    }

    @Test
    void nothingIsAnsweredBeforeTheGameIsDurable() {
        manager.enlistAll("alice", "bob");
        manager.hear("alice", ManagerSide.asking(1, 1));
        assertThat(manager.said("alice")).isEmpty();
        manager.world.store().commit();
        assertThat(manager.said("alice")).singleElement().isInstanceOf(Picked.class);
    }

    @Test
    void everySetOfFreePlayersIsAsLikelyAsAnyOther() {
        manager.enlistAll("alice", "bob", "carol", "dora", "emil", "fritz");
        Map<String, Integer> pairs = new TreeMap<>();
        int rounds = 4_000;
        for (int i = 0; i < rounds; i++) {
            Picked picked = manager.pick("alice", i, 2);
            List<String> others = picked.players().subList(1, 3).stream()
                    .map(Player::name)
                    .sorted()
                    .toList();
            pairs.merge(String.join("+", others), 1, Integer::sum);
            manager.answer("alice", new Ended(picked.game(), "next"));
            manager.hear("alice", new RegistryMessage.Renew(1));
        }
        assertThat(pairs).hasSize(10);
        double expected = rounds / 10.0;
        double chiSquare = pairs.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        // With 9 degrees of freedom 27.9 is exceeded once in a thousand; the seed is fixed, so it is or it is not.
        assertThat(chiSquare).isLessThan(27.9);
    }

    @Test
    void whoIsOfflineCutOffOffTheListOrInAGameIsNotPicked() {
        manager.enlistAll("alice", "bob", "carol", "dora", "emil", "fritz", "gina");
        manager.drop("bob", Code.BYE);
        manager.drop("carol", Code.BROKEN);
        manager.answer("dora", new Deregister(1));
        manager.pick("emil", 1, 1, "fritz");
        assertThat(manager.start("alice", 1, 2))
                .isEqualTo(
                        new Refused(1, Refusal.TOO_FEW_FREE, "a game with 2 others was asked for, and only 1 is free"));
        assertThat(manager.pick("alice", 2, 1).players())
                .extracting(Player::name)
                .containsExactly("alice", "gina");
    }

    @Test
    void withTooFewNothingChanges() {
        manager.enlistAll("alice");
        Object refused =
                new Refused(1, Refusal.TOO_FEW_FREE, "a game with 4 others was asked for, and nobody else is free");
        assertThat(manager.start("alice", 1, 4)).isEqualTo(refused);
        assertThat(manager.list()).containsExactly("alice FREE");
        assertThat(manager.world.store().load(GameRecord.TABLE)).isEmpty();
        manager.enlistAll("bob", "carol", "dora", "emil");
        assertThat(manager.pick("alice", 1, 4).players()).hasSize(5);
    }

    @Test
    void ifOneThatIsNamedCannotPlayNobodyDoes() {
        manager.enlistAll("alice", "bob", "carol", "dora", "emil");
        manager.pick("carol", 1, 1, "dora");
        manager.drop("emil", Code.BROKEN);
        assertThat(manager.start("alice", 1, 2, "bob", "carol"))
                .isEqualTo(new Refused(1, Refusal.PLAYER_BUSY, "carol is in another game"));
        assertThat(manager.start("alice", 2, 2, "bob", "emil"))
                .isEqualTo(new Refused(2, Refusal.PLAYER_BUSY, "emil is offline"));
        assertThat(manager.start("alice", 3, 2, "bob", "zoe"))
                .isEqualTo(
                        new Refused(3, Refusal.UNKNOWN_PLAYER, idOf("zoe").brief() + " is not on the manager's list"));
        assertThat(manager.list())
                .containsExactly("alice FREE", "bob FREE", "carol PLAYING", "dora PLAYING", "emil FREE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | ''        | a game has 1 to 4 other players, not 0
                    5 | ''        | a game has 1 to 4 other players, not 5
                    2 | bob       | a game with 2 others names 2 or nobody, not 1
                    2 | bob bob   | a player is named twice
                    1 | alice     | whoever starts a game plays in it and does not name itself
                    """)
    void whatNobodyCanBeGivenIsRefused(int count, String named, String sentence) {
        manager.enlistAll("alice", "bob");
        String[] names = named.isEmpty() ? new String[0] : named.split(" ");
        assertThat(manager.start("alice", 1, count, names)).isEqualTo(new Refused(1, Refusal.BAD_REQUEST, sentence));
        assertThat(manager.list()).containsExactly("alice FREE", "bob FREE");
    }

    @Test
    void aKindIsAPlainWord() {
        manager.enlistAll("alice", "bob");
        Start odd = new Start(1, Bytes.owning(new byte[16]), "go\u001bfish", 1, List.of());
        assertThat(manager.answer("alice", odd))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_REQUEST));
    }

    @Test
    void whoIsNotRegisteredOrPlaysGetsNoGame() {
        manager.enlistAll("alice", "bob", "carol", "dora");
        manager.link("zoe");
        assertThat(manager.start("zoe", 1, 1))
                .isEqualTo(new Refused(1, Refusal.NOT_REGISTERED, "you are not on the manager's list"));
        Picked picked = manager.pick("alice", 1, 1, "bob");
        String sentence = "you sit in game " + picked.game().brief() + " already";
        assertThat(manager.start("alice", 2, 1)).isEqualTo(new Refused(2, Refusal.IN_GAME, sentence));
        assertThat(manager.start("bob", 1, 1)).isEqualTo(new Refused(1, Refusal.IN_GAME, sentence));
    }

    @Test
    void whenNothingCanBeWrittenThereIsNoGame() {
        manager.enlistAll("alice", "bob");
        manager.world.store().setAccepting(false);
        assertThat(manager.start("alice", 1, 1))
                .isEqualTo(new Refused(1, Refusal.BUSY, "the manager cannot write at present"));
        assertThat(manager.list()).containsExactly("alice FREE", "bob FREE");
    }

    @Test
    void theSameRequestGivesTheSameGameAlsoAfterARestart() {
        manager.enlistAll("alice", "bob", "carol", "dora");
        Picked picked = manager.pick("alice", 7, 2);
        assertThat(manager.start("alice", 7, 2)).isEqualTo(picked);
        manager = manager.restarted();
        manager.link("alice");
        assertThat(manager.start("alice", 7, 2)).isEqualTo(picked);
        assertThat(manager.registry.games()).hasSize(1);
    }

    @Test
    void aRequestOfAnotherPeerIsAnotherRequest() {
        manager.enlistAll("alice", "bob", "carol", "dora");
        Picked hers = manager.pick("alice", 7, 1, "bob");
        Picked theirs = manager.pick("carol", 7, 1, "dora");
        assertThat(theirs.game()).isNotEqualTo(hers.game());
    }

    @Test
    void aRequestWhoseGameHasEndedGivesNoGameForADay() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.pick("alice", 7, 1);
        manager.answer("alice", new Ended(picked.game(), "enough"));
        Object refused = new Refused(7, Refusal.GAME_ENDED, "the game has ended: enough");
        assertThat(manager.start("alice", 7, 1)).isEqualTo(refused);
        manager = manager.restarted();
        manager.enlistAll("alice", "bob");
        assertThat(manager.start("alice", 7, 1)).isEqualTo(refused);
        manager.pick("alice", 8, 1);
        assertThat(manager.world.store().load(GameRecord.TABLE)).hasSize(2);
        manager.seat(manager.gameOf("alice"), "alice", "bob");
        manager.answer("alice", new Ended(manager.gameOf("alice"), "enough"));
        manager.world.pass(LIMITS.kept());
        assertThat(manager.pick("alice", 9, 1).game()).isNotEqualTo(picked.game());
        assertThat(manager.world.store().load(GameRecord.TABLE)).hasSize(1);
        assertThat(manager.start("bob", 1, 1)).isInstanceOf(Refused.class);
    }

    @Test
    void aManagerWithTooManyGamesForgetsThoseThatEndedFirst() {
        RegistryConfig config = ManagerSide.CONFIG;
        GameLimits two = new GameLimits(LIMITS.reserved(), LIMITS.deserted(), LIMITS.kept(), 2);
        manager = new ManagerSide(
                new RegistryConfig(config.lease(), config.nameKept(), config.leaseNoted(), config.maxPlayers(), two));
        manager.enlistAll("alice", "bob", "carol", "dora", "emil", "fritz");
        Picked first = manager.pick("alice", 1, 1, "bob");
        manager.pick("carol", 1, 1, "dora");
        assertThat(manager.start("emil", 1, 1, "fritz"))
                .isEqualTo(new Refused(1, Refusal.BUSY, "too many games are running"));
        manager.answer("alice", new Ended(first.game(), "enough"));
        assertThat(manager.start("emil", 2, 1, "fritz")).isInstanceOf(Picked.class);
        assertThat(manager.world.store().load(GameRecord.TABLE)).hasSize(2).noneMatch(GameRecord::isOver);
    }
}
