package io.eddy.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP port on a loop. */
public final class UdpChannel implements AutoCloseable {

    /** Takes datagrams, each in a turn of its own. */
    public interface Receiver {
        /** A datagram arrived. The buffer is only lent: its bytes are others' as soon as this returns. */
        void onDatagram(InetSocketAddress from, ByteBuffer datagram);
    }

    /** Received before others have their turn. A guess: a tenth of a millisecond. */
    private static final int DATAGRAMS_A_TURN = 64;

    private static final Logger LOG = LoggerFactory.getLogger(UdpChannel.class);

    private final EventLoop loop;
    private final DatagramChannel channel;
    private final Receiver receiver;
    private long dropped;

    private UdpChannel(EventLoop loop, DatagramChannel channel, Receiver receiver) {
        this.loop = loop;
        this.channel = channel;
        this.receiver = receiver;
    }

    /** Binds a port; 0 takes any that is free. */
    public static UdpChannel bind(EventLoop loop, InetSocketAddress at, Receiver receiver) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(at);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        UdpChannel bound = new UdpChannel(loop, channel, receiver);
        loop.post(bound::start);
        return bound;
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Sends a datagram now or never: one for which the system has no room is dropped, as the network may drop any. */
    public void send(InetSocketAddress to, ByteBuffer datagram) {
        loop.assertOnLoop();
        try {
            if (channel.send(datagram, to) == 0) {
                dropped++;
            }
        } catch (IOException e) {
            dropped++;
        }
    }

    /** Datagrams that could not be sent. */
    public long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        Failures.close(channel);
    }

    private void start() {
        try {
            loop.register(channel, SelectionKey.OP_READ, new Handler());
        } catch (IOException e) {
            LOG.debug("A port was closed before it was used", e);
        }
    }

    private void receive() {
        ByteBuffer in = loop.scratch().in;
        for (int left = DATAGRAMS_A_TURN; left > 0; left--) {
            try {
                InetSocketAddress from = (InetSocketAddress) channel.receive(in.clear());
                if (from == null) {
                    return;
                }
                receiver.onDatagram(from, in.flip());
            } catch (IOException e) {
                return; // An ICMP error to an earlier datagram, or the end of the channel: nothing is there to receive.
            }
        }
    }

    /** Keeps the loop's view of the channel out of its public face. */
    private final class Handler implements ChannelHandler {
        @Override
        public void onReady(SelectionKey key) {
            receive();
        }

        @Override
        public String toString() {
            return "datagrams on " + channel;
        }
    }
}
