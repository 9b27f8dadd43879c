package io.eddy.node;

import io.eddy.wire.Codec;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Why a link ended, or never came to be.
 *
 * @param detail one sentence, without a full stop, for a person; may be empty
 */
public record Closing(Code code, String detail) {
    public static final int MAX_DETAIL_BYTES = 200;

    public static final Codec<Closing> CODEC = Codec.record(
            Codec.field(Codec.enumeration(Code.class), Closing::code),
            Codec.field(Codec.text(MAX_DETAIL_BYTES), Closing::detail),
            Closing::new);

    /** The closed list of reasons. Their order is their encoding: add at the end only. */
    public enum Code {
        /** The other side ended it, in peace. */
        BYE,
        /** Another link to the same peer is kept. */
        DUPLICATE,
        /** A newer link of the same peer took its place. */
        REPLACED,
        /** Nothing was heard for too long. */
        SILENT,
        /** Bytes that are no message. */
        MALFORMED,
        /** A message that breaks the protocol. */
        VIOLATION,
        /** No common version of the protocol. */
        VERSION,
        /** The other side belongs to another network. */
        WRONG_NETWORK,
        /** The link led back to oneself. */
        SELF,
        /** The key is not that of the peer that was dialled. */
        WRONG_PEER,
        /** A limit on links is reached. */
        OVERLOADED,
        /** The reader takes too little of what is queued for it. */
        SLOW,
        /** The operator refuses this peer. */
        BLOCKED,
        /** Nobody listens at that address. */
        REFUSED,
        /** No way to that address, or its name is not known. */
        UNREACHABLE,
        /** A deadline passed before the link was up. */
        TIMEOUT,
        /** The TLS handshake failed: not TLS, another protocol, or a bad certificate. */
        TLS,
        /** The connection broke. */
        BROKEN,
        /** The mesh needs the session no longer; whoever says so stays in the network. */
        PARTED
    }

    public Closing {
        // A person's sentence is cut, never refused: an end must not fail for its reason.
        detail = detail.substring(0, lettersThatFit(detail));
    }

    public static Closing of(Code code, String detail) {
        return new Closing(code, detail);
    }

    /** How much of it fits into the bytes there are, in whole code points: an encoder writes no half of one. */
    private static int lettersThatFit(String detail) {
        CharBuffer letters = CharBuffer.wrap(detail);
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
        utf8.encode(letters, ByteBuffer.allocate(MAX_DETAIL_BYTES), true);
        return letters.position();
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? code.name().toLowerCase(Locale.ROOT) : detail;
    }
}
