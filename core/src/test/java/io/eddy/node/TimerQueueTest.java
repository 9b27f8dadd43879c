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
        TimerQueue<String> queue = new TimerQueue<>();
        queue.add("after", Long.MIN_VALUE + 10);
        queue.add("before", Long.MAX_VALUE - 10);

        assertThat(queue.poll(Long.MAX_VALUE)).extracting(Entry::what).isEqualTo("before");
        assertThat(queue.poll(Long.MAX_VALUE)).isNull();
        assertThat(queue.poll(Long.MIN_VALUE + 10)).extracting(Entry::what).isEqualTo("after");
    }
}
