package io.eddy.directory;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eddy.directory.Attempt.Result;
import io.eddy.directory.Attempt.Whence;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What carol remembers of her attempts to reach bob. */
final class AttemptsTest {
    private static final PeerId BOB = idOf("bob");
    private static final Endpoint HOME = new Endpoint("192.0.2.66", 5_000);

    private final RecordingWorld world = new RecordingWorld("carol", List.of(), LinkWire.CHANNEL);
    private final Node node = new Node(world);
    private final Links links = node.attachLinks(
            LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "carol", 1)));
    private final Attempts attempts = new Attempts(world);
    private final List<String> told = new ArrayList<>();

    @Test
    void whoWasNeverTriedHasNoAttempts() {
        assertThat(attempts.of(BOB)).isEmpty();
    }

    @Test
    void aDialIsAnAttemptThatIsUnderWay() {
        long nowMillis = world.wallClockMillis();
        keep(HOME, Whence.LAN);
        assertThat(attempts.of(BOB)).containsExactly(new Attempt(HOME, Whence.LAN, nowMillis, Result.UNDER_WAY, "", 0));
    }

    @Test
    void aFailureSaysWhyAndWhenTheNextTryIsDue() {
        keep(HOME, Whence.MANAGER);
        fail(Code.REFUSED, "");
        assertThat(attempts.of(BOB)).singleElement().satisfies(attempt -> {
            assertThat(attempt.result()).isEqualTo(Result.FAILED);
            assertThat(attempt.why()).isEqualTo("nobody listens at that address");
            assertThat(attempt.nextMillis() - world.wallClockMillis()).isBetween(125L, 250L);
        });
        world.elapse(Duration.ofMillis(250));
        assertThat(attempts.of(BOB))
                .extracting(Attempt::result, Attempt::nextMillis)
                .startsWith(tuple(Result.FAILED, 0L));
        assertThat(attempts.of(BOB)).hasSize(2);
        assertThat(told).containsExactly("missed REFUSED");
    }

    @Test
    void aSessionIsASuccessUntilItEnds() {
        keep(HOME, Whence.DIRECT);
        List<RecordingLink> dials = world.dials();
        RecordingLink link = Greeting.of("bob").on(dials.get(0), world, node, BOB);
        assertThat(attempts.of(BOB))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.result()).isEqualTo(Result.REACHED));
        node.onLinkDown(link, Closing.of(Code.BROKEN, "reset by peer"));
        assertThat(attempts.of(BOB))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.why()).isEqualTo("the connection broke (reset by peer)"));
        assertThat(told).containsExactly("reached", "missed BROKEN");
    }

    @Test
    void theLastEightAreRemembered() {
        keep(HOME, Whence.BOOK);
        for (int i = 0; i < 20; i++) {
            fail(Code.TIMEOUT, "");
            world.elapse(Duration.ofSeconds(30));
        }
        assertThat(attempts.of(BOB)).hasSize(Attempts.MAX_EACH);
    }

    @Test
    void theThousandTriedLastAreRemembered() {
        for (int i = 0; i <= Attempts.MAX_PEERS; i++) {
            Target.Listener listener = attempts.watch(idOf("peer" + i), HOME, Whence.MESH, listener());
            listener.onDialling();
        }
        assertThat(attempts.of(idOf("peer0"))).isEmpty();
        assertThat(attempts.of(idOf("peer1"))).hasSize(1);
        assertThat(attempts.of(idOf("peer" + Attempts.MAX_PEERS))).hasSize(1);
    }

    @Test
    void whatIsGivenUpIsNotTriedAgain() {
        keep(HOME, Whence.LAN);
        attempts.onGivenUp(BOB, HOME);
        assertThat(attempts.of(BOB))
                .extracting(Attempt::result, Attempt::why)
                .containsExactly(tuple(Result.FAILED, "it was given up"));
        attempts.onGivenUp(BOB, new Endpoint("192.0.2.67", 5_000));
        attempts.onGivenUp(idOf("dora"), HOME);
    }

    @Test
    void aFailureThatIsGivenUpKeepsItsReason() {
        keep(HOME, Whence.LAN);
        fail(Code.REFUSED, "");
        attempts.onGivenUp(BOB, HOME);
        assertThat(attempts.of(BOB))
                .extracting(Attempt::why, Attempt::nextMillis)
                .containsExactly(tuple("nobody listens at that address", 0L));
    }

    @Test
    void anAddressIsTriedWithoutKnowingWhoListensThere() {
        Target.Listener watched = attempts.watch(HOME, Whence.DIRECT, listener());
        links.keep(HOME, Optional.empty(), Duration.ofSeconds(30), watched);
        world.elapse(Duration.ZERO);
        fail(Code.REFUSED, "");
        assertThat(attempts.of(HOME))
                .extracting(Attempt::result, Attempt::why)
                .containsExactly(tuple(Result.FAILED, "nobody listens at that address"));
        assertThat(attempts.of(BOB)).isEmpty();

        world.elapse(Duration.ofMillis(250));
        List<RecordingLink> dials = world.dials();
        RecordingLink link = Greeting.of("bob").on(dials.get(dials.size() - 1), world, node, BOB);
        assertThat(attempts.of(HOME)).extracting(Attempt::result).containsExactly(Result.FAILED, Result.REACHED);
        assertThat(attempts.of(BOB)).extracting(Attempt::result).containsExactly(Result.REACHED);

        node.onLinkDown(link, Closing.of(Code.BROKEN, ""));
        assertThat(attempts.of(BOB)).extracting(Attempt::why).containsExactly("the connection broke");
        assertThat(told).containsExactly("missed REFUSED", "reached", "missed BROKEN");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasWords(Code code) {
        assertThat(Attempts.words(Closing.of(code, ""))).isNotBlank().doesNotEndWith(".");
        assertThat(Attempts.words(Closing.of(code, "so it said"))).endsWith(" (so it said)");
    }

    @Test
    void aReasonIsNotSaidTwice() {
        assertThat(Attempts.words(Closing.of(Code.REFUSED, "nobody listens at that address")))
                .isEqualTo("nobody listens at that address");
    }

    private void keep(Endpoint address, Whence whence) {
        links.keep(address, Optional.of(BOB), Duration.ofSeconds(30), attempts.watch(BOB, address, whence, listener()));
        world.elapse(Duration.ZERO);
    }

    private void fail(Code code, String detail) {
        List<RecordingLink> dials = world.dials();
        node.onLinkDown(dials.get(dials.size() - 1), Closing.of(code, detail));
    }

    private Target.Listener listener() {
        return new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                told.add("reached");
            }

            @Override
            public void onMissed(Closing why) {
                told.add("missed " + why.code());
            }
        };
    }
}
