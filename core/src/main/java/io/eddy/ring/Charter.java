package io.eddy.ring;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What all members of a ring sign before anything is said in it: who sits where, and what for.
 *
 * @param kind what the ring is for, such as {@code gofish}
 * @param registrar the manager that gave its members their seats, if one did
 * @param members clockwise, the dealer first
 * @param terms what the kind has to agree on beforehand, in its own encoding
 */
public record Charter(RingId ring, String kind, Optional<PeerId> registrar, List<Member> members, Bytes terms) {
    /** The member that founds the ring, and that numbers what is said. */
    public static final int DEALER = 0;

    public static final int MIN_MEMBERS = 2;
    /** All are linked to one another; eight members are 28 links. */
    public static final int MAX_MEMBERS = 8;

    static final int MAX_KIND_BYTES = 32;
    static final int MAX_TERMS_BYTES = 1_024;

    public static final Codec<Charter> CODEC = Codec.record(
            Codec.field(RingId.CODEC, Charter::ring),
            Codec.field(Codec.text(MAX_KIND_BYTES), Charter::kind),
            Codec.field(PeerId.CODEC.optional(), Charter::registrar),
            Codec.field(Member.CODEC.listOf(MAX_MEMBERS), Charter::members),
            Codec.field(Codec.blob(MAX_TERMS_BYTES), Charter::terms),
            Charter::new);

    public Charter {
        members = List.copyOf(members);
    }

    public int size() {
        return members.size();
    }

    public Member member(int seat) {
        return members.get(seat);
    }

    public OptionalInt seatOf(PeerId peer) {
        return IntStream.range(0, size())
                .filter(seat -> member(seat).peer().equals(peer))
                .findFirst();
    }

    /** The next seat clockwise. */
    public int clockwise(int seat) {
        return (seat + 1) % size();
    }

    /** Whether each member sits in one seat, and there are not too few. */
    boolean isSound() {
        return size() >= MIN_MEMBERS
                && members.stream().map(Member::peer).distinct().count() == size();
    }
}
