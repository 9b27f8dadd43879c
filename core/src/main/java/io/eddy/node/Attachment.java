package io.eddy.node;

import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.Link.Lane;
import io.eddy.store.Store;
import io.eddy.wire.WireReader;

/** A protocol's place on its node. */
final class Attachment<M, T> extends Place<T> implements Host<M, T> {
    /** Above this much queued, a lane takes no more bulk (protocols.md C: 256 KiB). */
    static final int BULK_HIGH_WATER_BYTES = 256 * 1024;

    private final Channel<M, T> channel;

    @SuppressWarnings("NullAway.Init") // A protocol needs its host to be made, so Node.attach sets it afterwards.
    Protocol<M, T> protocol;

    Attachment(Node node, Channel<M, T> channel) {
        super(node, channel.name());
        this.channel = channel;
    }

    void receive(PeerId from, WireReader frame) {
        // The byte that names the channel has been read.
        int bytes = frame.remaining() + 1;
        M message = node.decode(channel, frame);
        if (node.tracing != null) {
            node.note(Direction.RECEIVED, from, Node.name(channel, message), bytes);
        }
        if (message != null) {
            protocol.onMessage(from, message);
        }
    }

    @Override
    public PublicKey key() {
        return node.world.key();
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
    public Store store() {
        return node.world.store();
    }

    @Override
    public void beforeStored(Runnable last) {
        node.world.beforeStored(last);
    }

    @Override
    public void whenStored(Runnable then) {
        node.world.whenStored(then);
    }

    @Override
    public Sealing sealing() {
        return node.world.sealing();
    }

    @Override
    public <V> V interned(V value) {
        return node.world.interned(value);
    }

    @Override
    public byte[] sign(byte[] message) {
        return node.world.sign(message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        return node.world.verify(signer, message, signature);
    }

    @Override
    void expire(T timer) {
        protocol.onTimer(timer);
    }
}
