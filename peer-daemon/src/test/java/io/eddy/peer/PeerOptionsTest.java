package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.PeerConfig;
import io.eddy.game.GamesConfig;
import io.eddy.node.Endpoint;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class PeerOptionsTest {
    private static PeerOptions parse(String... arguments) {
        return PeerOptions.of(new CommandLine(PeerOptions.commandLine()).parseArgs(arguments));
    }

    @Test
    void nothingNeedsToBeGiven() {
        PeerOptions options = parse();

        assertThat(options.name()).isEmpty();
        assertThat(options.managers()).isEmpty();
        assertThat(options.peers()).isEmpty();
        assertThat(options.games()).isEqualTo(GamesConfig.DEFAULT);
    }

    @Test
    void everyOptionOfTheContractIsTaken() {
        PeerOptions options = parse(
                "--listen",
                "127.0.0.1:0",
                "--data",
                "d",
                "--name",
                "Zoë-2.b",
                "--manager",
                "a:5050",
                "--manager",
                "b:6#" + "0f".repeat(32),
                "--peer",
                "c:7",
                "--peer",
                "[::1]:8",
                "--no-lan",
                "--auto",
                "--cards",
                "5",
                "--json",
                "--exit-on-eof",
                "--log",
                "debug",
                "--no-color");

        PeerConfig config = options.config(Path.of("d"), options.name().orElseThrow());
        assertThat(config.name()).isEqualTo("Zoë-2.b");
        assertThat(config.listen()).contains(new Endpoint("127.0.0.1", 0));
        assertThat(config.data()).contains(Path.of("d"));
        assertThat(config.games()).isEqualTo(new GamesConfig(true, Optional.of(5), GamesConfig.DEFAULT.clocks()));
        assertThat(config.contacts().managers())
                .extracting(Object::toString)
                .containsExactly("a:5050", "b:6#" + "0f".repeat(32));
        assertThat(config.contacts().peers()).extracting(Object::toString).containsExactly("c:7", "[::1]:8");
    }

    @Test
    void wrongValuesAreRefusedWithASentence() {
        assertThatThrownBy(() -> parse("--name", "1x"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("begins with a letter");
        assertThatThrownBy(() -> parse("--name", "x".repeat(10_000)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("at most 32");
        assertThatThrownBy(() -> parse("--name", "a\u202eb")).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> parse("--manager", "a:1#12"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("64 hexadecimal digits");
        assertThatThrownBy(() -> parse("--peer", "c"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("HOST:PORT");
        assertThatThrownBy(() -> parse("--cards", "6"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("neither 5 nor 7");
    }

    @Test
    void simulateTakesTheScenariosOfTheContractAlone() {
        CommandLine line = new CommandLine(PeerOptions.commandLine());

        assertThat(line.parseArgs("simulate", "--peers", "100", "--seed", "7", "--scenario", "crash50")
                        .hasSubcommand())
                .isTrue();
        assertThatThrownBy(() -> line.parseArgs("simulate", "--peers", "100", "--seed", "7", "--scenario", "crash51"))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> line.parseArgs("simulate", "--seed", "7", "--scenario", "churn"))
                .isInstanceOf(ParameterException.class);
    }
}
