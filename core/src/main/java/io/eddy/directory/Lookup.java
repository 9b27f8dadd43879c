package io.eddy.directory;

import io.eddy.directory.Resolution.Ambiguous;
import io.eddy.directory.Resolution.Known;
import io.eddy.directory.Resolution.Unknown;
import io.eddy.registry.PeerName;
import java.util.List;
import java.util.Locale;

/**
 * Finds whom a word names among the peers that are known.
 *
 * @param listed the list that was shown last, to which indexes refer
 */
record Lookup(List<KnownPeer> rows, List<KnownPeer> listed) {
    /** A beginning of an id shorter than this is no name for a peer. */
    private static final int MIN_ID_DIGITS = 4;

    /** A name, else an index of the latest list, else a unique beginning of an id. */
    Resolution resolve(String word) {
        String folded = PeerName.folded(word);
        List<KnownPeer> named = rows.stream()
                .filter(row -> PeerName.folded(row.name()).equals(folded))
                .toList();
        if (named.size() == 1) {
            return new Known(named.get(0).peer());
        }
        if (named.size() > 1) {
            return new Ambiguous("more than one peer is named " + word + ": give a beginning of the id");
        }
        List<KnownPeer> claiming = rows.stream()
                .filter(row -> PeerName.folded(row.name()).startsWith(folded + "~"))
                .toList();
        if (!claiming.isEmpty()) {
            return new Ambiguous("more than one peer is named " + word + ": "
                    + String.join(", ", claiming.stream().map(KnownPeer::name).toList()));
        }
        if (word.matches("[0-9]{1,5}") && Integer.parseInt(word) < listed.size()) {
            return new Known(listed.get(Integer.parseInt(word)).peer());
        }
        return byId(word);
    }

    private Resolution byId(String word) {
        String digits = word.toLowerCase(Locale.ROOT).replace("-", "").replace("…", "");
        if (digits.length() >= MIN_ID_DIGITS && digits.matches("[0-9a-f]+")) {
            List<KnownPeer> matching = rows.stream()
                    .filter(row -> row.peer().hex().startsWith(digits))
                    .toList();
            if (matching.size() == 1) {
                return new Known(matching.get(0).peer());
            }
            if (!matching.isEmpty()) {
                return new Ambiguous("more than one id begins with " + word + ": give more of it");
            }
        }
        return new Unknown("no peer is named " + word);
    }
}
