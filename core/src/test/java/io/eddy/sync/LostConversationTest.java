package io.eddy.sync;

import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Group;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.sim.Backup;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Mark;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncProgram.Part;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody has lost a conversation of two, of which the other side has everything. */
final class LostConversationTest {
    private final SyncSide alice = new SyncSide();

    @Test
    void whoDoesNotMarkTheConversationOfTheTwoIsToldOfIt() {
        sayWhatReachesBob();
        RecordingLink bob = alice.link("bob");
        assertThat(bob.said(Frontier.class)).as("nothing is owed").isEmpty();
        alice.hear(bob, new Marks(List.of(new Mark(17, 18))));
        assertThat(bob.said(Frontier.class))
                .containsExactly(new Frontier(pair("bob"), alice.sync.frontier(pair("bob")), false));
        alice.hear(bob, new Marks(List.of(new Mark(19, 20))));
        assertThat(bob.said(Frontier.class)).as("once").hasSize(1);
    }

    @Test
    void whoMarksItIsToldNothingWhenBothHaveTheSame() {
        sayWhatReachesBob();
        RecordingLink bob = alice.link("bob");
        alice.hear(bob, new Marks(bob.said(Marks.class).get(0).marks()));
        assertThat(bob.said(Frontier.class)).isEmpty();
    }

    @Test
    void nobodyIsToldOfAConversationInWhichWeSaidNothing() {
        alice.with("bob");
        RecordingLink bob = alice.link("bob");
        alice.hear(bob, new Marks(List.of(new Mark(17, 18))));
        assertThat(bob.said(Frontier.class)).isEmpty();
    }

    @Test
    void nobodyElseIsToldOfIt() {
        sayWhatReachesBob();
        RecordingLink carol = alice.link("carol");
        alice.hear(carol, new Marks(List.of(new Mark(17, 18))));
        assertThat(carol.said(Frontier.class)).isEmpty();
    }

    private void sayWhatReachesBob() {
        alice.with("bob").append(pair("bob"), "hello");
        alice.settle();
        RecordingLink bob =
                alice.link("bob", pair("bob"), alice.sync.frontier(pair("bob")).get(0));
        alice.elapse(Duration.ofSeconds(1), bob);
        alice.drop(bob);
    }

    /** Bob's store was set aside, or is older than the first word; he has his key, and alice says nothing more. */
    @Test
    void whoseStoreIsEmptyHasTheHistoryAgain() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        Map<Bytes, Audience> alices = new LinkedHashMap<>(Map.of(ROOM, Audience.room()));
        Map<Bytes, Audience> bobs = new LinkedHashMap<>(alices);
        SimHost<SyncProgram> first =
                network.add("alice", world -> new SyncProgram(world, part("alice", alices, List.of())));
        List<Endpoint> toAlice = List.of(first.endpoint());
        SimHost<SyncProgram> bob = network.add("bob", world -> new SyncProgram(world, part("bob", bobs, toAlice)));
        Bytes group = Group.ofPair(first.id(), bob.id());
        bob.stop();
        network.runFor(Duration.ofSeconds(5));
        Backup empty = bob.backUp();
        Audience both = Audience.pair(first.id(), bob.id());
        alices.put(group, both);
        bobs.put(group, both);
        first.run(program -> program.sync.follow(group, both));
        bob.restart();
        network.runFor(Duration.ofSeconds(10));
        first.run(program -> program.say(group, "hello bob"));
        bob.run(program -> program.say(group, "hello alice"));
        network.runFor(Duration.ofMinutes(1));
        assertThat(texts(bob)).contains("hello bob", "hello alice");
        bob.stop();
        network.runFor(Duration.ofSeconds(5));
        bobs.remove(group);
        bob.putBack(empty);
        assertThat(texts(bob)).isEmpty();
        bob.restart();
        network.runFor(Duration.ofMinutes(1));
        assertThat(texts(bob)).contains("hello bob", "hello alice");
    }

    private static Part part(String name, Map<Bytes, Audience> groups, List<Endpoint> targets) {
        return new Part(name, groups, peer -> false, () -> targets, entry -> {}, SyncConfig.DEFAULT);
    }

    private static List<String> texts(SimHost<SyncProgram> host) {
        return host.durable(KeptEntry.TABLE).stream()
                .map(kept -> kept.entry().text())
                .toList();
    }
}
