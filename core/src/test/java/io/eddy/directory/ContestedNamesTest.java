package io.eddy.directory;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.directory.Contest.Party;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.Player;
import io.eddy.registry.Player.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bob is a contact of alice's, and then somebody else is called bob. */
final class ContestedNamesTest {
    private static final Endpoint PLACE = new Endpoint("192.0.2.9", 5_001);

    private final RecordingWorld world = new RecordingWorld("alice", Directory.tables());
    private final List<Contest> contests = new ArrayList<>();
    private Directory directory = new Directory(world, "alice", contests::add);

    private void meetBob() {
        directory.onLinked(idOf("bob"), "bob", PLACE);
        directory.onContact(idOf("bob"));
        directory.onUnlinked(idOf("bob"), false);
    }

    private void restart() {
        world.store().commit();
        directory = new Directory(new RecordingWorld("alice", world.store()), "alice", contests::add);
        directory.load();
    }

    /** A manager says that this one is called so. */
    private void vouch(String whose, String name) {
        directory.onPlayer(new Player(name, idOf(whose), Presence.FREE, PLACE, 0));
    }

    private static String named(String name, String whose) {
        return name + "~" + idOf(whose).hex().substring(0, 4);
    }

    private void assertRefused(String word) {
        assertThat(directory.resolve(word))
                .isInstanceOfSatisfying(
                        Resolution.Ambiguous.class,
                        refused -> assertThat(refused.complaint())
                                .contains(
                                        "the key of bob is another",
                                        named("bob", "bob") + ", id "
                                                + idOf("bob").brief(),
                                        named("bob", "other") + ", id "
                                                + idOf("other").brief(),
                                        "/verify " + named("bob", "other"),
                                        "/block " + named("bob", "bob")));
    }

    @Test
    void theNameDoesNotLeadToAnotherKeyThatAManagerGivesIt() {
        meetBob();
        vouch("other", "bob");
        assertRefused("bob");
        assertRefused("BOB");
        assertThat(directory.resolve(named("bob", "bob"))).isEqualTo(new Resolution.Known(idOf("bob")));
        assertThat(directory.resolve(named("bob", "other"))).isEqualTo(new Resolution.Known(idOf("other")));
        assertThat(contests)
                .containsExactly(new Contest(
                        "bob",
                        new Party(idOf("bob"), named("bob", "bob")),
                        new Party(idOf("other"), named("bob", "other"))));
    }

    @Test
    void norDoesItAfterARestart() {
        meetBob();
        restart();
        vouch("other", "bob");
        assertRefused("bob");
        restart();
        vouch("other", "bob");
        directory.onContact(idOf("other"));
        restart();
        vouch("other", "bob");
        assertRefused("bob");
    }

    @Test
    void norToOneThatIsLinkedAndWritesFirst() {
        meetBob();
        directory.onLinked(idOf("other"), "Bob", PLACE);
        directory.onContact(idOf("other"));
        vouch("other", "Bob");
        assertThat(directory.name(idOf("other"))).isEqualTo(named("Bob", "other"));
        assertThat(directory.resolve("bob")).isInstanceOf(Resolution.Ambiguous.class);
        assertThat(contests).hasSize(1);
    }

    @Test
    void norWhenAManagerCallsTheContactOtherwise() {
        meetBob();
        vouch("bob", "robert");
        vouch("other", "bob");
        assertThat(directory.name(idOf("bob"))).isEqualTo("robert");
        assertThat(directory.resolve("bob"))
                .isInstanceOfSatisfying(
                        Resolution.Ambiguous.class,
                        refused -> assertThat(refused.complaint()).contains("robert, id", named("bob", "other")));
    }

    @Test
    void aContactThatCallsItselfOtherwiseGivesItsNameUp() {
        meetBob();
        directory.onLinked(idOf("bob"), "robert", PLACE);
        vouch("other", "bob");
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("other")));
        assertThat(contests).isEmpty();
        restart();
        assertThat(directory.resolve("robert")).isEqualTo(new Resolution.Known(idOf("bob")));
    }

    @Test
    void whoeverOfTheTwoIsBlockedTheOtherHasTheName() {
        meetBob();
        vouch("other", "bob");
        directory.block(idOf("other"), true);
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));
        restart();
        vouch("other", "bob");
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));

        directory.block(idOf("other"), false);
        assertRefused("bob");
        directory.block(idOf("bob"), true);
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("other")));
        restart();
        vouch("other", "bob");
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("other")));
    }

    @Test
    void aManagerMayVouchForTheContactAndAnotherOnlyClaims() {
        meetBob();
        vouch("bob", "bob");
        directory.onHeard(idOf("other"), "bob", PLACE);
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));
        assertThat(contests).hasSize(1);
    }

    @Test
    void whoWritesUnderTheNameOfOneThatAManagerVouchesForDoesNotTakeIt() {
        vouch("bob", "bob");
        directory.onLinked(idOf("other"), "bob", PLACE);
        directory.onContact(idOf("other"));
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));
        restart();
        vouch("bob", "bob");
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));
        assertThat(contests).isEmpty();
    }

    @Test
    void withTheSameKeyNothingIsSaid() {
        meetBob();
        restart();
        directory.onLinked(idOf("bob"), "bob", PLACE);
        vouch("bob", "bob");
        assertThat(directory.resolve("bob")).isEqualTo(new Resolution.Known(idOf("bob")));
        assertThat(contests).isEmpty();
    }

    @Test
    void eachIsToldOnceAndNotMoreThanSixAMinute() {
        meetBob();
        vouch("other", "bob");
        vouch("other", "bob");
        assertThat(contests).hasSize(1);
        for (int i = 0; i < 100; i++) {
            vouch("other" + i, "bob");
        }
        assertThat(contests).hasSize(6);
        world.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            vouch("other" + i, "bob");
        }
        assertThat(contests).hasSize(12);
    }

    @Test
    void theMapAloneWarnsOfNothing() {
        meetBob();
        directory.onCharted(idOf("other"), "bob", false);
        assertThat(contests).isEmpty();
        assertRefused("bob");
    }
}
