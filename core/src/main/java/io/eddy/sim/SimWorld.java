package io.eddy.sim;

import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.Sealing;
import io.eddy.node.TimerQueue.Entry;
import io.eddy.node.Timestamp;
import io.eddy.node.World;
import io.eddy.sim.Trace.Kind;
import io.eddy.store.Store;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one node sees of the simulated network, from one start of its host to the end of that run. */
final class SimWorld implements World {
    final SimNetwork network;
    final SimHost<?> host;
    final Set<SimLink> links = new LinkedHashSet<>();

    private final RandomGenerator random;
    private final Sealing sealing;
    private final long clockNanos;
    private final Map<Object, Armed> timers = new LinkedHashMap<>();
    private final List<SimLink> touched = new ArrayList<>();
    private final Queue<Runnable> beforeStored = new ArrayDeque<>(0);
    private final List<Runnable> deferred = new ArrayList<>();
    private final List<byte[]> multicasts = new ArrayList<>(0);
    private @Nullable Node node;
    private boolean usesStore;
    private boolean over;

    SimWorld(SimNetwork network, SimHost<?> host, long seed) {
        this.network = network;
        this.host = host;
        SplittableRandom own = new SplittableRandom(seed);
        this.random = own;
        this.sealing = new SimSealing(host.key());
        // Monotonic clocks begin anywhere: who compares those of two machines, or of two runs, shall find out.
        this.clockNanos = own.nextLong();
    }

    @Override
    public PublicKey key() {
        return host.key();
    }

    @Override
    public Timestamp now() {
        requireTurn();
        return new Timestamp(network.timeline.nowNanos() + clockNanos);
    }

    @Override
    public long wallClockMillis() {
        requireTurn();
        return host.wallClockMillis();
    }

    @Override
    public RandomGenerator random() {
        requireTurn();
        return random;
    }

    @Override
    public Link dial(Endpoint to, @Nullable PeerId expected) {
        requireTurn();
        SimLink link = SimLink.dialled(this, to);
        new Dial(link, expected).start();
        return link;
    }

    @Override
    public void multicast(byte[] datagram) {
        requireTurn();
        multicasts.add(datagram);
    }

    @Override
    public void arm(Object timer, Duration delay) {
        requireTurn();
        long dueNanos = network.timeline.nowNanos() + Math.max(0, delay.toNanos());
        Armed armed = timers.get(timer);
        if (armed == null) {
            timers.put(timer, new Armed(timer, dueNanos));
        } else {
            armed.overdue = false;
            network.timeline.queue.schedule(armed.entry, dueNanos);
        }
    }

    @Override
    public void disarm(Object timer) {
        requireTurn();
        Armed armed = timers.remove(timer);
        if (armed != null) {
            armed.cancel();
        }
    }

    @Override
    public <T> T interned(T value) {
        return network.originals.of(value);
    }

    @Override
    public Store store() {
        return host.store();
    }

    @Override
    public void beforeStored(Runnable last) {
        requireTurn();
        beforeStored.add(last);
    }

    @Override
    public void whenStored(Runnable then) {
        requireTurn();
        host.store().whenStored(this, then);
    }

    @Override
    public Sealing sealing() {
        return sealing;
    }

    @Override
    public byte[] sign(byte[] message) {
        requireTurn();
        return network.keyring.sign(key(), message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        requireTurn();
        return network.keyring.verify(signer, message, signature);
    }

    Node node() {
        Node running = node;
        if (running == null) {
            throw new IllegalStateException(host + " has no node yet");
        }
        return running;
    }

    /** The node that this world is of. */
    void settle(Node made) {
        node = made;
    }

    void requireTurn() {
        if (network.turnOf() != this) {
            throw new IllegalStateException("the world of " + host + " is asked outside a turn");
        }
    }

    /** Gives the node one input: now, or when its process goes on. */
    void input(Kind kind, @Nullable Object detail, Runnable input) {
        if (over) {
            return;
        }
        if (host.isPaused()) {
            deferred.add(() -> input(kind, detail, input));
        } else {
            turn(kind, detail, input);
        }
    }

    void turn(Kind kind, @Nullable Object detail, Runnable input) {
        network.note(kind, host, detail);
        network.beginTurn(this);
        try {
            input.run();
            for (Runnable last = beforeStored.poll(); last != null; last = beforeStored.poll()) {
                last.run();
            }
        } finally {
            network.endTurn();
            carryOut();
        }
    }

    /** Something was queued on this link, or its end was begun. */
    void touch(SimLink link) {
        if (touched.isEmpty() || touched.get(touched.size() - 1) != link) {
            touched.add(link);
        }
    }

    /** The store has something to do at the end of this turn. */
    void useStore() {
        usesStore = true;
    }

    /** The process goes on after a pause: everything that happened meanwhile happens now, in its order. */
    void wake() {
        deferred.forEach(input -> network.timeline.at(network.timeline.nowNanos(), input));
        deferred.clear();
        resumeReading();
    }

    void resumeReading() {
        links.forEach(SimLink::resume);
    }

    /** The process ends. */
    void end(boolean silently) {
        over = true;
        timers.values().forEach(Armed::cancel);
        timers.clear();
        deferred.clear();
        for (SimLink link : List.copyOf(links)) {
            if (silently) {
                link.onPowerLoss();
            } else {
                link.onProcessEnd(network.coin());
            }
        }
    }

    private void carryOut() {
        // By index: nothing is added meanwhile, and an iterator for each turn would be garbage.
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).pump();
        }
        touched.clear();
        if (!multicasts.isEmpty()) {
            sendMulticasts();
        }
        if (usesStore) {
            usesStore = false;
            host.store().endTurn();
        }
    }

    private void sendMulticasts() {
        SimLan lan = host.lan();
        if (lan != null) {
            multicasts.forEach(datagram -> lan.multicast(host, datagram));
        }
        multicasts.clear();
    }

    private final class Armed implements Runnable {
        final Entry<Runnable> entry;
        private final Object name;
        boolean overdue;

        Armed(Object name, long dueNanos) {
            this.name = name;
            this.entry = network.timeline.queue.add(this, dueNanos);
        }

        @Override
        public void run() {
            if (host.isPaused()) {
                overdue = true;
                deferred.add(this::runLate);
            } else {
                timers.remove(name);
                turn(Kind.TIMER, name, () -> node().onTimer(name));
            }
        }

        void cancel() {
            overdue = false;
            network.timeline.queue.remove(entry);
        }

        /** Unless what came before it, after the pause, disarmed it or armed it anew. */
        private void runLate() {
            if (overdue) {
                overdue = false;
                run();
            }
        }
    }
}
