package io.eddy.engine;

import io.eddy.identity.Ed25519;
import io.eddy.node.PublicKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Frames under TLS 1.3, many in a record.
 *
 * <p>The computations of a handshake run on a worker; until the loop hears of their end, the engine is the worker's
 * and the link neither reads nor writes. Incomplete records, and sealed ones that the channel did not take, wait in
 * borrowed arrays; an idle connection holds none.
 */
final class TlsConnection extends Connection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TlsSessionStart sessionStart;
    private final Held unopened = new Held();
    private final Held unsent = new Held();
    private @Nullable SSLEngine engine;
    private boolean working;
    private boolean interrupted;
    private boolean proven;
    private boolean closedByPeer;

    /** Makes the session; runs on a worker. */
    interface TlsSessionStart {
        SSLEngine begin();
    }

    TlsConnection(TcpLink link, SelectionKey key, TlsSessionStart sessionStart) {
        super(link, key);
        this.sessionStart = sessionStart;
    }

    @Override
    void start() throws IOException {
        work(() -> {
            SSLEngine begun = sessionStart.begin();
            link.loop().post(() -> {
                engine = begun;
                worked();
            });
        });
    }

    @Override
    boolean isStalled() {
        return working || interrupted;
    }

    @Override
    void read() throws IOException {
        int end = receive(unopened.moveTo(scratch.received));
        if (end == END) {
            throw closedByPeer ? new EOFException() : new IOException("the connection was cut");
        }
        open(end);
    }

    @Override
    void resume() throws IOException {
        interrupted = false;
        drive();
        if (!isStalled()) {
            open(unopened.moveTo(scratch.received));
        }
    }

    @Override
    boolean send(Outbox outbox) throws IOException {
        if (!unsent.write()) {
            return false;
        }
        if (working) {
            return true;
        }
        ByteBuffer sealed = scratch.tls().sealed;
        while (seal(outbox, sealed.clear()) > 0) {
            ByteBuffer out = scratch.out.clear().put(sealed.flip()).flip();
            write(out);
            if (out.hasRemaining()) {
                unsent.keep(out);
                return false;
            }
        }
        return true;
    }

    @Override
    void closeOutput() {
        if (!working) {
            engine().closeOutbound();
        }
    }

    @Override
    void release() {
        unopened.release();
        unsent.release();
    }

    /** Opens the records in the scratch buffer, up to {@code end}. */
    private void open(int end) throws IOException {
        Scratch.Tls buffers = scratch.tls();
        ByteBuffer records = buffers.received.clear().limit(end);
        ByteBuffer plain = buffers.opened.clear();
        while (records.hasRemaining() && link.takesBytes() && openRecord(records, plain)) {
            // Each record in turn.
        }
        deliver(plain);
        if (closedByPeer) {
            throw new EOFException();
        }
        if (link.takesBytes()) {
            unopened.keep(records);
        }
    }

    /** Opens one record; returns whether the next may be opened. */
    private boolean openRecord(ByteBuffer records, ByteBuffer plain) throws IOException {
        SSLEngineResult result = engine().unwrap(records, plain);
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                return false;
            }
            case BUFFER_OVERFLOW -> deliver(plain);
            case CLOSED -> closedByPeer = true;
            default -> {
                if (!proven || result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                    drive();
                }
            }
        }
        return !closedByPeer && !isStalled();
    }

    private void deliver(ByteBuffer plain) {
        link.onBytes(scratch.tls().openedBytes, 0, plain.position());
        plain.clear();
    }

    /** Takes a handshake as far as it goes without more bytes from the other end. */
    private void drive() throws IOException {
        while (!working) {
            switch (engine().getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {
                    if (!link.flushHandshake()) {
                        interrupted = true;
                        return;
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    prove();
                    return;
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void prove() throws SSLException {
        if (!proven) {
            proven = true;
            if (!TlsContext.PROTOCOL.equals(engine().getApplicationProtocol())) {
                throw new SSLException("the other side does not speak " + TlsContext.PROTOCOL);
            }
            PublicKey key = Ed25519.fromPlatform(
                    engine().getSession().getPeerCertificates()[0].getPublicKey());
            if (key == null) {
                throw new IllegalStateException("a certificate passed the check without an Ed25519 key");
            }
            link.onProven(key);
        }
    }

    /** Seals records for as long as there is room; returns how many bytes there are to send. */
    private int seal(Outbox outbox, ByteBuffer sealed) throws SSLException {
        // Room for two: where the engine makes smaller records than it is asked for, what was taken still fits.
        while (sealed.remaining() >= 2 * Scratch.RECORD_BYTES) {
            ByteBuffer plain = NOTHING;
            if (mayCarryFrames() && !outbox.isEmpty()) {
                plain = scratch.tls().plain.clear();
                outbox.copyTo(plain);
                outbox.taken(plain.flip().remaining());
            } else if (engine().getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                break;
            }
            int before = sealed.position();
            do {
                wrap(plain, sealed);
            } while (plain.hasRemaining());
            if (sealed.position() == before) {
                break;
            }
        }
        return sealed.position();
    }

    private boolean mayCarryFrames() {
        return proven && !engine().isOutboundDone() && engine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private void wrap(ByteBuffer plain, ByteBuffer sealed) throws SSLException {
        Status status = engine().wrap(plain, sealed).getStatus();
        if (status == Status.CLOSED && plain.hasRemaining()) {
            throw new SSLException("the session is closed");
        }
        if (status == Status.BUFFER_OVERFLOW) {
            throw new IllegalStateException("a record larger than " + Scratch.RECORD_BYTES);
        }
    }

    private void runTasks() throws IOException {
        List<Runnable> tasks = new ArrayList<>();
        for (Runnable task = engine().getDelegatedTask(); task != null; task = engine().getDelegatedTask()) {
            tasks.add(task);
        }
        work(() -> {
            tasks.forEach(Runnable::run);
            link.loop().post(this::worked);
        });
    }

    private void work(Runnable work) throws IOException {
        working = true;
        if (!link.loop().workers().execute(work)) {
            throw new IOException("too many handshakes wait already");
        }
    }

    private void worked() {
        working = false;
        link.onWorked();
    }

    private SSLEngine engine() {
        SSLEngine begun = engine;
        if (begun == null) {
            throw new IllegalStateException("the session has not begun");
        }
        return begun;
    }
}
