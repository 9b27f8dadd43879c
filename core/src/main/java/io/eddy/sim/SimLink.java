package io.eddy.sim;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.PeerId;
import io.eddy.sim.Trace.Kind;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One end of a simulated connection.
 *
 * <pre>
 *   DIALLING ──▶ UP ──hangUp──▶ HANGING ──▶ DOWN      DOWN from anywhere: broken, refused, slow
 *   ACCEPTING ──▶ UP                                  OFF from anywhere: its machine lost power
 * </pre>
 */
final class SimLink implements Link {
    /** What is queued for a reader that takes nothing for so long makes it slow (protocols.md D.3). */
    private static final long SLOW_AFTER_NANOS = 10_000_000_000L;

    private static final long HANG_UP_NANOS = 1_000_000_000L;

    private enum State {
        DIALLING,
        ACCEPTING,
        UP,
        HANGING,
        DOWN,
        OFF
    }

    final SimWorld world;
    private final boolean outbound;
    private final Endpoint address;
    private final Lanes lanes;
    private final Alarm deadline;
    private final Runnable frameTurn;
    private State state;
    private @Nullable PeerId remote;
    private @Nullable Pipe out;
    private @Nullable Pipe in;
    private boolean reads = true;
    private Lane latest = Lane.SMALL;
    private Closing hangsUpWith = Closing.of(Code.BYE, "");
    private long progressNanos;

    private SimLink(SimWorld world, boolean outbound, Endpoint address) {
        this.world = world;
        this.outbound = outbound;
        this.address = address;
        this.lanes = new Lanes(world.network.spareArrays);
        this.state = outbound ? State.DIALLING : State.ACCEPTING;
        this.deadline = new Alarm(world.network.timeline, this::onDeadline);
        this.frameTurn = () -> world.node().onFrame(this, world.network.reader);
        world.links.add(this);
    }

    static SimLink dialled(SimWorld world, Endpoint address) {
        return new SimLink(world, true, address);
    }

    static SimLink accepted(SimWorld world, Endpoint address) {
        return new SimLink(world, false, address);
    }

    @Override
    public boolean isProven() {
        return remote != null;
    }

