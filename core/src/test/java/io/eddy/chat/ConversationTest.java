package io.eddy.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatMessage.Have;
import io.eddy.chat.ChatMessage.Said;
import io.eddy.entry.SampleEntries;
import io.eddy.identity.Identity;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Admit;
import io.eddy.link.LinkWire;
import io.eddy.node.Channel;
import io.eddy.node.PeerId;
import io.eddy.registry.RegistryWire;
import io.eddy.wire.Vectors;
import io.eddy.wire.Vectors.Speech;
import io.eddy.wire.WireReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The conversation that {@code PROTOCOL.md} shows, read frame by frame. */
final class ConversationTest {
    private static final List<Channel<?, ?>> CHANNELS =
            List.of(LinkWire.CHANNEL, RegistryWire.CHANNEL, ChatWire.CHANNEL);
    private static final Map<String, Identity> WHO =
            Map.of("alice", SampleEntries.ALICE, "bob", SampleEntries.BOB, "manager", SampleEntries.MANAGER);

    private final List<Speech> conversation = Vectors.conversation();

    @Test
    void everyFrameIsTheMessageThatItIsSaidToBe() {
        assertThat(conversation).isNotEmpty().allSatisfy(speech -> {
            WireReader in = new WireReader(speech.frame().array());
            assertThat(in.i32()).as("length").isEqualTo(in.remaining());
            Channel<?, ?> channel = CHANNELS.get(in.u8());
            Object message = channel.tags().decode(in);
            in.expectEnd();
            String kind = message == null ? "unknown" : message.getClass().getSimpleName();
            assertThat(channel.name() + "." + kind).isEqualTo(speech.message());
        });
    }

    @Test
    void itGoesFromHelloToGoodbye() {
        assertThat(conversation)
                .extracting(Speech::message)
                .containsExactly(
                        "link.Hello",
                        "link.Hello",
                        "link.Admit",
                        "registry.Register",
                        "registry.Registered",
                        "link.Hello",
                        "link.Hello",
                        "link.Admit",
                        "chat.Said",
                        "chat.Have",
                        "link.Goodbye");
    }

    @Test
    void theLowerIdAdmits() {
        assertThat(conversation)
                .filteredOn(speech -> message(speech) instanceof Admit)
                .hasSize(2)
                .allSatisfy(speech -> assertThat(id(speech.from())).isLessThan(id(speech.to())));
    }

    @Test
    void whatIsSaidIsSignedByItsAuthorAndAcknowledged() {
        Said said = only(Said.class);
        Have have = only(Have.class);
        assertThat(said.entry()).isEqualTo(SampleEntries.first());
        assertThat(said.entry().isWhole()).isTrue();
        assertThat(SampleEntries.isSigned(said.entry())).isTrue();
        assertThat(have.group()).isEqualTo(said.entry().header().place().group());
        assertThat(have.log()).isEqualTo(said.entry().header().place().log());
        assertThat(have.number()).isEqualTo(said.entry().header().place().number());
    }

    @Test
    void theLinksAgreeOnTheVersion() {
        assertThat(conversation)
                .extracting(ConversationTest::message)
                .filteredOn(LinkMessage.Hello.class::isInstance)
                .extracting(message -> ((LinkMessage.Hello) message).versions())
                .containsOnly(new LinkMessage.Versions(1, 1));
    }

    private <T> T only(Class<T> kind) {
        return conversation.stream()
                .map(ConversationTest::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + kind);
                })
                .orElseThrow();
    }

    private static @Nullable Object message(Speech speech) {
        WireReader in = new WireReader(speech.frame().array());
        in.i32();
        return CHANNELS.get(in.u8()).tags().decode(in);
    }

    private static PeerId id(String name) {
        Identity identity = WHO.get(name);
        if (identity == null) {
            throw new AssertionError("who is " + name);
        }
        return identity.id();
    }
}
