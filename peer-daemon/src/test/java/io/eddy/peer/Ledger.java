package io.eddy.peer;

import io.eddy.peer.Saying.Gathering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that was said, and what is wrong with what each keeps of it: what was confirmed is with its author and with
 * everyone it was for, once and as it was said; what was not confirmed is with all of them or with nobody; nobody has
 * what was not said; and all have it in one order.
 */
final class Ledger {
    private final Map<String, Saying> sayings = new LinkedHashMap<>();

    /** What each member of a conversation keeps of it. */
    record Kept(Gathering where, Map<String, List<JsonEvent>> histories) {}

    void add(Saying saying) {
        if (sayings.put(saying.text, saying) != null) {
            throw new IllegalArgumentException("said twice: " + saying);
        }
    }

    long confirmed() {
        return sayings.values().stream().filter(Saying::isConfirmed).count();
    }

    /** What is wrong with what is kept; much of it may mend when there is time. */
    List<String> faults(Kept kept) {
        List<String> faults = new ArrayList<>();
        kept.histories.forEach((member, history) -> faultsOf(kept.where, member, history, faults));
        Map<String, Set<String>> keepers = new LinkedHashMap<>();
        kept.histories.forEach((member, history) ->
                history.forEach(message -> keepers.computeIfAbsent(message.field("text"), text -> new TreeSet<>())
                        .add(member)));
        sayings.values().stream()
                .filter(saying -> saying.where.equals(kept.where))
                .forEach(saying -> faultsOf(saying, keepers.getOrDefault(saying.text, new TreeSet<>()), faults));
        faultsOfOrder(kept, faults);
        return faults;
    }

    private void faultsOf(Gathering where, String member, List<JsonEvent> history, List<String> faults) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        if (history.size() == Mortal.MAX_SHOWN) {
            faults.add(member + " keeps more of " + where + " than is shown, so nothing is known of it");
        }
        for (JsonEvent message : history) {
            String text = message.field("text");
            Saying saying = sayings.get(text);
            if (!ids.add(message.field("message")) || !texts.add(text)) {
                faults.add(member + " keeps twice: " + message);
            } else if (saying == null || !saying.where.equals(where) || !saying.author.equals(message.field("from"))) {
                faults.add(member + " keeps in " + where + " what was not said there: " + message);
            } else if (!saying.name(message.field("message"))) {
                faults.add(member + " keeps " + saying + " as " + message.field("message"));
            } else if (saying.author.equals(member)) {
                faultsOfState(member, saying, message.field("state"), faults);
            }
        }
    }

    /** In the end all who are meant are there, so its author knows that it came. */
    private static void faultsOfState(String member, Saying saying, String state, List<String> faults) {
        String wanted = saying.where.isRoom() ? "sent" : "delivered";
        if (!state.equals(wanted)) {
            faults.add(member + " holds that " + saying + " is " + state + ", not " + wanted);
        }
    }

    private static void faultsOf(Saying saying, Set<String> keepers, List<String> faults) {
        Set<String> members = new TreeSet<>(saying.where.members());
        boolean all = keepers.equals(members);
        boolean none = keepers.isEmpty();
        if (saying.isRefused() && !none) {
            faults.add(keepers + " keep what was refused: " + saying);
        } else if (saying.isConfirmed() ? !all : !all && !none) {
            members.removeAll(keepers);
            faults.add(members + " lack what " + keepers + " keep: " + saying + " of " + saying.author + " in "
                    + saying.where);
        }
    }

    /** What all members have, they have in one order. */
    private static void faultsOfOrder(Kept kept, List<String> faults) {
        Set<String> common = new LinkedHashSet<>();
        kept.histories.values().forEach(history -> common.addAll(ids(history)));
        kept.histories.values().forEach(history -> common.retainAll(new LinkedHashSet<>(ids(history))));
        List<String> first = List.of();
        for (Map.Entry<String, List<JsonEvent>> each : kept.histories.entrySet()) {
            List<String> order = new ArrayList<>(ids(each.getValue()));
            order.retainAll(common);
            int same = 0;
            while (same < Math.min(first.size(), order.size())
                    && first.get(same).equals(order.get(same))) {
                same++;
            }
            if (!first.isEmpty() && same < order.size()) {
                faults.add(each.getKey() + " has another order in " + kept.where + ": " + order.get(same)
                        + " where others have " + first.get(same));
            }
            first = first.isEmpty() ? order : first;
        }
    }

    static List<String> ids(List<JsonEvent> messages) {
        return messages.stream().map(message -> message.field("message")).toList();
    }

    /** What is wrong with what the operators were shown: once at most, in all lives, as it was said, to whom it was. */
    List<String> faultsShown(Mortal peer) {
        List<String> faults = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (JsonEvent message : peer.shown) {
            Saying saying = sayings.get(message.field("text"));
            if (!ids.add(message.field("message"))) {
                faults.add(peer.name + " was shown twice: " + message);
            } else if (saying == null
                    || !saying.where.members().contains(peer.name)
                    || saying.author.equals(peer.name)
                    || !saying.author.equals(message.field("from"))
                    || !saying.where.room().equals(message.field("room"))
                    || !saying.name(message.field("message"))) {
                faults.add(peer.name + " was shown what was not said to it: " + message + ", said was " + saying);
            }
        }
        return faults;
    }

    /** Those of others that a peer keeps. */
    static long heard(Mortal peer, List<JsonEvent> history) {
        return history.stream()
                .filter(message -> !message.field("from").equals(peer.name))
                .count();
    }

    /** Those of others that a peer keeps and was not shown. */
    static long unshown(Mortal peer, List<JsonEvent> history) {
        Set<String> ids = new LinkedHashSet<>(ids(peer.shown));
        return history.stream()
                .filter(message -> !message.field("from").equals(peer.name))
                .filter(message -> !ids.contains(message.field("message")))
                .count();
    }
}
