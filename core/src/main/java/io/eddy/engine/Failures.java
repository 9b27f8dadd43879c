package io.eddy.engine;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the system's exceptions mean to a link. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Closes what is given up; whatever goes wrong then, it is gone. */
    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A channel did not close cleanly", e);
        }
    }

    /** Why a dial did not connect. */
    static Closing ofDial(Exception e) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof UnknownHostException || e instanceof UnresolvedAddressException) {
            return Closing.of(Code.UNREACHABLE, "the name is not known");
        }
        if (e instanceof NoRouteToHostException || said.contains("unreachable")) {
            return Closing.of(Code.UNREACHABLE, "no way to that address");
        }
        if (said.contains("timed out")) {
            return Closing.of(Code.TIMEOUT, "no answer from that address");
        }
        if (e instanceof ConnectException && said.contains("refused")) {
            return Closing.of(Code.REFUSED, "nobody listens at that address");
        }
        return Closing.of(Code.UNREACHABLE, "cannot connect: " + said);
    }

    /** Why a connection ended. */
    static Closing ofConnection(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TlsContext.WrongPeer) {
                return Closing.of(Code.WRONG_PEER, String.valueOf(cause.getMessage()));
            }
        }
        if (e instanceof EOFException) {
            return Closing.of(Code.BYE, "the other side closed the link");
        }
        if (e instanceof SSLException) {
            return Closing.of(Code.TLS, "TLS failed: " + e.getMessage());
        }
        return Closing.of(Code.BROKEN, String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
    }
}
