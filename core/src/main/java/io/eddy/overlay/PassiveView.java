package io.eddy.overlay;

import io.eddy.node.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The peers that may become neighbours: few, at random, each by a genuine record. */
final class PassiveView {
    private final int capacity;
    private final List<AddressRecord> records = new ArrayList<>();

    PassiveView(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return records.size();
    }

    /** Takes a record in, or in place of an older one of its peer; when it is full, a random one makes room. */
    void add(AddressRecord record, RandomGenerator random) {
        int at = indexOf(record.peer());
        if (at >= 0) {
            if (record.term().number() > records.get(at).term().number()) {
                records.set(at, record);
            }
        } else if (records.size() < capacity) {
            records.add(record);
        } else {
            records.set(random.nextInt(capacity), record);
        }
    }

    boolean contains(PeerId peer) {
        return indexOf(peer) >= 0;
    }

    /** The record of this peer, which was found to be genuine. */
    @Nullable
    AddressRecord get(PeerId peer) {
        int at = indexOf(peer);
        return at < 0 ? null : records.get(at);
    }

    @Nullable
    AddressRecord remove(PeerId peer) {
        int at = indexOf(peer);
        if (at < 0) {
            return null;
        }
        AddressRecord removed = records.get(at);
        AddressRecord last = records.remove(records.size() - 1);
        if (at < records.size()) {
            records.set(at, last);
        }
        return removed;
    }

    /** One that fits, at random. */
    @Nullable
    AddressRecord random(RandomGenerator random, Predicate<PeerId> fits) {
        int start = records.isEmpty() ? 0 : random.nextInt(records.size());
        for (int i = 0; i < records.size(); i++) {
            AddressRecord record = records.get((start + i) % records.size());
            if (fits.test(record.peer())) {
                return record;
            }
        }
        return null;
    }

    /** Adds so many more to a list, each at most once, none of a peer that is in it or does not fit. */
    void sampleInto(List<AddressRecord> sample, int count, RandomGenerator random, PeerId without) {
        Samples.draw(records, sample, count, random, record -> !record.peer().equals(without));
    }

    private int indexOf(PeerId peer) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).peer().equals(peer)) {
                return i;
            }
        }
        return -1;
    }
}
