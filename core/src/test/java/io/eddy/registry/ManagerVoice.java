package io.eddy.registry;

import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.Found;
import io.eddy.registry.RegistryMessage.News;
import io.eddy.registry.RegistryMessage.Players;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import java.util.List;
import java.util.Optional;

/** What a manager says to a whole peer, as the test wants it. */
public record ManagerVoice(RecordingWorld world, Node node, RecordingLink link) {

    /** Grants the name that was asked for last. */
    public void grant() {
        Register asked = last(Register.class);
        say(new Registered(asked.request(), asked.name(), 1, 30_000));
    }

    /** Gives the name that was asked for last to nobody here. */
    public void refuse(String sentence) {
        say(new Refused(last(Register.class).request(), Refusal.NAME_TAKEN, sentence));
    }

    public void letGo() {
        say(new Deregistered(last(Deregister.class).request()));
    }

    /** Tells unasked of a peer. */
    public void news(Player player) {
        say(new News(player));
    }

    /** Whether it was asked where somebody is since what was said was taken last. */
    public boolean wasAsked() {
        return !link.said(Find.class).isEmpty();
    }

    /** Answers the last question for one peer. */
    public void found(Optional<Player> player) {
        say(new Found(last(Find.class).request(), player));
    }

    /** Answers the last question for the whole list. */
    public void players(Player... players) {
        say(new Players(last(Query.class).request(), List.of(players), false));
    }

    private void say(RegistryMessage message) {
        world.hear(node, link, RegistryWire.CHANNEL, message);
    }

    private <T> T last(Class<T> kind) {
        List<T> said = link.said(kind);
        return said.get(said.size() - 1);
    }
}
