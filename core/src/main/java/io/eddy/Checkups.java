package io.eddy;

import io.eddy.Vitals.Interface;
import io.eddy.Vitals.Multicast;
import io.eddy.Vitals.Network;
import io.eddy.engine.MulticastStatus;
import io.eddy.engine.Nic;
import io.eddy.engine.SocketWorld;
import io.eddy.lan.Lan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together how well a peer is connected. */
final class Checkups {
    private Checkups() {}

    static Vitals of(PeerNode node, SocketWorld world, List<Nic> nics) {
        Optional<MulticastStatus> multicasts = world.multicastStatus();
        Map<String, Duration> silences = node.mesh().lan().map(Lan::silences).orElseGet(LinkedHashMap::new);
        List<Interface> interfaces =
                nics.stream().map(nic -> view(nic, multicasts, silences)).toList();
        boolean lan = node.mesh().lan().isPresent();
        List<String> troubles = multicasts
                .map(MulticastStatus::troubles)
                .orElse(lan ? List.of("multicast could not be begun; the log says why") : List.of());
        return new Vitals(
                world.listening(),
                new Network(lan, interfaces, troubles),
                Statuses.managers(node),
                node.linkedPeers().size(),
                node.witnesses());
    }

    private static Interface view(Nic nic, Optional<MulticastStatus> multicasts, Map<String, Duration> silences) {
        List<String> addresses = nic.addresses().stream()
                .map(address -> withoutScope(address.getAddress().getHostAddress()))
                .toList();
        List<MulticastStatus.Interface> spoken = multicasts
                .map(status -> status.interfaces().stream()
                        .filter(one -> one.name().equals(nic.name()))
                        .toList())
                .orElse(List.of());
        Optional<Multicast> multicast =
                spoken.isEmpty() ? Optional.empty() : Optional.of(multicast(nic, spoken, silences));
        return new Interface(nic.name(), nic.isLoopback(), addresses, multicast);
    }

    private static Multicast multicast(
            Nic nic, List<MulticastStatus.Interface> families, Map<String, Duration> silences) {
        boolean speaks = families.stream().anyMatch(family -> family.trouble().isEmpty());
        Optional<String> trouble = speaks ? Optional.empty() : families.get(0).trouble();
        Optional<Duration> heard = silences.entrySet().stream()
                .filter(silence -> nic.reaches(silence.getKey()))
                .map(Map.Entry::getValue)
                .min(Duration::compareTo);
        return new Multicast(trouble, heard);
    }

    private static String withoutScope(String address) {
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }
}
