package io.eddy.engine;

import io.eddy.node.TimerQueue;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread, one selector, and everything that happens on them: channels, timers, and tasks posted from elsewhere.
 *
 * <p>A round is: wait; handle each channel that is ready, once and with a budget; run what was posted; fire the timers
 * that are due; let every resident send what its turns queued. A turn's exception is a mistake of this program: it is
 * logged, the loop ends without another turn, and the fatal handler learns of it.
 */
public final class EventLoop implements AutoCloseable {

    /**
     * How a loop runs.
     *
     * @param threadName the name of its thread
     * @param spin how long it looks for work before it sleeps; zero, unless a core may be burnt for some microseconds
     * @param fatal called on the loop's thread, as the last thing it does, with the exception that escaped a turn
     */
    public record Config(String threadName, Duration spin, Consumer<Throwable> fatal) {}

    /** The longest turn there has been, and what it was about. */
    public record LongestTurn(Duration duration, String cause) {}

    /** A turn above this is worth a warning: everybody else waited meanwhile. */
    private static final long LONG_TURN_NANOS = Duration.ofMillis(50).toNanos();

    /**
     * Tasks, and timers, that are run before channels have their turn again. A guess: below a millisecond of small
     * ones.
     */
    private static final int TASKS_A_ROUND = 1_024;

    /** As long as tasks are run, however few, before channels have their turn and what was queued is sent: a guess. */
    private static final long TASKS_A_ROUND_NANOS = Duration.ofMillis(5).toNanos();

    /** In its first seconds a process loads and compiles its classes, and long turns say nothing about it. */
    private static final long WARM_UP_NANOS = Duration.ofSeconds(15).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    private final Selector selector;
    private final Thread thread;
    private final Consumer<Throwable> fatal;
    private final long spinNanos;
    private final Workers workers;
    private final BufferPool pool = new BufferPool();
    private final Scratch scratch = new Scratch();
    private final TimerQueue<Runnable> timers = new TimerQueue<>();
    private final List<Resident> residents = new ArrayList<>();
    private final Consumer<SelectionKey> onReady = this::onReady;

    /** From other threads. Whoever posts bounds what it has under way. */
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();

    /** From this thread. */
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();

    /** Whether a poster must wake the selector. */
    private final AtomicBoolean asleep = new AtomicBoolean();

    private final long startNanos = System.nanoTime();
    private long nowNanos = startNanos;
    private boolean clockIsStale;
    private boolean roundAgain;
    private boolean ending;
    private volatile boolean ended;
    private volatile LongestTurn longest = new LongestTurn(Duration.ZERO, "none");

    private EventLoop(Config config) throws IOException {
        selector = Selector.open();
        fatal = config.fatal();
        spinNanos = config.spin().toNanos();
        workers = new Workers(this, config.threadName() + "-worker");
        thread = new Thread(this::run, config.threadName());
    }

    /** Starts a loop that only logs what is fatal to it. */
    public static EventLoop start(String threadName) {
        return start(new Config(threadName, Duration.ZERO, mistake -> {}));
    }

    public static EventLoop start(Config config) {
        try {
            EventLoop loop = new EventLoop(config);
            loop.thread.start();
            return loop;
        } catch (IOException e) {
            throw new IllegalStateException("the system gives no selector", e);
        }
    }

    /**
     * Runs a task as a turn on the loop, after those posted before it by the same thread.
     *
     * @return {@code false}, and nothing is run, when the loop has ended
     */
    public boolean post(Runnable task) {
        if (isOnLoop()) {
            later.add(task);
        } else {
            posted.add(task);
            if (asleep.get() && asleep.compareAndSet(true, false)) {
                selector.wakeup();
            }
        }
        return !ended;
    }

    public boolean isOnLoop() {
        return Thread.currentThread() == thread;
    }

    /** Says that the state which the caller touches belongs to this loop. */
    public void assertOnLoop() {
        assert isOnLoop() : "on " + Thread.currentThread().getName() + ", not on " + thread.getName();
    }

    public LongestTurn longestTurn() {
        return longest;
    }

