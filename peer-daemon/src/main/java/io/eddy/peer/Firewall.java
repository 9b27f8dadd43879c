package io.eddy.peer;

import java.util.Locale;
import java.util.function.Predicate;

/** What guards the ports of a system, and the command that opens one. */
enum Firewall {
    UFW("ufw", "sudo ufw allow %1$d/tcp && sudo ufw allow %2$d/udp"),
    FIREWALLD(
            "firewall-cmd",
            "sudo firewall-cmd --permanent --add-port=%1$d/tcp --add-port=%2$d/udp && sudo firewall-cmd --reload"),
    NFTABLES(
            "nft",
            "sudo nft insert rule inet filter input tcp dport %1$d accept"
                    + " && sudo nft insert rule inet filter input udp dport %2$d accept"),
    IPTABLES(
            "iptables",
            "sudo iptables -I INPUT -p tcp --dport %1$d -j ACCEPT"
                    + " && sudo iptables -I INPUT -p udp --dport %2$d -j ACCEPT"),
    WINDOWS(
            "netsh",
            "netsh advfirewall firewall add rule name=\"Eddy TCP\" dir=in action=allow protocol=TCP localport=%1$d"
                    + " & netsh advfirewall firewall add rule name=\"Eddy UDP\" dir=in action=allow protocol=UDP"
                    + " localport=%2$d"),
    MACOS(
            "socketfilterfw",
            "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add \"$(command -v java)\""
                    + " --unblockapp \"$(command -v java)\""),
    UNKNOWN("", "let TCP port %1$d and UDP port %2$d in");

    private final String program;
    private final String command;

    Firewall(String program, String command) {
        this.program = program;
        this.command = command;
    }

    /**
     * The one of a system. Several may be installed; the first that manages the others' rules is meant.
     *
     * @param system as Java names it, as {@code Linux}
     * @param isInstalled whether there is a program of this name
     */
    static Firewall of(String system, Predicate<String> isInstalled) {
        String folded = system.toLowerCase(Locale.ROOT);
        if (folded.startsWith("windows")) {
            return WINDOWS;
        }
        if (folded.startsWith("mac")) {
            return MACOS;
        }
        for (Firewall firewall : new Firewall[] {UFW, FIREWALLD, NFTABLES, IPTABLES}) {
            if (isInstalled.test(firewall.program)) {
                return firewall;
            }
        }
        return UNKNOWN;
    }

    /** What opens a peer's port, and that of the beacons. */
    String command(int tcpPort, int udpPort) {
        return String.format(Locale.ROOT, command, tcpPort, udpPort);
    }
}
