package io.eddy.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.SealedBody;
import io.eddy.directory.SampleKeys;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.SampleEntries;
import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.link.LinkMessage.Admit;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkMessage.Speaker;
import io.eddy.link.LinkMessage.Versions;
import io.eddy.link.LinkWire;
import io.eddy.node.Channel;
import io.eddy.node.PeerId;
import io.eddy.registry.RegistryWire;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Mark;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import io.eddy.wire.Vectors;
import io.eddy.wire.Vectors.Speech;
import io.eddy.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The conversation that {@code PROTOCOL.md} shows, read frame by frame. */
final class ConversationTest {
    private static final Map<Integer, Channel<?, ?>> CHANNELS =
            Map.of(0, LinkWire.CHANNEL, 1, RegistryWire.CHANNEL, 8, SyncWire.CHANNEL, 9, SampleKeys.CHANNEL);
    private static final Map<String, Identity> WHO =
            Map.of("alice", SampleEntries.ALICE, "bob", SampleEntries.BOB, "manager", SampleEntries.MANAGER);
    private static final LogId ALICES = new LogId(SampleEntries.ALICE.id(), SampleEntries.ALICES_LOG);

    private final List<Speech> conversation = Vectors.conversation();

    @Test
    void everyFrameIsTheMessageThatItIsSaidToBe() {
        assertThat(conversation).isNotEmpty().allSatisfy(speech -> {
            WireReader in = new WireReader(speech.frame().array());
            assertThat(in.i32()).as("length").isEqualTo(in.remaining());
            Channel<?, ?> channel = channel(in.u8());
            Object message = channel.tags().decode(in);
            in.expectEnd();
            String kind = message == null ? "unknown" : message.getClass().getSimpleName();
            assertThat(channel.name() + "." + kind).isEqualTo(speech.message());
        });
    }

    @Test
    void itGoesFromHelloToGoodbye() {
        assertThat(conversation)
                .extracting(speech -> speech.from() + " " + speech.message())
                .containsExactly(
                        "alice link.Hello",
                        "manager link.Hello",
                        "manager link.Admit",
                        "alice registry.Register",
                        "manager registry.Registered",
                        "alice link.Hello",
                        "bob link.Hello",
                        "bob link.Admit",
                        "bob sealing.Key",
                        "bob sync.Open",
                        "alice sealing.Key",
                        "alice sync.Open",
                        "alice sync.Frontier",
                        "alice sync.Marks",
                        "bob sync.Marks",
                        "bob sync.Frontier",
                        "bob sync.Want",
                        "alice sync.Given",
                        "bob sync.Marks",
                        "bob sync.Have",
                        "alice link.Goodbye");
    }

    @Test
    void theLowerIdAdmits() {
        assertThat(conversation)
                .filteredOn(speech -> message(speech) instanceof Admit)
                .hasSize(2)
                .allSatisfy(speech -> assertThat(id(speech.from())).isLessThan(id(speech.to())));
    }

    @Test
    void theLinksAgreeOnTheVersionAndShowWhatTheirSidesCanDo() {
        assertThat(conversation)
                .extracting(ConversationTest::message)
                .filteredOn(Hello.class::isInstance)
                .hasSize(4)
                .allSatisfy(message -> {
                    Hello hello = (Hello) message;
                    Speaker speaker = hello.speaker();
                    assertThat(hello.versions()).isEqualTo(new Versions(1, 1));
                    long all = Speaker.MESH | Speaker.LOGS | Speaker.SEALING;
                    assertThat(speaker.capabilities()).isEqualTo(speaker.role() == Role.PEER ? all : 0);
                });
    }

    @Test
    void bothTellTheirSealingKeys() {
        assertThat(said("sealing.Key", "alice")).isEqualTo(SampleKeys.told(SampleEntries.ALICE, clock("alice")));
        assertThat(said("sealing.Key", "bob")).isEqualTo(SampleKeys.told(SampleEntries.BOB, clock("bob")));
    }

    /** Both are in the room that everybody is in, and have nothing of it: one mark, and one summary. */
    @Test
    void theMarksAreTheHashesThatBothMakeOfTheirRoom() {
        Bytes room = Group.ofRoom("everyone");
        assertThat(marks("alice")).containsExactly(marked("alice", "bob", room));
        assertThat(marks("bob")).first().isEqualTo(marked("bob", "alice", room));
    }

    /** When he says so, nothing of it is durable at his side yet. */
    @Test
    void whoTookWhatWasBroughtMarksTheConversation() {
        assertThat(marks("bob")).hasSize(2).last().isEqualTo(marked("bob", "alice", SampleEntries.PAIR));
    }

