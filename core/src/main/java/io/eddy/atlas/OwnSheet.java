package io.eddy.atlas;

import io.eddy.atlas.AtlasConfig.Pace;
import io.eddy.atlas.Sheet.Activity;
import io.eddy.atlas.Sheet.Head;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What this peer will say of itself next. */
final class OwnSheet {
    private static final int RENEWALS_THAT_IT_HOLDS = 3;

    private final Pace pace;
    private final PublicKey key;
    private final NavigableSet<Long> neighbours = new TreeSet<>(Long::compareUnsigned);
    private Edition edition;
    private String name;
    private Activity activity = Activity.FREE;
    private List<String> rooms = List.of();

    OwnSheet(AtlasConfig config, PublicKey key) {
        this.pace = config.pace();
        this.key = key;
        this.edition = new Edition(config.boot(), 0);
        this.name = checked(config.name());
    }

    void nameIs(String newName) {
        name = checked(newName);
    }

    /** Of many rooms the first are told. */
    void roomsAre(List<String> names) {
        rooms = names.stream()
                .map(OwnSheet::checked)
                .distinct()
                .limit(Sheet.MAX_ROOMS)
                .toList();
    }

    void playing(boolean plays) {
        activity = plays ? Activity.PLAYING : Activity.FREE;
    }

    void onNeighbourUp(PeerId peer) {
        neighbours.add(peer.word0());
    }

    void onNeighbourDown(PeerId peer) {
        neighbours.remove(peer.word0());
    }

    /** Others have a place that an earlier life of this peer signed with a later number: the next is above that. */
    void outrun(Edition later) {
        if (later.isNewerThan(edition)) {
            edition = later;
        }
    }

    /** How long after signing this one it is signed again. */
    static Duration renewal(Sheet sheet) {
        return Duration.ofSeconds(sheet.head().holdsSeconds() / RENEWALS_THAT_IT_HOLDS);
    }

    /** The same for the next one, in a network of this size. */
    private Duration renewal(int peers) {
        Duration longest = Duration.ofSeconds(Sheet.MAX_HOLDS_SECONDS / RENEWALS_THAT_IT_HOLDS);
        Duration grown = pace.renewalAPeer().multipliedBy(peers);
        Duration wanted = grown.compareTo(pace.renewal()) > 0 ? grown : pace.renewal();
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    /** The next sheet. Of many neighbours those with the lowest ids are told. */
    Sheet next(int peers) {
        edition = new Edition(edition.boot(), edition.number() + 1);
        int holdsSeconds = Math.toIntExact(renewal(peers).toSeconds() * RENEWALS_THAT_IT_HOLDS);
        Head head = new Head(Sheet.VERSION, key, edition, holdsSeconds);
        return new Sheet(head, name, activity, told(), rooms);
    }

    /** Whether the sheet says what is so, and is the newest that others may have. */
    boolean isSaidBy(Sheet sheet) {
        return sheet.head().edition().equals(edition)
                && sheet.name().equals(name)
                && sheet.activity() == activity
                && sheet.rooms().equals(rooms)
                && sheet.neighbours().equals(told());
    }

    private List<Long> told() {
        return neighbours.stream().limit(Sheet.MAX_NEIGHBOURS).toList();
    }

    private static String checked(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > Sheet.MAX_NAME_BYTES) {
            throw new IllegalArgumentException("a name has at most " + Sheet.MAX_NAME_BYTES + " bytes: " + name);
        }
        return name;
    }
}
