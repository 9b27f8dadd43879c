package io.eddy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eddy.store.Search.Hit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store promises whoever looks for words. */
@ParameterizedClass
@EnumSource
final class StoreSearchTest {

    /** Its text is searched. */
    record Letter(long number, String text) {
        static final Table<Letter> TABLE = new Table<>(
                "letter",
                1,
                List.of(Table.integer("number", Letter::number), Table.prose("text", Letter::text)),
                1,
                row -> new Letter(row.integer(0), row.text(1)));
    }

    private final TestedStore tested;

    StoreSearchTest(TestedStore.Kind kind, @TempDir Path folder) throws Exception {
        tested = TestedStore.open(kind, folder, List.of(Letter.TABLE));
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private void put(String... texts) {
        tested.turn(store -> {
            for (int i = 0; i < texts.length; i++) {
                store.put(Letter.TABLE, new Letter(i, texts[i]));
            }
        });
    }

    private List<Hit<Letter>> hits(String typed, int limit) {
        Optional<Search<Letter>> search = Search.of(Letter.TABLE, typed, limit);
        List<List<Hit<Letter>>> answers = new ArrayList<>();
        tested.turn(store -> store.search(search.orElseThrow(), answers::add));
        tested.runUntil(() -> !answers.isEmpty());
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private List<Long> found(String typed) {
        return hits(typed, 50).stream().map(hit -> hit.row().number()).toList();
    }

    @Test
    void rowsAreFoundThatHaveAllTheWords() {
        put("The train leaves at nine", "A train of thought", "nine lives", "Nine trains");

        assertThat(found("train nine ")).containsExactly(0L);
        assertThat(found("nine")).containsExactlyInAnyOrder(0L, 2L, 3L);
        assertThat(found("ship")).isEmpty();
    }

    @Test
    void caseAndAccentsDoNotMatter() {
        put("Über den Café-Tisch", "ΑΘΗΝΑ", "Ærø 2024");

        assertThat(found("uber")).containsExactly(0L);
        assertThat(found("CAFÉ")).containsExactly(0L);
        assertThat(found("tisch")).containsExactly(0L);
        assertThat(found("αθηνα")).containsExactly(1L);
        assertThat(found("2024")).containsExactly(2L);
    }

    @Test
    void theLastWordMayBeABeginningUntilABlankEndsIt() {
        put("tickets for tonight", "a ticket");

        assertThat(found("tick")).containsExactlyInAnyOrder(0L, 1L);
        assertThat(found("ticket ")).containsExactly(1L);
        assertThat(found("ti to")).isEmpty();
        assertThat(found("t")).isEmpty();
    }

    @Test
    void whatIsAboutNothingElseComesFirst() {
        put("the ship came in with the tide and left on the next morning again", "a ship", "no vessel");

        assertThat(found("ship")).containsExactly(1L, 0L);
        assertThat(hits("ship", 1)).hasSize(1);
    }

    @Test
    void nothingThatIsTypedIsAnOperator() {
        put("say \"hello\" AND wave", "NEAR the sea", "a:b^c*");
        for (String typed : List.of(
                "\"hello",
                "hello\" OR \"x",
                "AND",
                "NOT wave",
                "NEAR(sea",
                "text:hello",
                "a:b^c*",
                "*hello*",
                "-wave",
                "he'llo; DROP TABLE letter; --",
                "(hello",
                "{hello}",
                "hello\0wave")) {
            assertThat(hits(typed, 50)).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(found("\"hello\" (wave)")).containsExactly(0L);
        assertThat(found("AND")).containsExactly(0L);
        assertThat(found("a:b^c*")).containsExactly(2L);
    }

    @Test
    void whereThereIsNoWordThereIsNoSearch() {
        for (String typed : List.of("", "  ", "\"*'", "-- ()", "\u0301")) {
            assertThat(Search.of(Letter.TABLE, typed, 10)).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Search.of(Letter.TABLE, "x", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Search.of(Letter.TABLE, "x", Search.MAX_ROWS + 1));
    }

    @Test
    void wordsFollowTheirRows() {
        put("old words", "gone");
        put("new words");
        tested.turn(store -> {
            store.delete(Letter.TABLE, new Letter(1, ""));
            store.put(Letter.TABLE, new Letter(2, "late"));
        });

        assertThat(found("old")).isEmpty();
        assertThat(found("gone")).isEmpty();
        assertThat(found("new words")).containsExactly(0L);
        assertThat(found("late")).containsExactly(2L);
    }

    @Test
    void theSnippetShowsWhereAWordWasFound() {
        put(
                "short and sweet",
                "x ".repeat(200) + "the needle lies here " + "y ".repeat(200),
                "é".repeat(300) + " needles");

        assertThat(hits("sweet", 1).get(0).snippet()).isEqualTo("short and sweet");
        assertThat(hits("needle ", 1).get(0).snippet())
                .hasSizeLessThan(90)
                .startsWith("…x ")
                .contains("needle lies here")
                .endsWith("…");
        assertThat(hits("needles", 1).get(0).snippet()).hasSizeLessThan(90).contains("needles");
    }
}
