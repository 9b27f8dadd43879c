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

        // Where the heap believes the entry belongs: never later than it is due.
        private long keyNanos;
        private long keyOrder;

        private Entry(E what) {
            this.what = what;
        }

        public E what() {
            return what;
        }

        public long dueNanos() {
            return dueNanos;
        }

        private boolean isBefore(Entry<?> other) {
            long difference = keyNanos - other.keyNanos;
            return difference != 0 ? difference < 0 : keyOrder - other.keyOrder < 0;
        }
    }

    private static final int ARITY = 4;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private @Nullable Entry<E>[] heap = new Entry[64];

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
            }
            entry.index = size++;
            settleKey(entry);
            siftUp(entry);
        } else if (dueNanos - entry.keyNanos < 0) {
            settleKey(entry);
            siftUp(entry);
        }
    }

    public void remove(Entry<E> entry) {
        if (entry.index != Entry.NOWHERE) {
            Entry<E> last = at(--size);
            heap[size] = null;
            if (last != entry) {
                last.index = entry.index;
                siftUp(last);
                siftDown(last);
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
            if (first.keyOrder == first.order) {
                return first;
            }
            settleKey(first);
            siftDown(first);
        }
        return null;
    }

    private void settleKey(Entry<E> entry) {
        entry.keyNanos = entry.dueNanos;
        entry.keyOrder = entry.order;
    }

    private void siftUp(Entry<E> entry) {
        int index = entry.index;
        while (index > 0) {
            int parent = (index - 1) / ARITY;
            if (!entry.isBefore(at(parent))) {
                break;
            }
            place(at(parent), index);
            index = parent;
        }
        place(entry, index);
    }

    private void siftDown(Entry<E> entry) {
        int index = entry.index;
        while (ARITY * index + 1 < size) {
            int least = leastChild(index);
            if (!at(least).isBefore(entry)) {
                break;
            }
            place(at(least), index);
            index = least;
        }
        place(entry, index);
    }

    private int leastChild(int parent) {
        int least = ARITY * parent + 1;
        int end = Math.min(least + ARITY, size);
        for (int child = least + 1; child < end; child++) {
            if (at(child).isBefore(at(least))) {
                least = child;
            }
        }
        return least;
    }

    private void place(Entry<E> entry, int index) {
        heap[index] = entry;
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
