package io.eddy.overlay;

import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls peers over the links of a node: each address once, one after the other.
 *
 * <p>A session is ended by the side that dialled it, when neither the overlay there nor anybody else there needs it:
 * the other side cannot know what it was made for.
 */
public final class LinkCallers implements Callers {
    /** Never waited for: an address that fails once is not dialled again. */
    private static final Duration REDIAL = Duration.ofSeconds(30);

    private static final Closing NOT_NEEDED = Closing.of(Code.BYE, "no longer a neighbour");

    private final Links links;
    private final Predicate<PeerId> isNeededElsewhere;
    private final Consumer<PeerId> unreached;
    private final Map<PeerId, Call> calls = new LinkedHashMap<>();

    /**
     * Calls over these links.
     *
     * @param isNeededElsewhere whether somebody beside the overlay wants the session with a peer kept
     * @param unreached is told of peers that were not reached: {@link Overlay#onUnreached}
     */
    public LinkCallers(Links links, Predicate<PeerId> isNeededElsewhere, Consumer<PeerId> unreached) {
        this.links = links;
        this.isNeededElsewhere = isNeededElsewhere;
        this.unreached = unreached;
    }

    @Override
    public void call(PeerId peer, List<Endpoint> at) {
        Call before = calls.remove(peer);
        if (before != null) {
            before.stop();
        }
        Call call = new Call(peer, at.iterator());
        calls.put(peer, call);
        call.next();
    }

    @Override
    public void release(PeerId peer) {
        Call call = calls.remove(peer);
        if (call != null) {
            call.stop();
            boolean dialled = links.link(peer).filter(Link::outbound).isPresent();
            if (dialled && !isNeededElsewhere.test(peer)) {
                links.close(peer, NOT_NEEDED);
            }
        }
    }

    /** One peer that is called, or was reached and not released. */
    private final class Call implements Target.Listener {
        private final PeerId peer;
        private final Iterator<Endpoint> left;
        private @Nullable Target target;

        Call(PeerId peer, Iterator<Endpoint> endpoints) {
            this.peer = peer;
            this.left = endpoints;
        }

        void next() {
            if (left.hasNext()) {
                target = links.keep(left.next(), Optional.of(peer), REDIAL, this);
            } else {
                calls.remove(peer);
                unreached.accept(peer);
            }
        }

        void stop() {
            Target dialled = target;
            if (dialled != null) {
                target = null;
                links.stop(dialled);
            }
        }

        @Override
        public void onReached(PeerId reached) {
            stop(); // The session goes on; when it ends, it is not this call that makes another.
        }

        @Override
        public void onMissed(Closing why) {
            stop();
            next();
        }
    }
}
