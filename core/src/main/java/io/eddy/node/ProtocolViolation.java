package io.eddy.node;

/** A message that is well formed and breaks its protocol. The link it came over is closed. */
public final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProtocolViolation(String detail) {
        super(detail, null, false, false);
    }
}
