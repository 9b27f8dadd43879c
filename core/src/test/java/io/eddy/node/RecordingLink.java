package io.eddy.node;

import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A link that keeps what is said on it, as frames and as the messages they are. */
public final class RecordingLink implements Link {
    private final Function<Integer, Channel<?, ?>> channels;
    private final boolean outbound;
    private final Endpoint address;
    private final @Nullable PeerId expected;
    private final WireWriter writer = new WireWriter();
    private final List<Bytes> frames = new ArrayList<>();
    private final List<Object> said = new ArrayList<>();
    private final int[] queuedBytes = new int[2];
    private @Nullable PeerId remote;
    private @Nullable Closing closing;
    private boolean paused;

    RecordingLink(
            Function<Integer, Channel<?, ?>> channels, boolean outbound, Endpoint address, @Nullable PeerId expected) {
        this.channels = channels;
        this.outbound = outbound;
        this.address = address;
        this.expected = expected;
    }

    /** The other end has proven its key. */
    public RecordingLink prove(PeerId peer) {
        remote = peer;
        return this;
    }

    /** All messages said on this link since they were last taken, in order. */
    public List<Object> said() {
        return List.copyOf(said);
    }

    /** The messages of one kind, out of {@link #said}. */
    public <T> List<T> said(Class<T> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Takes what was said, so that the next look sees only what comes after. */
    public List<Object> takeSaid() {
        List<Object> taken = List.copyOf(said);
        said.clear();
        frames.clear();
        return taken;
    }

    /** The frames of {@link #said}, without their lengths. */
    public List<Bytes> frames() {
        return List.copyOf(frames);
    }

    /** The only peer that may be at the other end of a dial; {@code null} when any may. */
    public @Nullable PeerId expected() {
        return expected;
    }

    /** Why it was hung up; {@code null} when it was not. */
    public @Nullable Closing closing() {
        return closing;
    }

    public boolean isPaused() {
        return paused;
    }

    /** Pretends that so much waits for the network. */
    public void setQueuedBytes(Lane lane, int bytes) {
        queuedBytes[lane == Lane.SMALL ? 0 : 1] = bytes;
    }

    @Override
    public boolean isProven() {
        return remote != null;
    }

    @Override
    public PeerId remote() {
        PeerId proven = remote;
        if (proven == null) {
            throw new IllegalStateException("the key is not proven");
        }
        return proven;
    }

    @Override
    public boolean outbound() {
        return outbound;
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public WireWriter begin(Lane lane) {
        writer.take(writer.size());
        return writer;
    }

    @Override
    public void end() {
        // As World's links do: what is said after hanging up is thrown away.
        if (closing == null) {
            byte[] frame = writer.toByteArray();
            frames.add(Bytes.owning(frame));
            said.add(decoded(frame));
        }
    }

    @Override
    public int queuedBytes(Lane lane) {
        return queuedBytes[lane == Lane.SMALL ? 0 : 1];
    }

    @Override
    public void pauseReading(boolean pause) {
        paused = pause;
    }

    @Override
    public void hangUp(Closing why) {
        if (closing == null) {
            closing = why;
        }
    }

    @Override
    public String toString() {
        return (outbound ? "link to " : "link from ") + address;
    }

    private Object decoded(byte[] frame) {
        WireReader in = new WireReader(frame);
        Object message = channels.apply(in.u8()).tags().decode(in);
        if (message == null) {
            throw new IllegalStateException("a tag that its table lacks");
        }
        in.expectEnd();
        return message;
    }
}
