package io.eddy.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.entry.SampleEntries;
import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.node.PeerId;
import io.eddy.node.Sealing;
import io.eddy.node.SealingKey;
import io.eddy.sync.Draft;
import io.eddy.wire.Bytes;
import io.eddy.wire.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What alice says to bob: he reads it where she said it, and nobody reads it anywhere else. */
final class SealedBodyTest {
    private static final Identity ALICE = SampleEntries.ALICE;
    private static final Identity BOB = SampleEntries.BOB;
    private static final Identity CAROL = SampleEntries.MANAGER;
    private static final Place PLACE = SampleEntries.first().header().place();
    private static final Bytes PLAIN = Bytes.owning("hi bob".getBytes(StandardCharsets.UTF_8));

    /** The keys of one use of {@code PROTOCOL.md}: 32 bytes 04. */
    private final Sealing alice = new SealedBox(ALICE, () -> 0x0404040404040404L);

    private final Sealing bob = new SealedBox(BOB, new SplittableRandom(2));
    private final Sealing carol = new SealedBox(CAROL, new SplittableRandom(3));

    private Bytes said() {
        return SealedBody.seal(alice, bob.key(), BOB.id(), PLACE, PLAIN).orElseThrow();
    }

    @Test
    void itIsTheBodyOfThePage() {
        Bytes vector = Vectors.of("sealed").get("Body");
        assertThat(said()).isEqualTo(vector);
        assertThat(vector).isNotNull();
        assertThat(SealedBody.open(bob, BOB.id(), PLACE, said())).contains(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SealedBody.MAX_PLAIN_BYTES})
    void bobReadsItWhateverItsLength(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        Bytes plain = Bytes.owning(bytes);
        Bytes body = SealedBody.seal(alice, bob.key(), BOB.id(), PLACE, plain).orElseThrow();
        assertThat(body.length())
                .isEqualTo(length + SealedBody.OVERHEAD_BYTES)
                .isLessThanOrEqualTo(EntryHeader.MAX_BODY_BYTES);
        assertThat(SealedBody.open(bob, BOB.id(), PLACE, body)).contains(plain);
    }

    @Test
    void nobodyElseReadsItNotEvenWhoSaidIt() {
        assertThat(SealedBody.open(carol, CAROL.id(), PLACE, said())).isEmpty();
        assertThat(SealedBody.open(carol, BOB.id(), PLACE, said())).isEmpty();
        assertThat(SealedBody.open(alice, ALICE.id(), PLACE, said())).isEmpty();
        assertThat(SealedBody.open(alice, BOB.id(), PLACE, said())).isEmpty();
    }

    @Test
    void elsewhereItIsNotRead() {
        Bytes group = PLACE.group();
        long log = PLACE.log();
        Map<String, Place> others = Map.of(
                "author", new Place(Entry.VERSION, group, CAROL.key(), log, 1),
                "conversation", new Place(Entry.VERSION, Group.ofPair(CAROL.id(), BOB.id()), ALICE.key(), log, 1),
                "log", new Place(Entry.VERSION, group, ALICE.key(), log + 1, 1),
                "number", new Place(Entry.VERSION, group, ALICE.key(), log, 2));
        others.forEach((changed, place) -> assertThat(SealedBody.open(bob, BOB.id(), place, said()))
                .as(changed)
                .isEmpty());
        assertThat(SealedBody.open(bob, CAROL.id(), PLACE, said()))
                .as("recipient")
                .isEmpty();
    }

    @Test
    void alteredCutOrProlongedItIsNotRead() {
        byte[] body = said().toArray();
        for (int at = 0; at < body.length; at++) {
            byte[] altered = body.clone();
            altered[at] ^= 1;
            assertThat(open(altered)).as("byte %d altered", at).isFalse();
            assertThat(open(Arrays.copyOf(body, at))).as("cut to %d", at).isFalse();
        }
        assertThat(open(Arrays.copyOf(body, body.length + 1))).isFalse();
        assertThat(open(body)).isTrue();
    }

    private boolean open(byte[] body) {
        return SealedBody.open(bob, BOB.id(), PLACE, Bytes.owning(body)).isPresent();
    }

    @Test
    void whatIsNotSealedIsNotReadHoweverLongItIs() {
        for (int length : List.of(0, 1, SealedBody.OVERHEAD_BYTES, 100, EntryHeader.MAX_BODY_BYTES)) {
            byte[] text = new byte[length];
            Arrays.fill(text, (byte) 'a');
            assertThat(open(text)).isFalse();
            Arrays.fill(text, (byte) SealedBody.SEALED);
            assertThat(open(text)).isFalse();
        }
    }

    @Test
    void whatIsLongerThanATextIsNeitherSealedNorRead() {
        Bytes tooLong = Bytes.owning(new byte[SealedBody.MAX_PLAIN_BYTES + 1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealedBody.seal(alice, bob.key(), BOB.id(), PLACE, tooLong));
        assertThatIllegalArgumentException().isThrownBy(() -> SealedBody.draft(alice, bob.key(), BOB.id(), tooLong));
        assertThat(open(new byte[SealedBody.MAX_PLAIN_BYTES + 1 + SealedBody.OVERHEAD_BYTES]))
                .isFalse();
    }

    @Test
    void aDraftIsAsLongAsItSaysAndIsReadWhereItIsWritten() {
        Draft.Body draft = SealedBody.draft(alice, bob.key(), BOB.id(), PLAIN);
        Place later = new Place(Entry.VERSION, PLACE.group(), ALICE.key(), PLACE.log(), 17);
        Bytes body = draft.at(later);
        assertThat(body.length()).isEqualTo(draft.length());
        assertThat(SealedBody.open(bob, BOB.id(), later, body)).contains(PLAIN);
        assertThat(SealedBody.open(bob, BOB.id(), PLACE, body)).isEmpty();
    }

    @Test
    void nothingIsSealedToAKeyThatGivesNoSecret() {
        SealingKey none = new SealingKey(Bytes.owning(new byte[SealingKey.LENGTH]));
        PeerId nobody = CAROL.id();
        assertThat(SealedBody.seal(alice, none, nobody, PLACE, PLAIN)).isEmpty();
    }
}
