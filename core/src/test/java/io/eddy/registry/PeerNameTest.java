package io.eddy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "alice",
                "Élodie",
                "Ωmega-7",
                "李雷",
                "x_y.z",
                "नेहा",
                "𝒜lice",
                "a234567890123456789012345678901b"
            })
    void isOfLettersOfAnyScript(String name) {
        assertThat(PeerName.complaint(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                | a name has 1 to 32 letters or digits
                    7up                               | a name begins with a letter
                    -bob                              | a name begins with a letter
                    '\u0301acute'                     | a name begins with a letter
                    ' bob'                            | a name begins with a letter
                    'bob '                            | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    'a\u0000b'                        | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    'a\u001b[31m'                     | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    'a\u202eb'                        | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    bob~1234                          | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    a:1                               | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    a234567890123456789012345678901bc | a name has at most 32 letters or digits, this one has 33
                    """)
    void andOfNothingElse(String name, String complaint) {
        assertThat(PeerName.complaint(name)).contains(complaint);
    }

    @Test
    void tenThousandLettersAreTooMany() {
        assertThat(PeerName.complaint("a".repeat(10_000)))
                .contains("a name has at most 32 letters or digits, this one has 10000");
    }

    @Test
    void ligaturesCountAsTheLettersTheyStandFor() {
        // U+FDFA is one letter, and eighteen when written out.
        assertThat(PeerName.complaint("\ufdfa")).isEmpty();
        assertThat(PeerName.complaint("\ufdfa\ufdfa"))
                .contains("a name has at most 32 letters or digits, with its ligatures written out");
    }

    @Test
    void aSurrogateAloneIsNoLetter() {
        assertThat(PeerName.complaint("a\ud835")).isPresent();
        assertThat(PeerName.complaint("\ud835")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"Alice, aLICE", "STRASSE, straße", "ΣΊΣΥΦΟΣ, σίσυφος", "Ａlice, alice", "E\u0301lodie, élodie", "ﬁn, FIN"
    })
    void namesAreComparedAfterNormalizationAndFolding(String one, String other) {
        assertThat(PeerName.folded(one)).isEqualTo(PeerName.folded(other));
    }

    @ParameterizedTest
    @CsvSource({"alice, alicia", "bob, b0b", "elodie, élodie"})
    void differentNamesStayDifferent(String one, String other) {
        assertThat(PeerName.folded(one)).isNotEqualTo(PeerName.folded(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "straße", "ΣΊΣΥΦΟΣ", "İstanbul", "ǰohn", "ﬃ", "ᾳ", "ΐ"})
    void foldingWhatIsFoldedChangesNothing(String name) {
        String folded = PeerName.folded(name);
        assertThat(PeerName.folded(folded)).isEqualTo(folded);
    }

    @Test
    void theLongestNamesFitTheirFields() {
        String longest = "\ud835\udc9c".repeat(PeerName.MAX_LENGTH);
        assertThat(PeerName.complaint(longest)).isEmpty();
        assertThat(longest.getBytes(StandardCharsets.UTF_8)).hasSize(PeerName.MAX_BYTES);
        assertThat(PeerName.folded(longest).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(PeerName.MAX_BYTES);
    }
}
