package io.eddy.bench;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/** What bounces between two nodes: a number and some bytes. */
record Ball(long number, Bytes load) implements BallMessage {
    /** What a frame adds to the bytes: its length, channel and tag, the number, the length of the bytes. */
    static final int FRAME_OVERHEAD_BYTES = Integer.BYTES + 1 + 1 + Long.BYTES + Short.BYTES;

    static final Codec<Ball> CODEC =
            Codec.record(Codec.field(Codec.I64, Ball::number), Codec.field(Codec.blob(1 << 14), Ball::load), Ball::new);

    /** The ball whose frame is as long as the work demands. */
    static Ball filling(Load work) {
        // A number that the JVM keeps no box of.
        return new Ball(1L << 40, Bytes.owning(new byte[work.frameBytes() - FRAME_OVERHEAD_BYTES]));
    }

    /** This record (24), its {@link Bytes} (16), their array (16, and its length). */
    static int heapBytes(Load work) {
        return 24 + 16 + 16 + work.frameBytes() - FRAME_OVERHEAD_BYTES;
    }

    @Override
    public void deliverTo(Receiver receiver, PeerId from) {
        receiver.onBall(from, this);
    }
}
