package io.eddy.registry;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.Optional;

/**
 * A manager to register with: where it listens, and, if known, whose key must answer there.
 *
 * @param fingerprint the manager's id; without it the one that answers first is remembered
 */
public record ManagerAddress(Endpoint endpoint, Optional<PeerId> fingerprint) {
    public static final int DEFAULT_PORT = 5050;

    /**
     * Reads {@code HOST[:PORT][#FINGERPRINT]}; the fingerprint is 64 hexadecimal digits, dashes allowed.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static ManagerAddress parse(String text) {
        int hash = text.indexOf('#');
        Endpoint endpoint = Endpoint.parse(hash < 0 ? text : text.substring(0, hash), DEFAULT_PORT);
        if (hash < 0) {
            return new ManagerAddress(endpoint, Optional.empty());
        }
        String digits = text.substring(hash + 1).replace("-", "");
        if (digits.length() != PeerId.HEX_LENGTH || !digits.matches("[0-9a-fA-F]+")) {
            throw new IllegalArgumentException("'" + text + "': a fingerprint is the " + PeerId.HEX_LENGTH
                    + " hexadecimal digits of the manager's id");
        }
        return new ManagerAddress(endpoint, Optional.of(PeerId.fromHex(digits)));
    }

    @Override
    public String toString() {
        return endpoint + fingerprint.map(id -> "#" + id.hex()).orElse("");
    }
}
