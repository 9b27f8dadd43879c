package io.eddy.node;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Where a protocol sits on its node: under a name, with its own names for its timers. */
abstract sealed class Place<T> implements Surroundings<T> permits Attachment, LinkAttachment, DatagramAttachment {
    final Node node;
    private final String name;

    Place(Node node, String name) {
        this.node = node;
        this.name = name;
    }

    /** Gives a timer that has expired to the protocol. */
    abstract void expire(T timer);

    @Override
    public PeerId self() {
        return node.self();
    }

    @Override
    public Timestamp now() {
        return node.world.now();
    }

    @Override
    public long wallClockMillis() {
        return node.world.wallClockMillis();
    }

    @Override
    public RandomGenerator random() {
        return node.world.random();
    }

    @Override
    public void arm(T timer, Duration delay) {
        node.world.arm(new Timer<>(this, timer), delay);
    }

    @Override
    public void disarm(T timer) {
        node.world.disarm(new Timer<>(this, timer));
    }

    private record Timer<T>(Place<T> owner, T name) implements Node.TimerName {
        @Override
        public void fire() {
            owner.expire(name);
        }

        @Override
        public String toString() {
            return owner.name + " " + name;
        }
    }
}
