package io.eddy.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Sends every frame back as it came, and flushes once a read. With a gauge it is the client, which begins. */
final class NettyBounce extends ChannelInboundHandlerAdapter {
    private final Load load;
    private final @Nullable Gauge gauge;

    NettyBounce(Load load, @Nullable Gauge gauge) {
        this.load = load;
        this.gauge = gauge;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        for (int i = 0; gauge != null && i < load.inFlight(); i++) {
            ByteBuf body = ctx.alloc().directBuffer(load.bodyBytes()).writeZero(load.bodyBytes());
            send(ctx, body);
        }
        ctx.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object body) {
        if (gauge != null) {
            gauge.echoed(1);
        }
        send(ctx, body);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ChannelFuture unused = ctx.close(); // The other end was closed first.
    }

    private static void send(ChannelHandlerContext ctx, Object body) {
        ChannelFuture unused = ctx.write(body, ctx.voidPromise());
    }
}
