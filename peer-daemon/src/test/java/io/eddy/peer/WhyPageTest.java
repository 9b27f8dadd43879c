package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.KeptMessage;
import io.eddy.Reachability;
import io.eddy.Standing;
import io.eddy.directory.Attempt;
import io.eddy.directory.Attempt.Result;
import io.eddy.directory.Attempt.Whence;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.history.Conversation;
import io.eddy.history.Message;
import io.eddy.history.Message.Said;
import io.eddy.history.State;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyPageTest {
    private static final PeerId BOB = SampleChart.id(2);
    private static final long NOW = 1_795_269_720_000L;
    private static final Endpoint HOME = new Endpoint("192.0.2.66", 5_000);

    private final List<Attempt> attempts = List.of(
            new Attempt(HOME, Whence.LAN, NOW - 60_000, Result.FAILED, "nobody listens at that address", NOW + 1_500),
            new Attempt(new Endpoint("::1", 5_001), Whence.MANAGER, NOW, Result.UNDER_WAY, "", 0));

    private static Reachability bob(boolean linked, List<Attempt> tried) {
        return new Reachability("bob", Optional.of(BOB), linked, tried, 0);
    }

    @Test
    void eachWayIsALineWithItsErrorAndTheNextTry() {
        assertThat(Shown.text(WhyPage.report(bob(false, attempts)))).isEqualTo("""
                          bob is not linked
                          14:01  192.0.2.66:5000 (lan): nobody listens at that address; again in 2 s
                          14:02  [::1]:5001 (manager): under way
                        """);
    }

    @Test
    void scriptsGetTheSameFacts() {
        assertThat(Shown.json(WhyPage.report(bob(false, attempts))))
                .isEqualTo("{\"event\":\"why\",\"name\":\"bob\",\"peer\":\"" + BOB.hex()
                        + "\",\"linked\":false,\"waiting\":0,\"attempts\":[{\"address\":\"192.0.2.66:5000\",\"via\":\"lan\","
                        + "\"tried_at\":1795269660000,\"outcome\":\"failed\","
                        + "\"reason\":\"nobody listens at that address\",\"next_at\":1795269721500},"
                        + "{\"address\":\"[::1]:5001\",\"via\":\"manager\",\"tried_at\":1795269720000,"
                        + "\"outcome\":\"under way\",\"reason\":null,\"next_at\":null}]}");
    }

    @Test
    void whoWasNotTriedIsExplained() {
        assertThat(Shown.text(WhyPage.report(bob(false, List.of()))))
                .contains("It was not tried")
                .contains("/connect");
        assertThat(Shown.text(WhyPage.report(bob(true, List.of()))))
                .isEqualTo("  bob is linked\n  It dialled this peer.\n");
    }

    @Test
    void anAddressWhereNobodyAnsweredHasNoPeer() {
        Reachability there = new Reachability("192.0.2.66:5000", Optional.empty(), false, attempts.subList(0, 1), 0);
        assertThat(Shown.text(WhyPage.report(there))).startsWith("  192.0.2.66:5000 is not linked\n");
        assertThat(Shown.json(WhyPage.report(there))).contains("\"name\":\"192.0.2.66:5000\",\"peer\":null,");
    }

    @Test
    void whoDialledHereAfterAFailureIsSaidToHave() {
        assertThat(Shown.text(WhyPage.report(bob(true, attempts)))).endsWith("under way\n  It dialled this peer.\n");
    }

    private static Standing standing(State state, List<String> carriers, boolean unsealed) {
        MessageId id = new MessageId(SampleChart.id(1), 7, 3);
        Message message = new Message(
                id,
                Conversation.with(BOB),
                HybridClock.at(NOW - 60_000),
                new Said("alice", "the boat leaves at nine"),
                NOW,
                state);
        KeptMessage kept = new KeptMessage(message, "alice", Optional.of("bob"), Optional.empty());
        return new Standing(kept, unsealed, false, carriers, Optional.of(bob(false, attemptsOf(NOW))));
    }

    @Test
    void whatIsForABlockedPeerWaitsUntilItIsNot() {
        Standing kept = standing(State.KEPT, List.of(), true);
        Standing blocked = new Standing(kept.message(), true, true, List.of(), kept.recipient());
        assertThat(Shown.text(WhyPage.report(blocked)))
                .contains(
                        "bob is blocked: nothing goes to it, and nobody is asked to carry it. /unblock bob undoes that.")
                .doesNotContain("Contacts that are linked");
        assertThat(Shown.json(WhyPage.report(blocked))).contains("\"state\":\"kept\",\"waits_for\":\"bob is blocked: ");
    }

    private static List<Attempt> attemptsOf(long millis) {
        return List.of(new Attempt(HOME, Whence.DIRECT, millis, Result.FAILED, "nobody listens there", 0));
    }

    @Test
    void aMessageSaysWhatItWaitsFor() {
        assertThat(Shown.text(WhyPage.report(standing(State.SENT, List.of("carol"), false))))
                .isEqualTo("""
                          14:01  the boat leaves at nine  sent
                          bob is not linked; carol will pass it on.
                          14:02  192.0.2.66:5000 (direct): nobody listens there
                        """);
        assertThat(Shown.text(WhyPage.report(standing(State.KEPT, List.of(), false))))
                .contains("nobody else has it. Contacts that are linked here are asked to carry it.");
        assertThat(Shown.text(WhyPage.report(standing(State.KEPT, List.of(), true))))
                .contains("It can be sealed only when bob has been met");
        assertThat(Shown.text(WhyPage.report(standing(State.DELIVERED, List.of(), false))))
                .endsWith("delivered\n  It waits for nothing.\n");
        assertThat(Shown.json(WhyPage.report(standing(State.SENT, List.of("carol"), false))))
                .contains("\"state\":\"sent\"", "\"carriers\":[\"carol\"]", "\"to\":\"bob\"");
    }
}
