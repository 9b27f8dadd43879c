package io.eddy.link;

import static io.eddy.wire.TagTable.row;

import io.eddy.link.LinkMessage.Role;
import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.wire.Codec;
import io.eddy.wire.TagTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node with links and one protocol that notes what it is told. By their keys, bob is below carol, and carol below
 * alice.
 */
final class Side {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** What the noting protocol hears; of the text "wrong" it complains. */
    record Word(String text) {
        private static final int MAX_BYTES = 60_000;
        static final Codec<Word> CODEC = Codec.record(Codec.field(Codec.text(MAX_BYTES), Word::text), Word::new);
    }

    static final Channel<Word, String> WORDS =
            new Channel<>(9, "words", new TagTable<>(row(1, Word.class, Word.CODEC)), String.class);

    final RecordingWorld world;
    final Node node;
    final Links links;

    /** What the protocol was told: {@code up bob}, {@code bob: hi}, {@code down bob SILENT}. */
    final List<String> told = new ArrayList<>();

    /** What the wishes of {@link #keep} were told: {@code reached bob}, {@code missed REFUSED}. */
    final List<String> outcomes = new ArrayList<>();

    private final List<String> names = List.of("alice", "bob", "carol", "dora");

    Side(String name) {
        this(name, LinkConfig.of(Greeting.NETWORK, Role.PEER, name, 1));
    }

    Side(String name, LinkConfig config) {
        world = new RecordingWorld(name, List.of(), LinkWire.CHANNEL, WORDS);
        node = new Node(world);
        links = node.attachLinks(LinkWire.CHANNEL, host -> new Links(host, config));
        node.attach(WORDS, Noting::new);
        node.start();
    }

    /** Whoever has this name dials, and proves its key. */
    RecordingLink dialledBy(String name) {
        RecordingLink link = world.accept(RecordingWorld.idOf(name));
        node.onLinkUp(link);
        return link;
    }

    void hear(RecordingLink link, LinkMessage message) {
        world.hear(node, link, LinkWire.CHANNEL, message);
    }

    /** A session with whoever has this name; what was said to make it is taken. */
    RecordingLink sessionWith(String name) {
        return sessionWith(Greeting.of(name));
    }

    RecordingLink sessionWith(Greeting greeting) {
        PeerId peer = RecordingWorld.idOf(greeting.name());
        return greeting.on(world.accept(peer), world, node, peer);
    }

    /** Wants a session with whoever is at an address, or only with {@code expected}. */
    Target keep(String host, @Nullable String expected) {
        Optional<PeerId> peer = Optional.ofNullable(expected).map(RecordingWorld::idOf);
        return links.keep(new Endpoint(host, 5_000), peer, LONGEST_WAIT, new Target.Listener() {
            @Override
            public void onReached(PeerId reached) {
                outcomes.add("reached " + nameOf(reached));
            }

            @Override
            public void onMissed(Closing why) {
                outcomes.add("missed " + why.code());
            }
        });
    }

    /** The dial made last. */
    RecordingLink lastDial() {
        List<RecordingLink> dials = world.dials();
        return dials.get(dials.size() - 1);
    }

    /** The dial made last fails. */
    void failLastDial(Closing.Code code) {
        node.onLinkDown(lastDial(), Closing.of(code, ""));
    }

    /** The dial made last becomes a session. */
    RecordingLink answerLastDial(String name) {
        return Greeting.of(name).on(lastDial(), world, node, RecordingWorld.idOf(name));
    }

    private String nameOf(PeerId peer) {
        return names.stream()
                .filter(name -> RecordingWorld.idOf(name).equals(peer))
                .findFirst()
                .orElse(peer.hex());
    }

    private final class Noting implements Protocol<Word, String> {
        Noting(Host<Word, String> host) {}

        @Override
        public void start() {}

        @Override
        public void onPeerUp(PeerId peer) {
            told.add("up " + nameOf(peer));
        }

        @Override
        public void onPeerDown(PeerId peer, Closing why) {
            told.add("down " + nameOf(peer) + " " + why.code());
        }

        @Override
        public void onMessage(PeerId from, Word word) {
            if (word.text().equals("wrong")) {
                throw new ProtocolViolation("a wrong word");
            }
            told.add(nameOf(from) + ": " + word.text());
        }

        @Override
        public void onTimer(String timer) {}
    }
}
