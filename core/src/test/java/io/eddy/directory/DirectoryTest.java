package io.eddy.directory;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.Player;
import io.eddy.registry.Player.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice's directory: who is known, under which name, and whom a word names. */
final class DirectoryTest {
    private static final Endpoint PLACE = new Endpoint("192.0.2.9", 5_001);
    private static final Endpoint NOWHERE = new Endpoint("192.0.2.9", 0);

    private final RecordingWorld world = new RecordingWorld("alice", Directory.tables());
    private final List<Contest> contests = new ArrayList<>();
    private final Directory directory = new Directory(world, "alice", contests::add);

    @Test
    void oneselfIsTheFirstOfTheList() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        assertThat(directory.list()).extracting(KnownPeer::name).containsExactly("alice", "bob");
        assertThat(directory.list().get(0).via()).containsExactly(Via.SELF);
    }

    @Test
    void thoseOnlineComeBeforeTheOthersEachByName() {
        directory.onPlayer(player("carol", Presence.FREE));
        directory.onPlayer(player("dave", Presence.OFFLINE));
        directory.onPlayer(player("bob", Presence.PLAYING));
        assertThat(directory.list()).extracting(KnownPeer::name).containsExactly("alice", "bob", "carol", "dave");
        assertThat(directory.list())
                .extracting(KnownPeer::state)
                .containsExactly(PeerState.FREE, PeerState.PLAYING, PeerState.FREE, PeerState.OFFLINE);
    }

    @Test
    void aPeerIsOnlineAsLongAsItIsLinked() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        assertThat(directory.isOnline(idOf("bob"))).isTrue();
        directory.onUnlinked(idOf("bob"), false);
        assertThat(directory.isOnline(idOf("bob"))).isFalse();
        assertThat(directory.address(idOf("bob"))).contains(PLACE);
    }

    @Test
    void whoIsOnTheMapAloneIsThereAndIsNotCalledOnline() {
        directory.onCharted(idOf("bob"), "bob", false);
        assertThat(directory.isThere(idOf("bob"))).isTrue();
        assertThat(directory.isOnline(idOf("bob"))).isFalse();
        directory.onUncharted(idOf("bob"));
        assertThat(directory.isThere(idOf("bob"))).isFalse();
        assertThat(directory.isThere(idOf("carol"))).isFalse();
    }

    @Test
    void aPeerThatListensNowhereHasNoAddress() {
        directory.onLinked(idOf("bob"), "bob", NOWHERE);
        assertThat(directory.address(idOf("bob"))).isEmpty();
    }

    @Test
    void whoIsLinkedIsWhereItSaysNotWhereAManagerSays() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        directory.onPlayer(new Player("bob", idOf("bob"), Presence.FREE, new Endpoint("203.0.113.1", 1), 0));
        assertThat(directory.address(idOf("bob"))).contains(PLACE);
    }

    @Test
    void whoIsNotAmongTheManagersPlayersHasGone() {
        directory.onPlayer(player("bob", Presence.FREE));
        directory.onPlayers(List.of(player("carol", Presence.FREE)));
        assertThat(directory.isOnline(idOf("bob"))).isFalse();
        assertThat(directory.isOnline(idOf("carol"))).isTrue();
    }

    @Test
    void aManagerTellsNothingOfOneself() {
        directory.onPlayer(player("alice", Presence.OFFLINE));
        assertThat(directory.list()).hasSize(1);
    }

    @Test
    void twoThatClaimOneNameAreToldApart() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        directory.onLinked(idOf("other"), "BOB", PLACE);
        assertThat(directory.name(idOf("bob"))).isEqualTo("bob~" + tail("bob"));
        assertThat(directory.name(idOf("other"))).isEqualTo("BOB~" + tail("other"));
        assertThat(directory.resolve("bob")).isInstanceOf(Resolution.Ambiguous.class);
        assertThat(directory.resolve("bob~" + tail("bob"))).isEqualTo(new Resolution.Known(idOf("bob")));
    }

    @Test
    void whomAManagerVouchesForKeepsTheNameThatAnotherClaims() {
        directory.onPlayer(player("bob", Presence.FREE));
        directory.onLinked(idOf("other"), "bob", PLACE);
        assertThat(directory.name(idOf("bob"))).isEqualTo("bob");
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));
    }

    @Test
    void twoThatManagersCallTheSameAreToldApart() {
        directory.onPlayer(player("bob", Presence.FREE));
        directory.onPlayer(new Player("bob", idOf("other"), Presence.FREE, PLACE, 0));
        assertThat(directory.name(idOf("bob"))).isEqualTo("bob~" + tail("bob"));
        assertThat(directory.resolve("bob")).isInstanceOf(Resolution.Ambiguous.class);
    }

    @Test
    void nobodyElseIsShownUnderOnesOwnName() {
        directory.onPlayer(new Player("Alice", idOf("other"), Presence.FREE, PLACE, 0));
        assertThat(directory.name(idOf("other"))).isEqualTo("Alice~" + tail("other"));
        assertThat(directory.resolve("alice")).isEqualTo(new Resolution.Known(idOf("alice")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u001b[2Jbob",
                "bob\nroot",
                "bob carol",
                "1bob",
                "bob~0123",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
                "b\u202eob"
            })
    void aNameThatIsNoneIsNotShownWhoeverTellsIt(String name) {
        directory.onPlayer(new Player(name, idOf("bob"), Presence.FREE, PLACE, 0));
        directory.onLinked(idOf("carol"), name, PLACE);
        assertThat(directory.list())
                .extracting(KnownPeer::name)
                .containsExactlyInAnyOrder("alice", beginning("bob"), beginning("carol"));
    }

    @Test
    void aManagerThatTellsNoNameDoesNotTakeTheOneThatThePeerSaysItself() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        directory.onPlayer(new Player("\u0007", idOf("bob"), Presence.FREE, PLACE, 0));
        assertThat(directory.name(idOf("bob"))).isEqualTo("bob");
    }

    @Test
    void nobodyWasSeenInTheFuture() {
        directory.onPlayer(new Player("bob", idOf("bob"), Presence.OFFLINE, PLACE, Long.MAX_VALUE));
        directory.onPlayer(new Player("carol", idOf("carol"), Presence.OFFLINE, PLACE, Long.MIN_VALUE));
        assertThat(directory.row(idOf("bob")).lastSeenMillis()).isEqualTo(world.wallClockMillis());
        assertThat(directory.row(idOf("carol")).lastSeenMillis()).isZero();
    }

    @Test
    void anIndexIsThatOfTheLatestList() {
        directory.onPlayer(player("carol", Presence.FREE));
        directory.list();
        directory.onPlayer(player("bob", Presence.FREE));
        assertThat(directory.peek().get(1).name()).isEqualTo("bob");
        assertThat(directory.resolve("1")).isEqualTo(new Resolution.Known(idOf("carol")));
        assertThat(directory.resolve("2")).isInstanceOf(Resolution.Unknown.class);
        directory.list();
        assertThat(directory.resolve("1")).isEqualTo(new Resolution.Known(idOf("bob")));
    }

    @Test
    void aUniqueBeginningOfAnIdNamesAPeer() {
        directory.onPlayer(player("bob", Presence.FREE));
        String hex = idOf("bob").hex();
        assertThat(directory.resolve(hex)).isEqualTo(new Resolution.Known(idOf("bob")));
        assertThat(directory.resolve(hex.substring(0, 8).toUpperCase(Locale.ROOT)))
                .isEqualTo(new Resolution.Known(idOf("bob")));
        assertThat(directory.resolve(hex.substring(0, 3))).isInstanceOf(Resolution.Unknown.class);
    }

    @Test
    void whatNamesNobodyIsUnknown() {
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Unknown("no peer is named bob"));
        assertThat(directory.resolve("")).isInstanceOf(Resolution.Unknown.class);
        assertThat(directory.resolve("99999")).isInstanceOf(Resolution.Unknown.class);
    }

    @Test
    void aContactIsKeptWithItsAddressAndOthersAreNot() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        directory.onLinked(idOf("carol"), "carol", PLACE);
        directory.onContact(idOf("bob"));
        Directory later = restarted();
        assertThat(later.contacts()).containsExactly(idOf("bob"));
        assertThat(later.name(idOf("bob"))).isEqualTo("bob");
        assertThat(later.address(idOf("bob"))).contains(PLACE);
        assertThat(later.isOnline(idOf("bob"))).isFalse();
        assertThat(later.list()).hasSize(2);
    }

    @Test
    void whereAContactMovedIsKept() {
        directory.onContact(idOf("bob"));
        directory.onPlayer(player("bob", Presence.FREE));
        assertThat(restarted().address(idOf("bob"))).contains(PLACE);
    }

    @Test
    void aContactWithoutANameIsShownByItsIdAlsoAfterARestart() {
        directory.onContact(idOf("bob"));
        Directory later = restarted();
        later.onLinked(idOf("bob"), "", PLACE);
        assertThat(later.name(idOf("bob"))).isEqualTo(beginning("bob"));
    }

    @Test
    void aBlockedPeerIsNoContactUntilItIsUnblocked() {
        directory.onContact(idOf("bob"));
        directory.block(idOf("bob"), true);
        assertThat(directory.contacts()).isEmpty();
        assertThat(restarted().blocked()).containsExactly(idOf("bob"));
        directory.block(idOf("bob"), false);
        assertThat(directory.contacts()).containsExactly(idOf("bob"));
        assertThat(restarted().blocked()).isEmpty();
    }

    @Test
    void theLeastRecentlySeenMakesRoomButNoContactAndNobodyLinked() {
        directory.onContact(idOf("contact"));
        directory.onLinked(idOf("linked"), "linked", PLACE);
        for (int i = 0; i < 10_100; i++) {
            directory.onPlayer(new Player("p" + i, idOf("p" + i), Presence.OFFLINE, PLACE, 1_000 + i));
        }
        assertThat(directory.peek()).hasSizeBetween(9_000, 10_001);
        assertThat(directory.isContact(idOf("contact"))).isTrue();
        assertThat(directory.isOnline(idOf("linked"))).isTrue();
        assertThat(directory.address(idOf("p0"))).isEmpty();
        assertThat(directory.address(idOf("p10099"))).isEqualTo(Optional.of(PLACE));
    }

    private Directory restarted() {
        world.store().commit();
        Directory later = new Directory(new RecordingWorld("alice", world.store()), "alice", contests::add);
        later.load();
        return later;
    }

    private static Player player(String name, Presence presence) {
        return new Player(name, idOf(name), presence, PLACE, 0);
    }

    private static String tail(String name) {
        return idOf(name).hex().substring(0, 4);
    }

    private static String beginning(String name) {
        PeerId peer = idOf(name);
        return peer.hex().substring(0, 8);
    }
}
