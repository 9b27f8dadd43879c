package io.eddy;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.chat.Spoken;
import io.eddy.directory.SealingFrames;
import io.eddy.link.Greeting;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.node.Answer;
import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.node.Reply;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.ManagerVoice;
import io.eddy.registry.Player;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryWire;
import io.eddy.sync.SyncFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Alice, a whole peer, in a world that records. */
final class PeerSide {
    /** Where bob listens when he is linked, and where managers say that he does. */
    static final Endpoint BOBS_PLACE = new Endpoint("192.0.2.1", 49_152);

    static final Endpoint MANAGERS_PLACE = new Endpoint("manager.example", 5_050);

    static final ManagerAddress MANAGER = new ManagerAddress(MANAGERS_PLACE, Optional.empty());

    /** Longer than any command may take. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Endpoint LISTENING = new Endpoint("0.0.0.0", 49_152);

    final RecordingWorld world;
    final PeerNode peer;
    final List<PeerEvent> events = new ArrayList<>();

    PeerSide() {
        this(new RecordingWorld("alice", PeerNode.tables(), channels()), false);
    }

    private PeerSide(RecordingWorld world, boolean lan) {
        this.world = world;
        PeerConfig config =
                PeerConfig.inMemory("alice").inNetwork(Greeting.NETWORK).onLan(lan);
        peer = new PeerNode(world, LISTENING, config, events::add);
        peer.node().start();
    }

    /** As any other, and it hears others on the local network. */
    static PeerSide onLan() {
        return new PeerSide(new RecordingWorld("alice", PeerNode.tables(), channels()), true);
    }

    /** The next life of this peer, over what is durable of this one. */
    PeerSide restarted() {
        world.store().crash();
        RecordingWorld next = new RecordingWorld("alice", world.store(), channels());
        next.random().nextLong(); // Two lives must not draw the same numbers for their logs.
        return new PeerSide(next, false);
    }

    private static Channel<?, ?>[] channels() {
        return new Channel<?, ?>[] {
            LinkWire.CHANNEL, RegistryWire.CHANNEL, SyncFrames.channel(), SealingFrames.channel()
        };
    }

    PeerCommands commands() {
        return peer.commands();
    }

    /** Asks for something; the answer is there once the command has an outcome. */
    static <T> Answer<T> ask(Consumer<Reply<T>> command) {
        Answer<T> answer = new Answer<>();
        command.accept(answer);
        return answer;
    }

    /** Asks for something about a peer. */
    static <T> Answer<T> ask(BiConsumer<String, Reply<T>> command, String who) {
        return ask(reply -> command.accept(who, reply));
    }

    /** Whoever has this name dials alice. */
    RecordingLink link(String name) {
        return answer(world.accept(idOf(name)), name);
    }

    /** Whoever has this name answers a dial. */
    RecordingLink answer(RecordingLink dial, String name) {
        return Greeting.of(name).on(dial, world, peer.node(), idOf(name));
    }

    /** Whoever has this name dials alice, and can be written to. */
    RecordingLink linkWriter(String name) {
        return answerAsWriter(world.accept(idOf(name)), name);
    }

    /** Whoever has this name answers a dial, keeps logs of conversations, and tells by what to seal to it. */
    RecordingLink answerAsWriter(RecordingLink dial, String name) {
        Greeting.of(name).keepingLogs().sealing().on(dial, world, peer.node(), idOf(name));
        SealingFrames.tell(
                world, peer.node(), dial, name, Spoken.sealingOf(name).key());
        return dial;
    }

    /** What is exchanged of conversations with whoever is at the other end, from here on. */
    SyncFrames logs(RecordingLink link) {
        return SyncFrames.open(world, peer.node(), link);
    }

    void settle() {
        while (world.store().isDirty()) {
            world.store().commit();
        }
    }

    void drop(RecordingLink link) {
        peer.node().onLinkDown(link, Closing.of(Closing.Code.BROKEN, ""));
    }

    void refuse(RecordingLink dial) {
        peer.node().onLinkDown(dial, Closing.of(Closing.Code.UNREACHABLE, "connection refused"));
    }

    /** Whoever has this name was linked and is away: it is known where it listened. */
    void meet(String name) {
        drop(link(name));
    }

    /** The manager, once alice is registered with it as {@code alice}. */
    ManagerVoice enlist() {
        peer.keepRegistered(MANAGER);
        ManagerVoice manager = answerAsManager(onlyNewDial());
        manager.grant();
        manager.link().takeSaid();
        events.clear();
        return manager;
    }

    ManagerVoice answerAsManager(RecordingLink dial) {
        peer.node().onLinkUp(dial.prove(idOf("manager")));
        world.hear(
                peer.node(),
                dial,
                LinkWire.CHANNEL,
                Greeting.of("manager").as(Role.MANAGER).hello());
        if (idOf("manager").compareTo(peer.node().self()) < 0) {
            world.hear(peer.node(), dial, LinkWire.CHANNEL, new LinkMessage.Admit(1));
        }
        return new ManagerVoice(world, peer.node(), dial);
    }

    static Player player(String name, Presence presence, Endpoint address) {
        return new Player(name, idOf(name), presence, address, 0);
    }

    /** Everything that is dialled within a time in which a wish that stands would be dialled again. */
    List<RecordingLink> dialsWithin(Duration length) {
        int before = world.dials().size();
        world.elapse(length);
        return world.dials().subList(before, world.dials().size());
    }

    /** The one dial that follows at once. */
    RecordingLink onlyNewDial() {
        List<RecordingLink> dials = dialsWithin(Duration.ZERO);
        if (dials.size() != 1) {
            throw new AssertionError("dialled " + dials);
        }
        return dials.get(0);
    }

    boolean isLinked(String name) {
        return peer.links().isUp(idOf(name));
    }
}
