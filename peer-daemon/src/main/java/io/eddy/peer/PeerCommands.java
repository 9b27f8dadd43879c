package io.eddy.peer;

import io.eddy.Peer;
import io.eddy.Rejected;
import io.eddy.RoomView;
import io.eddy.daemon.Arguments;
import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import io.eddy.daemon.PeerList;
import io.eddy.daemon.Screen;
import io.eddy.directory.KnownPeer;
import io.eddy.entry.MessageId;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.PeerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What a peer's operator can ask for, and the conversation that lines without a command go to. */
final class PeerCommands {
    private static final String EVERYONE = "everyone";

    private final Peer peer;
    private final Screen screen;
    private final PeerReports reports;
    private final CommandOrder order = new CommandOrder();
    private Conversation conversation = new Conversation(EVERYONE, Optional.empty());

    /**
     * Whom a line is said to.
     *
     * @param peer empty: the room of that name
     */
    private record Conversation(String name, Optional<KnownPeer> peer) {}

    PeerCommands(Peer peer, Screen screen, PeerReports reports) {
        this.peer = peer;
        this.screen = screen;
        this.reports = reports;
    }

    /** Every command of the console, in the order of its help. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(people());
        all.addAll(talking());
        all.addAll(new RoomCommands(peer, this::onLeft).all());
        all.addAll(new HistoryCommands(peer, this::current).all());
        all.addAll(UnbuiltCommands.files());
        all.addAll(new GameCommands(peer, reports.games()).all());
        all.addAll(trust());
        all.addAll(new NetworkCommands(peer).all());
        return all.stream().map(order::inOrder).toList();
    }

    private List<Command> people() {
        return List.of(
                new Command(
                        "/status",
                        List.of(),
                        "",
                        "name, id, addresses, managers, links, current conversation, counters",
                        "/status",
                        this::status),
                new Command(
                        "/users",
                        List.of("/who", "/query players"),
                        "",
                        "lists the known peers, after asking the managers again",
                        "/users",
                        this::users),
                new Command(
                        "/register",
                        List.of(),
                        "HOST[:PORT] [NAME]",
                        "registers with a manager, from now on and again whenever it comes back",
                        "/register 192.168.1.20:5050 alice",
                        this::register),
                new Command(
                        "/deregister",
                        List.of("/de-register"),
                        "",
                        "leaves the list of every manager; refused inside a game",
                        "/deregister",
                        this::deregister),
                new Command(
                        "/connect",
                        List.of(),
                        "PEER",
                        "links to a peer directly",
                        "/connect bob",
                        onPeer(this::connect)),
                new Command(
                        "/disconnect",
                        List.of(),
                        "[PEER]",
                        "closes that link, or all, and does not dial again before /connect",
                        "/disconnect bob",
                        this::disconnect));
    }

    private List<Command> talking() {
        return List.of(
                new Command(
                        "/msg",
                        List.of(),
                        "PEER TEXT",
                        "sends a direct message",
                        "/msg bob a game tonight?",
                        this::msg),
                new Command(
                        "/chat",
                        List.of(),
                        "PEER|ROOM",
                        "makes it the current conversation, which lines without a command go to",
                        "/chat bob",
                        this::chat),
                new Command(
                        "/say",
                        List.of(),
                        "TEXT",
                        "says the text in the current conversation",
                        "/say hello",
                        arguments -> say(arguments.text())));
    }

    private List<Command> trust() {
        return List.of(
                new Command(
                        "/verify",
                        List.of(),
                        "PEER",
                        "shows words and a code to compare, so that nobody is between",
                        "/verify bob",
                        onPeer(name -> peer.verify(name).thenApply(f -> Outcome.answer(PeerReports.verify(f))))),
                new Command(
                        "/block",
                        List.of(),
                        "PEER",
                        "closes the link to a peer and refuses it",
                        "/block bob",
                        onPeer(name -> peer.block(name).thenApply(found -> made("blocked", found)))),
                new Command(
                        "/unblock",
                        List.of(),
                        "PEER",
                        "refuses a peer no longer",
                        "/unblock bob",
                        onPeer(name -> peer.unblock(name).thenApply(found -> made("not blocked", found)))),
                new Command(
                        "/ping",
                        List.of(),
                        "PEER",
                        "measures the round trip to a peer",
                        "/ping bob",
                        onPeer(name ->
                                peer.ping(name).thenApply(time -> Outcome.answer(PeerReports.ping(name, time))))));
    }

    /** What the current conversation is found by, however its peer is called meanwhile. */
    private String current() {
        return conversation.peer.map(with -> with.peer().hex()).orElse(conversation.name);
    }

