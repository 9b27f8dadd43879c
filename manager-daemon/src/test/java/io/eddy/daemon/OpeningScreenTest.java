package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpeningScreenTest {
    @Test
    void readyIsTheFirstLineWhateverComesBefore() {
        RecordingScreen below = new RecordingScreen();
        OpeningScreen screen = new OpeningScreen(below);

        screen.show(Report.forScripts("registered", json -> {}));
        screen.open(Report.forScripts("ready", json -> {}));
        screen.show(Report.forScripts("message", json -> {}));

        assertThat(below.json())
                .containsExactly("{\"event\":\"ready\"}", "{\"event\":\"registered\"}", "{\"event\":\"message\"}");
    }
}
