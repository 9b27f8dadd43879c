package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.registry.ClientSide.AWAY;
import static io.eddy.registry.ClientSide.HOME;
import static io.eddy.registry.ClientSide.address;
import static io.eddy.registry.ClientSide.lastSaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Role;
import io.eddy.node.Answer;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.registry.Membership.State;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Games;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What alice says to her managers of games, and when. */
final class GameDeskTest {
    private static final PeerId MANAGER = idOf("manager");
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Bytes REQUEST = Bytes.fromHex("0f0e0d0c0b0a09080706050403020100");
    private static final RingId GAME = new RingId(Bytes.fromHex("7f3a00112233445566778899aabbccdd"));
    private static final RingId OTHER = new RingId(Bytes.fromHex("90c400112233445566778899aabbccdd"));
    private static final List<Player> PLAYERS = List.of(player("alice"), player("bob"));

    private final ClientSide alice = new ClientSide();
    private final Answer<Pick> picked = new Answer<>();
    private int known;

    @Test
    void whoIsRegisteredNowhereGetsNoGame() {
        start(alice);
        assertThat(picked.complaint())
                .isEqualTo("this peer is registered with no manager; /register HOST registers it, or name linked"
                        + " players");
        alice.client.keepRegistered(address(HOME), "alice");
        Answer<Pick> again = new Answer<>();
        alice.answer(HOME, "manager", Role.MANAGER);
        alice.client.start(REQUEST, "gofish", 1, List.of(), again);
        assertThat(again.complaint()).startsWith("this peer is registered with no manager");
    }

    @Test
    void aPickOfOthersThanWereAskedForIsAViolation() {
        for (List<Player> wrong : List.of(
                List.<Player>of(),
                List.of(player("alice")),
                List.of(player("bob"), player("alice")),
                List.of(player("alice"), player("alice")),
                List.of(player("alice"), player("bob"), player("carol")))) {
            ClientSide side = new ClientSide();
            RecordingLink link = side.enlist();
            side.client.start(REQUEST, "gofish", 1, List.of(), new Answer<>());
            long request = lastSaid(link, Start.class).request();
            side.hear(link, new Picked(request, GAME, wrong));
            assertThat(link.closing()).as("%s", wrong).isNotNull();
        }
    }

    @Test
    void aPickIsTheResult() {
        RecordingLink link = alice.enlist();
        alice.client.start(REQUEST, "gofish", 1, List.of(idOf("bob")), picked);
        Start asked = lastSaid(link, Start.class);
        assertThat(asked).isEqualTo(new Start(asked.request(), REQUEST, "gofish", 1, List.of(idOf("bob"))));
        picked.assertOpen();
        alice.hear(link, new Picked(asked.request(), GAME, PLAYERS));
        assertThat(picked.result()).isEqualTo(new Pick(GAME, MANAGER, PLAYERS));
        alice.elapseLinked(DEADLINE, link);
        assertThat(link.said(Ended.class)).isEmpty();
    }

    @Test
    void whatNobodyCanBeGivenIsNotAskedFor() {
        RecordingLink link = alice.enlist();
        alice.client.start(REQUEST, "gofish", 5, List.of(), picked);
        assertThat(picked.complaint()).isEqualTo("a game has 1 to 4 other players, not 5");
        assertThat(link.said(Start.class)).isEmpty();
        Answer<Pick> many = new Answer<>();
        alice.client.start(REQUEST, "gofish", 300, Collections.nCopies(300, idOf("bob")), many);
        assertThat(many.complaint()).isEqualTo("a game has 1 to 4 other players, not 300");
    }

    @Test
    void aRefusalIsToldWithItsSentence() {
        RecordingLink link = alice.enlist();
        start(alice);
        alice.hear(link, new Refused(asked(link), Refusal.TOO_FEW_FREE, "nobody is free"));
        assertThat(picked.complaint()).isEqualTo("nobody is free");
        assertThat(alice.membership(HOME).state()).isEqualTo(State.REGISTERED);
        assertThat(alice.events).isEmpty();
    }

    @Test
    void theFirstManagerIsAskedAndNoOther() {
        RecordingLink home = alice.enlist();
        alice.client.keepRegistered(address(AWAY), "alice");
        RecordingLink away = alice.answer(AWAY, "other", Role.MANAGER);
        alice.grant(away, 1);
        start(alice);
        assertThat(home.said(Start.class)).hasSize(1);
        assertThat(away.said(Start.class)).isEmpty();
        alice.hear(away, new Picked(asked(home), GAME, PLAYERS));
        picked.assertOpen();
        alice.fail(home, Code.BROKEN);
        Answer<Pick> elsewhere = new Answer<>();
        alice.client.start(REQUEST, "gofish", 1, List.of(), elsewhere);
        assertThat(away.said(Start.class)).hasSize(1);
    }

