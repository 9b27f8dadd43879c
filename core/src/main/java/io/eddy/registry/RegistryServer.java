package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.EndedNoted;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.Games;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Picked;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Registered;

/** The side that is asked: answers, when they come to it, are a violation. */
interface RegistryServer extends RegistryMessage.Receiver {

    @Override
    default void onRegistered(PeerId from, Registered registered) {
        throw notAsked();
    }

    @Override
    default void onRefused(PeerId from, Refused refused) {
        throw notAsked();
    }

    @Override
    default void onDeregistered(PeerId from, Deregistered deregistered) {
        throw notAsked();
    }

    @Override
    default void onPlayers(PeerId from, Players players) {
        throw notAsked();
    }

    @Override
    default void onFound(PeerId from, Found found) {
        throw notAsked();
    }

    @Override
    default void onNews(PeerId from, News news) {
        throw notAsked();
    }

    @Override
    default void onPicked(PeerId from, Picked picked) {
        throw notAsked();
    }

    @Override
    default void onEndedNoted(PeerId from, EndedNoted noted) {
        throw notAsked();
    }

    @Override
    default void onGames(PeerId from, Games games) {
        throw notAsked();
    }

    private static ProtocolViolation notAsked() {
        return new ProtocolViolation("an answer to a manager, which asks nobody");
    }
}
