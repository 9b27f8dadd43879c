package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Dependency;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An entry that is to be written.
 *
 * @param type see {@link EntryHeader.Content}
 * @param body what others cannot read is sealed already
 * @param causes what it answers, or was said in the knowledge of: it will come behind all of them; at most 16
 */
public record Draft(int type, Bytes body, List<Cause> causes) {

    /** An entry that another one answers. */
    public record Cause(Dependency dependency, long hlc) {
        public static Cause of(Entry entry) {
            EntryHeader header = entry.header();
            Place place = header.place();
            long hash = ByteBuffer.wrap(header.hash().array()).getLong();
            return new Cause(new Dependency(place.log(), place.number(), hash), header.hlc());
        }
    }

    public Draft {
        causes = List.copyOf(causes);
        if (causes.size() > EntryHeader.MAX_DEPENDENCIES) {
            throw new IllegalArgumentException("an entry that answers " + causes.size() + " others");
        }
    }

    List<Dependency> dependencies() {
        return causes.stream().map(Cause::dependency).toList();
    }
}
