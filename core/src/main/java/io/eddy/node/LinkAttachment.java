package io.eddy.node;

import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.Link.Lane;
import io.eddy.wire.WireReader;
import org.jspecify.annotations.Nullable;

/** The link protocol's place on its node. */
final class LinkAttachment<M, T> extends Place<T> implements LinkHost<M, T> {
    final Channel<M, T> channel;

    @SuppressWarnings("NullAway.Init") // A protocol needs its host to be made, so Node.attachLinks sets it afterwards.
    LinkProtocol<M, T> protocol;

    LinkAttachment(Node node, Channel<M, T> channel) {
        super(node, channel.name());
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
        // The byte that names the channel has been read.
        int bytes = frame.remaining() + 1;
        M message = node.decode(channel, frame);
        if (node.tracing != null) {
            node.note(Direction.RECEIVED, link.remote(), Node.name(channel, message), bytes);
        }
        if (message != null) {
            protocol.onLinkMessage(link, message);
        }
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
    void expire(T timer) {
        protocol.onTimer(timer);
    }
}
