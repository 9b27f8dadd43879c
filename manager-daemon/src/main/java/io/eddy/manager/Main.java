package io.eddy.manager;

import io.eddy.Manager;
import io.eddy.ManagerConfig;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Console;
import io.eddy.daemon.DaemonOptions;
import io.eddy.daemon.Ending;
import io.eddy.daemon.OpeningScreen;
import io.eddy.daemon.Operator;
import io.eddy.daemon.Output;
import io.eddy.engine.XdgData;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The manager daemon's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Output output = Output.standard();
        int exitCode = CommandLines.run(commandLine(), arguments, output, Main::run);
        output.close();
        Output.ERRORS.drain();
        System.exit(exitCode);
    }

    static CommandSpec commandLine() {
        CommandSpec spec = CommandLines.command("manager", "Runs a manager: a registry of peers and games.", "warn");
        return CommandLines.daemon(spec, "0.0.0.0:5050", "eddy/manager");
    }

    private static int run(ParseResult arguments) {
        DaemonOptions options = CommandLines.shared(arguments);
        Path data = options.data().orElseGet(XdgData.ofThisUser()::manager);
        try (Operator operator = new Operator(options)) {
            return run(options, data, operator);
        }
    }

    private static int run(DaemonOptions options, Path data, Operator operator) {
        OpeningScreen screen = new OpeningScreen(operator.screen());
        ManagerConfig config = ManagerConfig.in(data).onEvent(event -> screen.show(ManagerReports.of(event)));
        Manager manager =
                Manager.start(options.listen().map(config::listeningOn).orElse(config));
        Ending ending = new Ending();
        ending.onEnded(manager.ended());
        ManagerCommands commands = new ManagerCommands(manager);
        Console console = new Console(screen, commands.all(), commands::talk, manager::execute, ending, options.json());
        manager.execute(() -> screen.open(ManagerReports.ready(manager.id(), manager.listening())));
        return operator.serve(console, List::of, data, ending, manager::close);
    }
}
