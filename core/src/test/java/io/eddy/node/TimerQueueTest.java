package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.TimerQueue.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is due first comes first, whatever was put off, brought forward or removed meanwhile. */
final class TimerQueueTest {

    /** The same thing, done the slow and obvious way. */
    private static final class Model {
        private record Due(int what, long nanos, long order) {}

        private final List<Due> dues = new ArrayList<>();
        private long orders;

        void schedule(int what, long nanos) {
            remove(what);
            dues.add(new Due(what, nanos, orders++));
        }

        void remove(int what) {
            dues.removeIf(due -> due.what() == what);
        }

        int poll(long nowNanos) {
            return dues.stream()
                    .filter(due -> due.nanos() <= nowNanos)
                    .min(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order))
                    .map(first -> {
                        dues.remove(first);
                        return first.what();
                    })
                    .orElse(-1);
        }
    }

    private final TimerQueue<String> queue = new TimerQueue<>();

    @Test
    void theEarliestComesFirst() {
        queue.add("late", 30);
        queue.add("early", 10);
        queue.add("between", 20);
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.nextNanos()).isEqualTo(10);
        assertThat(polled(100)).containsExactly("early", "between", "late");
        assertThat(queue.size()).isZero();
        assertThat(queue.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofOneTimeTheFirstScheduledComesFirst() {
        for (int i = 0; i < 100; i++) {
            queue.add("entry " + i, 5);
        }
        List<String> polled = polled(5);
        assertThat(polled).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(polled.get(i)).isEqualTo("entry " + i);
        }
    }

    @Test
    void whatIsNotDueStays() {
        queue.add("due", 10);
        queue.add("not due", 11);
        assertThat(polled(9)).isEmpty();
        assertThat(polled(10)).containsExactly("due");
        assertThat(queue.nextNanos()).isEqualTo(11);
    }

    @Test
    void whatIsPostponedComesAtItsNewTime() {
        Entry<String> moved = queue.add("moved", 10);
        queue.add("other", 20);
        queue.schedule(moved, 30);
        assertThat(moved.dueNanos()).isEqualTo(30);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.nextNanos()).isEqualTo(20);
        assertThat(polled(29)).containsExactly("other");
        assertThat(polled(30)).containsExactly("moved");
    }

    @Test
    void whatIsPostponedComesBehindWhatWasScheduledThereBefore() {
        Entry<String> moved = queue.add("moved", 10);
        queue.add("other", 20);
        queue.schedule(moved, 20);
        assertThat(polled(20)).containsExactly("other", "moved");
    }

    @Test
    void whatIsBroughtForwardComesEarlier() {
        queue.add("other", 20);
        Entry<String> moved = queue.add("moved", 30);
        queue.schedule(moved, 10);
        assertThat(polled(100)).containsExactly("moved", "other");
    }

    @Test
    void whatIsRemovedDoesNotCome() {
        Entry<String> removed = queue.add("removed", 10);
        queue.add("other", 20);
        queue.remove(removed);
        queue.remove(removed);
        assertThat(polled(100)).containsExactly("other");
    }

    @Test
    void whatCameOrWasRemovedCanBeScheduledAgain() {
        Entry<String> entry = queue.add("again", 10);
        assertThat(polled(10)).containsExactly("again");
        queue.schedule(entry, 20);
        assertThat(polled(20)).containsExactly("again");
        queue.schedule(entry, 30);
        queue.remove(entry);
        queue.schedule(entry, 40);
        assertThat(polled(39)).isEmpty();
        assertThat(polled(40)).containsExactly("again");
    }

    @Test
    void doesWhatTheObviousQueueDoes() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TimerQueue<Integer> queue = new TimerQueue<>();
            Model model = new Model();
            List<Entry<Integer>> entries = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                step(random, queue, model, entries);
                assertThat(queue.size()).isEqualTo(model.dues.size());
                assertThat(queue.nextNanos())
                        .isEqualTo(model.dues.stream()
                                .mapToLong(Model.Due::nanos)
                                .min()
                                .orElse(Long.MAX_VALUE));
            }
        }
    }

    private static void step(
            SplittableRandom random, TimerQueue<Integer> queue, Model model, List<Entry<Integer>> entries) {
        // Few different times, so that many are due at once.
        long nanos = random.nextLong(50);
        int what = entries.isEmpty() ? 0 : random.nextInt(entries.size());
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                model.schedule(entries.size(), nanos);
                entries.add(queue.add(entries.size(), nanos));
            }
            case 2 -> {
                if (!entries.isEmpty()) {
                    model.schedule(what, nanos);
                    queue.schedule(entries.get(what), nanos);
                }
            }
            case 3 -> {
                if (!entries.isEmpty()) {
                    model.remove(what);
                    queue.remove(entries.get(what));
                }
            }
            default -> {
                Entry<Integer> first = queue.poll(nanos);
                assertThat(first == null ? -1 : first.what()).isEqualTo(model.poll(nanos));
            }
        }
    }

    @Test
    void ofTimesPastTheEndOfTheClockTheLaterIsStillLater() {
        queue.add("after", Long.MIN_VALUE + 10);
        queue.add("before", Long.MAX_VALUE - 10);

        assertThat(queue.poll(Long.MAX_VALUE)).extracting(Entry::what).isEqualTo("before");
        assertThat(queue.poll(Long.MAX_VALUE)).isNull();
        assertThat(queue.poll(Long.MIN_VALUE + 10)).extracting(Entry::what).isEqualTo("after");
    }

    private List<String> polled(long nowNanos) {
        List<String> polled = new ArrayList<>();
        for (var entry = queue.poll(nowNanos); entry != null; entry = queue.poll(nowNanos)) {
            polled.add(entry.what());
        }
        return polled;
    }
}
