package io.eddy.directory;

import io.eddy.directory.Attempt.Whence;
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

/**
 * Gets and keeps a session with each peer that somebody wants: by the address that is known, and when nobody answers
 * there by those of its newest record and by asking the managers.
 */
public final class Reach {
    /** The longest wait before a wanted peer is dialled again; news from a manager makes it sooner. */
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(30);

    /** The same for one with whom a ring is shared: the others of the ring wait. */
    private static final Duration LONGEST_REDIAL_OF_RING = Duration.ofSeconds(3);

    /** One wanted peer, and the addresses it is dialled at, in the order in which that began. */
    private static final class Quest {
        final PeerId peer;
        boolean byOperator;
        boolean byChat;
        boolean byCompany;
        final Set<RingId> byRings = new LinkedHashSet<>();
        final Map<Endpoint, Target> targets = new LinkedHashMap<>();
        boolean asking;

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
    private final Function<PeerId, List<Endpoint>> hearsay;
    private final Map<PeerId, Quest> quests = new LinkedHashMap<>();

    /** Whom the operator does not want dialled. */
    private final NavigableSet<PeerId> shunned = new TreeSet<>();

    /** The operator left everyone. */
    private boolean quiet;

    /**
     * Made for one peer.
     *
     * @param hearsay where a peer listens, as its newest record says that others than managers told: a few addresses
     */
    public Reach(Links links, RegistryClient registry, Directory directory, Function<PeerId, List<Endpoint>> hearsay) {
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
        if (isWaitedFor(quest) && quest.targets.isEmpty()) {
            List<Endpoint> addresses = addresses(quest.peer);
            if (addresses.isEmpty()) {
                askManagers(quest);
            } else {
                dial(quest, addresses.get(0));
            }
        }
    }

    private boolean isWaitedFor(Quest quest) {
        return isSought(quest) && !links.isUp(quest.peer);
    }

    /** Where a peer may listen: the address that is kept, then those of its newest record. */
    private List<Endpoint> addresses(PeerId peer) {
        Set<Endpoint> addresses = new LinkedHashSet<>();
        directory.address(peer).ifPresent(addresses::add);
        addresses.addAll(hearsay.apply(peer));
        return List.copyOf(addresses);
    }

    private void dial(Quest quest, Endpoint address) {
        boolean kept = directory.address(quest.peer).filter(address::equals).isPresent();
        Whence whence = kept ? directory.whence(quest.peer) : Whence.MESH;
        Duration longest = quest.byRings.isEmpty() ? LONGEST_REDIAL : LONGEST_REDIAL_OF_RING;
        Target.Listener listener = attempts.watch(quest.peer, address, whence, new Dialled(quest, address));
        quest.targets.put(address, links.keep(address, Optional.of(quest.peer), longest, listener));
    }

    /** What becomes of one address of a wanted peer. */
    private final class Dialled implements Target.Listener {
        private final Quest quest;
        private final Endpoint address;
        private boolean reached;

        Dialled(Quest quest, Endpoint address) {
            this.quest = quest;
            this.address = address;
        }

        @Override
        public void onReached(PeerId peer) {
            // The protocols are told of the session itself.
            reached = true;
        }

        @Override
        public void onMissed(Closing why) {
            if (reached) {
                reached = false;
                keepWhatLed(quest);
            } else {
                dialNext(quest, address);
            }
            if (!quest.asking) {
                askManagers(quest);
            }
        }
    }

    /** A session has ended: of several addresses, only the one that led to it is dialled again. */
    private void keepWhatLed(Quest quest) {
        Endpoint kept = directory.address(quest.peer).orElse(null);
        if (kept != null && quest.targets.containsKey(kept)) {
            List.copyOf(quest.targets.keySet()).stream()
                    .filter(address -> !address.equals(kept))
                    .forEach(address -> stop(quest, address));
        }
    }

    /** Nobody was found at an address: the next one is dialled beside it, unless that was done before. */
    private void dialNext(Quest quest, Endpoint missed) {
        List<Endpoint> dialled = List.copyOf(quest.targets.keySet());
        boolean last = !dialled.isEmpty() && dialled.get(dialled.size() - 1).equals(missed);
        if (last && isWaitedFor(quest)) {
            List<Endpoint> addresses = addresses(quest.peer);
            dialled.stream()
                    .filter(address -> !address.equals(missed) && !addresses.contains(address))
                    .forEach(address -> stop(quest, address));
            addresses.stream()
                    .filter(address -> !quest.targets.containsKey(address))
                    .findFirst()
                    .ifPresent(address -> dial(quest, address));
        }
    }

    private void askManagers(Quest quest) {
        quest.asking = true;
        registry.find(quest.peer, players -> {
            quest.asking = false;
            players.forEach(directory::onPlayer);
            Endpoint address = directory.address(quest.peer).orElse(null);
            boolean dialled = address == null || quest.targets.containsKey(address);
            if (!dialled && quests.get(quest.peer) == quest) {
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
        List.copyOf(quest.targets.keySet()).forEach(address -> stop(quest, address));
    }

    private void stop(Quest quest, Endpoint address) {
        Target target = quest.targets.remove(address);
        if (target != null) {
            links.stop(target);
            attempts.onGivenUp(quest.peer, address);
        }
    }
}
