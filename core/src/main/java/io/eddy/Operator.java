package io.eddy;

import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.Reply;
import io.eddy.wire.TagTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The operator's place on a node: hears of sessions before the protocols do, and sees to it that every command has
 * an outcome in time. It says nothing to other peers.
 */
final class Operator implements Protocol<Operator.Nothing, Operator.Deadline> {
    /** What this channel carries. */
    interface Nothing {}

    /** When a command has waited long enough, or a later step is due. */
    record Deadline(long command) {}

    /** Who hears of sessions. */
    interface Listener {
        /** One who is not told. */
        Listener NOBODY = new Listener() {
            @Override
            public void onPeerUp(PeerId peer) {
                // Nobody is told.
            }

            @Override
            public void onPeerDown(PeerId peer, Closing why) {
                // Nobody is told.
            }
        };

        void onPeerUp(PeerId peer);

        void onPeerDown(PeerId peer, Closing why);
    }

    static final Channel<Nothing, Deadline> CHANNEL = new Channel<>(255, "operator", new TagTable<>(), Deadline.class);

    /** Every command has its result by then (console.md). */
    private static final Duration LONGEST_COMMAND = Duration.ofMillis(9_500);

    /**
     * A command without an outcome.
     *
     * @param giveUp gives it up; whether nothing will come of it
     */
    private record Open(Reply<?> reply, BooleanSupplier giveUp) {}

    private final Host<Nothing, Deadline> host;
    private final Listener listener;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private final Map<Long, Runnable> later = new LinkedHashMap<>();
    private long commands;

    Operator(Host<Nothing, Deadline> host, Listener listener) {
        this.host = host;
        this.listener = listener;
    }

    /** A reply that passes the first outcome on, and is rejected when none comes in time. */
    <T> Reply<T> inTime(Reply<T> reply) {
        return inTime(reply, () -> false);
    }

    /**
     * As {@link #inTime(Reply)}, for a command that can be given up.
     *
     * @param giveUp gives it up when no outcome comes in time; whether nothing will come of it
     */
    <T> Reply<T> inTime(Reply<T> reply, BooleanSupplier giveUp) {
        long command = ++commands;
        open.put(command, new Open(reply, giveUp));
        host.arm(new Deadline(command), LONGEST_COMMAND);
        return new Reply<>() {
            @Override
            public void done(T result) {
                if (settle(command)) {
                    reply.done(result);
                }
            }

            @Override
            public void rejected(String sentence) {
                if (settle(command)) {
                    reply.rejected(sentence);
                }
            }
        };
    }

    /** Does something in a turn of its own, after so long. */
    void later(Duration wait, Runnable then) {
        long step = ++commands;
        later.put(step, then);
        host.arm(new Deadline(step), wait);
    }

    @Override
    public void start() {
        // Commands come when they come.
    }

    @Override
    public void onPeerUp(PeerId peer) {
        listener.onPeerUp(peer);
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        listener.onPeerDown(peer, why);
    }

    @Override
    public void onMessage(PeerId from, Nothing message) {
        throw new IllegalStateException("nothing was said");
    }

    @Override
    public void onTimer(Deadline deadline) {
        Runnable step = later.remove(deadline.command());
        if (step != null) {
            step.run();
        }
        Open late = open.remove(deadline.command());
        if (late != null) {
            boolean nothingLeft = late.giveUp().getAsBoolean();
            late.reply().rejected("no answer in time" + (nothingLeft ? "" : "; it may still be carried out"));
        }
    }

    private boolean settle(long command) {
        host.disarm(new Deadline(command));
        return open.remove(command) != null;
    }
}
