package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.Rejected;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLinesTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<DaemonOptions> ran = new ArrayList<>();

    private int run(String... arguments) {
        Output output = new Output(printed);
        int code = CommandLines.run(
                CommandLines.daemon(CommandLines.command("manager", "Runs.", "warn"), "any", "below"),
                arguments,
                output,
                options -> {
                    ran.add(CommandLines.shared(options));
                    return Ending.CLEAN;
                });
        output.close();
        return code;
    }

    @Test
    void everySharedOptionIsRead() {
        int code = run("--listen", "[::1]:0", "--data", "d", "--json", "--exit-on-eof", "--log", "INFO", "--no-color");

        assertThat(code).isEqualTo(Ending.CLEAN);
        assertThat(ran).singleElement().satisfies(options -> {
            assertThat(options.listen()).hasToString("Optional[[::1]:0]");
            assertThat(options.data()).isEqualTo(Optional.of(Path.of("d")));
            assertThat(options.json()).isTrue();
            assertThat(options.exitOnEof()).isTrue();
            assertThat(options.colours()).isFalse();
        });
    }

    @Test
    void nothingNeedsToBeGiven() {
        assertThat(run()).isEqualTo(Ending.CLEAN);
        assertThat(ran).singleElement().satisfies(options -> {
            assertThat(options.listen()).isEmpty();
            assertThat(options.data()).isEmpty();
            assertThat(options.json()).isFalse();
            assertThat(options.exitOnEof()).isFalse();
        });
    }

    @Test
    void wrongArgumentsRunNothing() {
        assertThat(run("--nosuch")).isEqualTo(Ending.MISUSED);
        assertThat(run("--listen", "here")).isEqualTo(Ending.MISUSED);
        assertThat(run("--listen", "a:1", "--listen", "a:2")).isEqualTo(Ending.MISUSED);
        assertThat(run("--log", "loud")).isEqualTo(Ending.MISUSED);
        assertThat(run("--json=maybe")).isEqualTo(Ending.MISUSED);
        assertThat(run("more")).isEqualTo(Ending.MISUSED);
        assertThat(run("@/etc/hostname")).isEqualTo(Ending.MISUSED);
        assertThat(ran).isEmpty();
    }

    @Test
    void helpAndVersionAreAnsweredOnStandardOutput() {
        assertThat(run("--help")).isEqualTo(Ending.CLEAN);
        assertThat(run("--version")).isEqualTo(Ending.CLEAN);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--exit-on-eof", "default: any", "Eddy ");
        assertThat(ran).isEmpty();
    }

    @Test
    void aFailureAtRunTimeIsNoMisuse() {
        int code = CommandLines.run(
                CommandLines.command("peer", "Runs.", "warn"), new String[0], new Output(printed), options -> {
                    throw new Rejected("port 5050 is taken");
                });

        assertThat(code).isEqualTo(Ending.FAILED);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
