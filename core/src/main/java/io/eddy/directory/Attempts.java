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
    /** Peers, and addresses, of which attempts are remembered; what was tried longest ago is forgotten first. */
    static final int MAX_PEERS = 1_000;

    /** Attempts remembered of each. */
    static final int MAX_EACH = 8;

    private static final Map<Code, String> WORDS = words();

    private final World world;
    private final Ledger<PeerId> byPeer = new Ledger<>();

    /** Of addresses that were dialled without knowing who listens there. */
    private final Ledger<Endpoint> byAddress = new Ledger<>();

    public Attempts(World world) {
        this.world = world;
    }

    /** What was tried, the oldest first. */
    public List<Attempt> of(PeerId peer) {
        return byPeer.of(peer);
    }

    /** What was tried at an address without knowing who listens there, the oldest first. */
    public List<Attempt> of(Endpoint address) {
        return byAddress.of(address);
    }

    /** Listens to a target on behalf of somebody else, who is told all that the target tells. */
    public Target.Listener watch(PeerId peer, Endpoint address, Whence whence, Target.Listener then) {
        return new Watch<>(byPeer, peer, address, whence, then);
    }

    /** The same where it is not known who listens at the address; once it is, the peer has been tried there. */
    public Target.Listener watch(Endpoint address, Whence whence, Target.Listener then) {
        return new Watch<>(byAddress, address, address, whence, then) {
            private @Nullable PeerId listener;

            @Override
            public void onReached(PeerId reached) {
                listener = reached;
                byPeer.begin(reached, address, whence);
                also(attempt -> attempt.ended(Result.REACHED, ""));
                super.onReached(reached);
            }

            @Override
            public void onMissed(Closing why) {
                also(attempt -> attempt.ended(Result.FAILED, words(why)));
                super.onMissed(why);
            }

            private void also(UnaryOperator<Attempt> change) {
                if (listener != null) {
                    byPeer.replace(listener, address, change);
                }
            }
        };
    }

    /** Nobody dials this address for that peer any more. */
    public void onGivenUp(PeerId peer, Endpoint address) {
        byPeer.replace(peer, address, Attempts::givenUp);
    }

    /** Nobody dials this address any more. */
    public void onGivenUp(Endpoint address) {
        byAddress.replace(address, address, Attempts::givenUp);
    }

    private static Attempt givenUp(Attempt attempt) {
        Attempt last = attempt.withNext(0);
        return last.result() == Result.UNDER_WAY ? last.ended(Result.FAILED, "it was given up") : last;
    }

    /** Why it came to nothing, in words: what the other side said, else what is known of the reason. */
    static String words(Closing why) {
        String reason = WORDS.getOrDefault(why.code(), "");
        boolean tellsMore = !why.detail().isEmpty() && !why.detail().equals(reason);
        return tellsMore ? reason + " (" + why.detail() + ")" : reason;
    }

    /** Notes what becomes of one target. */
    private class Watch<K> implements Target.Listener {
        private final Ledger<K> ledger;
        private final K key;
        private final Endpoint address;
        private final Whence whence;
        private final Target.Listener then;

        Watch(Ledger<K> ledger, K key, Endpoint address, Whence whence, Target.Listener then) {
            this.ledger = ledger;
            this.key = key;
            this.address = address;
            this.whence = whence;
            this.then = then;
        }

        @Override
        public void onDialling() {
            ledger.begin(key, address, whence);
            then.onDialling();
        }

        @Override
        public void onReached(PeerId reached) {
            ledger.replace(key, address, attempt -> attempt.ended(Result.REACHED, ""));
            then.onReached(reached);
        }

        @Override
        public void onMissed(Closing why) {
            ledger.replace(key, address, attempt -> attempt.ended(Result.FAILED, words(why)));
            then.onMissed(why);
        }

        @Override
        public void onWaiting(Duration wait) {
            long nextMillis = world.wallClockMillis() + wait.toMillis();
            ledger.replace(key, address, attempt -> attempt.withNext(nextMillis));
            then.onWaiting(wait);
        }
    }

    /** The last attempts of those that were tried last. */
    private final class Ledger<K> {
        private final Map<K, Deque<Attempt>> entries = new LinkedHashMap<>();

        List<Attempt> of(K key) {
            Deque<Attempt> attempts = entries.get(key);
            return attempts == null ? List.of() : List.copyOf(attempts);
        }

        void begin(K key, Endpoint address, Whence whence) {
            Deque<Attempt> attempts = entries.remove(key);
            if (attempts == null) {
                attempts = new ArrayDeque<>(MAX_EACH);
            }
            entries.put(key, attempts);
            if (entries.size() > MAX_PEERS) {
                entries.remove(entries.keySet().iterator().next());
            }
            // What an earlier one of this address waited for has come.
            replace(key, address, earlier -> earlier.withNext(0));
            if (attempts.size() == MAX_EACH) {
                attempts.removeFirst();
            }
            attempts.addLast(new Attempt(address, whence, world.wallClockMillis(), Result.UNDER_WAY, "", 0));
        }

        /** Changes the last attempt of an address. */
        void replace(K key, Endpoint address, UnaryOperator<Attempt> change) {
            Deque<Attempt> attempts = entries.get(key);
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
        words.put(Code.PARTED, "it closed the link in peace");
        return words;
    }
}