    /** Ends the loop, with everything that lives on it, and waits until its thread has gone. */
    @Override
    public void close() {
        post(() -> ending = true);
        boolean interrupted = false;
        while (!isOnLoop() && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** When the current turn began. */
    long nowNanos() {
        return nowNanos;
    }

    TimerQueue<Runnable> timers() {
        return timers;
    }

    Workers workers() {
        return workers;
    }

    BufferPool pool() {
        return pool;
    }

    Scratch scratch() {
        return scratch;
    }

    SelectionKey register(SelectableChannel channel, int interestOps, ChannelHandler handler)
            throws ClosedChannelException {
        assertOnLoop();
        return channel.register(selector, interestOps, handler);
    }

    void add(Resident resident) {
        assertOnLoop();
        residents.add(resident);
    }

    void remove(Resident resident) {
        assertOnLoop();
        residents.remove(resident);
    }

    /** A resident was not done: the loop does not sleep before the next round. */
    void goRoundAgain() {
        roundAgain = true;
    }

    /** Ends a turn: keeps its time if it is the longest, and begins the next. */
    void turnEnded(Object cause) {
        long end = System.nanoTime();
        long took = end - nowNanos;
        nowNanos = end;
        if (took > longest.duration().toNanos()) {
            longest = new LongestTurn(Duration.ofNanos(took), cause.toString());
        }
        if (took > LONG_TURN_NANOS) {
            tellOfLongTurn(took / 1_000_000, cause);
        }
    }

    private void tellOfLongTurn(long millis, Object cause) {
        if (nowNanos - startNanos < WARM_UP_NANOS) {
            LOG.info("A turn took {} ms, while classes are being loaded: {}", millis, cause);
        } else {
            LOG.warn("A turn took {} ms: {}", millis, cause);
        }
    }

    private void run() {
        Throwable mistake = null;
        try {
            while (!ending) {
                await();
                refreshClock();
                runPosted();
                fireTimers();
                endRound();
            }
        } catch (Throwable e) { // Also an Error: whatever state it left behind, no turn may see it.
            LOG.error("A mistake of this program ends the loop {}", thread.getName(), e);
            mistake = e;
        }
        end();
        if (mistake != null) {
            fatal.accept(mistake);
        }
    }

    private void await() throws IOException {
        long waitNanos = nanosToWait();
        clockIsStale = true;
        if (waitNanos == 0 || (spinNanos > 0 && foundBySpinning(Math.min(spinNanos, waitNanos)))) {
            selector.selectNow(onReady);
            return;
        }
        asleep.set(true);
        if (posted.isEmpty()) {
            // Rounded up: a timer that is nearly due is not worth a round that finds nothing.
            selector.select(onReady, waitNanos == Long.MAX_VALUE ? 0 : waitNanos / 1_000_000 + 1);
        } else {
            selector.selectNow(onReady);
        }
        asleep.set(false);
    }

    private long nanosToWait() {
        if (roundAgain || !later.isEmpty() || !posted.isEmpty()) {
            roundAgain = false;
            return 0;
        }
        long next = timers.nextNanos();
        return next == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, next - System.nanoTime());
    }

    private boolean foundBySpinning(long forNanos) throws IOException {
        long end = System.nanoTime() + forNanos;
        while (System.nanoTime() - end < 0) {
            if (!posted.isEmpty() || selector.selectNow(onReady) > 0) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private void onReady(SelectionKey key) {
        if (clockIsStale) {
            asleep.lazySet(false);
            refreshClock();
        }
        if (key.isValid()) {
            ChannelHandler handler = (ChannelHandler) key.attachment();
            handler.onReady(key);
            turnEnded(handler);
        }
    }

    private void refreshClock() {
        clockIsStale = false;
        nowNanos = System.nanoTime();
    }

    private void runPosted() {
        long endNanos = nowNanos + TASKS_A_ROUND_NANOS;
        // What a task posts in its turn waits for the next round, so that it cannot keep channels waiting.
        for (int left = Math.min(later.size(), TASKS_A_ROUND); left > 0 && nowNanos < endNanos; left--) {
            runTask(later.remove());
        }
        for (int left = TASKS_A_ROUND; left > 0 && nowNanos < endNanos; left--) {
            Runnable task = posted.poll();
            if (task == null) {
                return;
            }
            runTask(task);
        }
    }

    private void runTask(Runnable task) {
        task.run();
        turnEnded(task);
    }

    private void fireTimers() {
        for (int left = TASKS_A_ROUND; left > 0; left--) {
            TimerQueue.Entry<Runnable> due = timers.poll(nowNanos);
            if (due == null) {
                return;
            }
            runTask(due.what());
        }
        roundAgain = true;
    }

    private void endRound() {
        for (int i = residents.size() - 1; i >= 0; i--) {
            residents.get(i).endRound();
        }
        turnEnded("sending what a round has queued");
    }

    private void end() {
        ended = true;
        for (Resident resident : List.copyOf(residents)) {
            try {
                resident.abort();
            } catch (RuntimeException e) {
                LOG.error("{} did not end cleanly", resident, e);
            }
        }
        workers.close();
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.warn("The selector did not close cleanly", e);
        }
        posted.clear();
        later.clear();
    }
}
