package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.KeptMessage;
import io.eddy.entry.MessageId;
import io.eddy.history.Conversation;
import io.eddy.history.Message;
import io.eddy.history.State;
import io.eddy.node.PeerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code /history} and {@code /search} print. */
final class HistoryPageTest {
    private static final PeerId ALICE = PeerId.fromBytes(filled(1));
    private static final long LOG = 0x5e2b440000000007L;
    private static final PeerId BOB = PeerId.fromBytes(filled(2));

    private final HistoryPage page = new HistoryPage(() -> ALICE);

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static KeptMessage said(PeerId author, String at, String text, State state) {
        return said(author, at, text, state, Instant.parse(at).toEpochMilli());
    }

    private static KeptMessage said(PeerId author, String at, String text, State state, long cameAtMillis) {
        boolean own = author.equals(ALICE);
        String name = own ? "alice" : "bob";
        Message message = new Message(
                new MessageId(author, LOG, 1),
                Conversation.with(BOB),
                Instant.parse(at).toEpochMilli() << 16,
                new Message.Said(name, text),
                cameAtMillis,
                state);
        return new KeptMessage(message, name, Optional.of(own ? "bob" : "alice"), Optional.empty());
    }

    private static final List<KeptMessage> TALK = List.of(
            said(BOB, "2026-11-20T23:59:00Z", "are you there?", State.RECEIVED),
            said(ALICE, "2026-11-21T00:01:00Z", "yes\u001b[2J", State.DELIVERED),
            said(ALICE, "2026-11-21T00:02:00Z", "and you?", State.KEPT));

    @Test
    void eachDayHasAHeadingAndOnesOwnMessagesTheirState() {
        assertThat(Shown.text(page.history(TALK))).isEqualTo("""
                Friday, 20 November 2026
                23:59  bob    are you there?
                Saturday, 21 November 2026
                00:01  alice  yes\\u001b[2J  delivered
                00:02  alice  and you?  kept  /why 1-5e2b44
                """);
    }

    @Test
    void whatNobodyInARoomHasIsAskedAboutAndWhatOneHasIsNot() {
        KeptMessage direct = said(ALICE, "2026-11-21T00:02:00Z", "and you?", State.SENT);
        assertThat(Shown.text(page.history(List.of(direct)))).endsWith("and you?  sent  /why 1-5e2b44\n");
        assertThat(Shown.text(page.history(List.of(inRoom(direct.message(), State.SENT)))))
                .endsWith("and you?  sent\n");
        assertThat(Shown.text(page.history(List.of(inRoom(direct.message(), State.KEPT)))))
                .endsWith("and you?  kept  /why 1-5e2b44\n");
    }

    private static KeptMessage inRoom(Message direct, State state) {
        Message said = new Message(
                direct.id(), Conversation.in("hall"), direct.hlc(), direct.said(), direct.cameAtMillis(), state);
        return new KeptMessage(said, "alice", Optional.empty(), Optional.empty());
    }

    @Test
    void whatWasSaidByAClockThatIsAheadIsMarked() {
        long came = Instant.parse("2026-11-20T22:45:00Z").toEpochMilli();
        assertThat(Shown.text(page.history(
                        List.of(said(BOB, "2026-11-20T23:59:00Z", "are you there?", State.RECEIVED, came)))))
                .endsWith("bob  are you there?  (its clock was ahead)\n");
        assertThat(Shown.text(page.history(
                        List.of(said(BOB, "2026-11-20T23:59:00Z", "so far that it stands here", State.MISDATED)))))
                .endsWith("23:59  bob  so far that it stands here  (its clock was ahead)\n");
    }

    @Test
    void scriptsReadTheFieldsOfAMessageAndItsState() {
        assertThat(Shown.json(page.history(TALK.subList(0, 2))))
                .isEqualTo("{\"event\":\"history\",\"messages\":[{\"message\":\"0202020202020202-5e2b440000000007-1\","
                        + "\"from\":\"bob\",\"peer\":\"" + "02".repeat(32) + "\",\"to\":\"alice\","
                        + "\"text\":\"are you there?\",\"sent_at\":1795219140000},"
                        + "{\"message\":\"0101010101010101-5e2b440000000007-1\",\"from\":\"alice\",\"peer\":\""
                        + "01".repeat(32) + "\",\"to\":\"bob\",\"text\":\"yes\\u001B[2J\","
                        + "\"sent_at\":1795219260000,\"state\":\"delivered\"}]}");
    }

    @Test
    void whatIsFoundStandsWithItsDateAndConversation() {
        KeptMessage hit = TALK.get(2);
        KeptMessage found = new KeptMessage(hit.message(), "alice", Optional.of("bob"), Optional.of("…and you?"));
        assertThat(Shown.text(page.search(List.of(found))))
                .isEqualTo("2026-11-21 00:02  alice → bob  …and you?  /why 1-5e2b44\n");
        assertThat(Shown.text(page.search(TALK.subList(0, 2)))).doesNotContain("/why");
        assertThat(Shown.json(page.search(List.of(found)))).contains("\"snippet\":\"…and you?\"");
        assertThat(Shown.text(page.search(List.of()))).isEqualTo("  no message has all these words\n");
        assertThat(Shown.text(page.history(List.of()))).isEqualTo("  nothing was said there, as far as is kept\n");
    }
}
