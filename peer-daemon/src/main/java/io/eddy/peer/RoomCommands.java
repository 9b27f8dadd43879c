package io.eddy.peer;

import io.eddy.Peer;
import io.eddy.RoomView;
import io.eddy.daemon.Arguments;
import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import io.eddy.daemon.Report;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a peer's operator can ask of rooms. */
final class RoomCommands {
    private final Peer peer;
    private final Consumer<String> left;

    /**
     * Commands of one peer.
     *
     * @param left told of a room that was left
     */
    RoomCommands(Peer peer, Consumer<String> left) {
        this.peer = peer;
        this.left = left;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/join",
                        List.of(),
                        "ROOM",
                        "joins a room, which is made if there is none; /chat ROOM then speaks there",
                        "/join chess",
                        this::join),
                new Command("/leave", List.of(), "ROOM", "leaves a room", "/leave chess", this::leave),
                new Command("/rooms", List.of(), "", "lists one's rooms and who is there", "/rooms", this::rooms));
    }

    private CompletableFuture<Outcome> join(Arguments arguments) {
        String room = arguments.word("ROOM");
        arguments.end();
        return peer.join(room)
                .thenApply(name -> Outcome.made(
                        json -> json.field("room", name),
                        page -> page.line("  in " + name + "; /chat " + name + " makes it the current conversation")));
    }

    private CompletableFuture<Outcome> leave(Arguments arguments) {
        String room = arguments.word("ROOM");
        arguments.end();
        return peer.leave(room).thenApply(name -> {
            left.accept(name);
            return Outcome.made(json -> json.field("room", name), page -> page.line("  no longer in " + name));
        });
    }

    private CompletableFuture<Outcome> rooms(Arguments arguments) {
        arguments.end();
        return peer.rooms().thenApply(rooms -> Outcome.answer(report(rooms)));
    }

    static Report report(List<RoomView> rooms) {
        return new Report(
                "rooms",
                json -> json.objects(
                        "rooms",
                        rooms,
                        (line, room) -> line.field("room", room.name()).strings("members", room.members())),
                page -> rooms.forEach(room -> page.fact(room.name(), String.join(", ", room.members()))));
    }
}
