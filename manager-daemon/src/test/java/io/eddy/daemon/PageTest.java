package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static Page page(boolean colours) {
        return page(colours, Integer.MAX_VALUE);
    }

    private static Page page(boolean colours, int columns) {
        return new Page(colours, columns, ZoneOffset.UTC, RecordingScreen.CLOCK.millis());
    }

    @Test
    void whereTheTerminalIsNarrowerALineGoesOnBelowTheBeginningOfItsLastPiece() {
        Page page = page(false, 24)
                .column(Tint.NAME, "  /join", 9)
                .line("joins a room, which is made if there is none")
                .line("  a word thatislongerthanitsownline and 日本日本日本 more")
                .line("as wide as the terminal");

        assertThat(page).hasToString("""
                  /join  joins a room,
                         which is made
                         if there is
                         none
                  a word
                  thatislongerthanitsownline
                  and 日本日本日本 more
                as wide as the terminal
                """);
    }

    @Test
    void whatBeginsFarToTheRightGoesOnAtTheLeft() {
        Page page = page(true, 20).column(Tint.PLAIN, "12:00  a-long-name", 18).line(Tint.FAINT, "says this");

        assertThat(page).hasToString("12:00  a-long-name\u001b[2msays\nthis\u001b[0m\n");
    }

    @Test
    void columnsOfATableAreAsWideAsTheirWidestCellAlsoInWideScripts() {
        Page page = page(false)
                .table(
                        List.of("#", "name", "state"),
                        List.of(List.of("0", "alice", "free"), List.of("1", "日本", "offline")));

        assertThat(page).hasToString("""
                  #  name   state
                  0  alice  free
                  1  日本   offline
                """);
    }

    @Test
    void textIsEscapedWhereverItStands() {
        Page page = page(false).column(Tint.NAME, "b\u001bb", 10).line("x\ny").fact("f\u0007", "v\u202e");

        assertThat(page.toString())
                .startsWith("b\\u001bb  x\\u000ay\n")
                .contains("f\\u0007")
                .contains("v\\u202e");
    }

    @Test
    void coloursComeOnlyWhereTheyAreWanted() {
        assertThat(page(true).line(Tint.BAD, "no").toString()).isEqualTo("\u001b[31mno\u001b[0m\n");
        assertThat(page(false).line(Tint.BAD, "no").toString()).isEqualTo("no\n");
    }

    @Test
    void countersThatCountedNothingAreLeftOut() {
        assertThat(page(false).counters(Map.of("frames_sent", 0L)).toString()).isEmpty();
        assertThat(page(false).counters(Map.of("frames_sent", 3L)).toString())
                .contains("frames sent")
                .endsWith("3\n");
    }

    @Test
    void aTimeIsOfTheClocksZone() {
        assertThat(page(false).at(RecordingScreen.CLOCK.millis()).toString()).isEqualTo("14:02  ");
    }
}
