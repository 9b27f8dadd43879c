package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineInputTest {
    private final List<String> heard = new ArrayList<>();
    private final Lines lines = new Lines() {
        @Override
        public void line(String line) {
            heard.add(line);
        }

        @Override
        public void tooLong(String beginning, int maxBytes) {
            heard.add("too long: " + beginning.substring(0, 5));
        }

        @Override
        public void end() {
            heard.add("end");
        }

        @Override
        public void interrupted() {
            heard.add("interrupted");
        }
    };

    private void read(String text, boolean endsAtEnd) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        new LineInput(new ByteArrayInputStream(bytes), () -> endsAtEnd).read(lines);
    }

    @Test
    void linesAreUtf8AndEndWithOrWithoutACarriageReturn() {
        read("hé 日本\r\n\n/msg bob  hi \nlast", true);

        assertThat(heard).containsExactly("hé 日本", "", "/msg bob  hi ", "last", "end");
    }

    @Test
    void theEndOfInputIsNothingUnlessItIsWanted() {
        read("/status\n", false);

        assertThat(heard).containsExactly("/status");
    }

    @Test
    void aLineThatIsTooLongIsSkippedAndTheNextOneIsHeard() {
        read("#1 /" + "x".repeat(LineInput.MAX_LINE_BYTES) + "\nnext\n", false);

        assertThat(heard).containsExactly("too long: #1 /x", "next");
    }

    @Test
    void theLongestLineIsHeard() {
        read("x".repeat(LineInput.MAX_LINE_BYTES) + "\n", false);

        assertThat(heard).singleElement().asString().hasSize(LineInput.MAX_LINE_BYTES);
    }
}
