package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;
import java.util.stream.IntStream;

/** The seals of all members under their charter: what the first entry of a ring says. */
record Founding(List<Seal> seals) {
    static final Codec<Founding> CODEC =
            Codec.record(Codec.field(Seal.CODEC.listOf(Charter.MAX_MEMBERS), Founding::seals), Founding::new);

    /** Whether these are the seals of the first so many members. */
    static boolean areTrue(Host<?, ?> host, Charter charter, List<Seal> seals) {
        return seals.size() <= charter.size()
                && IntStream.range(0, seals.size())
                        .allMatch(seat -> seals.get(seat).isUnder(host, charter, seat));
    }

    Bytes toBytes() {
        return Bytes.owning(CODEC.toBytes(this));
    }

    List<PublicKey> keys() {
        return seals.stream().map(Seal::key).toList();
    }
}
