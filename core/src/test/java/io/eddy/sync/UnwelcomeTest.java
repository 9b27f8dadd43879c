package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said by somebody whom alice has blocked is neither asked for nor taken. */
final class UnwelcomeTest {
    private final SyncSide alice = new SyncSide().inRoom();
    private final Written bobs = new Written("bob", ROOM, 7).sayMany(20);

    @Test
    void whatHeSaysIsAskedOfNobodyAndKeepsNobodyWaiting() {
        alice.unwelcome.add(idOf("bob"));
        RecordingLink carol = alice.link("carol", ROOM, bobs.head(19));
        alice.hear(carol, new Have(ROOM, List.of(bobs.head(20))));
        assertThat(carol.said(Want.class)).isEmpty();
        assertThat(alice.sync.isBehind(ROOM)).isFalse();
        Written carols = new Written("carol", ROOM, 8).say("hello");
        alice.hear(carol, new Have(ROOM, List.of(carols.head())));
        assertThat(carol.said(Want.class))
                .singleElement()
                .satisfies(want -> assertThat(want.stretches()).containsExactly(new Stretch(carols.id(), 1, 1)));
    }

    @Test
    void whatHeSaidIsAskedForOnceHeIsWelcomeAgain() {
        alice.unwelcome.add(idOf("bob"));
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        alice.unwelcome.clear();
        assertThat(alice.sync.isBehind(ROOM)).isTrue();
        alice.hear(carol, new Have(ROOM, List.of()));
        alice.give(carol, ROOM, bobs.run());
        assertThat(alice.kept).hasSize(20);
    }

    @Test
    void whatHeSaidBeforeWhatThereIsIsNotAskedForEither() {
        RecordingLink carol = alice.link("carol", ROOM);
        alice.sync.onEntry(bobs.entry(20));
        alice.settle();
        Want earlier = carol.said(Want.class).get(0);
        assertThat(earlier.stretches()).containsExactly(new Stretch(bobs.id(), 19, 0));
        alice.unwelcome.add(idOf("bob"));
        alice.give(carol, ROOM, bobs.run(1, 19));
        alice.hear(carol, new Have(ROOM, List.of(bobs.head())));
        assertThat(carol.said(Want.class)).containsExactly(earlier);
        assertThat(alice.kept).hasSize(1);
    }

    @Test
    void whatHeSaysIsNotTakenFromAnybody() {
        RecordingLink carol = alice.link("carol", ROOM, bobs.head());
        alice.unwelcome.add(idOf("bob"));
        alice.give(carol, ROOM, bobs.run());
        alice.sync.onEntry(bobs.entry(1));
        assertThat(alice.kept).isEmpty();
        assertThat(alice.sync.tally().leftOut()).isEqualTo(21);
    }

    @Test
    void aConversationWithHimIsNotBegunAndThatIsCounted() {
        alice.unwelcome.add(idOf("bob"));
        Written letters = new Written("bob", pair("bob"), 1).say("hello");
        assertThat(alice.link("carol", pair("bob"), letters.head()).said(Want.class))
                .isEmpty();
        assertThat(alice.sync.tally().leftOut()).isEqualTo(1);
    }
}
