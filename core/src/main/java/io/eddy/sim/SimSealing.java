package io.eddy.sim;

import io.eddy.node.PublicKey;
import io.eddy.node.Sealing;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What sealing does, without the mathematics: the words under a key stream of the reader's key, and a hash that says
 * for whom they are, in which context. Nobody in the simulator reads what is not sealed to it, because no code does.
 */
final class SimSealing implements Sealing {
    private static final int TAG_BYTES = OVERHEAD_BYTES;

    private final SealingKey key;

    SimSealing(PublicKey owner) {
        this.key = new SealingKey(Bytes.sha256(owner.bytes().array(), new byte[] {'x'}));
    }

    @Override
    public SealingKey key() {
        return key;
    }

    @Override
    public boolean seals(SealingKey to) {
        return true;
    }

    @Override
    public Optional<byte[]> seal(SealingKey to, byte[] context, byte[] plain) {
        byte[] hidden = masked(to, plain);
        return Optional.of(ByteBuffer.allocate(TAG_BYTES + hidden.length)
                .put(tag(to, context, hidden))
                .put(hidden)
                .array());
    }

    @Override
    public Optional<byte[]> open(byte[] context, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        byte[] hidden = Arrays.copyOfRange(sealed, TAG_BYTES, sealed.length);
        return Arrays.equals(tag(key, context, hidden), Arrays.copyOf(sealed, TAG_BYTES))
                ? Optional.of(masked(key, hidden))
                : Optional.empty();
    }

    private static byte[] tag(SealingKey to, byte[] context, byte[] hidden) {
        return Arrays.copyOf(Bytes.sha256(to.bytes().array(), context, hidden).array(), TAG_BYTES);
    }

    private static byte[] masked(SealingKey to, byte[] bytes) {
        byte[] stream = to.bytes().array();
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            masked[i] = (byte) (bytes[i] ^ stream[i % stream.length]);
        }
        return masked;
    }
}
