package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing.Code;
import io.eddy.node.PeerId;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Sample;
import io.eddy.registry.RegistryMessage.Watch;
import io.eddy.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manager tells of those on its list. */
final class RegistryListTest {
    private final ManagerSide manager = new ManagerSide();

    @Test
    void theListComesInPagesOfAHundredInTheOrderOfNames() {
        for (int i = 0; i < 250; i++) {
            manager.enlist("p%03d".formatted(i));
        }
        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String behind = "";
        for (boolean more = true; more; ) {
            Players page = (Players) manager.answer("p000", new Query(3, behind));
            page.players().forEach(player -> names.add(player.name()));
            sizes.add(page.players().size());
            behind = names.get(names.size() - 1);
            more = page.more();
        }
        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(names).hasSize(250).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aWholePageIsNotSaidToBeFollowedByNothing() {
        for (int i = 0; i < 100; i++) {
            manager.enlist("p%03d".formatted(i));
        }
        assertThat(((Players) manager.answer("p000", new Query(1, ""))).more()).isFalse();
    }

    @Test
    void aSampleIsOfEightOthersAndSoonOfEverybody() {
        for (int i = 0; i < 20; i++) {
            manager.enlist("p%03d".formatted(i));
        }
        Set<String> drawn = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            Players sample = (Players) manager.answer("p000", new Sample(i));
            assertThat(sample.more()).isFalse();
            assertThat(sample.players()).hasSize(8).doesNotHaveDuplicates();
            sample.players().forEach(player -> drawn.add(player.name()));
        }
        assertThat(drawn).hasSize(19).doesNotContain("p000");
    }

    @Test
    void aPageBehindANameAsItIsShownIsTheOneBehindItAsItIsCompared() {
        Stream.of("Alice", "BOB", "carol").forEach(name -> {
            manager.link(name);
            manager.answer(name, new Register(1, name));
        });
        Players page = (Players) manager.answer("carol", new Query(1, "Alice"));
        assertThat(page.players()).extracting(Player::name).containsExactly("BOB", "carol");
    }

    @Test
    void whoLeftIsNotOnTheList() {
        manager.enlist("alice");
        manager.enlist("bob");
        manager.answer("bob", new Deregister(1));
        Players page = (Players) manager.answer("alice", new Query(1, ""));
        assertThat(page.players()).extracting(Player::name).containsExactly("alice");
        assertThat(manager.answer("alice", new Find(2, "bob", Optional.empty())))
                .isEqualTo(new Found(2, Optional.empty()));
        assertThat(manager.answer("alice", new Find(3, "", Optional.of(idOf("bob")))))
                .isEqualTo(new Found(3, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Élodie", "élodie", "ÉLODIE", "E\u0301lodie", "Ｅ\u0301lodie"})
    void aPeerIsFoundByItsNameHoweverItIsWritten(String written) {
        manager.link("elodie");
        manager.answer("elodie", new Register(1, "Élodie"));
        assertThat(manager.answer("elodie", new Find(9, written, Optional.empty())))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.player())
                                .hasValueSatisfying(
                                        player -> assertThat(player.name()).isEqualTo("Élodie")));
    }

    @Test
    void aPeerIsFoundByItsIdAndNobodyByNothing() {
        manager.enlist("alice");
        assertThat(manager.answer("alice", new Find(1, "", Optional.of(idOf("alice")))))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.player()).isPresent());
        assertThat(manager.answer("alice", new Find(2, "", Optional.empty())))
                .isEqualTo(new Found(2, Optional.empty()));
    }

    @Test
    void watchersAreToldWhoComesAndGoes() {
        manager.enlist("alice");
        manager.link("bob");
        manager.hear("alice", new Watch(List.of(idOf("bob"))));
        assertThat(manager.said("alice")).isEmpty();
        manager.hear("bob", new Register(1, "bob"));
        assertThat(manager.said("alice")).isEmpty();
        manager.world.store().commit();
        assertNews("alice", Presence.FREE);
        manager.drop("bob", Code.BYE);
        manager.world.store().commit();
        assertNews("alice", Presence.OFFLINE);
        manager.enlist("bob");
        assertNews("alice", Presence.FREE);
        manager.answer("bob", new Deregister(2));
        assertNews("alice", Presence.LEFT);
    }

    @Test
    void newsComeInTheOrderInWhichThingsHappened() {
        manager.enlist("alice");
        manager.hear("alice", new Watch(List.of(idOf("bob"))));
        manager.link("bob");
        manager.hear("bob", new Register(1, "bob"));
        manager.drop("bob", Code.BYE);
        manager.world.store().commit();
        assertNews("alice", Presence.FREE, Presence.OFFLINE);
    }

    @Test
    void aWatcherIsToldAtOnceOfThoseWhoAreThere() {
        manager.enlist("alice");
        manager.enlist("bob");
        manager.enlist("carol");
        manager.drop("carol", Code.BYE);
        manager.world.store().commit();
        manager.hear("alice", new Watch(List.of(idOf("bob"), idOf("carol"), idOf("dora"))));
        assertNews("alice", Presence.FREE);
    }

    @Test
    void aWatchTakesThePlaceOfTheOneBeforeAndEndsWithTheLink() {
        manager.enlist("alice");
        manager.hear("alice", new Watch(List.of(idOf("bob"))));
        manager.hear("alice", new Watch(List.of(idOf("carol"))));
        manager.enlist("bob");
        assertThat(manager.said("alice")).isEmpty();
        manager.drop("alice", Code.BROKEN);
        manager.link("alice");
        manager.enlist("carol");
        assertThat(manager.said("alice")).isEmpty();
    }

    @Test
    void aWatchOfMoreThanTheLimitIsNoMessage() {
        manager.link("alice");
        List<PeerId> many = new ArrayList<>();
        for (int i = 0; i < Watch.MAX_PEERS; i++) {
            many.add(idOf("peer" + i));
        }
        manager.hear("alice", new Watch(many));
        many.add(idOf("one more"));
        assertThat(manager.node.counters().malformedFrames()).isZero();
        manager.node.onFrame(
                manager.links.link(idOf("alice")).orElseThrow(), new WireReader(RegistryFrames.watch(many)));
        assertThat(manager.node.counters().malformedFrames()).isEqualTo(1);
    }

    private void assertNews(String watcher, Presence... presences) {
        assertThat(manager.said(watcher))
                .allSatisfy(said -> assertThat(said).isInstanceOf(News.class))
                .extracting(said -> ((News) said).player().presence())
                .containsExactly(presences);
    }
}