    @Override
    public PeerId remote() {
        PeerId proven = remote;
        if (proven == null) {
            throw new IllegalStateException("nobody has proven a key on " + this);
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
        world.requireTurn();
        if (state == State.DIALLING || state == State.ACCEPTING) {
            throw new IllegalStateException(this + " is not up, and takes no frames");
        }
        if (lanes.isEmpty()) {
            progressNanos = now();
        }
        latest = lane;
        return lanes.begin(lane);
    }

    @Override
    public void end() {
        world.requireTurn();
        lanes.end();
        if (state == State.UP) {
            world.host.tampering().ifPresent(this::tamper);
            world.touch(this);
        } else if (state == State.HANGING) {
            lanes.dropLast();
        } else {
            lanes.clear();
        }
    }

    private void tamper(Tampering tampering) {
        for (byte[] frame : tampering.of(lanes.takeLast())) {
            lanes.begin(latest).raw(frame);
            lanes.end();
        }
    }

    @Override
    public int queuedBytes(Lane lane) {
        return lanes.bytes(lane);
    }

    @Override
    public void pauseReading(boolean pause) {
        world.requireTurn();
        reads = !pause;
        resume();
    }

    @Override
    public void hangUp(Closing why) {
        world.requireTurn();
        if (state == State.DIALLING) {
            goDown(why);
        } else if (state == State.UP) {
            state = State.HANGING;
            hangsUpWith = why;
            deadline.set(now() + HANG_UP_NANOS);
            resume();
            world.touch(this);
        }
    }

    @Override
    public String toString() {
        return world.host + (outbound ? "→" : "←") + address;
    }

    /** The connection is made; both ends have proven their keys. */
    void connect(PeerId proven, Pipe outgoing, Pipe incoming) {
        remote = proven;
        out = outgoing;
        in = incoming;
        if (outbound) {
            state = State.UP;
            world.input(Kind.UP, this, () -> world.node().onLinkUp(this));
        }
    }

    void onAccepted() {
        state = State.UP;
        world.input(Kind.UP, this, () -> world.node().onLinkUp(this));
    }

    void onFrame(WireReader frame, byte[] array, int from, int length) {
        if (state == State.UP && frame == world.network.reader) {
            Trace trace = world.network.trace();
            world.network.overhear(this, array, from, length);
            world.turn(Kind.FRAME, trace.isKept() ? this + " " + Trace.excerpt(array, from, length) : null, frameTurn);
            trace.bytes(array, from, length);
        }
        // What arrives after the last word is not heard.
    }

    void onPeerEnd(Closing why) {
        goDown(state == State.HANGING ? hangsUpWith : why);
    }

    /** The connection is lost, or given up. */
    void fail(Closing why) {
        if (!isOver()) {
            Pipe outgoing = out;
            if (outgoing != null) {
                outgoing.reset(Closing.of(Code.BROKEN, "connection reset"));
            }
            goDown(state == State.HANGING ? hangsUpWith : why);
        }
    }

    /** The process ended. Its system closes what it had open: sometimes in peace, sometimes not. */
    void onProcessEnd(boolean inPeace) {
        Pipe outgoing = out;
        if (outgoing != null) {
            if (inPeace) {
                outgoing.finish(Closing.of(Code.BROKEN, "connection closed"));
            } else {
                outgoing.reset(Closing.of(Code.BROKEN, "connection reset"));
            }
        }
        settle(State.DOWN);
    }

    /** The machine lost power: nobody is told anything. */
    void onPowerLoss() {
        settle(State.OFF);
    }

    /** This end's machine is off; the other end finds out after so long. */
    void noticeAfter(Duration wait) {
        Pipe incoming = in;
        if (incoming != null) {
            SimLink other = incoming.from();
            Closing why = Closing.of(Code.SILENT, "nothing heard");
            world.network.timeline.at(now() + wait.toNanos(), () -> other.fail(why));
        }
    }

    /** Nothing passes any more, and neither end is told. */
    void sever() {
        if (out != null && in != null) {
            out.sever();
            in.sever();
        }
    }

    /** Sends what the network takes. */
    void pump() {
        Pipe outgoing = out;
        if (outgoing == null || isOver()) {
            return;
        }
        if (lanes.pumpInto(outgoing)) {
            progressNanos = now();
        }
        if (state == State.HANGING) {
            closeWhenEmpty(outgoing);
        } else if (lanes.isOverfull()) {
            fail(Closing.of(Code.SLOW, "more is queued than a link may hold"));
        } else if (hasQueued()) {
            deadline.setUnlessSet(progressNanos + SLOW_AFTER_NANOS);
        }
    }

    /** The host reads again, or listens again after a pause. */
    void resume() {
        Pipe incoming = in;
        if (incoming != null) {
            incoming.resume();
        }
    }

    boolean hasQueued() {
        return !lanes.isEmpty();
    }

    boolean isDialling() {
        return state == State.DIALLING;
    }

    boolean isAccepting() {
        return state == State.ACCEPTING;
    }

    boolean takesFrames() {
        return state == State.HANGING || (reads && !world.host.isSlowReader());
    }

    /** Whether this end is no more, and its machine would say so. */
    boolean isGone() {
        return state == State.DOWN || (state == State.OFF && world.host.isOn());
    }

    /** Whether this end is no more, and nobody is there to say so. */
    boolean isOff() {
        return state == State.OFF && !world.host.isOn();
    }

    /** Whether the news of this end's end is under way. */
    boolean isEnding() {
        Pipe outgoing = out;
        return outgoing != null && outgoing.isEnding();
    }

    private void closeWhenEmpty(Pipe outgoing) {
        if (!hasQueued()) {
            outgoing.finish(Closing.of(Code.BROKEN, "connection closed"));
            goDown(hangsUpWith);
        }
    }

    private void onDeadline() {
        if (state == State.HANGING) {
            fail(hangsUpWith);
        } else if (state == State.UP && hasQueued()) {
            if (now() - progressNanos < SLOW_AFTER_NANOS) {
                deadline.set(progressNanos + SLOW_AFTER_NANOS);
            } else {
                fail(Closing.of(Code.SLOW, "took nothing for " + SLOW_AFTER_NANOS / 1_000_000_000L + " s"));
            }
        }
    }

    void goDown(Closing why) {
        if (isOver()) {
            return;
        }
        boolean known = state != State.ACCEPTING;
        settle(State.DOWN);
        if (known) {
            // In a turn of its own, also when it is the end of a turn that found it out.
            world.network.timeline.at(
                    now(),
                    () -> world.input(
                            Kind.DOWN,
                            this + " " + why.code(),
                            () -> world.node().onLinkDown(this, why)));
        }
    }

    private void settle(State last) {
        state = last;
        deadline.cancel();
        lanes.clear();
        Pipe incoming = in;
        if (incoming != null && last == State.DOWN) {
            incoming.drop();
        }
        world.links.remove(this);
    }

    private boolean isOver() {
        return state == State.DOWN || state == State.OFF;
    }

    private long now() {
        return world.network.timeline.nowNanos();
    }
}
