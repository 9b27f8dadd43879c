package io.eddy.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
import io.eddy.sync.SyncFrames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room that was joined while the own clock was years ahead. */
final class JoinedWithAWrongClockTest {
    private static final long TEN_YEARS_MILLIS = 315_360_000_000L;

    private final ChatSide alice = new ChatSide();

    @BeforeEach
    void joinTenYearsAhead() {
        alice.world.setWallClockMillis(Made.NOON + TEN_YEARS_MILLIS);
        alice.join("chess");
        alice.settle();
        alice.world.setWallClockMillis(Made.NOON);
    }

    @Test
    void whatIsMissedAfterTheClockWasSetBackIsShown() {
        ChatSide next = alice.restarted().settle();
        catchUp(next, Spoken.in("chess", "carol").at(Made.NOON + 60_000).say("while the peer ran on"));
        assertThat(next.shown()).containsExactly("chess, carol: while the peer ran on");

        next.world.setWallClockMillis(Made.NOON + 3_600_000);
        ChatSide last = next.restarted();
        catchUp(last, Spoken.in("chess", "dora").at(Made.NOON + 120_000).say("before the last start"));
        assertThat(last.shown()).containsExactly("chess, dora: before the last start");
    }

    @Test
    void whatIsMissedAfterTheClockWasSetBackInTheMidstOfARunIsShownOnceSomethingWasHeard() {
        alice.overhearKept(Spoken.in("chess", "bob").at(Made.NOON).say("e4"));
        catchUp(alice, Spoken.in("chess", "carol").at(Made.NOON + 60_000).say("d5"));
        assertThat(alice.shown()).containsExactly("chess, bob: e4", "chess, carol: d5");
    }

    /** These reach alice only now. */
    private void catchUp(ChatSide side, Entry... missed) {
        SyncFrames bob = side.link("bob").follow(Group.ofRoom("chess"));
        bob.tell(missed);
        bob.give(missed);
        side.settle();
    }
}
