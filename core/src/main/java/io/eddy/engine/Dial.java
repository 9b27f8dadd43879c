package io.eddy.engine;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One dial, until its channel is connected: looks the name up and tries its addresses, one after the other. */
final class Dial implements ChannelHandler {
    /** Only what is surely an address is parsed on the loop: anything else might be asked of a name server. */
    private static final Pattern ADDRESS = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F:]*:[0-9a-fA-F:]*(%[0-9A-Za-z_.-]+)?");

    /** Addresses of one name that are tried. A guess. */
    private static final int ADDRESSES = 4;

    private final TcpLink link;
    private final Endpoint to;
    private final Queue<InetAddress> addresses = new ArrayDeque<>();
    private InetSocketAddress reaching = InetSocketAddress.createUnresolved("", 0);
    private @Nullable Exception lastFailure;

    Dial(TcpLink link) {
        this.link = link;
        this.to = link.address();
    }

    void start() {
        if (link.isDown()) {
            return;
        }
        if (ADDRESS.matcher(to.host()).matches()) {
            lookUp();
            tryNext();
        } else if (!link.loop().workers().lookUp(this::lookUpAndPost)) {
            link.fail(Closing.of(Code.OVERLOADED, "too many names are being looked up"));
        }
    }

    @Override
    public void onReady(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (channel.finishConnect()) {
                link.connected(key, reaching);
            }
        } catch (IOException e) {
            failed(channel, e);
            tryNext();
        }
    }

    @Override
    public String toString() {
        return "dial of " + to;
    }

    private void lookUpAndPost() {
        List<InetAddress> found;
        Exception failure;
        try {
            found = List.of(InetAddress.getAllByName(to.host()));
            failure = null;
        } catch (UnknownHostException e) {
            found = List.of();
            failure = e;
        }
        List<InetAddress> outcome = found;
        Exception problem = failure;
        link.loop().post(() -> {
            outcome.stream().limit(ADDRESSES).forEach(addresses::add);
            lastFailure = problem;
            tryNext();
        });
    }

    private void lookUp() {
        try {
            addresses.add(InetAddress.getByName(to.host()));
        } catch (UnknownHostException e) {
            lastFailure = e;
        }
    }

    private void tryNext() {
        while (!link.isDown()) {
            InetAddress address = addresses.poll();
            if (address == null) {
                Exception failure = lastFailure;
                link.fail(Failures.ofDial(failure == null ? new UnknownHostException(to.host()) : failure));
                return;
            }
            if (connect(new InetSocketAddress(address, to.port()))) {
                return;
            }
        }
    }

    /** Begins to connect; {@code false} when that has failed at once. */
    private boolean connect(InetSocketAddress address) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = link.loop().register(channel, SelectionKey.OP_CONNECT, this);
            link.reaching(channel);
            reaching = address;
            if (channel.connect(address)) {
                link.connected(key, address);
            }
            return true;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            failed(channel, e);
            return false;
        }
    }

    private void failed(@Nullable SocketChannel channel, Exception e) {
        lastFailure = e;
        if (channel != null) {
            Failures.close(channel);
        }
    }
}
