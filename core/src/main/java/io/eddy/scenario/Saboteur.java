package io.eddy.scenario;

import io.eddy.sim.Tampering;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A hostile peer: it takes part in the network like any other, and does one kind of harm.
 *
 * <p>It knows of frames no more than where their channel, their message and their first field are (PROTOCOL.md).
 */
final class Saboteur implements Tampering {
    private static final int OVERLAY = 5;
    private static final int GOSSIP = 6;
    private static final int FORWARD_JOIN = 0x03;
    private static final int SHUFFLE = 0x07;
    private static final int SHUFFLE_REPLY = 0x08;
    private static final int POSTED = 0x01;
    private static final int I_HAVE = 0x02;
    private static final int CHANNEL_AT = 0;
    private static final int TAG_AT = 1;
    private static final int HOPS_AT = 2;
    private static final int MOST_HOPS = 255;

    /** Frames that are sent again later, each in place of an older one. */
    private static final int MEMORY = 8;

    /** The ways to do harm. */
    enum Harm {
        /** It accepts whatever is said to everyone, and passes nothing on. */
        SWALLOW,
        /** It announces what others say, and sends nothing of it. */
        ANNOUNCE,
        /** It passes on what others say in changed words. */
        FORGE,
        /** It says everything again, later. */
        REPLAY,
        /** What it sends on a walk walks for ever. */
        NEVER_END,
        /** It tells of addresses that nobody signed. */
        LIE
    }

    private final Harm harm;
    private final RandomGenerator random;
    private final List<byte[]> heard = new ArrayList<>();

    Saboteur(Harm harm, RandomGenerator random) {
        this.harm = harm;
        this.random = random;
    }

    @Override
    public List<byte[]> of(byte[] frame) {
        return isTarget(frame) ? spoilt(frame) : List.of(frame);
    }

    private boolean isTarget(byte[] frame) {
        return switch (harm) {
            case SWALLOW -> is(frame, GOSSIP, POSTED) || is(frame, GOSSIP, I_HAVE);
            case ANNOUNCE, FORGE, REPLAY -> is(frame, GOSSIP, POSTED);
            case NEVER_END -> is(frame, OVERLAY, FORWARD_JOIN) || is(frame, OVERLAY, SHUFFLE);
            case LIE -> is(frame, OVERLAY, SHUFFLE) || is(frame, OVERLAY, SHUFFLE_REPLY);
        };
    }

    private List<byte[]> spoilt(byte[] frame) {
        return switch (harm) {
            case SWALLOW, ANNOUNCE -> List.of();
            case REPLAY -> again(frame);
            case NEVER_END -> List.of(withMostHops(frame));
            case FORGE, LIE -> List.of(withLastByteChanged(frame));
        };
    }

    private List<byte[]> again(byte[] frame) {
        if (heard.size() < MEMORY) {
            heard.add(frame);
            return List.of(frame, frame);
        }
        byte[] old = heard.set(random.nextInt(MEMORY), frame);
        return List.of(frame, old);
    }

    private static boolean is(byte[] frame, int channel, int tag) {
        return frame.length > HOPS_AT && frame[CHANNEL_AT] == channel && frame[TAG_AT] == tag;
    }

    private static byte[] withMostHops(byte[] frame) {
        byte[] changed = frame.clone();
        changed[HOPS_AT] = (byte) MOST_HOPS;
        return changed;
    }

    private static byte[] withLastByteChanged(byte[] frame) {
        byte[] changed = frame.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }
}
