package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final CommandTable table = new CommandTable(
            List.of(
                    Command.unbuilt("/users", List.of("/who", "/query players"), "", "lists", "/users"),
                    Command.unbuilt("/msg", List.of(), "PEER TEXT", "sends", "/msg bob hi"),
                    Command.unbuilt("/start", List.of(), "gofish K [PEER...]", "deals", "/start gofish 2")),
            Command.unbuilt("/quit", List.of(), "", "ends", "/quit"));
    private final Completion completion = new Completion(table, () -> List.of("bob", "carol"));

    @Test
    void aLineBeginsWithACommand() {
        assertThat(completion.after(List.of()))
                .containsExactly("/help", "/?", "/users", "/who", "/msg", "/start", "/quit");
    }

    @Test
    void namesStandWhereACommandTakesAPeer() {
        assertThat(completion.after(List.of("/msg"))).containsExactly("bob", "carol");
        assertThat(completion.after(List.of("/start", "gofish", "2", "bob"))).containsExactly("bob", "carol");
    }

    @Test
    void nothingIsProposedForTextOrForNoCommand() {
        assertThat(completion.after(List.of("/msg", "bob"))).isEmpty();
        assertThat(completion.after(List.of("/start", "gofish"))).isEmpty();
        assertThat(completion.after(List.of("hello"))).isEmpty();
    }

    @Test
    void wordsThatStandForThemselvesAreProposed() {
        assertThat(completion.after(List.of("/start"))).containsExactly("gofish");
    }

    @Test
    void helpTakesCommands() {
        assertThat(completion.after(List.of("/help"))).containsExactly("/help", "/users", "/msg", "/start", "/quit");
    }
}
