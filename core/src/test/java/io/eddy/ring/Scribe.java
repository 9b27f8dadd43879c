package io.eddy.ring;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;

import io.eddy.node.Endpoint;
import io.eddy.ring.Exclusion.Agreement;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes what the members of a ring sign, true or not, and writes the log that an honest dealer would. */
final class Scribe {
    static final RingId RING = SampleRing.RING;
    private static final Bytes BLANK = Bytes.owning(new byte[Signed.SIGNATURE_BYTES]);

    final Charter charter;
    final List<Entry> log = new ArrayList<>();
    private final List<String> names;

    Scribe(String... names) {
        this.names = List.of(names);
        List<Member> members = new ArrayList<>();
        for (String name : names) {
            members.add(new Member(idOf(name), name, new Endpoint("192.0.2." + members.size(), 49_152)));
        }
        charter = new Charter(RING, "talk", Optional.empty(), members, Bytes.EMPTY);
    }

    int seatOf(String name) {
        return names.indexOf(name);
    }

    /** The seals of the first so many members. */
    List<Seal> seals(int count) {
        return IntStream.range(0, count).mapToObj(seat -> seal(charter, seat)).toList();
    }

    Seal seal(Charter under, int seat) {
        WireWriter signed = new WireWriter();
        signed.raw("eddy ring charter 1\n".getBytes(StandardCharsets.US_ASCII));
        signed.raw(Charter.CODEC.toBytes(under));
        return new Seal(keyOf(names.get(seat)), by(names.get(seat), signed.toByteArray()));
    }

    Words words(int seat, long counter, String text) {
        return words(seat, counter, Kind.SAID, Bytes.owning(text.getBytes(StandardCharsets.UTF_8)));
    }

    Words words(int seat, long counter, Kind kind, Bytes body) {
        return words(names.get(seat), seat, counter, kind, body);
    }

    /** Words of one member, as another signs them. */
    Words words(String signer, int seat, long counter, Kind kind, Bytes body) {
        Words blank = new Words(seat, counter, kind, body, BLANK);
        return new Words(seat, counter, kind, body, by(signer, SampleRing.signed(blank)));
    }

    Words leaving(int seat, long counter) {
        return words(seat, counter, Kind.LEAVING, Bytes.EMPTY);
    }

    Words excluding(long counter, int seat, long after, int... agreeing) {
        List<Agreement> agreements = IntStream.of(agreeing)
                .mapToObj(member -> new Agreement(member, agreement(member, seat, after)))
                .toList();
        return words(0, counter, Kind.EXCLUDED, new Exclusion(seat, after, agreements).toBytes());
    }

    /** A member's signature for an exclusion. */
    Bytes agreement(int member, int seat, long after) {
        WireWriter signed = new WireWriter();
        signed.raw("eddy ring exclusion 1\n".getBytes(StandardCharsets.US_ASCII));
        signed.raw(RING.bytes().array());
        signed.u8(seat);
        signed.i64(after);
        return by(names.get(member), signed.toByteArray());
    }

    /** The first entry. */
    Entry found() {
        return write(words(0, 1, Kind.FOUNDED, new Founding(seals(charter.size())).toBytes()));
    }

    /** The next entry of the dealer's. */
    Entry write(Words words) {
        Entry entry = entry(log.size() + 1, 0, before(), words, names.get(0));
        log.add(entry);
        return entry;
    }

    /** What the next entry must name. */
    Bytes before() {
        return log.isEmpty() ? Entry.NO_ENTRY : log.get(log.size() - 1).hash(RING);
    }

    /** Any entry, signed by anybody. */
    Entry entry(long number, int epoch, Bytes before, Words words, String signer) {
        Entry blank = new Entry(number, epoch, before, words, BLANK);
        return new Entry(number, epoch, before, words, by(signer, SampleRing.signed(blank)));
    }

    static Numbered numbered(Entry entry, int... holders) {
        int bits = IntStream.of(holders).map(seat -> 1 << seat).sum();
        return new Numbered(RING, entry, bits);
    }

    private static Bytes by(String signer, byte[] signed) {
        return Bytes.owning(signatureBy(signer, signed));
    }
}
