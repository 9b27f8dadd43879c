package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.registry.ClientSide.AWAY;
import static io.eddy.registry.ClientSide.HOME;
import static io.eddy.registry.ClientSide.address;
import static io.eddy.registry.ClientSide.lastSaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.Greeting;
import io.eddy.link.LinkMessage.Role;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What alice asks her managers, and hears from them. */
final class InquiriesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final ClientSide alice = new ClientSide();
    private final List<List<String>> answers = new ArrayList<>();

    @Test
    void withoutManagersNobodyIsKnown() {
        askPlayers();
        assertThat(answers).containsExactly(List.of());
        assertThat(alice.world.timers()).isEmpty();
    }

    @Test
    void theListIsFetchedPageByPage() {
        RecordingLink link = alice.enlist();
        askPlayers();
        answerQuery(link, true, "Bob", "carol");
        assertThat(lastSaid(link, Query.class).behind()).isEqualTo("carol");
        answerQuery(link, false, "dora");
        assertThat(answers).containsExactly(List.of("Bob", "carol", "dora"));
    }

    @Test
    void aPageThatIsFollowedByNothingEndsTheList() {
        RecordingLink link = alice.enlist();
        askPlayers();
        answerQuery(link, true);
        assertThat(answers).containsExactly(List.of());
    }

    @Test
    void theListsOfAllManagersAreAwaited() {
        RecordingLink home = alice.enlist();
        RecordingLink away = alsoAway();
        askPlayers();
        answerQuery(home, false, "bob");
        assertThat(answers).isEmpty();
        answerQuery(away, false, "carol");
        assertThat(answers).containsExactly(List.of("bob", "carol"));
    }

    @Test
    void aManagerThatIsBeingDialledIsAwaited() {
        alice.client.keepRegistered(address(HOME), "alice");
        askPlayers();
        assertThat(answers).isEmpty();
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        answerQuery(link, false, "bob");
        assertThat(answers).containsExactly(List.of("bob"));
    }

    @Test
    void aManagerThatCannotBeReachedIsNotAwaited() {
        alice.client.keepRegistered(address(HOME), "alice");
        askPlayers();
        alice.fail(alice.dialOf(HOME), Code.REFUSED);
        assertThat(answers).containsExactly(List.of());
        askPlayers();
        assertThat(answers).hasSize(2);
    }

    @Test
    void aManagerThatGoesAwayIsNotAwaited() {
        RecordingLink link = alice.enlist();
        askPlayers();
        alice.fail(link, Code.BROKEN);
        assertThat(answers).containsExactly(List.of());
    }

    @Test
    void aManagerThatIsDumbIsNotAwaitedForLong() {
        RecordingLink home = alice.enlist();
        RecordingLink away = alsoAway();
        askPlayers();
        answerQuery(home, false, "bob");
        alice.elapseLinked(DEADLINE.minusSeconds(1), away);
        assertThat(answers).isEmpty();
        alice.elapseLinked(Duration.ofSeconds(1), away);
        assertThat(answers).containsExactly(List.of("bob"));
        answerQuery(away, false, "carol");
        assertThat(answers).hasSize(1);
    }

    @Test
    void whatNobodyAskedForIsNotKept() {
        RecordingLink home = alice.enlist();
        RecordingLink away = alsoAway();
        askPlayers();
        long request = lastSaid(home, Query.class).request();
        answerQuery(home, false, "bob");
        alice.hear(home, new Players(request, List.of(player("mallory")), true));
        answerQuery(away, false);
        assertThat(answers).containsExactly(List.of("bob"));
    }

    @Test
    void aListWithoutEndIsCut() {
        RecordingLink link = alice.enlist();
        askPlayers();
        String[] page = new String[Players.MAX_PLAYERS];
        for (int i = 0; answers.isEmpty(); i++) {
            Arrays.fill(page, "p" + i);
            answerQuery(link, true, page);
        }
        assertThat(answers.get(0)).hasSize(10_000);
    }

    @Test
    void namesThatGrowWhenTheyAreFoldedDoNotBreakTheAsking() {
        RecordingLink link = alice.enlist();
        askPlayers();
        answerQuery(link, true, "\ufdfa".repeat(42));
        assertThat(lastSaid(link, Query.class).behind()).isEqualTo("\ufdfa".repeat(42));
    }

    @Test
    void aNameIsLookedForUntilOneManagerHasItOnline() {
        RecordingLink home = alice.enlist();
        RecordingLink away = alsoAway();
        alice.client.find("bob", this::note);
        answerFind(home, Optional.of(player("bob")));
        assertThat(answers).containsExactly(List.of("bob"));
        answerFind(away, Optional.empty());
        assertThat(answers).hasSize(1);
        assertThat(alice.world.timers().keySet()).noneMatch(RegistryTimer.AnswerOverdue.class::isInstance);
    }

    @Test
    void aNameThatNobodyHasIsLookedForEverywhere() {
        RecordingLink home = alice.enlist();
        RecordingLink away = alsoAway();
        alice.client.find(idOf("bob"), this::note);
        answerFind(home, Optional.empty());
        assertThat(answers).isEmpty();
        answerFind(away, Optional.empty());
        assertThat(answers).containsExactly(List.of());
    }

    @Test
    void whomSheWatchesIsToldToEveryManagerAndAgainWhenItIsBack() {
        RecordingLink link = alice.enlist();
        alice.client.watch(List.of(idOf("bob")));
        alice.client.watch(List.of(idOf("bob")));
        assertThat(link.said(Watch.class)).containsExactly(new Watch(List.of(idOf("bob"))));
        alice.fail(link, Code.BROKEN);
        alice.world.elapse(Duration.ofSeconds(1));
        RecordingLink again = alice.answer(HOME, "manager", Role.MANAGER);
        alice.grant(again, 2);
        assertThat(again.said(Watch.class)).hasSize(1);
    }

    @Test
    void ofMoreThanAManagerTakesTheFirstAreWatched() {
        RecordingLink link = alice.enlist();
        List<PeerId> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(idOf("peer" + i));
        }
        alice.client.watch(many);
        assertThat(lastSaid(link, Watch.class).peers()).isEqualTo(many.subList(0, 256));
    }

    @Test
    void newsArePassedOnFromManagersAlone() {
        RecordingLink link = alice.enlist();
        alice.hear(link, new News(player("bob")));
        assertThat(alice.events).containsExactly(new ClientEvent.News(player("bob")));
        RecordingLink stranger =
                Greeting.of("bob").on(alice.world.accept(idOf("bob")), alice.world, alice.node, idOf("bob"));
        alice.hear(stranger, new News(player("carol")));
        assertThat(alice.events).hasSize(1);
    }

    @Test
    void aRequestFromAManagerIsAViolation() {
        RecordingLink link = alice.enlist();
        alice.hear(link, new Query(1, ""));
        assertThat(link.closing())
                .isNotNull()
                .satisfies(why -> assertThat(why.code()).isEqualTo(Code.VIOLATION));
    }

    private void askPlayers() {
        alice.client.players(this::note);
    }

    private void note(List<Player> players) {
        answers.add(players.stream().map(Player::name).toList());
    }

    private RecordingLink alsoAway() {
        alice.client.keepRegistered(address(AWAY), "alice");
        RecordingLink link = alice.answer(AWAY, "anna", Role.MANAGER);
        alice.grant(link, 1);
        link.takeSaid();
        alice.events.clear();
        return link;
    }

    private void answerQuery(RecordingLink link, boolean more, String... names) {
        List<Player> players = new ArrayList<>();
        for (String name : names) {
            players.add(player(name));
        }
        alice.hear(link, new Players(lastSaid(link, Query.class).request(), players, more));
    }

    private void answerFind(RecordingLink link, Optional<Player> player) {
        alice.hear(link, new Found(lastSaid(link, Find.class).request(), player));
    }

    private static Player player(String name) {
        return new Player(name, idOf(name), Presence.FREE, new Endpoint("192.0.2.7", 49_152), 0);
    }
}
