package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.signatureBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatMessage.Have;
import io.eddy.chat.ChatMessage.Said;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to alice: checked, kept, acknowledged, shown once. */
final class ChatReceivingTest {
    private static final Bytes PAIR = Group.ofPair(idOf("alice"), idOf("bob"));

    private final ChatSide alice = new ChatSide();
    private RecordingLink bob;

    @BeforeEach
    void linkBob() {
        bob = alice.link("bob");
    }

    @Test
    void nothingIsShownOrAcknowledgedBeforeItIsDurable() {
        alice.hear(bob, bobs(1, "hi"));
        assertThat(alice.shown()).isEmpty();
        assertThat(bob.said()).isEmpty();
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly("hi");
        assertThat(bob.said()).containsExactly(new Have(PAIR, 7, 1));
        assertThat(alice.events).startsWith(new ChatEvent.ContactMade(idOf("bob")));
    }

    @Test
    void whatComesAgainIsAcknowledgedAgainAndNotShown() {
        alice.hear(bob, bobs(1, "hi"));
        alice.hear(bob, bobs(1, "hi"));
        assertThat(bob.said()).isEmpty();
        alice.world.store().commit();
        alice.hear(bob, bobs(1, "hi"));
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly("hi");
        assertThat(bob.said(Have.class)).hasSize(3);
        assertThat(alice.world.verified()).isEqualTo(1);
    }

    @Test
    void whatComesAgainAfterARestartIsNotShownEither() {
        alice.hear(bob, bobs(1, "hi"));
        alice.world.store().commit();
        ChatSide next = alice.restarted();
        RecordingLink again = next.link("bob");
        next.hear(again, bobs(1, "hi"));
        next.hear(again, bobs(2, "there"));
        next.world.store().commit();
        assertThat(next.shown()).containsExactly("there");
        assertThat(next.events(ChatEvent.ContactMade.class)).isEmpty();
        assertThat(again.said()).contains(new Have(PAIR, 7, 1), new Have(PAIR, 7, 2));
    }

    @Test
    void whatWasNotDurableComesAgainAfterARestartAndIsShown() {
        alice.hear(bob, bobs(1, "hi"));
        ChatSide next = alice.restarted();
        next.hear(next.link("bob"), bobs(1, "hi"));
        next.world.store().commit();
        assertThat(next.shown()).containsExactly("hi");
    }

    @Test
    void whatIsSaidInARoomToAliceAloneIsDroppedAndCounted() {
        alice.hear(bob, bobs(1, "psst").inRoom(RoomName.EVERYONE));
        alice.world.store().commit();
        assertThat(alice.shown()).isEmpty();
        assertThat(bob.said()).isEmpty();
        assertThat(bob.closing()).isNull();
        assertThat(alice.chat.tally().outsideRooms()).isEqualTo(1);
    }

    @Test
    void whenNothingCanBeWrittenNothingIsAcknowledgedAndNoneIsLeftOut() {
        alice.world.store().setAccepting(false);
        alice.hear(bob, bobs(1, "one"));
        alice.world.store().setAccepting(true);
        alice.hear(bob, bobs(2, "two"));
        alice.world.store().commit();
        assertThat(bob.said()).isEmpty();
        assertThat(alice.shown()).isEmpty();
        alice.hear(bob, bobs(1, "one"));
        alice.hear(bob, bobs(2, "two"));
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly("one", "two");
        assertThat(bob.said()).containsExactly(new Have(PAIR, 7, 1), new Have(PAIR, 7, 2));
    }

    @Test
    void whatWasLeftOutComesFirstOnTheNextSession() {
        alice.world.store().setAccepting(false);
        alice.hear(bob, bobs(1, "one"));
        alice.world.store().setAccepting(true);
        alice.drop(bob);
        RecordingLink again = alice.link("bob");
        alice.hear(again, bobs(1, "one"));
        alice.hear(again, bobs(2, "two"));
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly("one", "two");
    }

    @Test
    void aLogThatBeginsLateIsTaken() {
        // Alice lost what she had; bob was told that she had it.
        alice.hear(bob, bobs(50, "fifty"));
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly("fifty");
    }

    @Test
    void aForgedSignatureIsAViolation() {
        assertViolation(bobs(1, "hi").signedBy("mallory"), "an entry with a bad signature");
    }

    @Test
    void anEntryOfAnotherAuthorIsAViolation() {
        assertViolation(Made.by("dora", 1, "hi").in(PAIR), "an entry that its author did not bring");
    }

    @Test
    void anEntryOfAnotherConversationIsAViolation() {
        Bytes notOurs = Group.ofPair(idOf("bob"), idOf("dora"));
        assertViolation(bobs(1, "hi").in(notOurs), "an entry of a conversation that is not ours");
    }

    @Test
    void anotherTextThanTheSignedOneIsAViolation() {
        assertViolation(bobs(1, "yes").showing("no!"), "an entry that contradicts itself");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aNumberBelowTheFirstIsAViolation(long number) {
        alice.hear(bob, bobs(1, "hi"));
        assertViolation(bobs(number, "hi"), "an entry that contradicts itself");
    }

    @Test
    void moreLogsThanAnybodyNeedsAreAViolation() {
        for (int log = 0; log < Logs.MAX_LOGS_OF_ONE; log++) {
            alice.hear(bob, bobs(1, "hi").inLog(log));
        }
        assertThat(bob.closing()).isNull();
        assertViolation(bobs(1, "hi").inLog(-1), "too many logs of one author");
    }

    @Test
    void strangersAreNotTakenNoteOfWithoutEnd() {
        ChatSide small = new ChatSide(
                new ChatConfig(100, 10, 10, 1_000, 2, Duration.ofSeconds(15), ChatConfig.RoomLimits.DEFAULT));
        for (String stranger : List.of("erin", "zoe", "peer")) {
            small.hear(small.link(stranger), Made.by(stranger, 1, "hi from " + stranger));
        }
        small.hear(small.link("erin"), Made.by("erin", 2, "me again"));
        small.world.store().commit();
        assertThat(small.shown()).containsExactly("hi from erin", "hi from zoe", "me again");
    }

    @Test
    void aViolationLeavesNothingBehind() {
        alice.hear(bob, bobs(1, "hi").signedBy("mallory"));
        assertThat(alice.world.store().isDirty()).isFalse();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void anyTextIsShownAsItCame() {
        String text = "\u001b[31mred\u0000\u202e\r\n";
        alice.hear(bob, bobs(1, text));
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly(text);
    }

    @Test
    void anEntryOfALaterKindIsKeptAndNotShown() {
        Said text = new Said(bobs(1, "hi").entry());
        EntryHeader header = text.entry().header();
        EntryHeader later = new EntryHeader(
                header.place(),
                header.before(),
                header.hlc(),
                new EntryHeader.Content(
                        99,
                        List.of(),
                        header.content().bodyBytes(),
                        header.content().bodyHash()));
        Bytes signature = Bytes.owning(signatureBy("bob", Entry.signed(later)));
        alice.hear(bob, new Said(new Entry(later, signature, text.entry().body())));
        alice.world.store().commit();
        assertThat(alice.shown()).isEmpty();
        assertThat(bob.said()).containsExactly(new Have(PAIR, 7, 1));
    }

    private static Made bobs(long number, String text) {
        return Made.by("bob", number, text);
    }

    private void assertViolation(Made said, String sentence) {
        alice.hear(bob, said);
        assertThat(bob.closing()).isNotNull().satisfies(why -> {
            assertThat(why.code()).isEqualTo(Code.VIOLATION);
            assertThat(why.detail()).isEqualTo(sentence);
        });
    }
}
