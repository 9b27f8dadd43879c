package io.eddy.link;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing;
import io.eddy.node.Link;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Bob and carol dial each other at the same time, and what is said on the two links is read in every order. */
final class SimultaneousDialTest {

    /** Which of the things that can happen next does, for each step of a run; counted like an odometer. */
    private static final class Choices {
        private final List<int[]> steps = new ArrayList<>();
        private int step;

        int next(int ways) {
            if (step == steps.size()) {
                steps.add(new int[] {0, ways});
            }
            return steps.get(step++)[0];
        }

        /** Goes on to the next run; {@code false} when all were made. */
        boolean advance() {
            step = 0;
            while (!steps.isEmpty()) {
                int[] last = steps.get(steps.size() - 1);
                if (++last[0] < last[1]) {
                    return true;
                }
                steps.remove(steps.size() - 1);
            }
            return false;
        }
    }

    /** One side's end of a link, and what is on the way to it. */
    private static final class End {
        final Side side;
        final RecordingLink link;
        final Queue<LinkMessage> arriving = new ArrayDeque<>();
        boolean isUp;
        boolean isDown;
        End other = this;

        End(Side side, RecordingLink link) {
            this.side = side;
            this.link = link;
        }

        boolean canHappen() {
            return !isDown && (!isUp || !arriving.isEmpty() || isClosing());
        }

        void happen() {
            if (!isUp) {
                isUp = true;
                side.node.onLinkUp(link);
            } else if (isHungUp() || arriving.isEmpty()) {
                isDown = true;
                side.node.onLinkDown(link, Closing.of(Closing.Code.BROKEN, ""));
            } else {
                side.hear(link, arriving.remove());
            }
            link.takeSaid().forEach(said -> other.arriving.add((LinkMessage) said));
        }

        boolean isHungUp() {
            return link.closing() != null;
        }

        private boolean isClosing() {
            return isHungUp() || other.isHungUp();
        }
    }

    @Test
    void endsWithOneSessionOnBothSidesInEveryOrder() {
        Choices choices = new Choices();
        int runs = 0;
        do {
            run(choices);
            runs++;
        } while (choices.advance());
        assertThat(runs).isGreaterThan(10_000);
    }

    private static void run(Choices choices) {
        Side bob = new Side("bob");
        Side carol = new Side("carol");
        bob.keep("carols.example", "carol");
        carol.keep("bobs.example", "bob");
        bob.world.elapse(Duration.ZERO);
        carol.world.elapse(Duration.ZERO);
        List<End> ends = new ArrayList<>();
        connect(ends, bob, carol);
        connect(ends, carol, bob);
        for (List<End> ready = ready(ends); !ready.isEmpty(); ready = ready(ends)) {
            ready.get(choices.next(ready.size())).happen();
        }
        assertThat(bob.told).containsExactly("up carol");
        assertThat(carol.told).containsExactly("up bob");
        assertThat(bob.outcomes).containsExactly("reached carol");
        assertThat(carol.outcomes).containsExactly("reached bob");
        Link kept = bob.links.link(idOf("carol")).orElseThrow();
        assertThat(carol.links.link(idOf("bob"))).containsSame(otherEnd(ends, kept));
    }

    private static void connect(List<End> ends, Side dialler, Side acceptor) {
        RecordingLink dialled = dialler.lastDial().prove(acceptor.node.self());
        End one = new End(dialler, dialled);
        End other = new End(acceptor, acceptor.world.accept(dialler.node.self()));
        one.other = other;
        other.other = one;
        ends.add(one);
        ends.add(other);
    }

    private static List<End> ready(List<End> ends) {
        return ends.stream().filter(End::canHappen).toList();
    }

    private static Link otherEnd(List<End> ends, Link link) {
        return ends.stream().filter(end -> end.link == link).findFirst().orElseThrow().other.link;
    }
}
