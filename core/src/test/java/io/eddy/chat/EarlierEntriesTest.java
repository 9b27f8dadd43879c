package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
import io.eddy.sync.SyncFrames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What versions before 5 kept and had not delivered: it is said again, once. */
final class EarlierEntriesTest {
    private static final Entry ONE = alices(1, "one");
    private static final Entry TWO = alices(2, "two");

    private ChatSide alice = new ChatSide();

    private static Entry alices(long number, String text) {
        return Made.by("alice", number, text)
                .in(Group.ofPair(idOf("alice"), idOf("bob")))
                .entry();
    }

    @BeforeEach
    void keepAsBefore() {
        for (Entry entry : new Entry[] {ONE, TWO}) {
            alice.world.store().put(Undelivered.TABLE, Undelivered.of(idOf("bob"), entry));
            alice.world.store().put(KeptEntry.TABLE, new KeptEntry(5, entry));
        }
        alice.settle();
    }

    @Test
    void itIsTakenBackAndSaidAgainInOrder() {
        alice = alice.knowing("bob").restarted();
        assertThat(alice.written)
                .containsExactly(
                        "taken back with bob, alice: one",
                        "said with bob, alice: one",
                        "taken back with bob, alice: two",
                        "said with bob, alice: two");
        alice.settle();
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(2);
        assertThat(alice.link("bob").fetch())
                .extracting(entry -> Spoken.read("bob", entry).orElse("unreadable"))
                .containsExactly("one", "two");
    }

    @Test
    void itIsSaidAgainOnceAlsoWhenTheKeyIsNotKnown() {
        alice = alice.restarted().settle();
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(2);
        ChatSide next = alice.restarted();
        assertThat(next.written).isEmpty();
        SyncFrames bob = next.link("bob");
        next.knowing("bob").chat.onKey(idOf("bob"));
        next.settle();
        assertThat(bob.fetch())
                .extracting(entry -> Spoken.read("bob", entry).orElse("unreadable"))
                .containsExactly("one", "two");
        assertThat(next.restarted().written).isEmpty();
    }

    @Test
    void aCrashBeforeThatIsDurableChangesNothing() {
        ChatSide crashed = alice.restarted();
        assertThat(crashed.written).hasSize(4);
        ChatSide next = crashed.restarted().settle();
        assertThat(next.written).hasSize(4);
        assertThat(next.chat.keptFor(idOf("bob"))).isEqualTo(2);
        assertThat(next.restarted().written).isEmpty();
    }

    @Test
    void whileNothingCanBeWrittenItIsKeptAsItWas() {
        alice.world.store().setAccepting(false);
        ChatSide full = alice.restarted();
        assertThat(full.written).isEmpty();
        full.world.store().setAccepting(true);
        ChatSide next = full.restarted().settle();
        assertThat(next.chat.keptFor(idOf("bob"))).isEqualTo(2);
        assertThat(next.written).hasSize(4);
    }
}
