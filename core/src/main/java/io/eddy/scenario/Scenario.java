package io.eddy.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens to a network that has found itself (protocols.md A.3 and F.2). */
public enum Scenario {
    /** Nothing; everybody joined at a random live contact. */
    QUIESCENT(Fault.NOTHING, 0),
    /** Nothing; everybody joined at the same contact, 200 a second. */
    JOINSTORM(Fault.NOTHING, 0),
    /** So many percent of the peers crash at one time, and their neighbours notice it after 1 to 3 s. */
    CRASH10(Fault.CRASH, 10),
    CRASH30(Fault.CRASH, 30),
    CRASH50(Fault.CRASH, 50),
    CRASH70(Fault.CRASH, 70),
    CRASH80(Fault.CRASH, 80),
    CRASH90(Fault.CRASH, 90),
    CRASH95(Fault.CRASH, 95),
    /** The network is cut in two, so many percent on one side, for {@link #SPLIT_FOR}. */
    SPLIT50(Fault.SPLIT, 50),
    SPLIT90(Fault.SPLIT, 90),
    /** For {@link #CHURN_FOR}, one percent of the peers a second crash silently and come back 5 s later. */
    CHURN(Fault.CHURN, 1),
    /** So many percent of the peers are hostile from the first; only the others are looked at. */
    HOSTILE10(Fault.HOSTILITY, 10);

    /** Long enough for every link across to be given up, and for the views to forget the other side. */
    static final Duration SPLIT_FOR = Duration.ofMinutes(2);

    static final Duration CHURN_FOR = Duration.ofMinutes(2);

    /** The kinds of what happens. */
    enum Fault {
        NOTHING,
        CRASH,
        SPLIT,
        CHURN,
        HOSTILITY
    }

    final Fault fault;
    final int percent;

    Scenario(Fault fault, int percent) {
        this.fault = fault;
        this.percent = percent;
    }

    /** Whether something happens at some time, after which the network is another. */
    boolean isEventful() {
        return fault != Fault.NOTHING && fault != Fault.HOSTILITY;
    }

    /** How long after the fault the live peers are one network again, at most: protocols.md F.2. */
    Duration healsWithin() {
        if (fault != Fault.CRASH) {
            return Duration.ofSeconds(65); // A probe a minute, give or take a fifth, finds the other part.
        } else if (percent <= 70) {
            return Duration.ofSeconds(5);
        }
        return Duration.ofSeconds(percent <= 90 ? 8 : 13);
    }

    /** As it is written in commands. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scenario> named(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }

    /** The names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Scenario::text).toList();
    }
}