    /** Names the first conversation. */
    void open() {
        screen.prompt(conversation.name);
    }

    /** Says something in the current conversation. */
    CompletableFuture<Outcome> talk(String text) {
        return order.inOrder(() -> say(text));
    }

    private CompletableFuture<Outcome> say(String text) {
        return conversation
                .peer
                .map(with -> direct(with.peer().hex(), text))
                .orElseGet(() -> peer.say(conversation.name, text).thenApply(PeerCommands::said));
    }

    private CompletableFuture<Outcome> msg(Arguments arguments) {
        String to = arguments.word("PEER");
        return direct(to, arguments.text());
    }

    private CompletableFuture<Outcome> direct(String to, String text) {
        return peer.send(to, text).thenApply(message -> {
            reports.await(message);
            return said(message);
        });
    }

    private static Outcome said(MessageId message) {
        return Outcome.made(json -> json.field("message", message.toString()), page -> {});
    }

    private CompletableFuture<Outcome> chat(Arguments arguments) {
        String with = arguments.word("PEER or ROOM");
        arguments.end();
        return order.deciding(peer.rooms()
                .thenCompose(rooms -> rooms.stream()
                        .map(RoomView::name)
                        .filter(room -> PeerName.folded(room).equals(PeerName.folded(with)))
                        .findFirst()
                        .map(room -> CompletableFuture.completedFuture(new Conversation(room, Optional.empty())))
                        .orElseGet(() ->
                                peer.find(with).thenApply(known -> new Conversation(known.name(), Optional.of(known)))))
                .thenApply(next -> {
                    speakIn(next);
                    return Outcome.made(json -> json.field("conversation", next.name), page -> {});
                }));
    }

    /** Lines without a command go to everyone again when the room that they went to was left. */
    private void onLeft(String room) {
        if (conversation.peer.isEmpty() && conversation.name.equals(room)) {
            speakIn(new Conversation(EVERYONE, Optional.empty()));
        }
    }

    private void speakIn(Conversation next) {
        conversation = next;
        screen.prompt(next.name);
    }

    private CompletableFuture<Outcome> status(Arguments arguments) {
        arguments.end();
        return peer.status()
                .thenCombine(
                        peer.rooms(),
                        (status, rooms) -> Outcome.answer(PeerReports.status(status, rooms, conversation.name)));
    }

    private CompletableFuture<Outcome> users(Arguments arguments) {
        arguments.end();
        return peer.users().thenApply(users -> Outcome.answer(PeerList.report("users", users)));
    }

    private CompletableFuture<Outcome> register(Arguments arguments) {
        ManagerAddress manager = manager(arguments.word("HOST"));
        String name = arguments.optionalWord().orElseGet(peer::name);
        arguments.end();
        return peer.register(manager, name)
                .thenApply(endpoint -> Outcome.made(
                        json -> json.field("manager", endpoint.toString()).field("name", name), page -> {}));
    }

    private static ManagerAddress manager(String text) {
        try {
            return ManagerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Rejected(String.valueOf(e.getMessage()));
        }
    }

    private CompletableFuture<Outcome> deregister(Arguments arguments) {
        arguments.end();
        return peer.deregister()
                .thenApply(count -> Outcome.made(
                        json -> json.field("managers", count),
                        page -> page.line("  off the lists of " + count + (count == 1 ? " manager" : " managers"))));
    }

    private CompletableFuture<Outcome> connect(String to) {
        return peer.connect(to).thenApply(found -> made("linked to", found));
    }

    private CompletableFuture<Outcome> disconnect(Arguments arguments) {
        Optional<String> from = arguments.optionalWord();
        arguments.end();
        return from.map(name -> peer.disconnect(name).thenApply(found -> made("no longer linked to", found)))
                .orElseGet(() -> peer.disconnect()
                        .thenApply(count -> Outcome.made(
                                json -> json.field("links", count),
                                page -> page.line("  closed " + count + (count == 1 ? " link" : " links")))));
    }

    private static Command.Handler onPeer(Function<String, CompletableFuture<Outcome>> action) {
        return arguments -> {
            String name = arguments.word("PEER");
            arguments.end();
            return action.apply(name);
        };
    }

    private static Outcome made(String what, KnownPeer other) {
        return Outcome.made(
                json -> json.field("name", other.name())
                        .field("peer", other.peer().hex()),
                page -> page.line("  " + what + " " + other.name()));
    }
}
