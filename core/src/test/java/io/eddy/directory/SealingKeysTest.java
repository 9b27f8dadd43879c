package io.eddy.directory;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.node.SealingKey;
import io.eddy.overlay.AddressRecord;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** By which keys alice seals to others. */
final class SealingKeysTest implements SealingKeys.Surroundings {
    private static final SealingKey ONE = key("one");
    private static final SealingKey OTHER = key("other");

    /** Of small order: whatever the secret, both come to zero. */
    private static final SealingKey NONE = new SealingKey(Bytes.owning(new byte[SealingKey.LENGTH]));

    private final Set<PeerId> deaf = new LinkedHashSet<>();
    private final Set<PeerId> contacts = new LinkedHashSet<>();
    private final Map<PeerId, AddressRecord> book = new LinkedHashMap<>();
    private final List<PeerId> heard = new ArrayList<>();
    private RecordingWorld world =
            new RecordingWorld("alice", Directory.tables(), LinkWire.CHANNEL, SealingWire.CHANNEL);
    private Node node = new Node(world);
    private SealingKeys keys = begin();

    private SealingKeys begin() {
        node = new Node(world);
        node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        SealingKeys begun = SealingKeys.attach(node, this);
        begun.listen(heard::add);
        node.start();
        return begun;
    }

    private void restart() {
        world.store().commit();
        world.store().crash();
        world = new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, SealingWire.CHANNEL);
        keys = begin();
    }

    @Override
    public boolean speaks(PeerId peer) {
        return !deaf.contains(peer);
    }

    @Override
    public boolean isContact(PeerId peer) {
        return contacts.contains(peer);
    }

    @Override
    public Optional<AddressRecord> address(PeerId peer) {
        return Optional.ofNullable(book.get(peer));
    }

    private static SealingKey key(String name) {
        return new SealedBox(
                        Identity.fromSeed(Bytes.sha256(name.getBytes(StandardCharsets.UTF_8))
                                .array()),
                        new SplittableRandom(1))
                .key();
    }

    private final Map<PeerId, String> names = new LinkedHashMap<>();

    private RecordingLink link(String name) {
        RecordingLink link = world.accept(idOf(name));
        names.put(idOf(name), name);
        node.onLinkUp(link);
        link.takeSaid();
        world.hear(node, link, LinkWire.CHANNEL, Greeting.of(name).hello());
        if (idOf(name).compareTo(node.self()) < 0) {
            world.hear(node, link, LinkWire.CHANNEL, new io.eddy.link.LinkMessage.Admit(1));
        }
        return link;
    }

    private void tell(RecordingLink link, SealingKey key, long asOfMillis) {
        world.hear(
                node,
                link,
                SealingWire.CHANNEL,
                new SealingMessage.Key(said(names.getOrDefault(link.remote(), "nobody"), key, asOfMillis)));
    }

    private static SealingStatement said(String owner, SealingKey key, long asOfMillis) {
        return said(owner, owner, key, asOfMillis);
    }

    private static SealingStatement said(String owner, String signer, SealingKey key, long asOfMillis) {
        Bytes signature = Bytes.owning(RecordingWorld.signatureBy(signer, SealingStatement.signed(key, asOfMillis)));
        return new SealingStatement(key, asOfMillis, RecordingWorld.keyOf(owner), signature);
    }

    /** One session in which a peer tells its key. */
    private void meet(String name, SealingKey key, long asOfMillis) {
        RecordingLink link = link(name);
        tell(link, key, asOfMillis);
        node.onLinkDown(link, Closing.of(Closing.Code.BYE, ""));
    }

    private static AddressRecord record(String name, long number, SealingKey key) {
        WireWriter out = new WireWriter();
        out.raw(RecordingWorld.keyOf(name).bytes().array());
        out.text(name, 128);
        out.i64(number);
        out.i64(number + 1_000);
        out.u16(0x8001);
        out.text("10.0.0.1", 64);
        out.u16(5_000);
        out.raw(key.bytes().array());
        out.raw(new byte[64]); // Whoever gives the record has checked it.
        return AddressRecord.CODEC.fromBytes(out.toByteArray());
    }

    @Test
    void eachSideTellsItsKeyOnceWhenASessionBegins() {
        RecordingLink bob = link("bob");
        assertThat(bob.said(SealingMessage.Key.class))
                .containsExactly(
                        new SealingMessage.Key(said("alice", world.sealing().key(), world.wallClockMillis())));
        tell(bob, ONE, 1);
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        assertThat(keys.of(idOf("carol"))).isEmpty();
        assertThat(heard).containsExactly(idOf("bob"));
    }

    @Test
    void whoKnowsNothingOfSealingKeysIsNotSpokenTo() {
        deaf.add(idOf("bob"));
        assertThat(link("bob").said(SealingMessage.Key.class)).isEmpty();
    }

    @Test
    void aSecondKeyInOneSessionIsAViolationAndOneInTheNextIsNot() {
        meet("bob", ONE, 1);
        RecordingLink bob = link("bob");
        tell(bob, OTHER, 2);
        assertThat(bob.closing()).isNull();
        tell(bob, ONE, 3);
        assertThat(bob.closing()).isEqualTo(Closing.of(Closing.Code.VIOLATION, "a second sealing key in one session"));
        assertThat(keys.of(idOf("bob"))).contains(OTHER);
    }

    @Test
    void whatAPeerSaysInASessionCountsWhateverItsClockSaidBefore() {
        meet("bob", ONE, 1_000);
        meet("bob", OTHER, 5);
        assertThat(keys.of(idOf("bob"))).contains(OTHER);
        keys.onRecord(record("bob", 1_000, ONE));
        assertThat(keys.of(idOf("bob"))).contains(OTHER);
        assertThat(heard).containsExactly(idOf("bob"), idOf("bob"));
    }

    @Test
    void anotherKeyInARecordCountsOnlyIfTheRecordIsNewer() {
        meet("bob", ONE, 1_000);
        keys.onRecord(record("bob", 999, OTHER));
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        keys.onRecord(record("bob", 1_001, OTHER));
        assertThat(keys.of(idOf("bob"))).contains(OTHER);
    }

    @Test
    void theKeyOfAContactIsKeptFromARecordAndThatOfAStrangerIsNot() {
        contacts.add(idOf("bob"));
        keys.onRecord(record("bob", 1, ONE));
        keys.onRecord(record("carol", 1, ONE));
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        assertThat(keys.of(idOf("carol"))).isEmpty();
        book.put(idOf("carol"), record("carol", 1, OTHER));
        assertThat(keys.of(idOf("carol"))).contains(OTHER);
        assertThat(heard).containsExactly(idOf("bob"));
    }

    @Test
    void keysSurviveARestart() {
        contacts.add(idOf("bob"));
        keys.onRecord(record("bob", 7, ONE));
        meet("carol", OTHER, 1);
        restart();
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        assertThat(keys.of(idOf("carol"))).contains(OTHER);
        keys.onRecord(record("bob", 7, OTHER));
        assertThat(keys.of(idOf("bob"))).contains(ONE);
    }

    @Test
    void aKeyThatIsSaidAgainIsWrittenOnceADay() {
        meet("bob", ONE, 1);
        world.store().commit();
        meet("bob", ONE, 2);
        keys.onRecord(record("bob", 3, ONE));
        assertThat(world.store().isDirty()).isFalse();
        meet("bob", ONE, 86_400_002);
        assertThat(world.store().isDirty()).isTrue();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aKeyThatGivesNoSecretIsNotTaken() {
        meet("bob", NONE, 1);
        book.put(idOf("carol"), record("carol", 1, NONE));
        assertThat(keys.of(idOf("bob"))).isEmpty();
        assertThat(keys.of(idOf("carol"))).isEmpty();
        meet("bob", ONE, 1);
        meet("bob", NONE, 2);
        assertThat(keys.of(idOf("bob"))).contains(ONE);
    }

    @Test
    void ofStrangersTheFirstIsForgottenAndNoContact() {
        contacts.add(idOf("bob"));
        meet("bob", ONE, 1);
        meet("first", ONE, 1);
        meet("second", ONE, 1);
        meet("first", ONE, 2);
        for (int i = 0; i < SealingKeys.MAX_STRANGERS - 1; i++) {
            meet("stranger" + i, OTHER, 1);
        }
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        assertThat(keys.of(idOf("first"))).contains(ONE);
        assertThat(keys.of(idOf("second"))).isEmpty();
        restart();
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        assertThat(keys.of(idOf("second"))).isEmpty();
    }

    @Test
    void aboveTheLimitStrangersGoBeforeContacts() {
        meet("stranger", ONE, 1);
        for (int i = 0; i < SealingKeys.MAX_KEPT; i++) {
            contacts.add(idOf("contact" + i));
            keys.onRecord(record("contact" + i, 1, ONE));
        }
        assertThat(keys.of(idOf("stranger"))).isEmpty();
        assertThat(keys.of(idOf("contact0"))).contains(ONE);
        contacts.add(idOf("last"));
        keys.onRecord(record("last", 1, ONE));
        assertThat(keys.of(idOf("contact0"))).isEmpty();
        assertThat(keys.of(idOf("last"))).contains(ONE);
    }

    @Test
    void whoseKeyIsSoughtIsAskedOfThoseWhoAreThereAndCome() {
        RecordingLink carol = link("carol");
        keys.seek(idOf("bob"));
        assertThat(carol.said(SealingMessage.Ask.class)).containsExactly(new SealingMessage.Ask(List.of(idOf("bob"))));
        RecordingLink dora = link("dora");
        assertThat(dora.said(SealingMessage.Ask.class)).hasSize(1);
        contacts.add(idOf("bob"));
        world.hear(
                node, carol, SealingWire.CHANNEL, new SealingMessage.Told(List.of(said("bob", "mallory", OTHER, 9))));
        assertThat(keys.of(idOf("bob"))).as("it is not signed by bob").isEmpty();
        world.hear(node, carol, SealingWire.CHANNEL, new SealingMessage.Told(List.of(said("bob", ONE, 5))));
        assertThat(keys.of(idOf("bob"))).contains(ONE);
        assertThat(heard).containsExactly(idOf("bob"));
        world.hear(node, dora, SealingWire.CHANNEL, new SealingMessage.Told(List.of(said("bob", OTHER, 6))));
        assertThat(keys.of(idOf("bob"))).as("nobody asked").contains(ONE);
    }

    @Test
    void whoAsksIsToldWhatOthersSigned() {
        meet("bob", ONE, 5);
        RecordingLink carol = link("carol");
        world.hear(node, carol, SealingWire.CHANNEL, new SealingMessage.Ask(List.of(idOf("bob"), idOf("nobody"))));
        assertThat(carol.said(SealingMessage.Told.class))
                .containsExactly(new SealingMessage.Told(List.of(said("bob", ONE, 5))));
        world.hear(node, carol, SealingWire.CHANNEL, new SealingMessage.Ask(List.of(idOf("nobody"))));
        assertThat(carol.said(SealingMessage.Told.class)).hasSize(1);
    }
}
