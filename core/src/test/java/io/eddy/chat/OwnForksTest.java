package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatEvent.Forked;
import io.eddy.chat.ChatEvent.Wanted;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.sync.SyncFrames;
import io.eddy.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copy of alice's data has gone on where she did: what she said there, and others cannot take, is not lost. */
final class OwnForksTest {
    private static final Bytes EVERYONE = Group.ofRoom(RoomName.EVERYONE);

    private final ChatSide alice = new ChatSide().knowing("bob");
    private final SyncFrames bob = alice.link("bob");

    /** Bob has the first of alice's messages, and carol carries another second one, which her copy wrote. */
    private MessageId forkBehindTheFirst() {
        MessageId one = alice.sendKept("bob", "one");
        alice.send("bob", "two");
        alice.sendKept("bob", "three");
        bob.acknowledge(one);
        alice.settle();
        Entry first = bob.fetch().get(0);
        SyncFrames carol = alice.befriend("carol").follow(Group.ofPair(idOf("alice"), idOf("bob")));
        carol.push(Spoken.to("bob", "alice").after(first).say("the copy's two"));
        alice.settle();
        return one;
    }

    private static List<String> readBy(SyncFrames bob, long exceptInLog) {
        return bob.fetch().stream()
                .filter(entry -> entry.id().log() != exceptInLog)
                .map(entry -> Spoken.read("bob", entry).orElse("unreadable"))
                .toList();
    }

    @Test
    void whatStandsBehindTheForkIsSaidAnewAndTheRestIsNot() {
        MessageId one = forkBehindTheFirst();
        assertThat(alice.events(Forked.class)).containsExactly(new Forked(idOf("alice"), 2));
        assertThat(alice.chat.pending(new MessageId(one.author(), one.log(), 2)))
                .isEmpty();
        assertThat(alice.chat.pending(new MessageId(one.author(), one.log(), 3)))
                .isEmpty();
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(2);
        assertThat(alice.written)
                .contains("taken back with bob, alice: two", "taken back with bob, alice: three")
                .endsWith("sealed with bob, alice: two", "sealed with bob, alice: three");
        assertThat(readBy(alice.link("bob"), one.log())).containsExactly("two", "three");
    }

    @Test
    void itIsSaidAnewOnce() {
        MessageId one = forkBehindTheFirst();
        ChatSide next = alice.restarted();
        assertThat(next.events(Forked.class)).isEmpty();
        assertThat(next.events).contains(new Wanted(idOf("bob"), true));
        assertThat(next.chat.keptFor(idOf("bob"))).isEqualTo(2);
        assertThat(readBy(next.link("bob"), one.log())).containsExactly("two", "three");
    }

    @Test
    void whatCouldNotBeWrittenWhenTheForkWasProvenIsSaidAnewAtTheNextStart() {
        MessageId one = alice.sendKept("bob", "one");
        Entry copied = Spoken.to("bob", "alice").inLog(one.log()).say("the copy's one");
        bob.push(copied);
        alice.world.store().setAccepting(false);
        alice.settle();
        assertThat(alice.events(Forked.class)).containsExactly(new Forked(idOf("alice"), 0));
        alice.world.store().setAccepting(true);

        ChatSide next = alice.restarted();
        assertThat(next.events(Forked.class)).containsExactly(new Forked(idOf("alice"), 1));
        next.settle();
        assertThat(readBy(next.link("bob"), one.log())).containsExactly("one");
    }

    @Test
    void whatNobodyHasOfARoomIsSaidAnewThere() {
        bob.follow(EVERYONE);
        MessageId hi = alice.sayKept("everyone", "hi all");
        bob.push(Spoken.in("everyone", "alice").inLog(hi.log()).say("the copy's"));
        alice.settle();
        assertThat(alice.events(Forked.class)).containsExactly(new Forked(idOf("alice"), 1));
        assertThat(alice.chat.pending(hi)).isEmpty();
        Entry anew = alice.link("carol").follow(EVERYONE).fetch().stream()
                .filter(entry -> entry.id().log() != hi.log())
                .findFirst()
                .orElseThrow();
        assertThat(anew.text()).isEqualTo("hi all");
        assertThat(alice.chat.pending(anew.id())).isPresent();
        assertThat(alice.written)
                .containsExactly(
                        "said everyone, alice: hi all",
                        "taken back everyone, alice: hi all",
                        "said everyone, alice: hi all");
    }

    @Test
    void aForkOfAnothersLogHasNothingSaidAnew() {
        alice.sendKept("bob", "hi");
        Spoken bobs = Spoken.to("alice", "bob");
        bob.push(bobs.say("yes"));
        alice.settle();
        bob.push(Spoken.to("alice", "bob").say("no"));
        alice.settle();
        assertThat(alice.events(Forked.class)).containsExactly(new Forked(idOf("bob"), 0));
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(1);
        assertThat(alice.written).noneMatch(line -> line.startsWith("taken back"));
    }
}
