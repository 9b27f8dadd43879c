package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The managers' keys that were met first, by address: trust at first use. */
final class Pins {
    private final Map<String, PeerId> managers = new TreeMap<>();

    void load(Store store) {
        store.load(ManagerPin.TABLE).forEach(pin -> managers.put(pin.endpoint(), pin.manager()));
    }

    /** Whose key must answer at this address, if that is known. */
    Optional<PeerId> expected(ManagerAddress address) {
        return address.fingerprint()
                .or(() -> Optional.ofNullable(managers.get(address.endpoint().toString())));
    }

    /** This manager answered there: as the first, or as the one whose fingerprint was given. */
    void remember(ManagerAddress address, PeerId manager, Store store) {
        String endpoint = address.endpoint().toString();
        boolean vouchedFor = address.fingerprint().isPresent() || !managers.containsKey(endpoint);
        if (vouchedFor && !manager.equals(managers.put(endpoint, manager))) {
            store.put(ManagerPin.TABLE, new ManagerPin(endpoint, manager));
        }
    }
}
