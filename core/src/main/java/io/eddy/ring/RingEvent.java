package io.eddy.ring;

/** What rings tell the peer that they belong to. */
public sealed interface RingEvent {
    RingId ring();

    Member member();

    /** A session with this member is wanted for a ring. Told once for each ring that wants it. */
    record Wanted(RingId ring, Member member) implements RingEvent {}

    /** A session with this member is not wanted for this ring any more. */
    record Unwanted(RingId ring, Member member) implements RingEvent {}
}
