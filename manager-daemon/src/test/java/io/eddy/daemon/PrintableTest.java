package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void lettersOfAnyScriptStayAsTheyAre() {
        String text = "hi \\ \"Grüße\" 日本語 مرحبا ñ 🎲 A♠";

        assertThat(Printable.escape(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersAreShownNotObeyed() {
        assertThat(Printable.escape("a\u001b[2Jb\rc\nd\te\u0085f\u009bg\u007fh"))
                .isEqualTo("a\\u001b[2Jb\\u000dc\\u000ad\\u0009e\\u0085f\\u009bg\\u007fh");
    }

    @Test
    void whatTurnsOrHidesTextIsShown() {
        assertThat(Printable.escape("bob\u202e\u2066\u200b\u200d\ufeff\u00ad"))
                .isEqualTo("bob\\u202e\\u2066\\u200b\\u200d\\ufeff\\u00ad");
    }

    @Test
    void lineSeparatorsAreShown() {
        assertThat(Printable.escape("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
    }

    @Test
    void invisibleTagsOutsideTheBasicPlaneAreShownAsTheirTwoUnits() {
        assertThat(Printable.escape("é\udb40\udc41")).isEqualTo("é\\udb40\\udc41");
    }

    @Test
    void halfASurrogatePairIsShown() {
        assertThat(Printable.escape("x\ud83d")).isEqualTo("x\\ud83d");
    }
}
