package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.AddressRecord.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record of this side: where it listens, by what it was told and by what others see.
 *
 * <p>What one peer alone says that it sees is believed as long as nothing better is known: two peers of different
 * networks
 * count as witnesses, or any two of private ones (protocols.md D.4). Else one liar could send others elsewhere.
 *
 * <p>It is signed anew when that changes, and when half of its time is over.
 */
final class OwnAddress {
    /** Peers whose word on the own address is remembered, one each. */
    private static final int MAX_OBSERVERS = 16;

    /** Witnesses of a host that is believed whatever others say. */
    private static final int WITNESSES = 2;

    /** What a peer sees, and the network that it sees it from. */
    private record Sight(String host, String from) {}

    private final Host<?, ?> host;
    private final Duration lifetime;
    private final Map<PeerId, Sight> observed = new LinkedHashMap<>();
    private String name = "";
    private List<String> hosts = List.of();
    private int port;
    private long leastNumber;
    private @Nullable AddressRecord record;

    OwnAddress(Host<?, ?> host, Duration lifetime) {
        this.host = host;
        this.lifetime = lifetime;
    }

    void introduce(String newName, List<String> listeningAt, int listenPort) {
        name = newName;
        hosts = listeningAt.stream()
                .filter(each -> !Hosts.isWildcard(each) && !Hosts.isIpv6LinkLocal(each))
                .toList();
        port = listenPort;
        record = null;
    }

    /**
     * A peer sees this side at this host.
     *
     * @param witnessHost where the peer itself is; empty when that is not known
     */
    void onObserved(PeerId by, String witnessHost, String seenHost) {
        boolean apart = witnessHost.isEmpty() || Hosts.isPrivate(witnessHost);
        Sight sight = new Sight(seenHost, apart ? by.hex() : Hosts.net(witnessHost));
        if (!Hosts.isAddress(seenHost)
                || Hosts.isIpv6LinkLocal(seenHost)
                || seenHost.length() > AddressRecord.MAX_HOST_BYTES
                || sight.equals(observed.get(by))) {
            return;
        }
        List<String> before = toldHosts();
        observed.remove(by);
        observed.put(by, sight);
        if (observed.size() > MAX_OBSERVERS) {
            observed.remove(observed.keySet().iterator().next());
        }
        if (!before.equals(toldHosts())) {
            record = null;
        }
    }

    /** A genuine record of this side with a higher number is about: of an earlier life, by a clock that was ahead. */
    void onOwnRecord(AddressRecord found) {
        if (found.term().number() > record().term().number()) {
            leastNumber = found.term().number() + 1;
            record = null;
        }
    }

    AddressRecord record() {
        AddressRecord known = record;
        long nowMillis = host.wallClockMillis();
        if (known == null || !isFresh(known, nowMillis)) {
            long number = Math.max(leastNumber, nowMillis);
            leastNumber = number + 1;
            Term term = new Term(number, nowMillis + lifetime.toMillis());
            known = AddressRecord.of(host, name, term, toldHosts(), port);
            record = known;
        }
        return known;
    }

    private boolean isFresh(AddressRecord known, long nowMillis) {
        long leftMillis = known.term().expiryMillis() - nowMillis;
        return leftMillis > lifetime.toMillis() / 2 && leftMillis <= lifetime.toMillis();
    }

    /** The hosts that it listens at; when it listens at all of them, those at which others see it. */
    private List<String> toldHosts() {
        if (!hosts.isEmpty()) {
            return hosts.subList(0, Math.min(hosts.size(), AddressRecord.MAX_HOSTS));
        }
        Map<String, Set<String>> witnesses = new LinkedHashMap<>();
        for (Sight sight : observed.values()) {
            witnesses.computeIfAbsent(sight.host, seen -> new LinkedHashSet<>()).add(sight.from);
        }
        List<String> told = new ArrayList<>();
        List<String> loopback = new ArrayList<>();
        String unproven = null;
        for (Map.Entry<String, Set<String>> seen : witnesses.entrySet()) {
            if (Hosts.isLoopback(seen.getKey())) {
                loopback.add(seen.getKey()); // Nobody else is sent anywhere by it.
            } else if (seen.getValue().size() >= WITNESSES) {
                told.add(seen.getKey());
            } else if (unproven == null) {
                unproven = seen.getKey();
            }
        }
        told.sort(Comparator.comparing(
                seen -> -witnesses.getOrDefault(seen, new LinkedHashSet<>()).size()));
        if (told.isEmpty() && unproven != null) {
            told.add(unproven);
        }
        told.addAll(loopback);
        return List.copyOf(told.subList(0, Math.min(told.size(), AddressRecord.MAX_HOSTS)));
    }
}
