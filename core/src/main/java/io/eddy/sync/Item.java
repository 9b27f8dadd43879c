package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Dependency;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;

/** One entry of a run: its body, and of its header what does not follow from that and from the run. */
record Item(long hlc, int type, List<Dependency> dependencies, Bytes body) {
    static final Codec<List<Dependency>> DEPENDENCIES = Dependency.CODEC.listOf(EntryHeader.MAX_DEPENDENCIES);

    static final Codec<Item> CODEC = Codec.record(
            Codec.field(Codec.I64, Item::hlc),
            Codec.field(Codec.U16, Item::type),
            Codec.field(DEPENDENCIES, Item::dependencies),
            Codec.field(Codec.blob(EntryHeader.MAX_BODY_BYTES), Item::body),
            Item::new);

    /** What the fields but the body take at least, on the wire. */
    private static final int FIXED_BYTES = 14;

    private static final int DEPENDENCY_BYTES = 24;

    static Item of(Entry entry) {
        Content content = entry.header().content();
        return new Item(entry.header().hlc(), content.type(), content.dependencies(), entry.body());
    }

    Content content() {
        return new Content(type, dependencies, body.length(), Bytes.sha256(body.array()));
    }

    int bytes() {
        return FIXED_BYTES + DEPENDENCY_BYTES * dependencies.size() + body.length();
    }
}
