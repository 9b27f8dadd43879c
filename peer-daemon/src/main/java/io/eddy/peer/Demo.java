package io.eddy.peer;

import io.eddy.Manager;
import io.eddy.ManagerConfig;
import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.PeerEvent;
import io.eddy.PeerEvent.Delivered;
import io.eddy.PeerEvent.InGame;
import io.eddy.PeerEvent.MessageReceived;
import io.eddy.Rejected;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Ending;
import io.eddy.daemon.Output;
import io.eddy.directory.KnownPeer;
import io.eddy.entry.MessageId;
import io.eddy.game.GameEvent;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GamesConfig;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One process in which a manager and four peers meet over real sockets. Each step is told when it has happened, and
 * not before; a step that does not happen in time ends the demo.
 */
final class Demo implements AutoCloseable {
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave");
    private static final String EVERYONE = "everyone";
    private static final int WHO_COLUMNS = 13;
    private static final GamesConfig BY_THEMSELVES =
            new GamesConfig(true, Optional.empty(), GamesConfig.DEFAULT.clocks());

    /** Several times what it takes on a machine with nothing else to do: a busy one is slow, and nothing is wrong. */
    private static final Duration LATEST_STEP = Duration.ofSeconds(40);

    private final Output output;
    private final long startNanos = System.nanoTime();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    /** What was told and is not yet waited for. */
    private final List<Told> early = new ArrayList<>();

    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Manager manager;

    /** What one peer told. */
    private record Told(String to, PeerEvent event) {}

    private Demo(Output output) {
        this.output = output;
        manager = Manager.start(ManagerConfig.inMemory());
    }

    static CommandSpec commandLine() {
        return CommandLines.command(
                "demo", "Shows a manager and four peers that register, talk and play a game, in one process.", "error");
    }

    static int run(ParseResult options, Output output) {
        try (Demo demo = new Demo(output)) {
            demo.register();
            demo.lookUp();
            demo.talkInPairs();
            demo.talkToEveryone();
            demo.play();
            demo.leave();
        }
        return Ending.CLEAN;
    }

    private void register() {
        heading("Four peers register with a manager");
        step(
                "the manager",
                "listens on " + manager.listening() + "  id " + manager.id().brief());
        for (String name : NAMES) {
            PeerConfig config = PeerConfig.inMemory(name)
                    .manager(manager.address())
                    .playing(BY_THEMSELVES)
                    .onEvent(event -> told.add(new Told(name, event)));
            Peer peer = Peer.start(config);
            peers.put(name, peer);
            outcome(name + " registers", peer.registered());
            step(name, "listens on " + peer.listening() + "  id " + peer.id().brief() + "  and is registered");
        }
    }

    private void lookUp() {
        heading("They look each other up");
        for (String name : NAMES) {
            List<KnownPeer> users = outcome(name + " gets the list", peer(name).users());
            List<String> names = users.stream().map(KnownPeer::name).toList();
            if (!names.containsAll(NAMES)) {
                throw new Rejected(name + " knows " + names + " alone");
            }
            step(name, "knows " + String.join(", ", names));
        }
    }

    private void talkInPairs() {
        heading("They talk in pairs");
        direct("alice", "bob", "hi bob, are you there?");
        direct("bob", "alice", "hi alice, I am: this came straight from my socket to yours");
        direct("carol", "dave", "dave, do you hear me?");
        direct("dave", "carol", "loud and clear, carol");
    }

    private void direct(String from, String to, String text) {
        MessageId sent = outcome(from + " sends to " + to, peer(from).send(to, text));
        received(to, sent);
        happened(
                from + " learns that " + to + " has the message",
                from,
                event -> event instanceof Delivered delivered
                        && delivered.message().equals(sent));
        step(from + " → " + to, text + "  (delivered)");
    }

    private void talkToEveryone() {
        heading("One talks to everyone");
        String speaker = "carol";
        List<String> others =
                NAMES.stream().filter(name -> !name.equals(speaker)).toList();
        for (String name : others) {
            outcome(speaker + " links to " + name, peer(speaker).connect(name));
        }
        step(speaker, "has links to " + String.join(", ", others));
        String text = "good evening, everyone";
        MessageId said = outcome(speaker + " speaks", peer(speaker).say(EVERYONE, text));
        step(speaker + " → all", text);
        for (String name : others) {
            received(name, said);
            step(name, "hears it");
        }
    }

