package io.eddy.peer;

import static io.eddy.daemon.Command.unbuilt;

import io.eddy.daemon.Command;
import java.util.List;

/** The commands of the console's contract that do not exist yet. */
final class UnbuiltCommands {
    private UnbuiltCommands() {}

    static List<Command> files() {
        return List.of(
                unbuilt("/send", List.of(), "PEER FILE...", "offers files or folders", "/send bob photo.jpg"),
                unbuilt("/files", List.of(), "", "lists offers and transfers", "/files"),
                unbuilt("/accept", List.of(), "N [DIR]", "accepts an offer", "/accept 1"),
                unbuilt("/decline", List.of(), "N", "declines an offer", "/decline 1"),
                unbuilt("/cancel", List.of(), "N", "stops a transfer", "/cancel 1"));
    }
}
