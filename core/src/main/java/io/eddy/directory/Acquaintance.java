package io.eddy.directory;

import io.eddy.directory.KnownPeer.Whereabouts;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.Player.Presence;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is known of one other peer. */
final class Acquaintance {
    /** Those online, then the others, each by name. */
    static final Comparator<Acquaintance> AS_LISTED = Comparator.comparing((Acquaintance one) -> !one.isOnline())
            .thenComparing(one -> one.foldedName)
            .thenComparing(one -> one.peer);

    final PeerId peer;

    /** As a manager has it; empty when none does. */
    String registeredName = "";

    /** As the peer itself says, for which nobody vouches. */
    String claimedName = "";

    /** The plain name as names are compared; {@link Claims} sees to it. */
    String foldedName = "";

    /** By which name it is a contact: the first, or what it called itself in a session since. Empty: by none. */
    String knownAs = "";

    Optional<Endpoint> address = Optional.empty();
    final Set<Via> via = EnumSet.noneOf(Via.class);
    Presence presence = Presence.OFFLINE;
    boolean linked;

    /** The mesh alone ended its session, or only the map tells of it: it has not gone since, as far as that tells. */
    boolean onlyShown;

    /** Where it is heard on the local network, when it is. */
    @Nullable
    Endpoint heardAt;

    /** On the map of the mesh. */
    boolean charted;

    /** It says of itself, over the mesh, that it plays. */
    boolean saysItPlays;

    boolean contact;
    boolean blocked;
    long lastSeenMillis;

    Acquaintance(PeerId peer) {
        this.peer = peer;
    }

    /** Whether it was heard on the local network, and has not gone since. */
    boolean isHeard() {
        return heardAt != null;
    }

    boolean isOnline() {
        return charted || isAttested();
    }

    /** Whether it is online by what this side itself, its local network or a manager knows of it. */
    boolean isAttested() {
        return linked || onlyShown || isHeard() || presence == Presence.FREE || presence == Presence.PLAYING;
    }

    PeerState state() {
        if (!isOnline()) {
            return PeerState.OFFLINE;
        }
        return presence == Presence.PLAYING || saysItPlays ? PeerState.PLAYING : PeerState.FREE;
    }

    /** Whether a manager says who it is. */
    boolean isVouchedFor() {
        return !registeredName.isEmpty();
    }

    /** What others, or it, call it; empty when nobody said. */
    String givenName() {
        return isVouchedFor() ? registeredName : claimedName;
    }

    /** The name before two of one name are told apart. */
    String plainName() {
        return givenName().isEmpty() ? beginning(peer) : givenName();
    }

    /** As it is listed. */
    KnownPeer row(int index, String shownName, long nowMillis) {
        Whereabouts whereabouts = new Whereabouts(address, isOnline() ? nowMillis : lastSeenMillis);
        return new KnownPeer(index, shownName, peer, state(), List.copyOf(via), whereabouts);
    }

    /** As it is kept. */
    ContactRecord record(String keptName) {
        return new ContactRecord(peer, keptName, address.orElse(new Endpoint("", 0)), lastSeenMillis, blocked);
    }

    /** In place of a name. */
    static String beginning(PeerId peer) {
        return peer.hex().substring(0, 8);
    }
}
