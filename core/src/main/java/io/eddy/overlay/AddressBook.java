package io.eddy.overlay;

import io.eddy.node.PeerId;
import io.eddy.store.Store;
import io.eddy.wire.Bytes;
import io.eddy.wire.MalformedFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a peer remembers, also over a restart: the way back when all that it was linked with is gone.
 *
 * <p>No address is forgotten for one failure, nor for many: only to make room, and then first the one that was never
 * reached and failed most, of those the one learned first. Changes are written in batches, at {@link #flush}.
 */
final class AddressBook {
    /** Rows written at one time. */
    private static final int ROWS_A_FLUSH = 64;

    /** Failures beyond which one that was reached once may be forgotten for one that is new. */
    private static final int HOPELESS_FAILURES = 16;

    /** How much less likely one that keeps failing is called than another. */
    private static final int MAX_HANDICAP = 7;

    private static final int RANDOM_TRIES = 24;

    /** Told addresses by which the size of the network is estimated, and times that it may be larger than the book. */
    private static final int SAMPLES = 64;

    /** When a peer was reached is written down anew no more often. */
    private static final long REACHED_GRAIN_MILLIS = 600_000;

    private static final class Entry {
        final PeerId peer;
        AddressRecord record;
        long lastReachedMillis;
        long failures;
        int index;

        Entry(PeerId peer, AddressRecord record) {
            this.peer = peer;
            this.record = record;
        }

        String net() {
            return Hosts.net(counted(record));
        }
    }

    private final OverlayConfig.Book config;
    private final Map<PeerId, Entry> byPeer = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> perNet = new LinkedHashMap<>();
    private final Set<PeerId> changed = new LinkedHashSet<>();

    /** Addresses that have not failed since they were last reached. */
    private int sound;

    /** Of the addresses told of late, the share that was not known. */
    private double newShare;

    AddressBook(OverlayConfig.Book config) {
        this.config = config;
    }

    void load(Store store) {
        for (KeptAddress kept : store.load(KeptAddress.TABLE)) {
            AddressRecord record = decoded(kept.record());
            if (record != null && record.isDialable() && entries.size() < config.capacity() && hasPlace(record)) {
                Entry entry = add(record);
                entry.lastReachedMillis = kept.lastReachedMillis();
                entry.failures = kept.failures();
                sound -= entry.failures > 0 ? 1 : 0;
            } else {
                changed.add(kept.peer());
            }
        }
    }

    int size() {
        return entries.size();
    }

    /**
     * About how many peers there are: of the addresses that are told, which are of any, as large a share is known as
     * the book has of all.
     */
    int networkSize() {
        return (int) (sound / Math.max(1 - newShare, 1.0 / SAMPLES));
    }

    /** Somebody told the address of a peer. */
    void onTold(PeerId peer) {
        newShare += ((knows(peer) ? 0 : 1) - newShare) / SAMPLES;
    }

    boolean knows(PeerId peer) {
        return byPeer.containsKey(peer);
    }

    /** The record that is kept of a peer. */
    @Nullable
    AddressRecord record(PeerId peer) {
        Entry entry = byPeer.get(peer);
        return entry == null ? null : entry.record;
    }

    /** Takes a genuine record that can be dialled; whether it is kept. */
    boolean learn(AddressRecord record) {
        Entry known = byPeer.get(record.peer());
        if (known != null) {
            return renew(known, record);
        }
        if (!hasPlace(record) || (entries.size() >= config.capacity() && !makeRoom())) {
            return false;
        }
        add(record);
        changed.add(record.peer());
        return true;
    }

    /** Takes a newer record in place of the one that is kept, unless it moves to a network of which enough are kept. */
    private boolean renew(Entry known, AddressRecord record) {
        if (record.term().number() <= known.record.term().number()) {
            return true;
        }
        leave(known.net());
        boolean taken = hasPlace(record);
        if (taken) {
            known.record = record;
            changed.add(known.peer);
        }
        enter(known.net());
        return taken;
    }

    /** Whether one more of the network of this record may be kept. */
    private boolean hasPlace(AddressRecord record) {
        String host = counted(record);
        int quota = Hosts.isPrivate(host) ? config.perPrivateNet() : config.perNet();
        return Hosts.isLoopback(host) || perNet.getOrDefault(Hosts.net(host), 0) < quota;
    }

    /** There is a session with this peer. */
    void onReached(PeerId peer, long nowMillis) {
        Entry entry = byPeer.get(peer);
        if (entry != null) {
            boolean news = entry.lastReachedMillis == 0
                    || entry.failures > 0
                    || Math.abs(nowMillis - entry.lastReachedMillis) > REACHED_GRAIN_MILLIS;
            if (news) {
                sound += entry.failures > 0 ? 1 : 0;
                entry.failures = 0;
                entry.lastReachedMillis = nowMillis;
                changed.add(peer);
            }
        }
    }

    /** A call of this peer came to nothing. */
    void onFailed(PeerId peer) {
        Entry entry = byPeer.get(peer);
        if (entry != null) {
            sound -= entry.failures == 0 ? 1 : 0;
            entry.failures++;
            changed.add(peer);
        }
    }

    /** Whether one of them fits. */
    boolean anyFits(Predicate<PeerId> fits) {
        return byPeer.keySet().stream().anyMatch(fits);
    }

    /** One of those that fit, at random; of those that failed of late rather not. */
    @Nullable
    AddressRecord random(RandomGenerator random, Predicate<PeerId> fits) {
        if (entries.isEmpty()) {
            return null;
        }
        for (int i = 0; i < RANDOM_TRIES; i++) {
            Entry entry = entries.get(random.nextInt(entries.size()));
            int handicap = (int) Math.min(entry.failures, MAX_HANDICAP);
            if ((handicap == 0 || random.nextInt(1 + handicap) == 0) && fits.test(entry.peer)) {
                return entry.record;
            }
        }
        int start = random.nextInt(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get((start + i) % entries.size());
            if (fits.test(entry.peer)) {
                return entry.record;
            }
        }
        return null;
    }

    /** Writes down what has changed: at most so much at one time that no turn is a long one. */
    void flush(Store store) {
        if (changed.isEmpty() || !store.accepting()) {
            return;
        }
        List<PeerId> written = changed.stream().limit(ROWS_A_FLUSH).toList();
        for (PeerId peer : written) {
            changed.remove(peer);
            Entry entry = byPeer.get(peer);
            if (entry == null) {
                store.delete(KeptAddress.TABLE, new KeptAddress(peer, Bytes.EMPTY, 0, 0));
            } else {
                Bytes record = Bytes.owning(AddressRecord.CODEC.toBytes(entry.record));
                store.put(KeptAddress.TABLE, new KeptAddress(peer, record, entry.lastReachedMillis, entry.failures));
            }
        }
    }

    private Entry add(AddressRecord record) {
        Entry entry = new Entry(record.peer(), record);
        entry.index = entries.size();
        entries.add(entry);
        sound++;
        byPeer.put(entry.peer, entry);
        enter(entry.net());
        return entry;
    }

    /** Forgets the least useful one; {@code false} when none is so useless that a mere rumour should replace it. */
    private boolean makeRoom() {
        Entry worst = entries.get(0);
        for (Entry entry : entries) {
            if (isWorse(entry, worst)) {
                worst = entry;
            }
        }
        if (worst.lastReachedMillis > 0 && worst.failures < HOPELESS_FAILURES) {
            return false;
        }
        sound -= worst.failures == 0 ? 1 : 0;
        Entry last = entries.remove(entries.size() - 1);
        if (last != worst) {
            entries.set(worst.index, last);
            last.index = worst.index;
        }
        byPeer.remove(worst.peer);
        leave(worst.net());
        changed.add(worst.peer);
        return true;
    }

    private static boolean isWorse(Entry one, Entry other) {
        boolean oneReached = one.lastReachedMillis > 0;
        boolean otherReached = other.lastReachedMillis > 0;
        if (oneReached != otherReached) {
            return otherReached;
        }
        if (one.failures != other.failures) {
            return one.failures > other.failures;
        }
        return one.lastReachedMillis < other.lastReachedMillis;
    }

    /** The host by which a record is counted: one of this machine tells nothing of the network that it is in. */
    private static String counted(AddressRecord record) {
        for (String host : record.hosts()) {
            if (!Hosts.isLoopback(host)) {
                return host;
            }
        }
        return record.hosts().get(0);
    }

    private void enter(String net) {
        perNet.merge(net, 1, Integer::sum);
    }

    private void leave(String net) {
        perNet.computeIfPresent(net, (key, count) -> count > 1 ? count - 1 : null);
    }

    private static @Nullable AddressRecord decoded(Bytes record) {
        try {
            return AddressRecord.CODEC.fromBytes(record.array());
        } catch (MalformedFrame e) {
            return null; // Of a version that wrote it otherwise: it is learned again.
        }
    }
}
