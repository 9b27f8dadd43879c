package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alice's side of the registry in a world that records, and the managers that answer her dials. */
final class ClientSide {
    static final Endpoint HOME = new Endpoint("home.example", 5_050);
    static final Endpoint AWAY = new Endpoint("away.example", 5_050);

    final RecordingWorld world;
    final Node node;
    final Links links;
    final RegistryClient client;
    final List<ClientEvent> events = new ArrayList<>();

    ClientSide() {
        this(new RecordingWorld("alice", RegistryClient.tables(), LinkWire.CHANNEL, RegistryWire.CHANNEL));
    }

    private ClientSide(RecordingWorld world) {
        this.world = world;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        client = node.attach(RegistryWire.CHANNEL, host -> new RegistryClient(host, links, events::add));
        node.start();
    }

    /** The next life of this peer, over what is durable of this one. */
    ClientSide restarted() {
        world.store().crash();
        return new ClientSide(new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, RegistryWire.CHANNEL));
    }

    static ManagerAddress address(Endpoint endpoint) {
        return new ManagerAddress(endpoint, Optional.empty());
    }

    static ManagerAddress address(Endpoint endpoint, String manager) {
        return new ManagerAddress(endpoint, Optional.of(idOf(manager)));
    }

    /** The latest dial of this address. */
    RecordingLink dialOf(Endpoint endpoint) {
        world.elapse(Duration.ZERO);
        List<RecordingLink> dials = world.dials().stream()
                .filter(dial -> dial.address().equals(endpoint))
                .toList();
        return dials.get(dials.size() - 1);
    }

    /** Whoever has this name answers the latest dial of an address; what it is asked first is not taken. */
    RecordingLink answer(Endpoint endpoint, String name, Role role) {
        RecordingLink link = dialOf(endpoint).prove(idOf(name));
        node.onLinkUp(link);
        link.takeSaid();
        hear(link, Greeting.of(name).as(role).hello());
        if (idOf(name).compareTo(node.self()) < 0) {
            hear(link, new LinkMessage.Admit(1));
        }
        return link;
    }

    /** Alice registers with the manager at home, and is registered. */
    RecordingLink enlist() {
        client.keepRegistered(address(HOME), "alice");
        RecordingLink link = answer(HOME, "manager", Role.MANAGER);
        grant(link, 1);
        link.takeSaid();
        events.clear();
        return link;
    }

    /** The manager grants what it was asked for last. */
    void grant(RecordingLink link, long epoch) {
        Register asked = lastSaid(link, Register.class);
        hear(link, new Registered(asked.request(), asked.name(), epoch, 30_000));
    }

    void hear(RecordingLink link, LinkMessage message) {
        world.hear(node, link, LinkWire.CHANNEL, message);
    }

    void hear(RecordingLink link, RegistryMessage message) {
        world.hear(node, link, RegistryWire.CHANNEL, message);
    }

    void fail(RecordingLink link, Closing.Code code) {
        node.onLinkDown(link, Closing.of(code, ""));
    }

    /** The link to the manager at home breaks, and is there again. */
    RecordingLink relinked(RecordingLink link) {
        fail(link, Closing.Code.BROKEN);
        world.elapse(Duration.ofSeconds(1));
        return answer(HOME, "manager", Role.MANAGER);
    }

    /** Lets time pass while the manager answers every ping. */
    void elapseLinked(Duration duration, RecordingLink link) {
        Duration step = Duration.ofSeconds(1);
        for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(step)) {
            world.elapse(step);
            hear(link, new LinkMessage.Pong(0));
        }
    }

    static <T> T lastSaid(RecordingLink link, Class<T> kind) {
        List<T> said = link.said(kind);
        return said.get(said.size() - 1);
    }

    /** How alice stands with the manager at an address. */
    Membership membership(Endpoint endpoint) {
        return client.memberships().stream()
                .filter(membership -> membership.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}
