package io.eddy.engine;

import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;

/**
 * Frames as they are, after 32 bytes in which each end names its key and proves nothing. For measurements and tests.
 */
final class PlainConnection extends Connection {
    private final PublicKey ownKey;
    private final Held shown = new Held();
    private boolean proven;

    PlainConnection(TcpLink link, SelectionKey key, PublicKey ownKey) {
        super(link, key);
        this.ownKey = ownKey;
    }

    @Override
    void start() throws IOException {
        ByteBuffer out = scratch.out.clear().put(ownKey.bytes().array()).flip();
        if (write(out) != PublicKey.LENGTH) {
            throw new IOException("a new connection takes no bytes");
        }
    }

    @Override
    void read() throws IOException {
        int held = shown.moveTo(scratch.received);
        int end = receive(held);
        if (end == END) {
            throw new EOFException();
        }
        int from = 0;
        if (!proven) {
            if (end < PublicKey.LENGTH) {
                shown.keep(ByteBuffer.wrap(scratch.received, 0, end));
                return;
            }
            from = PublicKey.LENGTH;
            proven = true;
            link.onProven(new PublicKey(Bytes.owning(Arrays.copyOf(scratch.received, from))));
        }
        link.onBytes(scratch.received, from, end);
    }

    @Override
    boolean send(Outbox outbox) throws IOException {
        while (!outbox.isEmpty()) {
            ByteBuffer out = scratch.out.clear();
            outbox.copyTo(out);
            outbox.taken(write(out.flip()));
            if (out.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    @Override
    void closeOutput() {}

    @Override
    void release() {
        shown.release();
    }
}
