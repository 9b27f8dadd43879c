package io.eddy.registry;

import io.eddy.node.Endpoint;
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

    void remember(Endpoint endpoint, PeerId manager, Store store) {
        if (managers.putIfAbsent(endpoint.toString(), manager) == null) {
            store.put(ManagerPin.TABLE, new ManagerPin(endpoint.toString(), manager));
        }
    }
}
