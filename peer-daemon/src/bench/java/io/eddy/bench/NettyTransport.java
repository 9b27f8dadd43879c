package io.eddy.bench;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** How Netty asks the system what is ready. */
record NettyTransport(
        String label,
        IoHandlerFactory handler,
        Class<? extends SocketChannel> channel,
        Class<? extends ServerChannel> listener) {

    /** By the JDK's selector. */
    static NettyTransport nio() {
        return new NettyTransport(
                "NIO", NioIoHandler.newFactory(), NioSocketChannel.class, NioServerSocketChannel.class);
    }

    /** By its own native code. Linux only. */
    static NettyTransport epoll() {
        return new NettyTransport(
                "epoll", EpollIoHandler.newFactory(), EpollSocketChannel.class, EpollServerSocketChannel.class);
    }
}