    @Test
    void afterALossTheSameGameIsAskedForOnceSheIsRegisteredAgain() {
        RecordingLink link = alice.enlist();
        start(alice);
        Start asked = lastSaid(link, Start.class);
        RecordingLink again = alice.relinked(link);
        assertThat(again.said(Start.class)).isEmpty();
        alice.grant(again, 2);
        assertThat(again.said(Start.class)).containsExactly(asked);
        alice.hear(again, new Picked(asked.request(), GAME, PLAYERS));
        alice.hear(again, new Picked(asked.request(), GAME, PLAYERS));
        assertThat(picked.result().game()).isEqualTo(GAME);
        assertThat(again.said(Ended.class)).isEmpty();
    }

    @Test
    void aManagerThatForgotTheLeaseIsAskedForTheGameOnceItHasGivenAnother() {
        RecordingLink link = alice.enlist();
        start(alice);
        alice.hear(link, new Refused(asked(link), Refusal.NOT_REGISTERED, "who are you"));
        picked.assertOpen();
        alice.grant(link, 2);
        assertThat(link.said(Start.class)).hasSize(2);
        alice.hear(link, new Picked(asked(link), GAME, PLAYERS));
        assertThat(picked.result().game()).isEqualTo(GAME);
    }

    @Test
    void whatIsNotAnsweredInTimeIsRejectedAndItsGameEndedWhenItComes() {
        RecordingLink link = alice.enlist();
        start(alice);
        long request = asked(link);
        alice.elapseLinked(DEADLINE, link);
        assertThat(picked.complaint()).isEqualTo("the manager did not answer in time");
        alice.hear(link, new Picked(request, GAME, PLAYERS));
        alice.world.store().commit();
        assertThat(lastSaid(link, Ended.class).game()).isEqualTo(GAME);
    }

    @Test
    void aSeatIsToldAtOnceAndAfterEachRegistrationUntilTheGameHasEnded() {
        RecordingLink link = alice.enlist();
        alice.client.seated(MANAGER, GAME);
        alice.client.seated(idOf("elsewhere"), OTHER);
        assertThat(link.said(Seated.class)).containsExactly(new Seated(GAME));
        RecordingLink again = alice.relinked(link);
        assertThat(again.said(Seated.class)).isEmpty();
        alice.grant(again, 2);
        assertThat(again.said(Seated.class)).containsExactly(new Seated(GAME));
        end(alice, GAME);
        RecordingLink third = alice.relinked(again);
        alice.grant(third, 3);
        assertThat(third.said(Seated.class)).isEmpty();
    }

    @Test
    void anEndIsToldWhenItIsDurableAndKnownWhenItIsNoted() {
        RecordingLink link = alice.enlist();
        end(alice, GAME);
        assertThat(link.said(Ended.class)).isEmpty();
        alice.world.store().commit();
        assertThat(link.said(Ended.class)).containsExactly(new Ended(GAME, "played to its end"));
        assertThat(known).isZero();
        alice.hear(link, new EndedNoted(OTHER));
        assertThat(known).isZero();
        alice.hear(link, new EndedNoted(GAME));
        alice.hear(link, new EndedNoted(GAME));
        assertThat(known).isEqualTo(1);
        alice.world.store().commit();
        assertThat(alice.world.store().load(UnreportedEnd.TABLE)).isEmpty();
    }

    @Test
    void anEndThatIsNotNotedIsToldBeforeSheRegistersAgain() {
        RecordingLink link = alice.enlist();
        end(alice, GAME);
        alice.world.store().commit();
        RecordingLink again = alice.relinked(link);
        assertThat(again.said().stream().filter(RegistryMessage.class::isInstance))
                .first()
                .isEqualTo(new Ended(GAME, "played to its end"));
        assertThat(again.said(Register.class)).hasSize(1);
    }

    @Test
    void gamesThatEndedWhileTheManagerWasAwayAreToldBeforeSheRegisters() {
        RecordingLink link = alice.enlist();
        alice.fail(link, Code.BROKEN);
        end(alice, GAME);
        assertThat(known).isEqualTo(1);
        alice.client.ended(MANAGER, OTHER, "aborted", () -> known++);
        assertThat(known).isEqualTo(2);
        alice.world.elapse(Duration.ofSeconds(1));
        RecordingLink again = alice.answer(HOME, "manager", Role.MANAGER);
        assertThat(again.said().stream()
                        .filter(RegistryMessage.class::isInstance)
                        .toList())
                .startsWith(new Ended(GAME, "played to its end"), new Ended(OTHER, "aborted"))
                .hasSize(3)
                .last()
                .isInstanceOf(Register.class);
    }

    @Test
    void anEndSurvivesARestart() {
        alice.enlist();
        end(alice, GAME);
        alice.world.store().commit();
        ClientSide next = alice.restarted();
        next.client.keepRegistered(address(HOME), "alice");
        RecordingLink link = next.answer(HOME, "manager", Role.MANAGER);
        assertThat(link.said().stream().filter(RegistryMessage.class::isInstance))
                .first()
                .isEqualTo(new Ended(GAME, "played to its end"));
        next.hear(link, new EndedNoted(GAME));
        next.world.store().commit();
        assertThat(next.world.store().load(UnreportedEnd.TABLE)).isEmpty();
    }

