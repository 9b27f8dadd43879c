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
 * @param body what others cannot read is sealed by it
 * @param causes what it answers, or was said in the knowledge of: it will come behind all of them; at most 16
 * @param hlc when it was said, of what had to wait until it could be written; 0: now
 */
public record Draft(int type, Body body, List<Cause> causes, long hlc) {

    /** The body of an entry that is to be written: the same wherever it will stand, or bound to its place. */
    public interface Body {
        /** How long it will be. */
        int length();

        /** Makes it, once, when it is known where its entry stands. */
        Bytes at(Place place);

        /** One that is the same wherever it stands. */
        static Body of(Bytes bytes) {
            return new Body() {
                @Override
                public int length() {
                    return bytes.length();
                }

                @Override
                public Bytes at(Place place) {
                    return bytes;
                }
            };
        }
    }

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

    public Draft(int type, Bytes body, List<Cause> causes) {
        this(type, Body.of(body), causes);
    }

    public Draft(int type, Body body, List<Cause> causes) {
        this(type, body, causes, 0);
    }

    List<Dependency> dependencies() {
        return causes.stream().map(Cause::dependency).toList();
    }
}
