package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryConfig.GameLimits;
import io.eddy.registry.RegistryEvent.GameEnded;
import io.eddy.registry.RegistryEvent.GameStarted;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Games;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a seat is kept for whom, and when a game has ended. */
final class SeatsHeldTest {
    private static final GameLimits LIMITS = ManagerSide.CONFIG.games();
    private static final Duration TICK = Duration.ofMillis(1);
    private static final RingId UNKNOWN = new RingId(Bytes.owning(new byte[RingId.LENGTH]));

    private ManagerSide manager = new ManagerSide();

    @Test
    void seatsThatAreNotTakenInTimeAreFreed() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.pick("alice", 1, 2);
        manager.seat(picked.game(), "alice", "bob");
        manager.world.elapse(LIMITS.reserved().minus(TICK));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol PLAYING");
        manager.world.elapse(TICK);
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol FREE");
        assertThat(manager.registry.gameCount()).isEqualTo(1);
    }

    @Test
    void aGameInWhichNobodyTookASeatHasEndedAndIsNotToldOf() {
        manager.enlistAll("alice", "bob");
        manager.pick("alice", 1, 1);
        manager.world.elapse(LIMITS.reserved());
        manager.world.store().commit();
        assertThat(manager.list()).containsExactly("alice FREE", "bob FREE");
        assertThat(manager.registry.games()).isEmpty();
        assertThat(manager.events).isEmpty();
        manager.enlistAll("alice");
        assertThat(manager.start("alice", 1, 1))
                .isEqualTo(new Refused(1, Refusal.GAME_ENDED, "the game has ended: nobody took a seat in time"));
    }

    @Test
    void aGameThatAllHaveJoinedIsToldOfAndStaysWithoutAnyTimer() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.pick("alice", 1, 2, "bob", "carol");
        manager.seat(picked.game(), "alice", "bob");
        assertThat(manager.events).isEmpty();
        manager.seat(picked.game(), "carol", "carol", "alice");
        assertThat(manager.events).containsExactly(new GameStarted(picked.game(), List.of("alice", "bob", "carol")));
        assertThat(manager.world.isArmed(new RegistryTimer.SeatsOverdue(picked.game())))
                .isFalse();
        manager.elapseRenewing(Duration.ofMinutes(10), 1, "alice", "bob", "carol");
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol PLAYING");
    }

    @Test
    void aSeatThatWasFreedCanBeTakenByAPlayerThatIsFree() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.pick("alice", 1, 1, "bob");
        manager.seat(picked.game(), "alice");
        manager.elapseRenewing(LIMITS.reserved(), 1, "alice", "bob", "carol");
        manager.seat(picked.game(), "bob");
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol FREE");
        assertThat(manager.events).containsExactly(new GameStarted(picked.game(), List.of("alice", "bob")));
    }

    @Test
    void aSeatThatWasFreedIsNotTakenByAPlayerOfAnotherGame() {
        manager.enlistAll("alice", "bob", "carol");
        Picked first = manager.pick("alice", 1, 1, "bob");
        manager.seat(first.game(), "alice");
        manager.elapseRenewing(LIMITS.reserved(), 1, "alice", "bob", "carol");
        Picked second = manager.pick("carol", 1, 1, "bob");
        manager.seat(first.game(), "bob");
        manager.answer("carol", new Ended(second.game(), "enough"));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob FREE", "carol FREE");
    }

    @Test
    void nobodyTakesASeatInAGameThatIsOverUnknownOrNotItsOwn() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.pick("alice", 1, 1, "bob");
        manager.seat(UNKNOWN, "carol");
        manager.seat(picked.game(), "carol");
        assertThat(manager.list()).contains("carol FREE");
        manager.answer("alice", new Ended(picked.game(), "enough"));
        manager.seat(picked.game(), "alice", "bob");
        assertThat(manager.list()).containsExactly("alice FREE", "bob FREE", "carol FREE");
        assertThat(manager.world.store().isDirty()).isFalse();
    }

    @Test
    void theDealersWordEndsTheGameForAll() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.started("alice", "bob", "carol");
        manager.hear("alice", new Ended(picked.game(), "played to its end"));
        assertThat(manager.said("alice")).doesNotHaveAnyElementsOfTypes(EndedNoted.class);
        assertThat(manager.events).isEmpty();
        manager.world.store().commit();
        assertThat(manager.said("alice")).containsExactly(new EndedNoted(picked.game()));
        assertThat(manager.list()).containsExactly("alice FREE", "bob FREE", "carol FREE");
        assertThat(manager.events)
                .containsExactly(new GameEnded(picked.game(), List.of("alice", "bob", "carol"), "played to its end"));
        assertThat(manager.pick("bob", 1, 2).players()).hasSize(3);
    }

    @Test
    void anotherPlayersWordFreesItsOwnSeatAndTheLastOneEndsTheGame() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.started("alice", "bob");
        assertThat(manager.answer("bob", new Ended(picked.game(), "had to go")))
                .isEqualTo(new EndedNoted(picked.game()));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob FREE");
        assertThat(manager.events).isEmpty();
        manager.answer("alice", new Ended(picked.game(), "alone"));
        assertThat(manager.events).containsExactly(new GameEnded(picked.game(), List.of("alice", "bob"), "alone"));
    }

    @Test
    void anEndIsNotedAsOftenAsItIsToldAndByWhomeverAndOfWhatever() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.started("alice", "bob");
        manager.link("zoe");
        assertThat(manager.answer("zoe", new Ended(picked.game(), ""))).isEqualTo(new EndedNoted(picked.game()));
        assertThat(manager.answer("carol", new Ended(UNKNOWN, ""))).isEqualTo(new EndedNoted(UNKNOWN));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol FREE");
        manager.answer("alice", new Ended(picked.game(), "first"));
        assertThat(manager.answer("alice", new Ended(picked.game(), "second")))
                .isEqualTo(new EndedNoted(picked.game()));
        assertThat(manager.events).containsExactly(new GameEnded(picked.game(), List.of("alice", "bob"), "first"));
    }

    @Test
    void anEndThatCannotBeWrittenDownIsNotNoted() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.started("alice", "bob");
        manager.world.store().setAccepting(false);
        assertThat(manager.answer("alice", new Ended(picked.game(), ""))).isEqualTo("nothing");
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING");
        manager.world.store().setAccepting(true);
        assertThat(manager.answer("alice", new Ended(picked.game(), ""))).isInstanceOf(EndedNoted.class);
    }

    @Test
    void aBrokenLinkAGoodbyeAndALeaseThatEndsFreeNobody() {
        manager.enlistAll("alice", "bob", "carol");
        manager.started("alice", "bob", "carol");
        manager.drop("bob", Code.BYE);
        manager.drop("carol", Code.BROKEN);
        manager.elapseRenewing(Duration.ofMinutes(20), 1, "alice");
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob OFFLINE", "carol OFFLINE");
        manager.link("bob");
        manager.answer("bob", new Register(2, "bob"));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING", "carol OFFLINE");
    }

    @Test
    void whenAllAreGoneForLongTheGameHasEnded() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.started("alice", "bob");
        manager.drop("alice", Code.BYE);
        manager.drop("bob", Code.BYE);
        manager.world.elapse(LIMITS.deserted().minus(TICK));
        assertThat(manager.registry.gameCount()).isEqualTo(1);
        manager.world.elapse(TICK);
        manager.world.store().commit();
        assertThat(manager.registry.gameCount()).isZero();
        assertThat(manager.events).endsWith(new GameEnded(picked.game(), List.of("alice", "bob"), "all are gone"));
    }

    @Test
    void oneThatComesBackInTimeKeepsTheGame() {
        manager.enlistAll("alice", "bob");
        manager.started("alice", "bob");
        manager.drop("alice", Code.BYE);
        manager.drop("bob", Code.BYE);
        manager.world.elapse(LIMITS.deserted().minus(TICK));
        manager.link("bob");
        manager.answer("bob", new Register(2, "bob"));
        manager.elapseRenewing(Duration.ofMinutes(10), 2, "bob");
        assertThat(manager.list()).containsExactly("alice OFFLINE", "bob PLAYING");
        manager.drop("bob", Code.BYE);
        manager.world.elapse(LIMITS.deserted());
        assertThat(manager.registry.gameCount()).isZero();
    }

    @Test
    void aPlayerThatHasLeftTheGameDoesNotKeepIt() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.started("alice", "bob");
        manager.answer("bob", new Ended(picked.game(), "had to go"));
        manager.drop("alice", Code.BYE);
        manager.elapseRenewing(LIMITS.deserted(), 1, "bob");
        assertThat(manager.registry.gameCount()).isZero();
        assertThat(manager.list()).containsExactly("alice OFFLINE", "bob FREE");
    }

    @Test
    void aRestartKeepsTheGamesAndWaitsForTheirPlayersAnew() {
        manager.enlistAll("alice", "bob", "carol", "dora");
        Picked running = manager.started("alice", "bob");
        manager.pick("carol", 1, 1, "dora");
        manager = manager.restarted(Duration.ofMinutes(1));
        assertThat(manager.registry.games())
                .extracting(GameLine::players)
                .containsExactlyInAnyOrder(List.of("alice", "bob"), List.of("carol", "dora"));
        manager.world.elapse(LIMITS.reserved());
        assertThat(manager.registry.games())
                .containsExactly(new GameLine(running.game(), "gofish", List.of("alice", "bob")));
        manager.enlistAll("alice");
        assertThat(manager.list()).contains("alice PLAYING");
        manager.answer("alice", new Ended(running.game(), "enough"));
        assertThat(manager.events).containsExactly(new GameEnded(running.game(), List.of("alice", "bob"), "enough"));
        assertThat(manager.restarted().registry.gameCount()).isZero();
    }

    @Test
    void afterARestartAGameToWhichNobodyReturnsEnds() {
        manager.enlistAll("alice", "bob");
        manager.started("alice", "bob");
        manager = manager.restarted();
        manager.world.elapse(LIMITS.deserted().minus(TICK));
        assertThat(manager.registry.gameCount()).isEqualTo(1);
        manager.world.elapse(TICK);
        assertThat(manager.registry.gameCount()).isZero();
    }

    @Test
    void whoSitsInAGameCannotLeaveTheList() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.started("alice", "bob");
        String sentence = "you sit in game " + picked.game().brief() + ", which has to end first";
        assertThat(manager.answer("bob", new Deregister(5))).isEqualTo(new Refused(5, Refusal.IN_GAME, sentence));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bob PLAYING");
        manager.answer("bob", new Ended(picked.game(), "had to go"));
        assertThat(manager.answer("bob", new Deregister(6))).isEqualTo(new Deregistered(6));
    }

    @Test
    void whoIsKickedLosesItsSeat() {
        manager.enlistAll("alice", "bob", "carol");
        Picked picked = manager.started("alice", "bob");
        RecordingLink link =
                manager.links.link(idOf("bob")).map(RecordingLink.class::cast).orElseThrow();
        manager.registry.kick("bob");
        manager.world.store().commit();
        assertThat(link.closing()).isNotNull();
        assertThat(manager.list()).containsExactly("alice PLAYING", "carol FREE");
        manager.enlistAll("bob");
        assertThat(manager.list()).contains("bob FREE");
        manager.registry.kick("alice");
        manager.world.store().commit();
        assertThat(manager.events)
                .contains(new GameEnded(picked.game(), List.of("alice", "bob"), "alice was taken off the list"));
    }

    @Test
    void watchersHearWhoPlaysAndWhoIsFreeAgain() {
        manager.enlistAll("alice", "bob", "zoe");
        manager.hear("zoe", new Watch(List.of(idOf("bob"))));
        manager.said("zoe");
        Picked picked = manager.pick("alice", 1, 1, "bob");
        assertThat(presences("zoe")).containsExactly(Presence.PLAYING);
        manager.answer("alice", new Ended(picked.game(), "enough"));
        assertThat(presences("zoe")).containsExactly(Presence.FREE);
        manager.drop("bob", Code.BYE);
        manager.world.store().commit();
        assertThat(presences("zoe")).containsExactly(Presence.OFFLINE);
    }

    @Test
    void gamesAreListedPageByPageInTheOrderOfTheirIds() {
        for (int i = 0; i < Games.MAX_GAMES + 2; i++) {
            manager.enlistAll("a" + i, "b" + i);
            manager.pick("a" + i, 1, 1, "b" + i);
            manager.seat(manager.gameOf("a" + i), "a" + i, "b" + i);
        }
        Games first = (Games) manager.answer("a101", new ListGames(4, Optional.empty()));
        assertThat(first.games()).hasSize(Games.MAX_GAMES);
        assertThat(first.more()).isTrue();
        RingId last = first.games().get(Games.MAX_GAMES - 1).game();
        Games second = (Games) manager.answer("a101", new ListGames(5, Optional.of(last)));
        assertThat(second.more()).isFalse();
        assertThat(second.games()).hasSize(2);
        assertThat(first.games().get(0).game().hex()).isLessThan(last.hex());
        assertThat(last.hex()).isLessThan(second.games().get(0).game().hex());
    }

    @Test
    void aPlayerWithANewNameKeepsItsSeat() {
        manager.enlistAll("alice", "bob");
        Picked picked = manager.started("alice", "bob");
        manager.answer("bob", new Register(2, "bobby"));
        assertThat(manager.list()).containsExactly("alice PLAYING", "bobby PLAYING");
        manager.answer("alice", new Ended(picked.game(), "enough"));
        assertThat(manager.list()).containsExactly("alice FREE", "bobby FREE");
    }

    @Test
    void aCrashAtAnyStepLeavesEverybodyFreeOrInOneGame() {
        for (int step = 0; step < 6; step++) {
            for (boolean durable : new boolean[] {false, true}) {
                manager = new ManagerSide();
                manager.enlistAll("alice", "bob", "carol");
                List<Runnable> steps = List.of(
                        () -> manager.hear("alice", ManagerSide.asking(1, 2)),
                        () -> manager.hear("alice", new Seated(manager.gameOf("alice"))),
                        () -> manager.hear("bob", new Seated(manager.gameOf("bob"))),
                        () -> manager.hear("carol", new Seated(manager.gameOf("carol"))),
                        () -> manager.hear("bob", new Ended(manager.gameOf("bob"), "had to go")),
                        () -> manager.hear("alice", new Ended(manager.gameOf("alice"), "enough")));
                for (Runnable earlier : steps.subList(0, step)) {
                    earlier.run();
                    manager.world.store().commit();
                }
                steps.get(step).run();
                if (durable) {
                    manager.world.store().commit();
                }
                int done = durable ? step + 1 : step;
                manager = manager.restarted();
                manager.enlistAll("alice", "bob", "carol");
                boolean runs = done > 0 && done < 6;
                assertThat(manager.list())
                        .as("after %d steps", done)
                        .containsExactly(
                                "alice " + (runs ? "PLAYING" : "FREE"),
                                "bob " + (runs && done < 5 ? "PLAYING" : "FREE"),
                                "carol " + (runs ? "PLAYING" : "FREE"));
                assertThat(manager.registry.gameCount()).isEqualTo(runs ? 1 : 0);
            }
        }
    }

    private List<Presence> presences(String watcher) {
        return manager.said(watcher).stream()
                .filter(News.class::isInstance)
                .map(News.class::cast)
                .map(news -> news.player().presence())
                .toList();
    }
}
