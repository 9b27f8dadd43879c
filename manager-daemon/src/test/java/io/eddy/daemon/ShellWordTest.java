package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a.dot --mermaid b | a.dot",
                "'my map.dot' x | my map.dot",
                "\"my map.dot\" | my map.dot",
                "my\\ map.dot x | my map.dot",
                "my' 'map.dot | my map.dot",
                "a\"b\"'c'\\d | abcd",
                "\"a \\\" \\\\ \\$ \\` \\n\" | a \" \\ $ ` \\n",
                "'a \\ \"' | a \\ \"",
                "\"it's\" | it's",
                "\\\\ | \\",
                "Größe日本 | Größe日本"
            })
    void aWordIsWhatAShellWouldTakeItFor(String line, String word) {
        assertThat(new Arguments("/map", " " + line).file()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "\"\"", "'' x"})
    void whatIsQuotedMayBeEmpty(String line) {
        assertThat(new Arguments("/map", " " + line).file()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "a\\", "\"a\\\"", "a 'b"})
    void aQuoteWithoutAnEndIsRefused(String line) {
        Arguments arguments = new Arguments("/map [--dot FILE]", " " + line);
        assertThatThrownBy(() -> {
                    arguments.file();
                    arguments.file();
                })
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.sentence())
                                .isEqualTo("a quote or a backslash has no end: /map [--dot FILE]"));
    }

    @Test
    void whatFollowsTheWordIsLeft() {
        Arguments arguments = new Arguments("/map", " 'a b' c");
        assertThat(arguments.file()).isEqualTo("a b");
        assertThat(arguments.word("WORD")).isEqualTo("c");
        arguments.end();
    }

    @Test
    void aFileThatIsMissingIsAskedFor() {
        assertThatThrownBy(() -> new Arguments("/trace export FILE", "  ").file())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.sentence()).isEqualTo("FILE is missing: /trace export FILE"));
    }
}
