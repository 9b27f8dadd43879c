package io.eddy.entry;

import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;

/**
 * What an author signs of an entry (protocols.md B.2): its place, the entry before it, its time, what it speaks of.
 * There is exactly one encoding of a header; its SHA-256 is the hash by which the next entry names it.
 *
 * @param before the hash of the entry before in this log; zeros for the first
 * @param hlc a hybrid logical clock: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16
 */
public record EntryHeader(Place place, Bytes before, long hlc, Content content) {
    public static final int HASH_BYTES = 32;
    public static final Bytes NO_ENTRY = Bytes.owning(new byte[HASH_BYTES]);

    /** The most that is signed with one entry: text and room for what sealing adds. */
    public static final int MAX_BODY_BYTES = 32_768;

    public static final int MAX_DEPENDENCIES = 16;

    /**
     * Where an entry stands.
     *
     * @param version of this encoding
     * @param group the conversation, see {@link Group}
     * @param log random for each conversation and installation of the author
     * @param number its place in the log, from 1
     */
    public record Place(int version, Bytes group, PublicKey author, long log, long number) {
        public static final Codec<Place> CODEC = Codec.record(
                Codec.field(Codec.U8, Place::version),
                Codec.field(Codec.bytes(HASH_BYTES), Place::group),
                Codec.field(PublicKey.CODEC, Place::author),
                Codec.field(Codec.I64, Place::log),
                Codec.field(Codec.I64, Place::number),
                Place::new);
    }

    /** An entry of another log that this one answers, by its log, number and the first eight bytes of its hash. */
    public record Dependency(long log, long number, long hash) {
        public static final Codec<Dependency> CODEC = Codec.record(
                Codec.field(Codec.I64, Dependency::log),
                Codec.field(Codec.I64, Dependency::number),
                Codec.field(Codec.I64, Dependency::hash),
                Dependency::new);
    }

    /** What an entry speaks of: its kind, what it answers, and the length and SHA-256 of its body. */
    public record Content(int type, List<Dependency> dependencies, int bodyBytes, Bytes bodyHash) {
        public static final int TEXT = 1;

        /** How far its author has what others said in this conversation, durably; the body says it. */
        public static final int RECEIPT = 4;

        public static final Codec<Content> CODEC = Codec.record(
                Codec.field(Codec.U16, Content::type),
                Codec.field(Dependency.CODEC.listOf(MAX_DEPENDENCIES), Content::dependencies),
                Codec.field(Codec.I32, Content::bodyBytes),
                Codec.field(Codec.bytes(HASH_BYTES), Content::bodyHash),
                Content::new);
    }

    public static final Codec<EntryHeader> CODEC = Codec.record(
            Codec.field(Place.CODEC, EntryHeader::place),
            Codec.field(Codec.bytes(HASH_BYTES), EntryHeader::before),
            Codec.field(Codec.I64, EntryHeader::hlc),
            Codec.field(Content.CODEC, EntryHeader::content),
            EntryHeader::new);

    public Bytes hash() {
        return Bytes.sha256(CODEC.toBytes(this));
    }
}
