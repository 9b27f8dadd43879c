package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Ended;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.registry.RegistryMessage.Sample;
import io.eddy.registry.RegistryMessage.Seated;
import io.eddy.registry.RegistryMessage.Start;
import io.eddy.registry.RegistryMessage.Watch;

/** The side that asks: requests, when they come to it, are a violation. */
interface RegistryAsker extends RegistryMessage.Receiver {

    @Override
    default void onRegister(PeerId from, Register register) {
        throw noManager();
    }

    @Override
    default void onRenew(PeerId from, Renew renew) {
        throw noManager();
    }

    @Override
    default void onDeregister(PeerId from, Deregister deregister) {
        throw noManager();
    }

    @Override
    default void onQuery(PeerId from, Query query) {
        throw noManager();
    }

    @Override
    default void onSample(PeerId from, Sample sample) {
        throw noManager();
    }

    @Override
    default void onFind(PeerId from, Find find) {
        throw noManager();
    }

    @Override
    default void onWatch(PeerId from, Watch watch) {
        throw noManager();
    }

    @Override
    default void onStart(PeerId from, Start start) {
        throw noManager();
    }

    @Override
    default void onSeated(PeerId from, Seated seated) {
        throw noManager();
    }

    @Override
    default void onEnded(PeerId from, Ended ended) {
        throw noManager();
    }

    @Override
    default void onListGames(PeerId from, ListGames list) {
        throw noManager();
    }

    private static ProtocolViolation noManager() {
        return new ProtocolViolation("a request to a peer, which is no manager");
    }
}
