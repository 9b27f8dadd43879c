package io.eddy.sim;

import java.util.List;

/** What a hostile host sends in place of what the honest program on it says. */
@FunctionalInterface
public interface Tampering {

    /**
     * Takes a frame that the program sends, without its length.
     *
     * @return what leaves the host instead, in this order: nothing, the frame, another, several
     */
    List<byte[]> of(byte[] frame);
}
