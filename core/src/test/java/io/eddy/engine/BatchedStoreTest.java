package io.eddy.engine;

import static io.eddy.engine.Note.by;
import static io.eddy.engine.Note.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store promises. */
@ParameterizedClass
@EnumSource
final class BatchedStoreTest {
    enum Kind {
        SQLITE,
        MEMORY
    }

    private final HandLoop loop = new HandLoop();
    private final BatchedStore store;

    BatchedStoreTest(Kind kind, @TempDir Path folder) throws DataUnusable {
        store = switch (kind) {
            case SQLITE -> SqliteStore.open(folder.resolve("eddy.db"), Note.TABLES, loop, sentence -> {});
            case MEMORY -> new MemoryStore(Note.TABLES, loop);
        };
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void settle() {
        boolean[] stored = new boolean[1];
        store.whenStored(() -> stored[0] = true);
        store.flush();
        loop.runUntil(() -> stored[0]);
    }

    @Test
    void aNewStoreIsEmpty() {
        assertThat(store.load(Note.TABLE)).isEmpty();
        assertThat(store.load(Note.Tag.TABLE)).isEmpty();
    }

    @Test
    void whatWasPutIsLoadedInTheOrderOfItsKey() {
        store.put(Note.TABLE, by("bob", 2));
        store.put(Note.TABLE, by("bob", 10));
        store.put(Note.TABLE, by("bob", -1));
        store.put(Note.TABLE, by("alice", Long.MAX_VALUE));
        settle();
        assertThat(store.load(Note.TABLE))
                .containsExactly(by("alice", Long.MAX_VALUE), by("bob", -1), by("bob", 2), by("bob", 10));
    }

    @Test
    void keysSortByTheirBytes() {
        List<String> sorted = List.of("", "A", "Z", "a", "ab", "é", "\uffee", "\ud83d\ude00");
        for (int i = sorted.size() - 1; i >= 0; i--) {
            store.put(Note.TABLE, by(sorted.get(i), 0));
        }
        List.of("ff", "7f", "", "0000", "00", "80").forEach(hex -> store.put(Note.Tag.TABLE, tag(hex)));
        settle();
        assertThat(store.load(Note.TABLE)).extracting(Note::author).containsExactlyElementsOf(sorted);
        assertThat(store.load(Note.Tag.TABLE))
                .containsExactly(tag(""), tag("00"), tag("0000"), tag("7f"), tag("80"), tag("ff"));
    }

    @Test
    void anythingATextOrBytesMayHoldComesBack() {
        Note strange = new Note("a\0b'\"; DROP TABLE note; -- ?\n", Long.MIN_VALUE, Bytes.EMPTY);
        Note large = new Note("large", 0, Bytes.owning(new byte[1 << 20]));
        store.put(Note.TABLE, strange);
        store.put(Note.TABLE, large);
        settle();
        assertThat(store.load(Note.TABLE)).containsExactly(strange, large);
    }

    @Test
    void aPutReplacesTheRowWithItsKey() {
        store.put(Note.TABLE, new Note("bob", 1, Bytes.fromHex("aa")));
        store.put(Note.TABLE, new Note("bob", 1, Bytes.fromHex("bb")));
        settle();
        store.put(Note.TABLE, new Note("bob", 1, Bytes.fromHex("cc")));
        store.put(Note.Tag.TABLE, tag("01"));
        store.put(Note.Tag.TABLE, tag("01"));
        settle();
        assertThat(store.load(Note.TABLE)).containsExactly(new Note("bob", 1, Bytes.fromHex("cc")));
        assertThat(store.load(Note.Tag.TABLE)).containsExactly(tag("01"));
    }

    @Test
    void aDeleteTakesOnlyTheRowWithItsKey() {
        store.put(Note.TABLE, by("bob", 1));
        store.put(Note.TABLE, by("bob", 2));
        settle();
        store.delete(Note.TABLE, new Note("bob", 1, Bytes.fromHex("dd")));
        store.delete(Note.TABLE, by("nobody", 1));
        settle();
        assertThat(store.load(Note.TABLE)).containsExactly(by("bob", 2));
    }

    @Test
    void writesTakeEffectInTheirOrder() {
        store.put(Note.TABLE, by("back", 1));
        store.delete(Note.TABLE, by("back", 1));
        store.put(Note.Tag.TABLE, tag("01"));
        store.put(Note.TABLE, by("back", 1));
        store.put(Note.TABLE, by("gone", 1));
        store.delete(Note.TABLE, by("gone", 1));
        settle();
        assertThat(store.load(Note.TABLE)).containsExactly(by("back", 1));
    }

    @Test
    void whatIsNotYetFlushedIsNotLoaded() {
        store.put(Note.TABLE, by("bob", 1));
        assertThat(store.load(Note.TABLE)).isEmpty();
        settle();
        assertThat(store.load(Note.TABLE)).hasSize(1);
    }

    @Test
    void whatIsWrittenLastIsDurableForWhoWaitsForItsTurn() {
        List<Integer> durable = new ArrayList<>();
        store.beforeStored(() -> {
            store.put(Note.TABLE, by("bob", 2));
            store.whenStored(() -> durable.add(store.load(Note.TABLE).size()));
        });
        store.put(Note.TABLE, by("bob", 1));
        store.flush();
        loop.runUntil(() -> !durable.isEmpty());
        assertThat(durable).containsExactly(2);
        settle();
        assertThat(store.load(Note.TABLE)).hasSize(2);
    }

    @Test
    void whoWaitsIsCalledOnTheLoopInOrderAndAfterItsWriteIsDurable() {
        List<Integer> called = new ArrayList<>();
        List<Integer> durable = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            int number = i;
            if (i % 3 != 0) {
                store.put(Note.TABLE, by("bob", i));
            }
            store.whenStored(() -> {
                called.add(number);
                if (number % 50 == 1) {
                    store.load(Note.TABLE).stream()
                            .filter(by("bob", number)::equals)
                            .forEach(row -> durable.add(number));
                }
            });
            if (i % 7 == 0) {
                store.flush();
            }
        }
        assertThat(called).isEmpty();
        store.flush();
        loop.runUntil(() -> called.size() == 300);
        assertThat(called)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 300).boxed().toList());
        assertThat(durable).containsExactly(1, 101, 151, 251);
    }

    @Test
    void whoWaitsForNothingIsCalledToo() {
        settle();
    }

    @Test
    void whoWaitsIsCalledWhenTheStoreEnds() {
        List<String> called = new ArrayList<>();
        store.put(Note.TABLE, by("bob", 1));
        store.whenStored(() -> called.add("stored"));
        store.close();
        loop.runPosted();
        assertThat(called).containsExactly("stored");
    }

    @Test
    void aStoreWithTooMuchToWriteAcceptsNoMoreUntilItIsDurable() {
        for (int i = 1; i < Backlog.MAX_WRITES; i++) {
            store.put(Note.TABLE, by("bob", i));
        }
        assertThat(store.accepting()).isTrue();
        store.put(Note.TABLE, by("bob", 0));
        assertThat(store.accepting()).isFalse();
        settle();
        assertThat(store.accepting()).isTrue();
    }

    @Test
    void largeWritesCountByTheirBytes() {
        Bytes half = Bytes.owning(new byte[(int) Backlog.MAX_BYTES / 2]);
        store.put(Note.Tag.TABLE, new Note.Tag(half));
        assertThat(store.accepting()).isTrue();
        store.put(Note.Tag.TABLE, new Note.Tag(half));
        assertThat(store.accepting()).isFalse();
        settle();
        assertThat(store.accepting()).isTrue();
    }

    @Test
    void aTableThatWasNotNamedAtTheStartIsRefused() {
        Table<Note> other = new Table<>("other", 1, Note.TABLE.columns(), 2, Note.TABLE.make());
        assertThatIllegalArgumentException().isThrownBy(() -> store.put(other, by("bob", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(other, by("bob", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.load(other));
    }

    @Test
    void aValueThatNoColumnTakesIsRefusedAtOnceAndHurtsNoOther() {
        Table<Note> mistaken = new Table<>(
                "note", 1, List.of(new Table.Column<>("author", Table.Type.TEXT, Note::number)), 1, Note.TABLE.make());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(mistaken, by("bob", 1)))
                .withMessage("note.author is TEXT and cannot hold 1");
        store.put(Note.TABLE, by("bob", 2));
        settle();
        assertThat(store.load(Note.TABLE)).containsExactly(by("bob", 2));
    }

    @Test
    void aClosedStoreTakesNothing() {
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> store.put(Note.TABLE, by("bob", 1)));
        assertThatIllegalStateException().isThrownBy(() -> store.whenStored(() -> {}));
        assertThatIllegalStateException().isThrownBy(() -> store.load(Note.TABLE));
    }
}
