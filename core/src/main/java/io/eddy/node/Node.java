package io.eddy.node;

import io.eddy.node.FrameTrace.Direction;
import io.eddy.node.FrameTrace.Frame;
import io.eddy.node.Link.Lane;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.WireReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The protocols of one peer. A frame is one byte that names a channel, one that names a message, then its fields.
 *
 * <p>The world calls the {@code on…} methods, one for each turn.
 */
public final class Node {
    private static final int CHANNELS = 256;

    final World world;
    private final PeerId self;
    private final NodeCounters counters = new NodeCounters();
    private final @Nullable Attachment<?, ?>[] byNumber = new Attachment<?, ?>[CHANNELS];
    private final List<Attachment<?, ?>> attachments = new ArrayList<>();
    private final Map<PeerId, Link> sessions = new LinkedHashMap<>();
    private @Nullable LinkAttachment<?, ?> links;
    private @Nullable DatagramAttachment<?> datagrams;

    /** Where frames are noted; {@code null} while they are not, which is all that it costs then. */
    @Nullable
    FrameTrace tracing;

    private FrameTrace traced = new FrameTrace();
    private Predicate<PeerId> spare = peer -> false;

    /** The session that was looked up last: most answers go to whoever spoke. */
    private @Nullable Link latest;

    public Node(World world) {
        this.world = world;
        this.self = PeerId.of(world.key());
    }

    /** Adds a protocol that talks to peers. Before {@link #start}. */
    public <M, T, P extends Protocol<M, T>> P attach(Channel<M, T> channel, Function<Host<M, T>, P> protocol) {
        if (isTaken(channel)) {
            throw new IllegalArgumentException(channel + " is taken");
        }
        Attachment<M, T> attachment = new Attachment<>(this, channel);
        P attached = protocol.apply(attachment);
        attachment.protocol = attached;
        byNumber[channel.number()] = attachment;
        attachments.add(attachment);
        return attached;
    }

    /** Adds the protocol that turns links into sessions. Exactly one, before {@link #start}. */
    public <M, T, P extends LinkProtocol<M, T>> P attachLinks(
            Channel<M, T> channel, Function<LinkHost<M, T>, P> protocol) {
        if (links != null || isTaken(channel)) {
            throw new IllegalArgumentException(channel + " is taken");
        }
        LinkAttachment<M, T> attachment = new LinkAttachment<>(this, channel);
        P attached = protocol.apply(attachment);
        attachment.protocol = attached;
        links = attachment;
        return attached;
    }

    /** Adds the protocol that speaks by datagrams. At most one, before {@link #start}. */
    public <T, P extends DatagramProtocol<T>> P attachDatagrams(
            String name, Class<T> timers, Function<DatagramHost<T>, P> protocol) {
        if (datagrams != null) {
            throw new IllegalArgumentException("no place for " + name + ", nor for " + timers);
        }
        DatagramAttachment<T> attachment = new DatagramAttachment<>(this, name);
        P attached = protocol.apply(attachment);
        attachment.protocol = attached;
        datagrams = attachment;
        return attached;
    }

    public void start() {
        linkLayer().start();
        attachments.forEach(attachment -> attachment.protocol.start());
        DatagramAttachment<?> attached = datagrams;
        if (attached != null) {
            attached.start();
        }
    }

    /** Says which sessions may end when there is no room for newer ones: none, unless this says so. */
    public void sparing(Predicate<PeerId> isSpare) {
        spare = isSpare;
    }

    /** Whether a session with this peer may end for a newer one. */
    public boolean isSpare(PeerId peer) {
        return spare.test(peer);
    }

    public PeerId self() {
        return self;
    }

    public NodeCounters counters() {
        return counters;
    }

    /** Notes all frames from here on, and forgets those noted before; or notes no more. */
    public void trace(boolean on) {
        if (on) {
            traced = new FrameTrace();
        }
        tracing = on ? traced : null;
    }

    /** Whether frames are noted. */
    public boolean isTracing() {
        return tracing != null;
    }

    /** The frames that were noted while they were. */
    public FrameTrace traced() {
        return traced;
    }

    /** Peers with a session, in the order in which the sessions began. */
    public List<PeerId> sessions() {
        return List.copyOf(sessions.keySet());
    }

    /** The link of the session with this peer. */
    public @Nullable Link session(PeerId peer) {
        Link link = latest;
        if (link != null && link.remote().equals(peer)) {
            return link;
        }
        link = sessions.get(peer);
        if (link != null) {
            latest = link;
        }
        return link;
    }

    public void onLinkUp(Link link) {
        linkLayer().onLinkUp(link);
    }

