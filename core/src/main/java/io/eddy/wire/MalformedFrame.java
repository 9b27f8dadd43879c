package io.eddy.wire;

/** The bytes a peer sent are not a message. The link they came from is closed. */
public final class MalformedFrame extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedFrame(String detail) {
        super(detail, null, false, false); // A peer's mistake: no stack is worth filling in at its request.
    }
}
