package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.Reachability;
import io.eddy.directory.Attempt;
import io.eddy.directory.Attempt.Result;
import io.eddy.directory.Attempt.Whence;
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
        return new Reachability("bob", Optional.of(BOB), linked, tried);
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
                        + "\",\"linked\":false,\"attempts\":[{\"address\":\"192.0.2.66:5000\",\"via\":\"lan\","
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
        Reachability there = new Reachability("192.0.2.66:5000", Optional.empty(), false, attempts.subList(0, 1));
        assertThat(Shown.text(WhyPage.report(there))).startsWith("  192.0.2.66:5000 is not linked\n");
        assertThat(Shown.json(WhyPage.report(there))).contains("\"name\":\"192.0.2.66:5000\",\"peer\":null,");
    }

    @Test
    void whoDialledHereAfterAFailureIsSaidToHave() {
        assertThat(Shown.text(WhyPage.report(bob(true, attempts)))).endsWith("under way\n  It dialled this peer.\n");
    }
}
