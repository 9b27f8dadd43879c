package io.eddy.directory;

import io.eddy.node.Endpoint;
import java.util.Locale;

/**
 * One try to get to a peer by one address.
 *
 * @param atMillis when it began, in milliseconds since 1970
 * @param why it failed, or the session ended, in words; empty when it did not
 * @param nextMillis when the same address is tried again, in milliseconds since 1970; 0 when it is not
 */
public record Attempt(Endpoint address, Whence whence, long atMillis, Result result, String why, long nextMillis) {

    /** How the address came to be known. */
    public enum Whence {
        /** It was heard on the local network. */
        LAN,
        /** A manager told it. */
        MANAGER,
        /** Another peer told it. */
        MESH,
        /** The operator gave it, or the peer was linked there. */
        DIRECT,
        /** It was kept from an earlier run. */
        BOOK;

        /** As people and scripts read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As the directory knows it. */
        static Whence of(Via via) {
            return switch (via) {
                case LAN -> LAN;
                case MANAGER -> MANAGER;
                case MESH -> MESH;
                case SELF, DIRECT -> DIRECT;
            };
        }
    }

    /** What came of it. */
    public enum Result {
        UNDER_WAY,
        REACHED,
        FAILED;

        /** As people and scripts read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    Attempt ended(Result end, String reason) {
        return new Attempt(address, whence, atMillis, end, reason, nextMillis);
    }

    Attempt withNext(long millis) {
        return new Attempt(address, whence, atMillis, result, why, millis);
    }
}
