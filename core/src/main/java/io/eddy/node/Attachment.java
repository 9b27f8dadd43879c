package io.eddy.node;

import io.eddy.node.Link.Lane;
import io.eddy.store.Store;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A protocol's place on its node. */
final class Attachment<M, T> implements Host<M, T> {
    /** Above this much queued, a lane takes no more bulk (protocols.md C: 256 KiB). */
    static final int BULK_HIGH_WATER_BYTES = 256 * 1024;

    final Channel<M, T> channel;

    @SuppressWarnings("NullAway.Init") // A protocol needs its host to be made, so Node.attach sets it afterwards.
    Protocol<M, T> protocol;

    private final Node node;

    Attachment(Node node, Channel<M, T> channel) {
        this.node = node;
        this.channel = channel;
    }

    void receive(PeerId from, WireReader frame) {
        M message = node.decode(channel, frame);
        if (message != null) {
            protocol.onMessage(from, message);
        }
    }

    @Override
    public PeerId self() {
        return node.self();
    }

    @Override
    public PublicKey key() {
        return node.world.key();
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
    public boolean send(PeerId to, M message) {
        Link link = node.session(to);
        if (link == null) {
            return false;
        }
        node.write(link, Lane.SMALL, channel, message);
        return true;
    }

    @Override
    public boolean sendBulk(PeerId to, M message) {
        Link link = node.session(to);
        if (link == null || link.queuedBytes(Lane.BULK) > BULK_HIGH_WATER_BYTES) {
            return false;
        }
        node.write(link, Lane.BULK, channel, message);
        return true;
    }

    @Override
    public boolean isUp(PeerId peer) {
        return node.session(peer) != null;
    }

    @Override
    public void arm(T timer, Duration delay) {
        node.world.arm(new Timer<>(this, timer), delay);
    }

    @Override
    public void disarm(T timer) {
        node.world.disarm(new Timer<>(this, timer));
    }

    @Override
    public Store store() {
        return node.world.store();
    }

    @Override
    public void whenStored(Runnable then) {
        node.world.whenStored(then);
    }

    @Override
    public byte[] sign(byte[] message) {
        return node.world.sign(message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        return node.world.verify(signer, message, signature);
    }

    private record Timer<T>(Attachment<?, T> owner, T name) implements Node.TimerName {
        @Override
        public void fire() {
            owner.protocol.onTimer(name);
        }

        @Override
        public String toString() {
            return owner.channel.name() + " " + name;
        }
    }
}
