package io.eddy.engine;

import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The buffers in which one loop works, for all its links in turn. Nothing stays in them when a handler returns. */
final class Scratch {
    /** What is read from one link before the next has its turn; also the most that is written at once. */
    static final int IO_BYTES = 256 * 1024;

    /** More than a TLS 1.3 record with all its trimmings (RFC 8446, section 5.2; the JDK asks for 16,709). */
    static final int RECORD_BYTES = 17 * 1024;

    /** A record's worth of plaintext: a little below the 16,367 bytes that the JDK puts into a full record. */
    static final int PLAIN_RECORD_BYTES = 16_000;

    /** Sealed, or opened, before they are sent or handed on together. A guess. */
    private static final int RECORDS = 8;

    /** Between the socket and the heap. */
    final ByteBuffer in = ByteBuffer.allocateDirect(IO_BYTES);

    final ByteBuffer out = ByteBuffer.allocateDirect(IO_BYTES);

    /** What was read, behind what was left of the read before. */
    final byte[] received = new byte[RECORD_BYTES + IO_BYTES];

    final WireReader reader = new WireReader();

    /** Where frames go that nobody will send. */
    final WireWriter discard = new WireWriter();

    private @Nullable Tls tls;

    /** The buffers that only TLS needs, made when it first does. */
    Tls tls() {
        Tls made = tls;
        if (made == null) {
            made = new Tls(received);
            tls = made;
        }
        return made;
    }

    /** Heap buffers for the TLS engine, which is faster on them than on direct ones. */
    static final class Tls {
        final ByteBuffer received;
        final byte[] openedBytes = new byte[RECORDS * PLAIN_RECORD_BYTES];
        final ByteBuffer opened = ByteBuffer.wrap(openedBytes);
        final ByteBuffer plain = ByteBuffer.allocate(PLAIN_RECORD_BYTES);
        final ByteBuffer sealed = ByteBuffer.allocate(RECORDS * RECORD_BYTES);

        private Tls(byte[] received) {
            this.received = ByteBuffer.wrap(received);
        }
    }
}
