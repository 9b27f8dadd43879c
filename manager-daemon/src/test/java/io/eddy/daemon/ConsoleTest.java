package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final RecordingScreen screen = new RecordingScreen();
    private final Ending ending = new Ending();
    private final List<String> said = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> slow = new ArrayList<>();
    private final Console console = console(true);

    private Console console(boolean takesIds) {
        List<Command> commands = List.of(
                command("/users", List.of("/query players"), "", arguments -> {
                    arguments.end();
                    Report users = Report.forScripts("users", json -> json.strings("users", List.of("bob")));
                    return CompletableFuture.completedFuture(Outcome.answer(users));
                }),
                command("/msg", List.of(), "PEER TEXT", arguments -> {
                    said.add(arguments.word("PEER") + ":" + arguments.text());
                    return CompletableFuture.completedFuture(Outcome.done());
                }),
                command("/slow", List.of(), "", arguments -> {
                    slow.add(new CompletableFuture<>());
                    return slow.get(slow.size() - 1);
                }),
                command("/wrong", List.of(), "", arguments -> {
                    throw new IllegalStateException("a mistake");
                }),
                Command.unbuilt("/send", List.of(), "PEER FILE...", "offers files", "/send bob a.txt"));
        Console.Talk talk = text -> {
            said.add(text);
            return CompletableFuture.completedFuture(Outcome.made(json -> json.field("message", "m1"), page -> {}));
        };
        return new Console(screen, commands, talk, Runnable::run, ending, takesIds);
    }

    private static Command command(String name, List<String> others, String arguments, Command.Handler handler) {
        return new Command(name, others, arguments, "helps", name, handler);
    }

    private void type(String... lines) {
        for (String line : lines) {
            console.line(line);
        }
    }

    @Test
    void aResultCarriesTheIdOfItsCommandAndFollowsWhatAnswersIt() {
        type("#7 /users", "/users");

        assertThat(screen.json())
                .containsExactly(
                        "{\"event\":\"users\",\"users\":[\"bob\"]}",
                        "{\"event\":\"result\",\"id\":\"7\",\"ok\":true}",
                        "{\"event\":\"users\",\"users\":[\"bob\"]}",
                        "{\"event\":\"result\",\"ok\":true}");
    }

    @Test
    void resultsSayWhatWasMade() {
        type("#a-1 hello");

        assertThat(screen.json())
                .containsExactly("{\"event\":\"result\",\"id\":\"a-1\",\"ok\":true,\"message\":\"m1\"}");
    }

    @Test
    void outcomesComeInAnyOrder() {
        type("#1 /slow", "#2 /slow");
        slow.get(1).complete(Outcome.done());
        slow.get(0).completeExceptionally(new CompletionException(new Rejected("no peer is named bob")));

        assertThat(screen.json())
                .containsExactly(
                        "{\"event\":\"result\",\"id\":\"2\",\"ok\":true}",
                        "{\"event\":\"result\",\"id\":\"1\",\"ok\":false,\"error\":\"no peer is named bob\"}");
    }

    @Test
    void linesWithoutASlashAndWithTwoAreSaidAsTheyStand() {
        type("hello  world ", "//slashed", "#1 //again", "#nothing");

        assertThat(said).containsExactly("hello  world ", "/slashed", "/again", "#nothing");
    }

    @Test
    void withoutIdsALineMayBeginWithANumberSign() {
        console(false).line("#7 /users");

        assertThat(said).containsExactly("#7 /users");
    }

    @Test
    void textStandsExactlyAfterOneBlank() {
        type("/msg bob hi", "/msg bob  two blanks ", "/msg   bob #1 /quit");

        assertThat(said).containsExactly("bob:hi", "bob: two blanks ", "bob:#1 /quit");
    }

    @Test
    void blankLinesAreNothing() {
        type("", "   ");

        assertThat(screen.json()).isEmpty();
    }

    @Test
    void aWrongCommandSaysWhatWouldBeRight() {
        type("/usres", "/query plyers", "/frobnicate", "/msg", "/msg bob", "/users now", "/send bob");

        assertThat(screen.text()).isEqualTo("""
                there is no command /usres; did you mean /users?
                there is no command /query; did you mean /query players?
                there is no command /frobnicate; /help lists the commands
                PEER is missing: /msg PEER TEXT
                the text is missing: /msg PEER TEXT
                'now' is too much: /users
                not in this version
                """);
    }

    @Test
    void aCommandOfTwoWordsTakesAnyBlanksBetween() {
        type("/query   players");

        assertThat(screen.json()).contains("{\"event\":\"result\",\"ok\":true}");
    }

    @Test
    void aMistakeOfTheProgramIsAnsweredAndEndsIt() {
        type("#1 /wrong");

        assertThat(screen.json()).singleElement().asString().contains("\"id\":\"1\",\"ok\":false");
        assertThat(ending.await(console::close)).isEqualTo(Ending.FAILED);
    }

    @Test
    void quitEndsWhenEarlierCommandsHaveTheirResults() {
        type("#1 /slow", "#2 /quit", "#3 /users");
        slow.get(0).complete(Outcome.done());

        assertThat(ending.await(console::close)).isEqualTo(Ending.CLEAN);
        assertThat(screen.json())
                .containsExactly(
                        "{\"event\":\"result\",\"id\":\"3\",\"ok\":false,\"error\":\"nothing more is done after /quit\"}",
                        "{\"event\":\"result\",\"id\":\"1\",\"ok\":true}",
                        "{\"event\":\"result\",\"id\":\"2\",\"ok\":true}");
    }

    @Test
    void quitDoesNotWaitForeverForEarlierCommands() {
        type("#1 /slow", "#2 /quit");

        assertThat(ending.await(console::close)).isEqualTo(Ending.CLEAN);
        assertThat(screen.json())
                .containsExactly(
                        "{\"event\":\"result\",\"id\":\"1\",\"ok\":false,\"error\":\"ended before the outcome was known\"}",
                        "{\"event\":\"result\",\"id\":\"2\",\"ok\":true}");
    }

    @Test
    void theEndOfInputWaitsForAllResults() {
        type("#1 /slow", "/exit now");
        console.end();
        slow.get(0).complete(Outcome.done());

        assertThat(ending.await(console::close)).isEqualTo(Ending.CLEAN);
        assertThat(screen.json()).last().isEqualTo("{\"event\":\"result\",\"id\":\"1\",\"ok\":true}");
    }

    @Test
    void aLineThatIsTooLongGetsItsResult() {
        console.tooLong("#9 /msg bob aaa", 1000);

        assertThat(screen.json())
                .containsExactly("{\"event\":\"result\",\"id\":\"9\",\"ok\":false,"
                        + "\"error\":\"the line is too long: at most 1000 bytes\"}");
    }

    @Test
    void helpListsEveryCommandAndExplainsOne() {
        type("/help");
        String overview = screen.text();
        type("/help users", "/? /query players", "/help nothing");

        assertThat(overview)
                .contains("/help [COMMAND]", "/users", "/msg PEER TEXT", "/slow", "/send PEER FILE...", "/quit");
        assertThat(screen.text()).contains("also: /query players", "example: /users", "there is no command /nothing");
    }

    @Test
    void controlCAsksForTheEnd() {
        console.interrupted();

        assertThat(ending.await(console::close)).isEqualTo(Ending.INTERRUPTED);
    }
}
