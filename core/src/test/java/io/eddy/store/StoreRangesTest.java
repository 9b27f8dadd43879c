package io.eddy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eddy.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store promises whoever reads ranges of its tables. */
@ParameterizedClass
@EnumSource
final class StoreRangesTest {

    /** Its key is the author and the number; it is read by room and time as well. */
    record Line(String author, long number, Bytes room, long time) {
        static final Table<Line> TABLE = new Table<>(
                        "line",
                        1,
                        List.of(
                                Table.text("author", Line::author),
                                Table.integer("number", Line::number),
                                Table.bytes("room", Line::room),
                                Table.integer("time", Line::time)),
                        2,
                        row -> new Line(row.text(0), row.integer(1), row.bytes(2), row.integer(3)))
                .indexed("by_time", "room", "time");
    }

    private static final Bytes HALL = Bytes.fromHex("01");
    private static final Bytes YARD = Bytes.fromHex("0100");

    private final TestedStore tested;

    StoreRangesTest(TestedStore.Kind kind, @TempDir Path folder) throws Exception {
        tested = TestedStore.open(kind, folder, List.of(Line.TABLE));
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private void put(Line... lines) {
        tested.turn(store -> List.of(lines).forEach(line -> store.put(Line.TABLE, line)));
    }

    private List<Line> found(Range<Line> range) {
        List<List<Line>> answers = new ArrayList<>();
        tested.turn(store -> store.find(range, answers::add));
        tested.runUntil(() -> !answers.isEmpty());
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static Line line(String author, long number) {
        return new Line(author, number, HALL, 100 - number);
    }

    @Test
    void nothingIsFoundInAnEmptyTable() {
        assertThat(found(Range.of(Line.TABLE))).isEmpty();
        assertThat(found(Range.by(Line.TABLE, "by_time", HALL))).isEmpty();
    }

    @Test
    void rowsWhoseKeyBeginsSoComeInTheOrderOfTheKeyOrTheReverse() {
        put(line("bob", 10), line("bo", 1), line("bob", -2), line("bob", 9), line("bobby", 1));

        assertThat(found(Range.of(Line.TABLE, "bob")))
                .containsExactly(line("bob", -2), line("bob", 9), line("bob", 10));
        assertThat(found(Range.of(Line.TABLE, "bob").reversed()))
                .containsExactly(line("bob", 10), line("bob", 9), line("bob", -2));
        assertThat(found(Range.of(Line.TABLE, "bob", 9L))).containsExactly(line("bob", 9));
        assertThat(found(Range.of(Line.TABLE))).hasSize(5).first().isEqualTo(line("bo", 1));
        assertThat(found(Range.of(Line.TABLE, "b"))).isEmpty();
    }

    @Test
    void onlyTheFirstComeOfThoseBeyond() {
        put(line("a", 7), line("bob", 1), line("bob", 2), line("bob", 3), line("bob", 4), line("c", 0));

        assertThat(found(Range.of(Line.TABLE, "bob").beyond(1L).first(2)))
                .containsExactly(line("bob", 2), line("bob", 3));
        assertThat(found(Range.of(Line.TABLE, "bob").reversed().beyond(4L).first(2)))
                .containsExactly(line("bob", 3), line("bob", 2));
        assertThat(found(Range.of(Line.TABLE, "bob").beyond(4L))).isEmpty();
        assertThat(found(Range.of(Line.TABLE, "bob").beyond(Long.MIN_VALUE))).hasSize(4);
        assertThat(found(Range.of(Line.TABLE).beyond("bob", 3L))).containsExactly(line("bob", 4), line("c", 0));
        assertThat(found(Range.of(Line.TABLE).reversed().beyond("bob", 2L)))
                .containsExactly(line("bob", 1), line("a", 7));
    }

    @Test
    void allThatBeginLikeWhatIsToBeLeftOutAreLeftOut() {
        put(line("a", 7), line("bob", 1), line("bob", 2), line("c", 0));

        assertThat(found(Range.of(Line.TABLE).beyond("bob"))).containsExactly(line("c", 0));
        assertThat(found(Range.of(Line.TABLE).reversed().beyond("bob"))).containsExactly(line("a", 7));
    }

    @Test
    void anIndexIsAnOrderOfItsOwnInWhichTheKeyDecidesBetweenEquals() {
        Line first = new Line("zoe", 1, HALL, 10);
        Line second = new Line("amy", 5, HALL, 20);
        Line third = new Line("bob", 4, HALL, 20);
        Line fourth = new Line("bob", 5, HALL, 20);
        Line elsewhere = new Line("amy", 6, YARD, 15);
        put(fourth, elsewhere, third, second, first);
        Range<Line> hall = Range.by(Line.TABLE, "by_time", HALL);

        assertThat(found(hall)).containsExactly(first, second, third, fourth);
        assertThat(found(hall.reversed().first(2))).containsExactly(fourth, third);
        assertThat(found(hall.beyondRow(second))).containsExactly(third, fourth);
        assertThat(found(hall.reversed().beyondRow(third))).containsExactly(second, first);
        assertThat(found(hall.beyond(10L))).containsExactly(second, third, fourth);
        assertThat(found(Range.by(Line.TABLE, "by_time", HALL, 20L, "bob"))).containsExactly(third, fourth);
        assertThat(found(Range.by(Line.TABLE, "by_time"))).hasSize(5).last().isEqualTo(elsewhere);
    }

    @Test
    void anIndexFollowsItsRows() {
        put(new Line("bob", 1, HALL, 10), new Line("bob", 2, HALL, 20), new Line("bob", 3, HALL, 30));
        put(new Line("bob", 1, HALL, 40), new Line("bob", 2, YARD, 20));
        tested.turn(store -> store.delete(Line.TABLE, new Line("bob", 3, HALL, 0)));

        assertThat(found(Range.by(Line.TABLE, "by_time", HALL))).containsExactly(new Line("bob", 1, HALL, 40));
        assertThat(found(Range.by(Line.TABLE, "by_time", YARD))).containsExactly(new Line("bob", 2, YARD, 20));
    }

    @Test
    void theAnswerComesInALaterTurnAndSeesWhatWasWrittenBefore() {
        List<String> told = new ArrayList<>();
        tested.turn(store -> {
            store.put(Line.TABLE, line("bob", 1));
            store.find(Range.of(Line.TABLE), rows -> told.add("found " + rows.size()));
            told.add("asked");
        });
        assertThat(told).containsExactly("asked");
        tested.runUntil(() -> told.size() == 2);

        assertThat(told).containsExactly("asked", "found 1");
    }

    @Test
    void answersComeInTheOrderOfTheQuestions() {
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            tested.turn(store -> {
                if (number % 3 == 0) {
                    store.put(Line.TABLE, line("bob", number));
                }
                store.find(Range.of(Line.TABLE), rows -> {
                    assertThat(rows).hasSizeGreaterThan(number / 3);
                    answered.add(number);
                });
            });
        }
        tested.runUntil(() -> answered.size() == 40);

        assertThat(answered).isSorted();
    }

    @Test
    void whoAnswersMayAskAgain() {
        put(line("bob", 1), line("bob", 2), line("bob", 3));
        List<Line> read = new ArrayList<>();
        tested.turn(store -> readOn(store, Range.of(Line.TABLE, "bob").first(1), read));
        tested.runUntil(() -> read.size() == 3);

        assertThat(read).containsExactly(line("bob", 1), line("bob", 2), line("bob", 3));
    }

    private void readOn(Store store, Range<Line> range, List<Line> read) {
        store.find(range, rows -> {
            read.addAll(rows);
            rows.forEach(row -> readOn(store, range.beyondRow(row), read));
        });
    }

    @Test
    void noAnswerComesAfterTheEnd() {
        List<String> told = new ArrayList<>();
        tested.turn(store -> {
            store.put(Line.TABLE, line("bob", 1));
            store.find(Range.of(Line.TABLE), rows -> told.add("found"));
        });
        tested.close();
        tested.runPosted();

        assertThat(told).isEmpty();
    }

    @Test
    void aRangeThatTheTableDoesNotHaveIsRefused() {
        Range<Line> all = Range.of(Line.TABLE);
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(Line.TABLE, 1L));
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(Line.TABLE, "bob", 1L, HALL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.of(Line.TABLE, "bob", 1L).beyond(1L));
        assertThatIllegalArgumentException().isThrownBy(() -> Range.by(Line.TABLE, "by_size", HALL));
        assertThatIllegalArgumentException().isThrownBy(() -> Line.TABLE.indexed("by_size", "size"));
        assertThatIllegalArgumentException().isThrownBy(() -> all.first(0));
        assertThatIllegalArgumentException().isThrownBy(() -> all.first(Range.MAX_ROWS + 1));
    }
}
