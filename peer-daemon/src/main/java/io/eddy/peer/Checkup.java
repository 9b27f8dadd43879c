package io.eddy.peer;

import io.eddy.PeerStatus.ManagerLine;
import io.eddy.node.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The doctor's checks: what is known, judged. */
final class Checkup {
    /** Above this, times that people see differ (protocols.md D.2). */
    private static final Duration SKEW_TO_WARN_OF = Duration.ofMinutes(10);

    private static final String MULTICAST = "multicast";

    private Checkup() {}

    /**
     * One network interface that is up.
     *
     * @param speaks whether a beacon left by it
     * @param heard how long ago one came by it, oneself's not counted
     */
    record NetworkInterface(String name, List<String> addresses, boolean speaks, Optional<Duration> heard) {}

    static List<Finding> interfaces(Collection<NetworkInterface> interfaces) {
        if (interfaces.isEmpty()) {
            return List.of(
                    Finding.bad("interfaces", "no network interface is up", "connect this computer with a network"));
        }
        return interfaces.stream().map(Checkup::multicast).toList();
    }

    private static Finding multicast(NetworkInterface one) {
        String at = one.name() + " (" + String.join(", ", one.addresses()) + "): ";
        if (!one.speaks()) {
            return Finding.bad(
                    MULTICAST, at + "beacons cannot be sent", "use --peer HOST:PORT or --manager HOST:PORT instead");
        }
        return one.heard()
                .map(ago -> Finding.ok(MULTICAST, at + "a peer was heard " + WhyPage.length(ago) + " ago"))
                .orElseGet(() -> Finding.warn(
                        MULTICAST,
                        at + "no peer was heard",
                        "if there are others on this network, its router or a firewall keeps multicast out"));
    }

    /** The command line said {@code --no-lan}. */
    static Finding silentOnTheNetwork() {
        return Finding.ok(MULTICAST, "not used, because of --no-lan");
    }

    /**
     * Whether others see this peer where it listens.
     *
     * @param observed the addresses at which others saw it
     */
    static Finding ownAddress(Endpoint listening, Collection<String> own, Collection<String> observed) {
        String topic = "address";
        if (observed.isEmpty()) {
            return Finding.warn(
                    topic,
                    "listening on " + listening + "; nobody has told how it is seen from elsewhere",
                    "link to somebody: /connect HOST:PORT");
        }
        List<String> foreign =
                observed.stream().filter(host -> !own.contains(host)).distinct().toList();
        String seen = observed.stream().distinct().collect(Collectors.joining(", "));
        if (foreign.isEmpty()) {
            return Finding.ok(topic, "listening on " + listening + ", seen by others as " + seen);
        }
        return Finding.warn(
                topic,
                "seen by others as " + String.join(", ", foreign) + ", which is no address of this computer",
                "there is a router between: forward TCP port " + listening.port() + " there, or dial from here");
    }

    static List<Finding> managers(Collection<ManagerLine> managers) {
        if (managers.isEmpty()) {
            return List.of(Finding.ok("managers", "none is used"));
        }
        List<Finding> findings = new ArrayList<>();
        for (ManagerLine manager : managers) {
            String sentence = manager.endpoint() + " " + manager.state();
            findings.add(
                    manager.state().equals("registered")
                            ? Finding.ok("manager", sentence)
                            : Finding.bad("manager", sentence, "see that it runs and that its address is right"));
        }
        return findings;
    }

    /**
     * Whether others can dial in.
     *
     * @param accepted sessions that others dialled
     * @param sessions with peers
     */
    static Finding ports(int usualPort, Endpoint listening, int accepted, int sessions) {
        String at = "TCP port " + listening.port();
        if (accepted > 0) {
            return Finding.ok("ports", at + " is reached from outside: " + accepted + " dialled in");
        }
        if (sessions > 0) {
            return Finding.warn(
                    "ports", "nobody has dialled " + at + " yet", "if that stays so, see the firewall below");
        }
        return listening.port() == usualPort
                ? Finding.warn("ports", at + " is open here, and no peer is linked", "see the firewall below")
                : Finding.warn(
                        "ports",
                        "listening on port " + listening.port() + ", because " + usualPort + " was taken",
                        "others find it by beacon or manager; whoever dials by hand must know it");
    }

    static Finding firewall(Firewall firewall, int tcpPort, int udpPort) {
        return new Finding(
                "firewall", Finding.Verdict.OK, "if others cannot reach this peer", firewall.command(tcpPort, udpPort));
    }

    /**
     * Whether this clock goes as those of others.
     *
     * @param ahead by how much each linked peer's clock was ahead of this one when the link began
     */
    static Finding clock(Collection<Duration> ahead) {
        if (ahead.isEmpty()) {
            return Finding.ok("clock", "nobody to compare with");
        }
        List<Duration> sorted = ahead.stream().sorted().toList();
        Duration median = sorted.get(sorted.size() / 2);
        if (median.abs().compareTo(SKEW_TO_WARN_OF) <= 0) {
            return Finding.ok("clock", "within " + WhyPage.length(median.abs()) + " of what most peers say");
        }
        String direction = median.isNegative() ? " ahead of" : " behind";
        return Finding.warn(
                "clock",
                WhyPage.length(median.abs()) + direction + " what most peers say",
                "set the clock, or let the system set it from the network");
    }
}
