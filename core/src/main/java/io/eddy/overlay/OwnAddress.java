package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.AddressRecord.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of this side: where it listens, by what it was told and by what others see.
 *
 * <p>It is signed anew when that changes, and when half of its time is over.
 */
final class OwnAddress {
    /** Peers whose word on the own address is remembered, one each. */
    private static final int MAX_OBSERVERS = 16;

    private final Host<?, ?> host;
    private final Duration lifetime;
    private final Map<PeerId, String> observed = new LinkedHashMap<>();
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
        hosts = listeningAt.stream().filter(each -> !Hosts.isWildcard(each)).toList();
        port = listenPort;
        record = null;
    }

    /** A peer sees this side at this host. */
    void onObserved(PeerId by, String seenHost) {
        if (!Hosts.isAddress(seenHost)
                || seenHost.length() > AddressRecord.MAX_HOST_BYTES
                || seenHost.equals(observed.get(by))) {
            return;
        }
        List<String> before = toldHosts();
        observed.remove(by);
        observed.put(by, seenHost);
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

    /** The hosts that it listens at; when it listens at all of them, those at which most others see it. */
    private List<String> toldHosts() {
        if (!hosts.isEmpty()) {
            return hosts.subList(0, Math.min(hosts.size(), AddressRecord.MAX_HOSTS));
        }
        Map<String, Integer> votes = new LinkedHashMap<>();
        observed.values().forEach(seen -> votes.merge(seen, 1, Integer::sum));
        List<String> ranked = new ArrayList<>(votes.keySet());
        ranked.sort(Comparator.comparing(Hosts::isLoopback).thenComparing(seen -> -votes.getOrDefault(seen, 0)));
        return List.copyOf(ranked.subList(0, Math.min(ranked.size(), AddressRecord.MAX_HOSTS)));
    }
}
