package io.eddy.directory;

import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.Player;
import io.eddy.registry.RegistryClient;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets and keeps a session with each peer that somebody wants: by the address that is known, else by asking the
 * managers.
 */
public final class Reach {
    /** The longest wait before a wanted peer is dialled again; news from a manager makes it sooner. */
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(30);

    /** The same for one with whom a ring is shared: the others of the ring wait. */
    private static final Duration LONGEST_REDIAL_OF_RING = Duration.ofSeconds(3);

    /** One wanted peer, and the address it is dialled at. */
    private static final class Quest {
        final PeerId peer;
        boolean byOperator;
        boolean byChat;
        boolean byCompany;
        final Set<RingId> byRings = new LinkedHashSet<>();
        boolean asking;

        @Nullable
        Target target;

        Quest(PeerId peer) {
            this.peer = peer;
        }

        boolean isWanted() {
            return byOperator || byChat || byCompany || !byRings.isEmpty();
        }
    }

    private final Links links;
    private final RegistryClient registry;
    private final Directory directory;
    private final Attempts attempts;
    private final Function<PeerId, Optional<Endpoint>> hearsay;
    private final Map<PeerId, Quest> quests = new LinkedHashMap<>();

    /** Whom the operator does not want dialled. */
    private final NavigableSet<PeerId> shunned = new TreeSet<>();

    /** The operator left everyone. */
    private boolean quiet;

    /**
     * Made for one peer.
     *
     * @param hearsay where a peer listens, as others than managers say
     */
    public Reach(
            Links links, RegistryClient registry, Directory directory, Function<PeerId, Optional<Endpoint>> hearsay) {
        this.hearsay = hearsay;
        this.links = links;
        this.registry = registry;
        this.directory = directory;
        this.attempts = directory.attempts();
    }

    /** The operator wants a session with this peer, for good. */
    public void connect(PeerId peer) {
        Quest quest = quest(peer);
        quest.byOperator = true;
        allow(peer);
        pursue(quest);
    }

    /** The operator has nothing against a session with this peer, nor against sessions at all. */
    public void allow(PeerId peer) {
        beQuiet(false);
        shunned.remove(peer);
        pursueAll();
    }

    /** The chat has something for this peer, or no longer. */
    public void onWanted(PeerId peer, boolean wanted) {
        Quest quest = quest(peer);
        quest.byChat = wanted;
        if (wanted) {
            pursue(quest);
        } else {
            abandonUnwanted(quest);
        }
    }

    /** A session with this peer helps that nothing is missed, or no longer. */
    public void onCompany(PeerId peer, boolean wanted) {
        Quest quest = quest(peer);
        quest.byCompany = wanted;
        if (wanted) {
            pursue(quest);
        } else {
            abandonUnwanted(quest);
        }
    }

    /** A ring needs sessions with all its members, or no longer. */
    public void onWanted(PeerId peer, RingId ring, boolean wanted) {
        Quest quest = quest(peer);
        boolean first = quest.byRings.isEmpty();
        if (wanted && quest.byRings.add(ring)) {
            if (first) {
                // It is dialled more often from here on.
                stop(quest);
            }
            pursue(quest);
        } else if (!wanted) {
            quest.byRings.remove(ring);
            abandonUnwanted(quest);
        }
    }

    /** Whether a session with this peer is sought whenever there is none. */
    public boolean isSought(PeerId peer) {
        Quest quest = quests.get(peer);
        return quest != null && isSought(quest);
    }

    /** Whether the operator has nothing against a session with this peer. */
    public boolean permits(PeerId peer) {
        return !quiet && !shunned.contains(peer) && !directory.isBlocked(peer);
    }

    /** The operator wants no session with this peer. */
    public void shun(PeerId peer) {
        shunned.add(peer);
        unwish(peer);
    }

    /** The operator wants no sessions at all, before it connects with a peer or registers. */
    public void shunAll() {
        beQuiet(true);
        List.copyOf(quests.keySet()).forEach(this::unwish);
    }

    /** The directory has this peer as blocked. */
    public void onBlocked(PeerId peer) {
        unwish(peer);
    }

    /** The directory has this peer as blocked no longer. */
    public void onUnblocked(PeerId peer) {
        Quest quest = quests.get(peer);
        if (quest != null) {
            pursue(quest);
        }
    }

    /** A manager told where a peer is, or that it came back. */
    public void onPlayer(Player player) {
        if (player.isOnline()) {
            onAddress(player.peer());
        }
    }

    /** It became known where a peer listens. */
    public void onAddress(PeerId peer) {
        Quest quest = quests.get(peer);
        if (quest != null && !links.isUp(peer)) {
            stop(quest);
            pursue(quest);
        }
    }

    /** Whether the operator left everyone. */
    public boolean isQuiet() {
        return quiet;
    }

    /** A session ended. */
    public void onPeerDown(PeerId peer) {
        Quest quest = quests.get(peer);
        if (quest != null) {
            pursue(quest);
        }
    }

    /** A manager can be asked. */
    public void onManagerUp() {
        beQuiet(false);
        pursueAll();
    }

    /** More may be known of where peers are than was. */
    public void lookAgain() {
        pursueAll();
    }

    private void beQuiet(boolean from) {
        quiet = from;
        links.takesLinks(!from);
    }

    private void pursueAll() {
        List.copyOf(quests.values()).forEach(this::pursue);
    }

    private Quest quest(PeerId peer) {
        return quests.computeIfAbsent(peer, Quest::new);
    }

    private boolean isSought(Quest quest) {
        return permits(quest.peer) && quest.isWanted();
    }

    private void pursue(Quest quest) {
        if (!isSought(quest) || quest.target != null || links.isUp(quest.peer)) {
            return;
        }
        Optional<Endpoint> address = directory.address(quest.peer).or(() -> hearsay.apply(quest.peer));
        if (address.isEmpty()) {
            askManagers(quest);
            return;
        }
        Duration longest = quest.byRings.isEmpty() ? LONGEST_REDIAL : LONGEST_REDIAL_OF_RING;
        Target.Listener listener =
                attempts.watch(quest.peer, address.get(), directory.whence(quest.peer), listener(quest));
        quest.target = links.keep(address.get(), Optional.of(quest.peer), longest, listener);
    }

    private Target.Listener listener(Quest quest) {
        return new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                // The protocols are told of the session itself.
            }

            @Override
            public void onMissed(Closing why) {
                if (!quest.asking) {
                    askManagers(quest);
                }
            }
        };
    }

    private void askManagers(Quest quest) {
        quest.asking = true;
        registry.find(quest.peer, players -> {
            quest.asking = false;
            players.forEach(directory::onPlayer);
            Target target = quest.target;
            Endpoint address = directory.address(quest.peer).orElse(null);
            boolean moved = target != null && !target.endpoint().equals(address);
            if (address != null && (target == null || moved) && quests.get(quest.peer) == quest) {
                stop(quest);
                pursue(quest);
            }
        });
    }

    /** The operator's wish is withdrawn; what the chat wants waits until it is allowed again. */
    private void unwish(PeerId peer) {
        Quest quest = quests.get(peer);
        if (quest != null) {
            quest.byOperator = false;
            stop(quest);
            abandonUnwanted(quest);
        }
    }

    private void abandonUnwanted(Quest quest) {
        if (!quest.isWanted()) {
            quests.remove(quest.peer);
            stop(quest);
        }
    }

    private void stop(Quest quest) {
        Target target = quest.target;
        if (target != null) {
            quest.target = null;
            links.stop(target);
            attempts.onGivenUp(quest.peer, target.endpoint());
        }
    }
}
