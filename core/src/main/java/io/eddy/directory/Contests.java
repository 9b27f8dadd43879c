package io.eddy.directory;

import io.eddy.directory.Contest.Party;
import io.eddy.directory.Resolution.Ambiguous;
import io.eddy.node.PeerId;
import io.eddy.node.TokenBucket;
import io.eddy.node.World;
import io.eddy.registry.PeerName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who goes by the name of a contact, with another key; the operator is told of each once. */
final class Contests {
    /** How often the operator is told: whoever wants can make up peers of any name. */
    private static final int TOLD_PER_MINUTE = 6;

    /** Peers of which the operator was told; of more, the first is forgotten. */
    private static final int MAX_TOLD = 1_024;

    private final World world;
    private final Claims claims;
    private final Consumer<Contest> listener;
    private final Set<PeerId> told = new LinkedHashSet<>();
    private final TokenBucket allowance = TokenBucket.perMinute(TOLD_PER_MINUTE, TOLD_PER_MINUTE);

    Contests(World world, Claims claims, Consumer<Contest> listener) {
        this.world = world;
        this.claims = claims;
        this.listener = listener;
    }

    /** Somebody who should know says what this one is called. */
    void onNamed(Acquaintance one) {
        Contest contest = by(one);
        if (contest != null && !told.contains(one.peer) && allowance.take(world.now())) {
            told.add(one.peer);
            if (told.size() > MAX_TOLD) {
                told.remove(told.iterator().next());
            }
            listener.accept(contest);
        }
    }

    /** What a word leads to: to nobody, and why, when more than one is meant and one of them is a contact. */
    Resolution judged(Resolution found, String word, Collection<Acquaintance> known) {
        if (found instanceof Ambiguous) {
            String folded = PeerName.folded(word);
            for (Acquaintance one : known) {
                Contest contest = one.foldedName.equals(folded) ? by(one) : null;
                if (contest != null) {
                    return new Ambiguous(contest.sentence());
                }
            }
        }
        return found;
    }

    private @Nullable Contest by(Acquaintance one) {
        Acquaintance holder = claims.holder(one.foldedName);
        return holder == null || holder == one || one.blocked
                ? null
                : new Contest(one.plainName(), party(holder), party(one));
    }

    private Party party(Acquaintance one) {
        return new Party(one.peer, claims.shownName(one));
    }
}