    @Test
    void nobodyWaitsForAManagerThatIsLost() {
        RecordingLink link = alice.enlist();
        end(alice, GAME);
        alice.world.store().commit();
        alice.fail(link, Code.BROKEN);
        assertThat(known).isEqualTo(1);
    }

    @Test
    void aManagerThatDidNotNoteAnEndIsToldAgainWithTheNextRenewal() {
        RecordingLink link = alice.enlist();
        end(alice, GAME);
        alice.world.store().commit();
        link.takeSaid();
        alice.elapseLinked(Duration.ofSeconds(10), link);
        assertThat(link.said(Ended.class)).hasSize(1);
        alice.hear(link, new EndedNoted(GAME));
        alice.elapseLinked(Duration.ofSeconds(10), link);
        assertThat(link.said(Ended.class)).hasSize(1);
    }

    @Test
    void aReasonThatIsTooLongIsCutBetweenItsLetters() {
        RecordingLink link = alice.enlist();
        alice.client.ended(MANAGER, GAME, "x" + "ü".repeat(200), () -> {});
        alice.world.store().commit();
        assertThat(lastSaid(link, Ended.class).reason()).isEqualTo("x" + "ü".repeat(127));
    }

    @Test
    void gamesAreFetchedPageByPageFromEveryManager() {
        RecordingLink link = alice.enlist();
        List<List<GameLine>> answers = new ArrayList<>();
        alice.client.games(answers::add);
        ListGames asked = lastSaid(link, ListGames.class);
        assertThat(asked.behind()).isEmpty();
        GameLine first = new GameLine(GAME, "gofish", List.of("alice", "bob"));
        GameLine second = new GameLine(OTHER, "gofish", List.of("carol", "dora"));
        // A list of players is no answer to that.
        alice.hear(link, new Players(asked.request(), PLAYERS, false));
        alice.hear(link, new Games(asked.request(), List.of(first), true));
        assertThat(lastSaid(link, ListGames.class)).isEqualTo(new ListGames(asked.request(), Optional.of(GAME)));
        assertThat(answers).isEmpty();
        alice.hear(link, new Games(asked.request(), List.of(second), false));
        assertThat(answers).containsExactly(List.of(first, second));
        new ClientSide().client.games(answers::add);
        assertThat(answers).hasSize(2).endsWith(List.of());
    }

    @Test
    void aManagerThatDoesNotLetHerGoLeavesAllAsItWas() {
        RecordingLink link = alice.enlist();
        Answer<Integer> left = new Answer<>();
        alice.client.deregister(left);
        long request = lastSaid(link, Deregister.class).request();
        alice.hear(link, new Refused(request, Refusal.IN_GAME, "you sit in game 7f3a, which has to end first"));
        assertThat(left.complaint()).isEqualTo("you sit in game 7f3a, which has to end first");
        assertThat(alice.membership(HOME).state()).isEqualTo(State.REGISTERED);
        assertThat(alice.events).isEmpty();
        link.takeSaid();
        alice.elapseLinked(Duration.ofSeconds(30), link);
        assertThat(link.said(Renew.class)).hasSize(3);
        assertThat(link.said(Register.class)).isEmpty();
        RecordingLink again = alice.relinked(link);
        assertThat(again.said(Register.class)).hasSize(1);
    }

    @Test
    void whenOneOfTwoManagersDoesNotLetHerGoSheStaysWithBoth() {
        RecordingLink home = alice.enlist();
        alice.client.keepRegistered(address(AWAY), "alice");
        RecordingLink away = alice.answer(AWAY, "other", Role.MANAGER);
        alice.grant(away, 1);
        away.takeSaid();
        Answer<Integer> left = new Answer<>();
        alice.client.deregister(left);
        long request = lastSaid(home, Deregister.class).request();
        alice.hear(away, new Deregistered(request));
        left.assertOpen();
        alice.hear(home, new Refused(request, Refusal.IN_GAME, "no"));
        assertThat(left.complaint()).isEqualTo("no");
        alice.grant(away, 2);
        assertThat(states()).containsExactly(State.REGISTERED, State.REGISTERED);
        Answer<Integer> second = new Answer<>();
        alice.client.deregister(second);
        request = lastSaid(home, Deregister.class).request();
        alice.hear(home, new Refused(request, Refusal.IN_GAME, "no"));
        alice.hear(away, new Deregistered(request));
        assertThat(second.complaint()).isEqualTo("no");
        alice.grant(away, 3);
        assertThat(states()).containsExactly(State.REGISTERED, State.REGISTERED);
    }

    private List<State> states() {
        return alice.client.memberships().stream().map(Membership::state).toList();
    }

    private void start(ClientSide side) {
        side.client.start(REQUEST, "gofish", 1, List.of(), picked);
    }

    private void end(ClientSide side, RingId game) {
        side.client.ended(MANAGER, game, "played to its end", () -> known++);
    }

    private static long asked(RecordingLink link) {
        return lastSaid(link, Start.class).request();
    }

    private static Player player(String name) {
        return new Player(name, idOf(name), Presence.PLAYING, new Endpoint("192.0.2.1", 49_152), 1);
    }
}
