package io.eddy.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** Two ends of Netty that meet and part: each time a connect, a TLS handshake, a frame there and back, a close. */
record NettyMeetings(NettyTransport transport, NettyTls tls) implements Contender {

    @Override
    public String name() {
        return "Netty " + transport.label();
    }

    @Override
    public Rally start(Load load, Gauge gauge) throws Exception {
        NettyEnds ends = new NettyEnds(transport, tls, () -> new NettyBounce(load, null));
        ends.connect(() -> new Caller(ends, load, gauge)).sync();
        return ends;
    }

    /** Hangs up when its one frame has come back, and connects anew. */
    private static final class Caller extends SimpleChannelInboundHandler<ByteBuf> {
        private final NettyEnds ends;
        private final Load load;
        private final Gauge gauge;

        Caller(NettyEnds ends, Load load, Gauge gauge) {
            this.ends = ends;
            this.load = load;
            this.gauge = gauge;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ByteBuf body = ctx.alloc().buffer(load.bodyBytes()).writeZero(load.bodyBytes());
            ChannelFuture unused = ctx.writeAndFlush(body, ctx.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf body) {
            gauge.echoed(1);
            ChannelFuture unused = ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelFuture unused = ctx.close(); // The other end was closed first.
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!ctx.executor().isShuttingDown()) {
                ChannelFuture unused = ends.connect(() -> new Caller(ends, load, gauge));
            }
        }
    }
}
