package io.eddy.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A listening server of Netty's and a client that connects to it, each on a thread of its own. */
final class NettyEnds implements Rally {
    private static final int MAX_FRAME_BYTES = 1 << 20;

    private final NettyTransport transport;
    private final @Nullable NettyTls tls;
    private final EventLoopGroup server;
    private final EventLoopGroup client;
    private final SocketAddress address;
    private final List<Thread> loops;

    NettyEnds(NettyTransport transport, @Nullable NettyTls tls, Supplier<ChannelHandler> answering) throws Exception {
        this.transport = transport;
        this.tls = tls;
        server = group("server");
        client = group("client");
        loops = List.of(
                server.submit(Thread::currentThread).get(),
                client.submit(Thread::currentThread).get());
        address = new ServerBootstrap()
                .group(server)
                .channel(transport.listener())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline(tls == null ? null : tls.server(), answering))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel()
                .localAddress();
    }

    ChannelFuture connect(Supplier<ChannelHandler> asking) {
        return new Bootstrap()
                .group(client)
                .channel(transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(pipeline(tls == null ? null : tls.client(), asking))
                .connect(address);
    }

    @Override
    public List<Thread> loops() {
        return loops;
    }

    @Override
    public void close() {
        for (EventLoopGroup group : List.of(client, server)) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private EventLoopGroup group(String threadName) {
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(threadName), transport.handler());
    }

    private static ChannelInitializer<Channel> pipeline(
            @Nullable SslContext security, Supplier<ChannelHandler> handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (security != null) {
                    channel.pipeline().addLast(security.newHandler(channel.alloc()));
                }
                channel.pipeline()
                        .addLast(new LengthFieldBasedFrameDecoder(MAX_FRAME_BYTES, 0, Integer.BYTES, 0, Integer.BYTES))
                        .addLast(new LengthFieldPrepender(Integer.BYTES))
                        .addLast(handler.get());
            }
        };
    }
}