    /** Takes one frame without its length. Nothing that it holds can throw past this method. */
    public void onFrame(Link link, WireReader frame) {
        try {
            receive(link, frame);
        } catch (MalformedFrame e) {
            counters.malformedFrames++;
            linkLayer().onMistake(link, Closing.of(Closing.Code.MALFORMED, String.valueOf(e.getMessage())));
        } catch (ProtocolViolation e) {
            counters.violations++;
            linkLayer().onMistake(link, Closing.of(Closing.Code.VIOLATION, String.valueOf(e.getMessage())));
        }
    }

    /** What came over this link is no sequence of frames. */
    public void onMalformed(Link link, String detail) {
        counters.malformedFrames++;
        linkLayer().onMistake(link, Closing.of(Closing.Code.MALFORMED, detail));
    }

    /**
     * Takes one datagram. Nothing that it holds can throw past this method; without a protocol for datagrams, it is
     * dropped.
     *
     * @param datagram its bytes, which must not change before this returns
     */
    public void onDatagram(Endpoint from, WireReader datagram) {
        DatagramAttachment<?> attached = datagrams;
        if (attached == null) {
            return;
        }
        counters.datagramsReceived++;
        try {
            attached.receive(from, datagram);
        } catch (MalformedFrame e) {
            counters.malformedDatagrams++;
        } catch (ProtocolViolation e) {
            counters.violations++;
        }
    }

    public void onLinkDown(Link link, Closing why) {
        // The link layer first: protocols that ask it, when they are told, must not find the session still there.
        linkLayer().onLinkDown(link, why);
        endSession(link, why);
    }

    public void onTimer(Object timer) {
        ((TimerName) timer).fire();
    }

    private boolean isTaken(Channel<?, ?> channel) {
        return byNumber[channel.number()] != null || (links != null && links.channel.number() == channel.number());
    }

    private LinkAttachment<?, ?> linkLayer() {
        LinkAttachment<?, ?> attached = links;
        if (attached == null) {
            throw new IllegalStateException("no link protocol is attached");
        }
        return attached;
    }

    private void receive(Link link, WireReader frame) {
        LinkAttachment<?, ?> linkLayer = linkLayer();
        int bytes = frame.remaining();
        int channel = frame.u8();
        counters.framesReceived++;
        if (channel == linkLayer.channel.number()) {
            linkLayer.receive(link, frame);
        } else if (session(link.remote()) == link) {
            Attachment<?, ?> attachment = byNumber[channel];
            if (attachment == null) {
                throw new MalformedFrame("no channel " + channel);
            }
            linkLayer.onHeard(link, bytes);
            attachment.receive(link.remote(), frame);
        }
        // What comes over a link that is not, or no longer, the peer's session is not heard.
    }

    <M> @Nullable M decode(Channel<M, ?> channel, WireReader frame) {
        M message = channel.tags().decode(frame);
        if (message == null) {
            counters.unknownTags++;
        } else if (frame.remaining() > 0) {
            counters.trailingFields++;
        }
        return message;
    }

    <M> void write(Link link, Lane lane, Channel<M, ?> channel, M message) {
        var out = link.begin(lane);
        int before = out.size();
        out.u8(channel.number());
        channel.tags().encode(message, out);
        if (tracing != null) {
            note(Direction.SENT, link.remote(), name(channel, message), out.size() - before);
        }
        link.end();
        counters.framesSent++;
    }

    void multicast(byte[] datagram) {
        world.multicast(datagram);
        counters.datagramsSent++;
    }

    void note(Direction direction, PeerId peer, String message, int bytes) {
        traced.note(new Frame(world.wallClockMillis(), direction, peer, message, bytes));
    }

    static <M> String name(Channel<M, ?> channel, @Nullable M message) {
        return channel.name() + "."
                + (message == null ? "(of a later version)" : channel.tags().name(message));
    }

    void beginSession(Link link) {
        PeerId peer = link.remote();
        Link before = sessions.get(peer);
        if (before != null) {
            endSession(before, Closing.of(Closing.Code.REPLACED, "a newer link took its place"));
        }
        sessions.put(peer, link);
        for (Attachment<?, ?> attachment : attachments) {
            if (sessions.get(peer) == link) {
                attachment.protocol.onPeerUp(peer);
            }
        }
    }

    void endSession(Link link, Closing why) {
        if (latest == link) {
            latest = null;
        }
        if (link.isProven() && sessions.remove(link.remote(), link)) {
            attachments.forEach(attachment -> attachment.protocol.onPeerDown(link.remote(), why));
        }
    }

    /** A timer as the world knows it: whose it is, and its owner's name for it. */
    interface TimerName {
        Object name();

        void fire();
    }
}