    /** Of a conversation of which the speaker has nothing. */
    private Marks marked(String by, String to, Bytes group) {
        long salt = ((Open) said("sync.Open", by)).salt();
        long theirs = ((Open) said("sync.Open", to)).salt();
        Correspondent with = new Correspondent(id(to), salt, SyncConfig.Limits.DEFAULT.checks());
        byte[] both = ByteBuffer.allocate(64)
                .put(group.array())
                .put(Bytes.sha256(new byte[0]).array())
                .array();
        return new Marks(List.of(new Mark(with.mark(id(by), theirs, group.array()), with.mark(id(by), theirs, both))));
    }

    private List<Object> marks(String by) {
        return conversation.stream()
                .filter(speech -> speech.from().equals(by))
                .<Object>map(speech -> Objects.requireNonNullElse(message(speech), "unknown"))
                .filter(Marks.class::isInstance)
                .toList();
    }

    @Test
    void whatIsSaidIsSignedByItsAuthorAndOpensForItsRecipientAlone() {
        Given given = (Given) said("sync.Given", "alice");
        assertThat(given.runs()).hasSize(1);
        assertThat(given.refusals()).isEmpty();
        List<KeptEntry> entries = given.runs().get(0).chained(given.group(), 0);
        assertThat(entries).hasSize(1);
        Entry entry = entries.get(0).entry();
        assertThat(entry).isEqualTo(SampleEntries.first(Objects.requireNonNull(Vectors.of("sealed").get("Body"))));
        assertThat(SampleEntries.isSigned(entry)).isTrue();
        assertThat(read(SampleEntries.BOB, entry)).isEqualTo("hi bob");
        assertThat(read(SampleEntries.ALICE, entry)).isNull();
        assertThat(read(SampleEntries.MANAGER, entry)).isNull();
    }

    @Test
    void whatIsAnnouncedIsAskedForGivenAndAcknowledged() {
        Frontier announced = (Frontier) said("sync.Frontier", "alice");
        Want want = (Want) said("sync.Want", "bob");
        Given given = (Given) said("sync.Given", "alice");
        Entry entry = given.runs().get(0).chained(given.group(), 0).get(0).entry();
        Head head = Head.of(ALICES, 1, entry.header().hash());
        Bytes pair = SampleEntries.PAIR;
        assertThat(announced).isEqualTo(new Frontier(pair, List.of(head), false));
        assertThat(said("sync.Frontier", "bob")).isEqualTo(new Frontier(pair, List.of(), false));
        assertThat(want).isEqualTo(new Want(1, pair, List.of(new Stretch(ALICES, 1, 1))));
        assertThat(given.question()).isEqualTo(want.question());
        assertThat(given.group()).isEqualTo(pair);
        assertThat(said("sync.Have", "bob")).isEqualTo(new Have(pair, List.of(head)));
    }

    private static @Nullable String read(Identity by, Entry entry) {
        SealedBox sealing = new SealedBox(by, new SplittableRandom(1));
        return SealedBody.open(sealing, by.id(), entry.header().place(), entry.body())
                .map(plain -> new String(plain.array(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** What this one believes the time is when it meets the other peer. */
    private long clock(String name) {
        return conversation.stream()
                .filter(speech -> speech.from().equals(name) && !speech.to().equals("manager"))
                .map(ConversationTest::message)
                .filter(Hello.class::isInstance)
                .mapToLong(hello -> ((Hello) hello).life().wallClockMillis())
                .findFirst()
                .orElseThrow();
    }

    /** The one message of this kind that this one says. */
    private Object said(String kind, String by) {
        List<Speech> said = conversation.stream()
                .filter(speech -> speech.message().equals(kind) && speech.from().equals(by))
                .toList();
        assertThat(said).as("%s of %s", kind, by).hasSize(1);
        Object message = message(said.get(0));
        if (message == null) {
            throw new AssertionError("unknown: " + kind);
        }
        return message;
    }

    private static @Nullable Object message(Speech speech) {
        WireReader in = new WireReader(speech.frame().array());
        in.i32();
        return channel(in.u8()).tags().decode(in);
    }

    private static Channel<?, ?> channel(int number) {
        Channel<?, ?> channel = CHANNELS.get(number);
        if (channel == null) {
            throw new AssertionError("no channel of this conversation: " + number);
        }
        return channel;
    }

    private static PeerId id(String name) {
        Identity identity = WHO.get(name);
        if (identity == null) {
            throw new AssertionError("who is " + name);
        }
        return identity.id();
    }
}
