package io.eddy.link;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkConfig.Allowance;
import io.eddy.link.LinkConfig.Liveness;
import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.link.LinkMessage.Ping;
import io.eddy.link.LinkMessage.Pong;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.Side.Word;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import io.eddy.node.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How carol notices that alice is gone, and how she bears that alice says too much. */
final class LivenessTest {
    private static final Liveness LIVENESS = Liveness.DEFAULT;
    private static final Duration TICK = Duration.ofMillis(1);

    private final Side carol = new Side("carol");

    @Test
    void aPeerThatIsSilentIsAskedAfterThreeSeconds() {
        RecordingLink link = carol.sessionWith("alice");
        carol.world.elapse(LIVENESS.pingAfter().minus(TICK));
        assertThat(link.said()).isEmpty();
        carol.world.elapse(TICK);
        assertThat(link.said(Ping.class)).hasSize(1);
    }

    @Test
    void aPeerThatTalksIsNotAsked() {
        RecordingLink link = carol.sessionWith("alice");
        for (int second = 0; second < 20; second++) {
            carol.world.elapse(Duration.ofSeconds(1));
            carol.world.hear(carol.node, link, Side.WORDS, new Word("still here"));
        }
        assertThat(link.said()).isEmpty();
        assertThat(carol.world.timers()).hasSize(1);
    }

    @Test
    void aPeerThatAnswersLivesAndItsRoundTripIsKnown() {
        RecordingLink link = carol.sessionWith("alice");
        for (int i = 0; i < 10; i++) {
            carol.world.elapse(LIVENESS.pingAfter());
            for (Object ping : link.takeSaid()) {
                carol.world.elapse(Duration.ofMillis(40));
                carol.hear(link, new Pong(((Ping) ping).nonce()));
            }
        }
        assertThat(carol.told).containsExactly("up alice");
        assertThat(carol.links.roundTrip(idOf("alice"))).contains(Duration.ofMillis(40));
    }

    @Test
    void aPeerThatDoesNotAnswerIsDeadAfterNineSeconds() {
        RecordingLink link = carol.sessionWith("alice");
        carol.world.elapse(LIVENESS.deadAfter().minus(TICK));
        assertThat(carol.told).containsExactly("up alice");
        carol.world.elapse(TICK);
        assertThat(carol.told).containsExactly("up alice", "down alice SILENT");
        assertThat(link.said(Goodbye.class))
                .containsExactly(new Goodbye(Closing.of(Code.SILENT, "nothing heard for 9 s")));
        assertThat(carol.links.tally().silent()).isEqualTo(1);
        assertThat(carol.world.timers()).isEmpty();
    }

    @Test
    void aLinkWithoutASessionEndsAfterTenSeconds() {
        RecordingLink mute = carol.dialledBy("alice");
        RecordingLink undecided = carol.dialledBy("bob");
        carol.hear(undecided, Greeting.of("bob").hello());
        carol.world.elapse(LIVENESS.helloDeadline());
        Goodbye late = new Goodbye(Closing.of(Code.TIMEOUT, "no session began in time"));
        assertThat(mute.said(Goodbye.class)).containsExactly(late);
        assertThat(undecided.said(Goodbye.class)).containsExactly(late);
        assertThat(carol.links.tally().overdue()).isEqualTo(2);
        assertThat(carol.told).isEmpty();
    }

    @Test
    void anOperatorsPingIsAnsweredWithTheTimeItTook() {
        RecordingLink link = carol.sessionWith("alice");
        List<Duration> answers = new ArrayList<>();
        carol.links.ping(idOf("alice"), keeping(answers, new ArrayList<>()));
        carol.world.pass(Duration.ofMillis(12));
        carol.hear(link, new Pong(link.said(Ping.class).get(0).nonce()));
        carol.hear(link, new Pong(link.said(Ping.class).get(0).nonce()));
        assertThat(answers).containsExactly(Duration.ofMillis(12));
    }

    @Test
    void anOperatorsPingIsRejectedWhenTheLinkEnds() {
        RecordingLink link = carol.sessionWith("alice");
        List<String> complaints = new ArrayList<>();
        carol.links.ping(idOf("alice"), keeping(new ArrayList<>(), complaints));
        carol.node.onLinkDown(link, Closing.of(Code.BROKEN, "cut"));
        assertThat(complaints).containsExactly("the link ended: cut");
    }

    @Test
    void whoSendsMoreThanTheAllowanceIsReadFromLater() {
        Side strict = strict(new Allowance(10, 1 << 20));
        RecordingLink link = strict.sessionWith("alice");
        int heard = 0;
        while (!link.isPaused()) {
            say(strict, link, "hi", 1);
            heard++;
        }
        // Two seconds' worth, of which the greeting took some; the one too many is not thrown away.
        assertThat(heard).isBetween(18, 21);
        assertThat(strict.told).hasSize(1 + heard);
        strict.world.elapse(Duration.ofSeconds(1));
        assertThat(link.isPaused()).isFalse();
        assertThat(strict.links.tally().pauses()).isPositive();
    }

    @Test
    void bytesCountAsWellAsMessages() {
        Side strict = strict(new Allowance(1_000, 10_000));
        RecordingLink link = strict.sessionWith("alice");
        say(strict, link, "x".repeat(9_000), 2);
        assertThat(link.isPaused()).isFalse();
        say(strict, link, "x".repeat(9_000), 1);
        assertThat(link.isPaused()).isTrue();
    }

    @Test
    void whoKeepsToTheAllowanceIsNeverPaused() {
        Side strict = strict(new Allowance(10, 1 << 20));
        RecordingLink link = strict.sessionWith("alice");
        for (int second = 0; second < 10; second++) {
            say(strict, link, "hi", 10);
            assertThat(link.isPaused()).isFalse();
            strict.world.elapse(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoIsNotReadFromIsNotTakenForDead() {
        Side strict = strict(new Allowance(1, 100));
        RecordingLink link = strict.sessionWith("alice");
        say(strict, link, "x".repeat(2_000), 1);
        strict.world.elapse(LIVENESS.deadAfter());
        assertThat(link.isPaused()).isTrue();
        assertThat(strict.told).doesNotContain("down alice SILENT");
        strict.world.elapse(LIVENESS.deadAfter().plusSeconds(60));
        assertThat(strict.told).contains("down alice SILENT");
    }

    @Test
    void aSessionThatEndsWhileItIsPausedLeavesNoTimer() {
        Side strict = strict(new Allowance(1, 1 << 20));
        RecordingLink link = strict.sessionWith("alice");
        say(strict, link, "hi", 3);
        assertThat(link.isPaused()).isTrue();
        strict.node.onLinkDown(link, Closing.of(Code.BROKEN, ""));
        assertThat(strict.world.timers()).isEmpty();
    }

    private static Side strict(Allowance allowance) {
        return new Side("carol", new LinkConfig(Greeting.NETWORK, Role.PEER, "carol", 1, LIVENESS, allowance));
    }

    private static void say(Side side, RecordingLink link, String text, int times) {
        for (int i = 0; i < times; i++) {
            side.world.hear(side.node, link, Side.WORDS, new Word(text));
        }
    }

    private static Reply<Duration> keeping(List<Duration> answers, List<String> complaints) {
        return new Reply<>() {
            @Override
            public void done(Duration result) {
                answers.add(result);
            }

            @Override
            public void rejected(String sentence) {
                complaints.add(sentence);
            }
        };
    }
}
