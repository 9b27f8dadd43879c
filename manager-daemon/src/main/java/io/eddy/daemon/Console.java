package io.eddy.daemon;

import io.eddy.Rejected;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the operator's lines: each command is carried out on the daemon's thread and gets exactly one result,
 * after the reports that answer it. Nothing waits for an outcome, so many commands may be under way.
 */
public final class Console implements Lines {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final Pattern WITH_ID = Pattern.compile("#(\\S+) (.*)", Pattern.DOTALL);

    /** Commands without a result; who types more waits. A script that never waits stays below it (a guess). */
    private static final int MAX_UNDER_WAY = 1024;

    /** The contract's latest time for a result. */
    private static final Duration LATEST_RESULT = Duration.ofSeconds(10);

    /** How long {@code /quit} lets earlier commands end, so that a line said just before it is not lost. */
    private static final Duration QUIT_GRACE = Duration.ofSeconds(2);

    /** What a line without a command does. */
    public interface Talk {
        /**
         * Says it.
         *
         * @throws Rejected if it cannot be said
         */
        CompletableFuture<Outcome> say(String text);
    }

    private final Screen screen;
    private final CommandTable commands;
    private final Talk talk;
    private final Executor daemonThread;
    private final Ending ending;
    private final boolean takesIds;

    private final Semaphore free = new Semaphore(MAX_UNDER_WAY);
    private final CompletableFuture<Outcome> closed = new CompletableFuture<>();

    /** Guarded by this, as results come from the daemon's thread, from the clock's and at the end from the main one. */
    private final Set<Pending> underWay = new LinkedHashSet<>();

    private boolean quitting;
    private boolean inputEnded;

    /** One command without a result yet; no two are equal. */
    private static final class Pending {
        final Optional<String> id;
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Pending(Optional<String> id) {
            this.id = id;
        }
    }

    /**
     * A console of a daemon that runs.
     *
     * @param daemonThread where commands are carried out
     * @param takesIds whether a command may begin with {@code #ID}, as scripts mark them
     */
    public Console(
            Screen screen, List<Command> commands, Talk talk, Executor daemonThread, Ending ending, boolean takesIds) {
        Command quit =
                new Command("/quit", List.of("/exit"), "", "closes every link, saves, and ends", "/quit", this::quit);
        this.screen = screen;
        this.commands = new CommandTable(commands, quit);
        this.talk = talk;
        this.daemonThread = daemonThread;
        this.ending = ending;
        this.takesIds = takesIds;
    }

    public CommandTable commands() {
        return commands;
    }

    @Override
    public void line(String line) {
        if (!line.isBlank()) {
            free.acquireUninterruptibly();
            daemonThread.execute(() -> carryOut(line));
        }
    }

    @Override
    public void tooLong(String beginning, int maxBytes) {
        free.acquireUninterruptibly();
        daemonThread.execute(() -> {
            Pending pending = begin(id(beginning));
            fail(pending, new Rejected("the line is too long: at most " + maxBytes + " bytes"));
        });
    }

    /** Ends the daemon as {@code /quit} does, when all results are there. */
    @Override
    public void end() {
        // Through the same queue as the lines, so that it comes after the last of them.
        daemonThread.execute(this::beginToEnd);
    }

    @Override
    public void interrupted() {
        ending.end(Ending.INTERRUPTED);
    }

    /** Gives every command that is left its result, {@code /quit} last. Called once, when the daemon is closed. */
    public synchronized void close() {
        Rejected tooLate = new Rejected("ended before the outcome was known");
        List.copyOf(underWay).stream()
                .filter(pending -> pending.outcome != closed)
                .forEach(pending -> fail(pending, tooLate));
        closed.complete(Outcome.done());
    }

    private Optional<String> id(String line) {
        Matcher matcher = WITH_ID.matcher(line);
        return takesIds && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void carryOut(String line) {
        Optional<String> id = id(line);
        Pending pending = begin(id);
        String command =
                id.map(given -> line.substring("# ".length() + given.length())).orElse(line);
        try {
            pending.outcome = start(command);
        } catch (RuntimeException e) {
            fail(pending, e);
            return;
        }
        CompletableFuture<Outcome> unused = pending.outcome
                .copy()
                .orTimeout(LATEST_RESULT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, failure) -> {
                    if (failure == null) {
                        succeed(pending, outcome);
                    } else {
                        fail(pending, failure);
                    }
                });
    }

    private CompletableFuture<Outcome> start(String line) {
        if (isQuitting()) {
            throw new Rejected("nothing more is done after /quit");
        }
        if (line.startsWith("/") && !line.startsWith("//")) {
            return commands.run(line);
        }
        return talk.say(line.startsWith("/") ? line.substring(1) : line);
    }

    private CompletableFuture<Outcome> quit(Arguments arguments) {
        arguments.end();
        beginToQuit();
        CompletableFuture.delayedExecutor(QUIT_GRACE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> ending.end(Ending.CLEAN));
        return closed;
    }

    private synchronized boolean isQuitting() {
        return quitting;
    }

    private synchronized void beginToQuit() {
        quitting = true;
        endIfIdle();
    }

    private synchronized void beginToEnd() {
        inputEnded = true;
        endIfIdle();
    }

    /** Ends when only the {@code /quit} itself, if there is one, has no result. */
    private void endIfIdle() {
        if (quitting ? underWay.size() == 1 : inputEnded && underWay.isEmpty()) {
            ending.end(Ending.CLEAN);
        }
    }

    private synchronized Pending begin(Optional<String> id) {
        Pending pending = new Pending(id);
        underWay.add(pending);
        return pending;
    }

    private void succeed(Pending pending, Outcome outcome) {
        Report result = new Report(
                "result",
                json -> {
                    pending.id.ifPresent(id -> json.field("id", id));
                    json.field("ok", true);
                    outcome.made().accept(json);
                },
                outcome.lines());
        settle(pending, outcome.answers(), result);
    }

    private void fail(Pending pending, Throwable failure) {
        String sentence = sentence(failure instanceof CompletionException ? failure.getCause() : failure);
        Report result = new Report(
                "result",
                json -> {
                    pending.id.ifPresent(id -> json.field("id", id));
                    json.field("ok", false).field("error", sentence);
                },
                page -> page.line(Tint.BAD, sentence));
        settle(pending, List.of(), result);
    }

    /** Shows a result unless the command has one already. */
    private synchronized void settle(Pending pending, List<Report> answers, Report result) {
        if (underWay.remove(pending)) {
            answers.forEach(screen::show);
            screen.show(result);
            free.release();
            endIfIdle();
        }
    }

    private String sentence(@Nullable Throwable failure) {
        if (failure instanceof Rejected rejected) {
            return rejected.sentence();
        }
        if (failure instanceof TimeoutException) {
            return "no outcome within " + LATEST_RESULT.toSeconds() + " s";
        }
        // A mistake of this program: whatever it left behind, going on could make worse.
        LOG.error("a command failed", failure);
        ending.end(Ending.FAILED);
        return "this program made a mistake, which is in the log, and ends";
    }
}
