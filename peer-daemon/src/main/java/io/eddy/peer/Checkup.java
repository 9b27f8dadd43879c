package io.eddy.peer;

import io.eddy.PeerConfig;
import io.eddy.PeerStatus.ManagerLine;
import io.eddy.Vitals;
import io.eddy.Vitals.Interface;
import io.eddy.Vitals.Multicast;
import io.eddy.Vitals.Network;
import io.eddy.Witness;
import io.eddy.engine.MulticastGroup;
import io.eddy.node.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The doctor's checks: what is known, judged. */
final class Checkup {
    /** Above this, times that people see differ (protocols.md D.2). */
    private static final Duration SKEW_TO_WARN_OF = Duration.ofMinutes(10);

    private static final String MULTICAST = "multicast";

    private static final String OTHER_WAYS = "use --peer HOST:PORT or --manager HOST:PORT instead";

    /** What IPv6 addresses are written without (RFC 5952). */
    private static final Pattern ZEROS = Pattern.compile("(^|:)(0(:|$)){2,}");

    private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1|0:0:0:0:0:0:0:1|localhost");

    private Checkup() {}

    /** All checks, those of the network first. */
    static List<Finding> of(Vitals vitals, Firewall firewall) {
        Endpoint listening = vitals.listening();
        List<Witness> witnesses = vitals.witnesses();
        List<Finding> findings = new ArrayList<>(network(vitals.network()));
        findings.add(ownAddress(
                listening,
                vitals.network().interfaces().stream()
                        .flatMap(one -> one.addresses().stream())
                        .toList(),
                witnesses.stream().map(witness -> witness.observed().host()).toList()));
        findings.addAll(managers(vitals.managers()));
        int dialledIn = (int) witnesses.stream().filter(Witness::dialledHere).count();
        findings.add(ports(PeerConfig.USUAL_PORT, listening, dialledIn, vitals.sessions()));
        if (!isOfThisComputerAlone(listening)) {
            findings.add(firewall(firewall, listening.port(), MulticastGroup.LAN.port()));
        }
        findings.add(clock(witnesses.stream().map(Witness::clockAhead).toList()));
        return findings;
    }

    static List<Finding> network(Network network) {
        List<Interface> interfaces = network.interfaces();
        if (interfaces.stream().allMatch(Interface::loopback)) {
            return List.of(
                    Finding.warn(
                            "interfaces",
                            "this computer is connected to no network",
                            "only peers on this computer can be reached"),
                    multicastAtAll(network));
        }
        List<Finding> findings = new ArrayList<>();
        if (!network.lan() || !network.troubles().isEmpty()) {
            findings.add(Finding.ok(
                    "interfaces", interfaces.stream().map(Checkup::named).collect(Collectors.joining(", "))));
            findings.add(multicastAtAll(network));
        }
        boolean heard = interfaces.stream()
                .filter(one -> !one.loopback())
                .flatMap(one -> one.multicast().stream())
                .anyMatch(multicast -> multicast.heard().isPresent());
        for (Interface one : interfaces) {
            one.multicast().ifPresent(multicast -> findings.add(multicast(one, multicast, heard)));
        }
        return findings;
    }

    private static Finding multicastAtAll(Network network) {
        if (!network.lan()) {
            return silentOnTheNetwork();
        }
        return network.troubles().isEmpty()
                ? Finding.ok(MULTICAST, "spoken to this computer alone")
                : Finding.bad(MULTICAST, String.join("; ", network.troubles()), OTHER_WAYS);
    }

    /**
     * One interface that is spoken by.
     *
     * @param heardElsewhere whether a peer was heard by this or by another
     */
    private static Finding multicast(Interface one, Multicast multicast, boolean heardElsewhere) {
        String at = named(one) + ": ";
        if (multicast.trouble().isPresent()) {
            return Finding.bad(
                    MULTICAST,
                    at + "beacons cannot be sent, " + multicast.trouble().get(),
                    OTHER_WAYS);
        }
        if (multicast.heard().isPresent()) {
            return Finding.ok(
                    MULTICAST,
                    at + "a peer was heard " + WhyPage.length(multicast.heard().get()) + " ago");
        }
        return heardElsewhere || one.loopback()
                ? Finding.ok(MULTICAST, at + "beacons are sent; nobody was heard there")
                : Finding.warn(
                        MULTICAST,
                        at + "no peer was heard",
                        "if there are others on this network, its router or a firewall keeps multicast out");
    }

    private static String named(Interface one) {
        String addresses = one.addresses().stream()
                .sorted(Comparator.comparing(address -> address.indexOf(':') >= 0))
                .map(address -> ZEROS.matcher(address).replaceFirst("::"))
                .collect(Collectors.joining(", "));
        return one.name() + " (" + addresses + ")";
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
            return isOfThisComputerAlone(listening)
                    ? Finding.ok(topic, "listening on " + listening)
                    : Finding.warn(
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
            return Finding.ok(
                    "ports", at + " is reached: " + accepted + (accepted == 1 ? " side" : " sides") + " dialled it");
        }
        if (isOfThisComputerAlone(listening)) {
            return Finding.ok("ports", at + " is for this computer alone, because of --listen");
        }
        if (sessions > 0) {
            return Finding.warn(
                    "ports", "nobody has dialled " + at + " yet", "if that stays so, see the firewall below");
        }
        return listening.port() == usualPort
                ? Finding.warn("ports", at + " is open here, and no peer is linked", "see the firewall below")
                : Finding.warn(
                        "ports",
                        at + " is open here, not the usual " + usualPort + ", and no peer is linked",
                        "others find it by beacon or manager; whoever dials by hand must know it");
    }

    private static boolean isOfThisComputerAlone(Endpoint listening) {
        return LOOPBACK.matcher(listening.host()).matches();
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