    private void play() {
        heading("They play a game of Go Fish, each by itself");
        String dealer = NAMES.get(0);
        RingId game = outcome(dealer + " starts a game", peer(dealer).startGame("gofish", NAMES.size() - 1, List.of()));
        Over over = narrate(dealer, game);
        for (String name : NAMES) {
            Over told = name.equals(dealer) ? over : inGame(name, game, Over.class);
            if (!told.books().equals(over.books())) {
                throw new Rejected(name + " counts other books than " + dealer + ": " + told.books());
            }
            if (!told.findings().isEmpty()) {
                throw new Rejected(name + " found somebody cheating: " + String.join("; ", told.findings()));
            }
            step(
                    name,
                    "has " + GameSentences.books(over.books().getOrDefault(name, 0))
                            + ", and has audited deck, deals, draws and answers: clean");
        }
        if (over.winners().isEmpty()) {
            throw new Rejected("nobody has won");
        }
    }

    /** Tells the whole game as one of its players is told it. */
    private Over narrate(String player, RingId game) {
        GameSentences sentences = GameSentences.ofAnOnlooker();
        while (true) {
            GameEvent event = inGame(player, game, GameEvent.class);
            if (event instanceof GameEvent.Aborted aborted) {
                throw new Rejected("the game was aborted: " + aborted.reason());
            }
            if (!(event instanceof GameEvent.Turn)) {
                sentences.of(event).ifPresent(told -> step(told.who(), told.what()));
            }
            if (event instanceof Over over) {
                return over;
            }
        }
    }

    /** Waits for the next event of a kind that a peer is told of a game. */
    private <E extends GameEvent> E inGame(String player, RingId game, Class<E> kind) {
        PeerEvent event = happened(
                player + " is told how the game goes",
                player,
                next -> next instanceof InGame told
                        && told.event().game().equals(game)
                        && kind.isInstance(told.event()));
        return kind.cast(((InGame) event).event());
    }

    private void leave() {
        heading("They leave");
        for (String name : NAMES) {
            outcome(name + " leaves the list", peer(name).deregister());
            step(name, "is off the list");
        }
        close();
        long millis = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        heading("All of it happened, over TLS on loopback, in " + millis / 1000 + "." + millis % 1000 / 100 + " s");
    }

    private void received(String to, MessageId message) {
        happened(
                to + " gets the message",
                to,
                event -> event instanceof MessageReceived received
                        && received.message().equals(message));
    }

    /** Waits until a peer has told an event; each is waited for once. */
    private PeerEvent happened(String what, String to, Predicate<PeerEvent> expected) {
        while (true) {
            for (Told one : early) {
                if (one.to.equals(to) && expected.test(one.event)) {
                    early.remove(one);
                    return one.event;
                }
            }
            try {
                Told next = told.poll(remainingNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new Rejected("this did not happen in time: " + what);
                }
                early.add(next);
            } catch (InterruptedException e) {
                throw new Rejected("interrupted before this happened: " + what);
            }
        }
    }

    private <T> T outcome(String what, CompletableFuture<T> future) {
        try {
            return future.get(remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new Rejected("this failed: " + what + ": " + e.getCause());
        } catch (TimeoutException e) {
            throw new Rejected("this did not happen in time: " + what);
        } catch (InterruptedException e) {
            throw new Rejected("interrupted before this happened: " + what);
        }
    }

    private long remainingNanos() {
        return LATEST_STEP.toNanos() - (System.nanoTime() - startNanos);
    }

    private Peer peer(String name) {
        Peer peer = peers.get(name);
        if (peer == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return peer;
    }

    private void heading(String text) {
        output.print("\n" + text + "\n");
    }

    private void step(String who, String what) {
        output.print("  " + who + " ".repeat(Math.max(WHO_COLUMNS - who.length(), 0)) + "  " + what + "\n");
    }

    @Override
    public void close() {
        peers.values().forEach(Peer::close);
        peers.clear();
        manager.close();
    }
}
