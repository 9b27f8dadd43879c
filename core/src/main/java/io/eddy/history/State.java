package io.eddy.history;

import java.util.Arrays;

/** Where a message stands. */
public enum State {
    /** Somebody else wrote it. */
    RECEIVED(0, "received"),
    /** One's own, and kept; whom it is for, or everybody in its room, may not have it. */
    KEPT(1, "kept"),
    /** One's own; somebody has it durably who passes it on. */
    SENT(2, "sent"),
    /** One's own; whom it is for has it durably. */
    DELIVERED(3, "delivered"),
    /** Somebody else wrote it, by a clock so far ahead that it stands where it came. */
    MISDATED(4, "received");

    private final long stored;
    private final String text;

    State(long stored, String text) {
        this.stored = stored;
        this.text = text;
    }

    /** As scripts and people read it. */
    public String text() {
        return text;
    }

    /** As it is stored, for ever. */
    long stored() {
        return stored;
    }

    static State of(long stored) {
        return Arrays.stream(values())
                .filter(state -> state.stored == stored)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a message: " + stored));
    }
}
