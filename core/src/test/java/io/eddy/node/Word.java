package io.eddy.node;

import static io.eddy.wire.TagTable.row;

import io.eddy.wire.Codec;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireReader;
import java.util.List;

/** The one message of the channels in tests of the node: a text, which may be an order to whoever hears it. */
record Word(String text) {
    /** Who hears this says so by a violation. */
    static final String VIOLATE = "violate";

    /** Who hears this fails. */
    static final String FAIL = "fail";

    static final TagTable<Word> TAGS =
            new TagTable<>(row(1, Word.class, Codec.record(Codec.field(Codec.text(100), Word::text), Word::new)));
    static final Channel<Word, String> LINKS = new Channel<>(0, "links", TAGS, String.class);
    static final Channel<Word, String> LEFT = new Channel<>(1, "left", TAGS, String.class);
    static final Channel<Word, String> RIGHT = new Channel<>(2, "right", TAGS, String.class);

    void obey() {
        if (text.equals(VIOLATE)) {
            throw new ProtocolViolation("as it was told");
        }
        if (text.equals(FAIL)) {
            throw new IllegalStateException("as it was told");
        }
    }

    /** A protocol that notes what it is told. */
    static final class Listener implements Protocol<Word, String> {
        final Host<Word, String> host;
        private final String name;
        private final List<String> notes;

        Listener(String name, Host<Word, String> host, List<String> notes) {
            this.name = name;
            this.host = host;
            this.notes = notes;
        }

        @Override
        public void start() {
            notes.add(name + " starts");
        }

        @Override
        public void onPeerUp(PeerId peer) {
            notes.add(name + " up, " + (host.isUp(peer) ? "reachable" : "not reachable"));
        }

        @Override
        public void onPeerDown(PeerId peer, Closing why) {
            notes.add(name + " down " + why.code() + ", " + (host.isUp(peer) ? "reachable" : "not reachable"));
        }

        @Override
        public void onMessage(PeerId from, Word message) {
            notes.add(name + " hears " + message.text());
            message.obey();
        }

        @Override
        public void onTimer(String timer) {
            notes.add(name + " timer " + timer);
        }
    }

    /** A protocol of datagrams that notes what it is told. */
    static final class Crier implements DatagramProtocol<String> {
        final DatagramHost<String> host;
        private final List<String> notes;

        Crier(DatagramHost<String> host, List<String> notes) {
            this.host = host;
            this.notes = notes;
        }

        @Override
        public void start() {
            notes.add("crier starts");
        }

        @Override
        public void onDatagram(Endpoint from, WireReader datagram) {
            Word word = new Word(datagram.text(100));
            notes.add("crier hears " + word.text() + " from " + from);
            word.obey();
        }

        @Override
        public void onTimer(String timer) {
            notes.add("crier timer " + timer);
        }
    }

    /** A link protocol that notes what it is told, and leaves the rest to the test. */
    static final class Doorman implements LinkProtocol<Word, String> {
        final LinkHost<Word, String> host;
        private final List<String> notes;

        Doorman(LinkHost<Word, String> host, List<String> notes) {
            this.host = host;
            this.notes = notes;
        }

        @Override
        public void start() {
            notes.add("links start");
        }

        @Override
        public void onLinkUp(Link link) {
            notes.add("link up");
        }

        @Override
        public void onLinkMessage(Link link, Word message) {
            notes.add("link hears " + message.text());
            message.obey();
        }

        @Override
        public void onHeard(Link link, int frameBytes) {
            notes.add("link heard " + frameBytes);
        }

        @Override
        public void onLinkDown(Link link, Closing why) {
            notes.add("link down " + why.code());
        }

        @Override
        public void onMistake(Link link, Closing why) {
            notes.add("mistake " + why.code() + ": " + why.detail());
        }

        @Override
        public void onTimer(String timer) {
            notes.add("links timer " + timer);
        }
    }
}
