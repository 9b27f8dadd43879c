package io.eddy.node;

import io.eddy.wire.WireReader;

/** The datagram protocol's place on its node. */
final class DatagramAttachment<T> extends Place<T> implements DatagramHost<T> {
    @SuppressWarnings("NullAway.Init") // A protocol needs its host to be made, so Node.attachDatagrams sets it later.
    DatagramProtocol<T> protocol;

    DatagramAttachment(Node node, String name) {
        super(node, name);
    }

    void start() {
        protocol.start();
    }

    void receive(Endpoint from, WireReader datagram) {
        protocol.onDatagram(from, datagram);
    }

    @Override
    public PublicKey key() {
        return node.world.key();
    }

    @Override
    public void multicast(byte[] datagram) {
        node.multicast(datagram);
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
