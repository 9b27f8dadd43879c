package io.eddy.engine;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A link over TCP.
 *
 * <pre>
 * DIALLING → PROVING → UP → LEAVING → LINGERING → DOWN
 *   (own      (keys)         (hung up:  (all sent,
 *    dials)                   sending)   waiting for the other side's end)
 * </pre>
 *
 * Every state may go DOWN at once. Lingering keeps the last words safe: closing a socket that has unread bytes resets
 * the connection, and what is still on its way to the other side is lost with it.
 */
final class TcpLink implements Link, ChannelHandler, Inbox.Receiver {
    private enum State {
        DIALLING,
        PROVING,
        UP,
        LEAVING,
        LINGERING,
        DOWN
    }

    private final SocketWorld world;
    private final @Nullable PeerId expected;
    private final @Nullable InetAddress acceptedFrom;
    private final Outbox outbox;
    private final Inbox inbox;
    private final LinkDeadline deadline;
    private Endpoint address;
    private State state;
    private @Nullable SocketChannel reaching;
    private @Nullable Connection connection;
    private @Nullable PeerId remote;
    private Closing ending = Closing.of(Code.BYE, "");
    private boolean marked;
    private boolean paused;

    private TcpLink(
            SocketWorld world,
            Endpoint address,
            @Nullable PeerId expected,
            @Nullable InetAddress acceptedFrom,
            Duration proveWithin) {
        this.world = world;
        this.address = address;
        this.expected = expected;
        this.acceptedFrom = acceptedFrom;
        this.state = acceptedFrom == null ? State.DIALLING : State.PROVING;
        outbox = new Outbox(loop().pool());
        inbox = new Inbox(loop().pool());
        deadline = new LinkDeadline(this, loop(), proveWithin);
    }

    static TcpLink dialled(SocketWorld world, Endpoint to, @Nullable PeerId expected) {
        return new TcpLink(world, to, expected, null, LinkDeadline.DIAL_WITHIN);
    }

    static TcpLink accepted(SocketWorld world, InetSocketAddress from, InetAddress account, Duration deadline) {
        return new TcpLink(world, Listener.endpointOf(from), null, account, deadline);
    }

    @Override
    public boolean isProven() {
        return remote != null;
    }

    @Override
    public PeerId remote() {
        PeerId proven = remote;
        if (proven == null) {
            throw new IllegalStateException("the key of " + address + " is not proven");
        }
        return proven;
    }

    @Override
    public boolean outbound() {
        return acceptedFrom == null;
    }

    /** Whether it may make room for a newer one from where it came, or from anywhere: it came, and nothing needs it. */
    boolean isSpare() {
        return state == State.UP && acceptedFrom != null && world.node().isSpare(remote());
    }

    @Nullable
    InetAddress acceptedFrom() {
        return acceptedFrom;
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public WireWriter begin(Lane lane) {
        loop().assertOnLoop();
        if (state == State.UP) {
            return outbox.begin(lane);
        }
        WireWriter discard = loop().scratch().discard;
        discard.rollBack(0);
        return discard;
    }

    @Override
    public void end() {
        if (state == State.UP) {
            outbox.end();
            mark();
            if (outbox.isOverfull()) {
                relieve();
            }
        }
    }

    @Override
    public int queuedBytes(Lane lane) {
        return outbox.bytes(lane);
    }

    @Override
    public void pauseReading(boolean pause) {
        paused = pause;
        updateInterest();
    }

    @Override
    public void hangUp(Closing why) {
        loop().assertOnLoop();
        if (state == State.UP) {
            state = State.LEAVING;
            ending = why;
            deadline.in(LinkDeadline.LEAVE_WITHIN);
            mark();
        } else if (state == State.DIALLING || state == State.PROVING) {
            fail(why);
        }
    }

    /** A dial tries this channel. */
    void reaching(SocketChannel channel) {
        reaching = channel;
    }

    /** A channel is connected to the other end; the keys are next. */
    void connected(SelectionKey key, InetSocketAddress there) {
        state = State.PROVING;
        address = Listener.endpointOf(there);
        reaching = null;
        key.attach(this);
        Connection made = world.connection(this, key, expected);
        connection = made;
        attempt(made::start);
    }

    @Override
    public void onReady(SelectionKey ready) {
        if (ready.isReadable()) {
            attempt(this::read);
        }
        if (ready.isValid() && ready.isWritable()) {
            flush();
        }
    }

    /** The other end has proven that it owns this key. */
    void onProven(PublicKey found) {
        PeerId peer = PeerId.of(found);
        if (expected != null && !expected.equals(peer)) {
            fail(Closing.of(Code.WRONG_PEER, "the peer there is " + peer.brief()));
        } else if (acceptedFrom != null && !world.admission().proven(this, acceptedFrom)) {
            counters().refuse(LinkCounters.Refusal.INBOUND);
            fail(Closing.of(Code.OVERLOADED, "as many links as there may be"));
        } else {
            remote = peer;
            state = State.UP;
            deadline.stop();
            counters().proven++;
            world.node().onLinkUp(this);
        }
    }

    /** Bytes of frames arrived. */
    void onBytes(byte[] bytes, int from, int to) {
        if (state == State.UP) {
            inbox.accept(bytes, from, to, this);
        }
    }

    @Override
    public boolean onFrame(byte[] bytes, int from, int length) {
        WireReader frame = loop().scratch().reader;
        frame.point(bytes, from, length);
        world.node().onFrame(this, frame);
        return state == State.UP;
    }

    @Override
    public void onImpossibleFrame(int length) {
        world.node().onMalformed(this, "a frame of " + Integer.toUnsignedString(length) + " bytes");
        // Whatever the node made of it: where the next frame begins is not known.
        hangUp(Closing.of(Code.MALFORMED, "a frame too long"));
    }

    /** A worker has done what the connection waited for. */
    void onWorked() {
        if (connection != null) {
            attempt(current()::resume);
            mark();
        }
    }

    /** Whether what the other end says is still listened to. */
    boolean takesBytes() {
        return state == State.UP || state == State.PROVING;
    }

    /** Sends what the handshake has to say; {@code false} when the network did not take all of it. */
    boolean flushHandshake() throws IOException {
        return current().flush(outbox);
    }

    /** Sends what is queued, as much as the network takes. */
    void flush() {
        marked = false;
        if (connection != null && state != State.LINGERING) {
            attempt(this::send);
        }
    }

    /** Ends the link at once: what is queued is lost. The node is told if it ever knew of it. */
    void fail(Closing why) {
        if (state == State.DOWN) {
            return;
        }
        boolean known = state != State.LINGERING && (outbound() || isProven());
        Closing said = state == State.LEAVING ? ending : why;
        state = State.DOWN;
        counters().ended(why.code(), !outbound() && !isProven());
        deadline.stop();
        if (reaching != null) {
            Failures.close(reaching);
        }
        if (connection != null) {
            current().end();
            connection = null;
        }
        outbox.clear();
        inbox.clear();
        world.admission().gone(this, acceptedFrom);
        if (known) {
            world.report(this, said);
        }
    }

    EventLoop loop() {
        return world.loop();
    }

    LinkCounters counters() {
        return world.counters();
    }

    boolean isDown() {
        return state == State.DOWN;
    }

    @Override
    public String toString() {
        return "link " + (outbound() ? "to " : "from ") + address;
    }

    /** Does something with the connection, and what follows whatever came of it. */
    private void attempt(Io io) {
        try {
            io.run();
        } catch (IOException e) {
            if (e instanceof SSLException) {
                sendAlert();
            }
            boolean cut = e instanceof EOFException && state == State.UP && !inbox.isBetweenFrames();
            fail(cut ? Closing.of(Code.BROKEN, "the link ended within a frame") : Failures.ofConnection(e));
        }
        if (loop().pool().isExhausted() && !(outbox.isEmpty() && inbox.isBetweenFrames())) {
            fail(Closing.of(Code.OVERLOADED, "the buffers for links are all in use"));
        }
        updateInterest();
    }

    /** Lets the other side know why, if it can. */
    private void sendAlert() {
        try {
            current().flush(outbox);
        } catch (IOException e) {
            // The link ends for the failure that came first.
        }
    }

    private void read() throws IOException {
        if (takesBytes()) {
            current().read();
        } else {
            current().discard();
        }
    }

    private void send() throws IOException {
        boolean all = current().flush(outbox);
        outbox.giveBackDrained();
        if (all && current().isStalled()) {
            current().resume();
        }
        if (state == State.UP) {
            deadline.watchReader(all && outbox.isEmpty(), current().hasProgressed());
        } else if (state == State.LEAVING && all && outbox.isEmpty()) {
            leave();
        }
    }

    /** All is sent: says that nothing follows, and waits for the other side to say the same. */
    private void leave() throws IOException {
        current().closeOutput();
        if (current().flush(outbox)) {
            current().shutdownOutput();
            inbox.clear();
            state = State.LINGERING;
            world.report(this, ending);
        }
    }

    /** Tries to send at once, in the middle of a turn, before the link counts as slow. */
    private void relieve() {
        try {
            current().flush(outbox);
        } catch (IOException e) {
            fail(Failures.ofConnection(e));
        }
        if (outbox.isOverfull()) {
            fail(Closing.of(Code.SLOW, "the other side takes too little of what is queued for it"));
        }
    }

    void onDeadline() {
        switch (state) {
            case DIALLING, PROVING -> fail(Closing.of(Code.TIMEOUT, "no link within the time there is for it"));
            case UP -> fail(Closing.of(Code.SLOW, "the other side has taken nothing for too long"));
            default -> fail(ending);
        }
    }

    private void mark() {
        if (!marked) {
            marked = true;
            world.toFlush(this);
        }
    }

    private void updateInterest() {
        if (connection != null) {
            current().updateInterest(!(paused && state == State.UP));
        }
    }

    private Connection current() {
        Connection there = connection;
        if (there == null) {
            throw new IllegalStateException(this + " is not connected");
        }
        return there;
    }

    /** Something that the network may refuse. */
    private interface Io {
        void run() throws IOException;
    }
}
