package io.eddy.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connected channel: how the bytes of a link travel over it, and how its other end proves its key. */
abstract sealed class Connection permits PlainConnection, TlsConnection {
    static final int END = -1;

    final TcpLink link;
    final SocketChannel channel;
    final Scratch scratch;
    final BufferPool pool;
    private final SelectionKey key;
    private final LinkCounters counters;
    private boolean blocked;
    private boolean progressed;

    Connection(TcpLink link, SelectionKey key) {
        this.link = link;
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.scratch = link.loop().scratch();
        this.pool = link.loop().pool();
        this.counters = link.counters();
    }

    /** Begins to prove the keys of both ends. The link is told by {@link TcpLink#onProven}. */
    abstract void start() throws IOException;

    /** Reads once, and gives the link what it has said. Throws {@link EOFException} at the end. */
    abstract void read() throws IOException;

    /** Sends what can be sent; {@code false} when the channel took less than was there. */
    final boolean flush(Outbox outbox) throws IOException {
        blocked = !send(outbox);
        return !blocked;
    }

    abstract boolean send(Outbox outbox) throws IOException;

    /** Nothing follows what is queued. A {@link #flush} sends what has to be said about that. */
    abstract void closeOutput();

    /** Whether reading waits for something else than the channel. */
    boolean isStalled() {
        return false;
    }

    /** Goes on with what was read before, when nothing stalls any more. */
    void resume() throws IOException {}

    /** Gives back what is borrowed. */
    abstract void release();

    /** Whether the channel took anything since this was asked last. */
    final boolean hasProgressed() {
        boolean since = progressed;
        progressed = false;
        return since;
    }

    /** Asks the selector for what this connection waits for. */
    final void updateInterest(boolean wantsBytes) {
        boolean reads = wantsBytes && !isStalled();
        int ops = (reads ? SelectionKey.OP_READ : 0) | (blocked ? SelectionKey.OP_WRITE : 0);
        if (key.isValid() && key.interestOps() != ops) {
            key.interestOps(ops);
        }
    }

    /** Ends the sending side: the other end reads to the last byte, then the end. */
    final void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Closes the channel, whatever waits on it. */
    final void end() {
        release();
        key.cancel();
        Failures.close(channel);
    }

    /** Reads what arrives after the last word, and throws it away. */
    void discard() throws IOException {
        ByteBuffer in = scratch.in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException();
        }
        counters.bytesIn += in.position();
    }

    /** Reads once, behind the first {@code held} bytes of the scratch buffer; returns where what is there ends. */
    int receive(int held) throws IOException {
        ByteBuffer in = scratch.in.clear();
        int count = channel.read(in);
        if (count < 0) {
            return END;
        }
        counters.bytesIn += count;
        in.flip().get(scratch.received, held, count);
        return held + count;
    }

    /** Writes once, of the direct buffer. */
    int write(ByteBuffer direct) throws IOException {
        int count = channel.write(direct);
        counters.bytesOut += count;
        progressed |= count > 0;
        return count;
    }

    /** Bytes that wait in a borrowed array, right-sized. */
    final class Held {
        private byte @Nullable [] array;
        private int from;
        private int to;

        /** Takes all of {@code rest}. */
        void keep(ByteBuffer rest) {
            int count = rest.remaining();
            if (count > 0) {
                byte[] borrowed = pool.borrow(count);
                rest.get(borrowed, 0, count);
                array = borrowed;
                from = 0;
                to = count;
            }
        }

        /** Moves everything to the beginning of {@code target}; returns how much there was. */
        int moveTo(byte[] target) {
            byte[] source = array;
            int count = to - from;
            if (source != null) {
                System.arraycopy(source, from, target, 0, count);
                release();
            }
            return count;
        }

        /** Writes on; {@code true} when all has been taken. */
        boolean write() throws IOException {
            byte[] source = array;
            while (source != null) {
                ByteBuffer out = scratch.out.clear();
                int count = Math.min(out.remaining(), to - from);
                from += Connection.this.write(out.put(source, from, count).flip());
                if (from == to) {
                    release();
                    return true;
                }
                if (out.hasRemaining()) {
                    return false;
                }
            }
            return true;
        }

        void release() {
            byte[] borrowed = array;
            if (borrowed != null) {
                pool.giveBack(borrowed);
                array = null;
                from = 0;
                to = 0;
            }
        }
    }
}
