package io.eddy.ring;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Answer;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.ring.RingMessage.Setup;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alice's rings in a world that records, with an application that notes what it is told. */
final class RingSide implements RingApplication {
    final RecordingWorld world;
    final Node node;
    final Links links;
    final Rings rings;
    final List<RingEvent> events = new ArrayList<>();
    /** What the application was told since it was asked last. */
    private final List<String> told = new ArrayList<>();

    private final Map<String, RecordingLink> linked = new LinkedHashMap<>();
    private final RingConfig config;
    private final List<Host<RingMessage, RingTimer>> hosts = new ArrayList<>();
    boolean overdue;

    @Nullable
    String refusal;

    RingSide() {
        this(RingConfig.DEFAULT);
    }

    RingSide(RingConfig config) {
        this(config, new RecordingWorld("alice", Rings.tables(), LinkWire.CHANNEL, RingWire.CHANNEL));
    }

    private RingSide(RingConfig config, RecordingWorld world) {
        this.config = config;
        this.world = world;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        rings = node.attach(RingWire.CHANNEL, host -> {
            hosts.add(host);
            return new Rings(new Surroundings(host, config, this, events::add));
        });
        node.start();
    }

    /** The next life of this peer, over what is durable of this one. */
    RingSide restarted() {
        world.store().crash();
        RecordingWorld next = new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, RingWire.CHANNEL);
        next.setWallClockMillis(world.wallClockMillis());
        return new RingSide(config, next);
    }

    /** What rings ask of their node. */
    Host<RingMessage, RingTimer> host() {
        return hosts.get(0);
    }

    /** Links those who have these names; what the rings say at it is kept. */
    void link(String... names) {
        for (String name : names) {
            RecordingLink link = world.accept(idOf(name));
            node.onLinkUp(link);
            link.takeSaid();
            linked.put(name, link);
            world.hear(node, link, LinkWire.CHANNEL, Greeting.of(name).hello());
            if (idOf(name).compareTo(node.self()) < 0) {
                world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Admit(1));
            }
        }
    }

    void drop(String name) {
        node.onLinkDown(theLink(name), Closing.of(Closing.Code.BROKEN, ""));
        linked.remove(name);
    }

    void hear(String from, RingMessage message) {
        world.hear(node, theLink(from), RingWire.CHANNEL, message);
    }

    /** Hears a message, and makes durable what follows from it. */
    void take(String from, RingMessage message) {
        hear(from, message);
        commit();
    }

    void commit() {
        world.store().commit();
    }

    /** What was said to somebody on the ring channel since this was asked last. */
    List<RingMessage> said(String to) {
        List<RingMessage> said = theLink(to).said(RingMessage.class);
        theLink(to).takeSaid();
        return said;
    }

    <T> List<T> said(String to, Class<T> kind) {
        return said(to).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Forgets what was said and told so far. */
    void forgetWhatWasSaid() {
        linked.values().forEach(RecordingLink::takeSaid);
        told.clear();
    }

    /** Hears what must end the link with its speaker, and gives the reason. */
    String violation(String from, RingMessage message) {
        hear(from, message);
        Closing closing = theLink(from).closing();
        if (closing == null || closing.code() != Closing.Code.VIOLATION) {
            throw new AssertionError("no violation but " + closing);
        }
        return closing.detail();
    }

    /** The rows of this ring that are durable. */
    int kept() {
        return Rings.tables().stream()
                .mapToInt(table -> world.store().load(table).size())
                .sum();
    }

    List<String> told() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** Lets time pass while all who are linked answer every ping. */
    void elapse(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.elapse(Duration.ofSeconds(1));
            for (RecordingLink link : List.copyOf(linked.values())) {
                world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Pong(0));
            }
        }
    }

    /** The only ring that stands. */
    Ring ring() {
        List<Ring> standing = rings.standing();
        if (standing.size() != 1) {
            throw new AssertionError("not one ring stands but " + standing.size());
        }
        return standing.get(0);
    }

    void say(String words) {
        ring().say(Bytes.owning(words.getBytes(StandardCharsets.UTF_8)));
    }

    /** The ring of which alice is the dealer, with all its members linked, stands. */
    RingSide founds(Scribe scribe) {
        Answer<RingId> answer = new Answer<>();
        String last = scribe.charter.member(scribe.charter.size() - 1).name();
        rings.found(scribe.charter, answer);
        scribe.charter.members().stream()
                .map(Member::name)
                .filter(name -> !name.equals("alice"))
                .forEach(this::link);
        take(last, new Setup(scribe.charter, scribe.seals(scribe.charter.size())));
        answer.result();
        return this;
    }

    /** The ring in which alice has another seat, with all its members linked, stands. */
    RingSide joins(Scribe scribe) {
        int seat = scribe.seatOf("alice");
        scribe.charter.members().stream()
                .map(Member::name)
                .filter(name -> !name.equals("alice"))
                .forEach(this::link);
        String before = scribe.charter.member(seat - 1).name();
        take(before, new Setup(scribe.charter, scribe.seals(seat)));
        take(before, Scribe.numbered(scribe.found(), 0));
        return this;
    }

    private RecordingLink theLink(String name) {
        RecordingLink link = linked.get(name);
        if (link == null) {
            throw new AssertionError(name + " is not linked");
        }
        return link;
    }

    @Override
    public Optional<String> refusal(Charter charter) {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void onFounded(Ring ring) {
        told.add("founded");
    }

    @Override
    public void onSaid(Ring ring, Said said) {
        String words = new String(said.words().array(), StandardCharsets.UTF_8);
        told.add(said.number() + " by " + said.seat() + ": " + words);
    }

    @Override
    public void onLeft(Ring ring, int seat) {
        told.add("left " + seat);
    }

    @Override
    public void onRestored(Ring ring) {
        told.add("restored");
    }

    @Override
    public void onAway(Ring ring, int seat) {
        told.add("away " + seat);
    }

    @Override
    public void onBack(Ring ring, int seat) {
        told.add("back " + seat);
    }

    @Override
    public void onSettled(Ring ring) {
        told.add("settled " + ring.settled());
    }

    @Override
    public boolean isOverdue(Ring ring, int seat) {
        return overdue;
    }

    @Override
    public void onBroken(Ring ring, String reason) {
        told.add("broken: " + reason);
    }
}
