package io.eddy.node;

import io.eddy.node.Link.Lane;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The link protocol's place on its node. */
final class LinkAttachment<M, T> implements LinkHost<M, T> {
    final Channel<M, T> channel;

    @SuppressWarnings("NullAway.Init") // A protocol needs its host to be made, so Node.attachLinks sets it afterwards.
    LinkProtocol<M, T> protocol;

    private final Node node;

    LinkAttachment(Node node, Channel<M, T> channel) {
        this.node = node;
        this.channel = channel;
    }

    void start() {
        protocol.start();
    }

    void onLinkUp(Link link) {
        protocol.onLinkUp(link);
    }

    void onHeard(Link link, int frameBytes) {
        protocol.onHeard(link, frameBytes);
    }

    void onLinkDown(Link link, Closing why) {
        protocol.onLinkDown(link, why);
    }

    void onMistake(Link link, Closing why) {
        protocol.onMistake(link, why);
    }

    void receive(Link link, WireReader frame) {
        M message = node.decode(channel, frame);
        if (message != null) {
            protocol.onLinkMessage(link, message);
        }
    }

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
    public Link dial(Endpoint to, @Nullable PeerId expected) {
        return node.world.dial(to, expected);
    }

    @Override
    public void send(Link link, M message) {
        node.write(link, Lane.SMALL, channel, message);
    }

    @Override
    public void admit(Link link) {
        node.beginSession(link);
    }

    @Override
    public void dismiss(Link link, Closing why) {
        node.endSession(link, why);
    }

    @Override
    public void arm(T timer, Duration delay) {
        node.world.arm(new Timer<>(this, timer), delay);
    }

    @Override
    public void disarm(T timer) {
        node.world.disarm(new Timer<>(this, timer));
    }

    private record Timer<T>(LinkAttachment<?, T> owner, T name) implements Node.TimerName {
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
