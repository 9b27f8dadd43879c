package io.eddy.link;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.link.Side.Word;
import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import io.eddy.node.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BansTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TICK = Duration.ofMillis(1);

    private final Bans bans = new Bans();
    private Timestamp now = new Timestamp(0);

    @Test
    void threeMistakesAreRefusedForAnHour() {
        err("bob", 2);
        assertThat(isBanned("bob")).isFalse();
        err("bob", 1);
        assertThat(isBanned("bob")).isTrue();
        pass(HOUR.minus(TICK));
        assertThat(isBanned("bob")).isTrue();
        pass(TICK);
        assertThat(isBanned("bob")).isFalse();
    }

    @Test
    void thenThreeMoreAreRefusedForADay() {
        err("bob", 3);
        pass(HOUR);
        err("bob", 3);
        pass(DAY.minus(TICK));
        assertThat(isBanned("bob")).isTrue();
        pass(TICK);
        assertThat(isBanned("bob")).isFalse();
    }

    @Test
    void oneErringPeerIsNotTakenForAnother() {
        err("bob", 3);
        assertThat(isBanned("alice")).isFalse();
    }

    @Test
    void ofManyThatErrTheEarliestIsForgotten() {
        err("bob", 3);
        for (int i = 0; i < 999; i++) {
            err("peer" + i, 1);
        }
        assertThat(isBanned("bob")).isTrue();
        err("one more", 1);
        assertThat(isBanned("bob")).isFalse();
    }

    @Test
    void aBannedPeerIsRefusedBeforeAnyHello() {
        Side carol = new Side("carol");
        for (int i = 0; i < 3; i++) {
            RecordingLink link = carol.sessionWith("alice");
            carol.world.hear(carol.node, link, Side.WORDS, new Word("wrong"));
            assertThat(link.said(Goodbye.class))
                    .extracting(said -> said.why().toString())
                    .containsExactly("a wrong word");
        }
        assertThat(carol.dialledBy("alice").said()).singleElement().isInstanceOfSatisfying(Goodbye.class, said -> {
            assertThat(said.why().code()).isEqualTo(Code.BLOCKED);
            assertThat(said.why().detail()).isEqualTo("too many mistakes came from you");
        });
        assertThat(carol.links.tally().blocked()).isEqualTo(1);
        carol.world.pass(HOUR);
        carol.told.clear();
        carol.sessionWith("alice");
        assertThat(carol.told).containsExactly("up alice");
    }

    @Test
    void bytesThatAreNoMessageAreMistakesToo() {
        Side carol = new Side("carol");
        RecordingLink link = carol.sessionWith("alice");
        carol.node.onMalformed(link, "a frame of 2 GiB");
        assertThat(link.said(Goodbye.class))
                .extracting(said -> said.why().code())
                .containsExactly(Code.MALFORMED);
        assertThat(carol.told).containsExactly("up alice", "down alice MALFORMED");
    }

    private void err(String peer, int times) {
        for (int i = 0; i < times; i++) {
            bans.onMistake(idOf(peer), now);
        }
    }

    private boolean isBanned(String peer) {
        return bans.isBanned(idOf(peer), now);
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
    }
}
