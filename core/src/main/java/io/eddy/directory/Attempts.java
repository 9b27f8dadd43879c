package io.eddy.directory;

import io.eddy.directory.Attempt.Result;
import io.eddy.directory.Attempt.Whence;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** By which ways each peer was tried, and what came of it. */
public final class Attempts {
    /** Peers of which attempts are remembered; the one that was tried longest ago is forgotten first. */
    static final int MAX_PEERS = 1_000;

    /** Attempts remembered of each. */
    static final int MAX_EACH = 8;

    private static final Map<Code, String> WORDS = words();

    private final World world;
    private final Map<PeerId, Deque<Attempt>> byPeer = new LinkedHashMap<>();

    public Attempts(World world) {
        this.world = world;
    }

    /** What was tried, the oldest first. */
    public List<Attempt> of(PeerId peer) {
        Deque<Attempt> attempts = byPeer.get(peer);
        return attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** Listens to a target on behalf of somebody else, who is told all that the target tells. */
    public Target.Listener watch(PeerId peer, Endpoint address, Whence whence, Target.Listener then) {
        return new Target.Listener() {
            @Override
            public void onDialling() {
                begin(peer, address, whence);
                then.onDialling();
            }

            @Override
            public void onReached(PeerId reached) {
                end(peer, address, Result.REACHED, "");
                then.onReached(reached);
            }

            @Override
            public void onMissed(Closing why) {
                end(peer, address, Result.FAILED, words(why));
                then.onMissed(why);
            }

            @Override
            public void onWaiting(Duration wait) {
                again(peer, address, wait);
                then.onWaiting(wait);
            }
        };
    }

    /** Why it came to nothing, in words: what the other side said, else what is known of the reason. */
    static String words(Closing why) {
        String reason = WORDS.getOrDefault(why.code(), "");
        return why.detail().isEmpty() ? reason : reason + " (" + why.detail() + ")";
    }

    private void begin(PeerId peer, Endpoint address, Whence whence) {
        Deque<Attempt> attempts = byPeer.remove(peer);
        if (attempts == null) {
            attempts = new ArrayDeque<>(MAX_EACH);
        }
        byPeer.put(peer, attempts);
        if (byPeer.size() > MAX_PEERS) {
            byPeer.remove(byPeer.keySet().iterator().next());
        }
        // What an earlier one of this address waited for has come.
        replace(attempts, address, earlier -> earlier.withNext(0));
        if (attempts.size() == MAX_EACH) {
            attempts.removeFirst();
        }
        attempts.addLast(new Attempt(address, whence, world.wallClockMillis(), Result.UNDER_WAY, "", 0));
    }

    private void end(PeerId peer, Endpoint address, Result result, String why) {
        replace(byPeer.get(peer), address, attempt -> attempt.ended(result, why));
    }

    private void again(PeerId peer, Endpoint address, Duration wait) {
        long nextMillis = world.wallClockMillis() + wait.toMillis();
        replace(byPeer.get(peer), address, attempt -> attempt.withNext(nextMillis));
    }

    /** Changes the last attempt of an address. */
    private static void replace(@Nullable Deque<Attempt> attempts, Endpoint address, UnaryOperator<Attempt> change) {
        if (attempts == null) {
            return;
        }
        List<Attempt> all = new ArrayList<>(attempts);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).address().equals(address)) {
                all.set(i, change.apply(all.get(i)));
                attempts.clear();
                attempts.addAll(all);
                return;
            }
        }
    }

    private static Map<Code, String> words() {
        Map<Code, String> words = new EnumMap<>(Code.class);
        words.put(Code.REFUSED, "nobody listens at that address");
        words.put(Code.UNREACHABLE, "no way leads to that address, or its name is not known");
        words.put(Code.TIMEOUT, "no answer came in time");
        words.put(Code.TLS, "whoever answers there does not speak as Eddy does, or was refused");
        words.put(Code.WRONG_PEER, "somebody else answers at that address");
        words.put(Code.WRONG_NETWORK, "it belongs to another network");
        words.put(Code.VERSION, "it speaks no version of the protocol that this side does");
        words.put(Code.SELF, "that address is one's own");
        words.put(Code.OVERLOADED, "it has too many links");
        words.put(Code.BLOCKED, "it refuses this peer");
        words.put(Code.DUPLICATE, "another link to it is kept");
        words.put(Code.REPLACED, "another link to it is kept");
        words.put(Code.BYE, "it closed the link in peace");
        words.put(Code.SILENT, "nothing was heard of it any more");
        words.put(Code.SLOW, "it took too little of what was sent");
        words.put(Code.MALFORMED, "it broke the protocol, or holds that this side did");
        words.put(Code.VIOLATION, "it broke the protocol, or holds that this side did");
        words.put(Code.BROKEN, "the connection broke");
        return words;
    }
}
