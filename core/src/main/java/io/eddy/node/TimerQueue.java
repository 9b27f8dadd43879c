package io.eddy.node;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Things that are due at a time, the earliest first; of one time, the one scheduled first. A heap of four children a
 * node.
 *
 * <p>Postponing, which is what happens to most timers, costs nothing until the old deadline comes up: the entry
 * stays in its place and is put where it belongs when it surfaces.
 */
public final class TimerQueue<E> {

    /** One thing that is due. */
    public static final class Entry<E> {
        private static final int NOWHERE = -1;

        private final E what;
        private long dueNanos;
        private long order;
        private int index = NOWHERE;

        private Entry(E what) {
            this.what = what;
        }

        public E what() {
            return what;
        }

        public long dueNanos() {
            return dueNanos;
        }
    }

    private static final int ARITY = 4;
    private static final int FIRST_CAPACITY = 64;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private @Nullable Entry<E>[] heap = new Entry[FIRST_CAPACITY];

    // Where the heap believes each entry belongs, never later than it is due: its time, then its order. Beside one
    // another, so that to find the least of four children is to look at 64 bytes and not at four objects.
    private long[] keys = new long[2 * FIRST_CAPACITY];

    private int size;
    private long orders;

    /** Adds something due at this time. */
    public Entry<E> add(E what, long dueNanos) {
        Entry<E> entry = new Entry<>(what);
        schedule(entry, dueNanos);
        return entry;
    }

    /** Gives an entry another deadline, also one that has been polled or removed. */
    public void schedule(Entry<E> entry, long dueNanos) {
        entry.dueNanos = dueNanos;
        entry.order = orders++;
        if (entry.index == Entry.NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
                keys = Arrays.copyOf(keys, 4 * size);
            }
            siftUp(entry, size++, dueNanos, entry.order);
        } else if (dueNanos - keys[2 * entry.index] < 0) {
            siftUp(entry, entry.index, dueNanos, entry.order);
        }
    }

    public void remove(Entry<E> entry) {
        int hole = entry.index;
        if (hole != Entry.NOWHERE) {
            Entry<E> last = at(--size);
            heap[size] = null;
            if (last != entry) {
                long nanos = keys[2 * size];
                long order = keys[2 * size + 1];
                siftUp(last, hole, nanos, order);
                siftDown(last, last.index, nanos, order);
            }
            entry.index = Entry.NOWHERE;
        }
    }

    public int size() {
        return size;
    }

    /** When the first entry is due; {@code Long.MAX_VALUE} when there is none. */
    public long nextNanos() {
        Entry<E> first = first();
        return first == null ? Long.MAX_VALUE : first.dueNanos;
    }

    /** Takes the first entry if it is due by then. */
    public @Nullable Entry<E> poll(long nowNanos) {
        Entry<E> first = first();
        if (first == null || first.dueNanos - nowNanos > 0) {
            return null;
        }
        remove(first);
        return first;
    }

    /** Brings the entry that is truly first to the front. */
    private @Nullable Entry<E> first() {
        while (size > 0) {
            Entry<E> first = at(0);
            if (keys[1] == first.order) {
                return first;
            }
            siftDown(first, 0, first.dueNanos, first.order);
        }
        return null;
    }

    private void siftUp(Entry<E> entry, int from, long nanos, long order) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / ARITY;
            if (!isBefore(nanos, order, parent)) {
                break;
            }
            place(at(parent), index, keys[2 * parent], keys[2 * parent + 1]);
            index = parent;
        }
        place(entry, index, nanos, order);
    }

    private void siftDown(Entry<E> entry, int from, long nanos, long order) {
        int index = from;
        while (ARITY * index + 1 < size) {
            int least = leastChild(index);
            if (isBefore(nanos, order, least)) {
                break;
            }
            place(at(least), index, keys[2 * least], keys[2 * least + 1]);
            index = least;
        }
        place(entry, index, nanos, order);
    }

    private int leastChild(int parent) {
        int least = ARITY * parent + 1;
        int end = Math.min(least + ARITY, size);
        for (int child = least + 1; child < end; child++) {
            if (isBefore(keys[2 * child], keys[2 * child + 1], least)) {
                least = child;
            }
        }
        return least;
    }

    private boolean isBefore(long nanos, long order, int other) {
        long difference = nanos - keys[2 * other];
        return difference != 0 ? difference < 0 : order - keys[2 * other + 1] < 0;
    }

    private void place(Entry<E> entry, int index, long nanos, long order) {
        heap[index] = entry;
        keys[2 * index] = nanos;
        keys[2 * index + 1] = order;
        entry.index = index;
    }

    private Entry<E> at(int index) {
        Entry<E> entry = heap[index];
        if (entry == null) {
            throw new IllegalStateException("a hole in the heap");
        }
        return entry;
    }
}
