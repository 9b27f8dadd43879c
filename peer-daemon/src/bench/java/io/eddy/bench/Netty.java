package io.eddy.bench;

import org.jspecify.annotations.Nullable;

/**
 * Netty as its users write it: its own length codec, a flush once a read. It makes no message of a frame: what its
 * handler gets and sends on is the frame's buffer.
 */
record Netty(NettyTransport transport, @Nullable NettyTls tls) implements Contender {

    @Override
    public String name() {
        return "Netty " + transport.label();
    }

    @Override
    public Rally start(Load load, Gauge gauge) throws Exception {
        NettyEnds ends = new NettyEnds(transport, tls, () -> new NettyBounce(load, null));
        ends.connect(() -> new NettyBounce(load, gauge)).sync();
        return ends;
    }
}
