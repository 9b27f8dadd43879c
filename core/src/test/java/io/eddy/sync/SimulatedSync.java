package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.sim.Backup;
import io.eddy.sim.Conditions;
import io.eddy.sim.Fault;
import io.eddy.sim.Faults;
import io.eddy.sim.Keyring;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncProgram.Part;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Devices that are seldom online, with rooms and conversations of two among them. */
final class SimulatedSync {
    /** A fifth of the time online (protocols.md F.2). */
    private static final int ONLINE_SECONDS = 90;

    private static final int OFFLINE_SECONDS = 360;
    private static final int TARGETS = 6;

    /** An entry that somebody should have and has not. */
    record Missing(String who, MessageId what) {
        LogId log() {
            return new LogId(what.author(), what.log());
        }
    }

    final SimNetwork network;
    final List<SimHost<SyncProgram>> hosts = new ArrayList<>();

    /** What was said and is durable, by the hash of its header. */
    final Map<Bytes, Entry> said = new LinkedHashMap<>();

    /** What was only on a disk that was replaced by a copy. */
    final Set<Bytes> destroyed = new LinkedHashSet<>();

    /** Disks that were replaced by copies. */
    int restored;

    /** After how many things said, on average, somebody's disk is copied; the copy is put back at its next start. */
    int saidBetweenCopies = 40;

    private final SplittableRandom random;
    private final Map<Bytes, Set<Integer>> members = new LinkedHashMap<>();
    private final List<Set<Integer>> contacts = new ArrayList<>();
    private final List<Map<Bytes, Audience>> groups = new ArrayList<>();
    private final Map<Integer, Backup> backups = new TreeMap<>();
    private final SyncConfig config;
    private boolean quiet;
    private int texts;

    SimulatedSync(long seed, int devices, SyncConfig config) {
        this(seed, devices, config, Optional.empty());
    }

    /** With keys and signatures of another kind than a simulated network has by itself. */
    SimulatedSync(long seed, int devices, SyncConfig config, Optional<Keyring> keyring) {
        this.config = config;
        random = new SplittableRandom(seed);
        Faults faults = Faults.NONE
                .with(Fault.REFUSED_DIAL, 0.3)
                .with(Fault.RESET, 0.5)
                .with(Fault.HALF_OPEN, 0.2)
                .with(Fault.CRASH, 0.1)
                .with(Fault.SLOW_COMMIT, 0.02)
                .with(Fault.FULL_DISK, 0.05)
                .with(Fault.CLOCK_JUMP, 0.02);
        network = keyring.map(keys -> new SimNetwork(seed, faults, Conditions.DEFAULT, keys))
                .orElseGet(() -> new SimNetwork(seed, faults));
        network.replayWith("mvn -pl core test -Dtest=SyncSimulationTest -Dseed=" + seed);
        for (int i = 0; i < devices; i++) {
            contacts.add(new LinkedHashSet<>());
            groups.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < devices; i++) {
            int number = i;
            hosts.add(network.add("d" + i, world -> new SyncProgram(world, part(number))));
            network.hosts().get(i).moveClock(Duration.ofMinutes(random.nextInt(-60, 61)));
        }
        for (int room = 0; room < 5; room++) {
            join(Group.ofRoom("room" + room), draw(devices / 3), Audience.room());
        }
        for (int pair = 0; pair < 3 * devices / 2; pair++) {
            List<Integer> two = draw(2);
            PeerId one = hosts.get(two.get(0)).id();
            PeerId other = hosts.get(two.get(1)).id();
            join(Group.ofPair(one, other), two, Audience.pair(one, other));
            contacts.get(two.get(0)).add(two.get(1));
            contacts.get(two.get(1)).add(two.get(0));
        }
        hosts.forEach(SimHost::stop);
        network.runFor(Duration.ofSeconds(2));
        for (int i = 0; i < devices; i++) {
            comeLater(i, random.nextInt(OFFLINE_SECONDS + ONLINE_SECONDS));
        }
    }

    /** People talk for so long, while everything goes wrong. */
    void talk(Duration length, Duration each) {
        for (long i = 0; i < length.dividedBy(each); i++) {
            say();
            if (random.nextInt(saidBetweenCopies) == 0) {
                int copied = random.nextInt(hosts.size());
                backups.put(copied, hosts.get(copied).backUp());
            }
            network.runFor(each);
        }
    }

    /** Nothing more is said, and everybody goes. */
    void fallSilent() {
        quiet = true;
        network.heal();
        for (SimHost<SyncProgram> host : hosts) {
            if (host.isRunning()) {
                host.stop();
            }
        }
        network.runFor(Duration.ofSeconds(5));
    }

    /** All are there for a while, each with links to a few of those with whom it shares something. */
    void contact(Duration length) {
        hosts.forEach(SimHost::restart);
        network.runFor(length);
        hosts.forEach(SimHost::stop);
        network.runFor(Duration.ofSeconds(5));
    }

    /** The conversations in which not all have the same. */
    List<String> differences() {
        List<String> different = new ArrayList<>();
        members.forEach((group, in) -> {
            Map<List<Head>, String> frontiers = new LinkedHashMap<>();
            in.forEach(number -> frontiers.merge(
                    frontier(number, group), hosts.get(number).name(), (some, more) -> some + " " + more));
            if (frontiers.size() > 1) {
                different.add(group.hex().substring(0, 8) + " " + frontiers.values());
            }
        });
        return different;
    }

    /**
     * What somebody lacks of what was said in a conversation that it follows. Beside what is on no disk any more, what
     * stands in its log behind an entry that is on none cannot be taken: a gap is never passed over.
     */
    List<Missing> lost() {
        List<Set<Bytes>> kept = hosts.stream().map(this::hashes).toList();
        Map<LogId, Set<Long>> anywhere = new TreeMap<>();
        for (SimHost<SyncProgram> host : hosts) {
            for (KeptEntry each : host.durable(KeptEntry.TABLE)) {
                LogId id = LogId.of(each.place().author(), each.place().log());
                anywhere.computeIfAbsent(id, key -> new TreeSet<>())
                        .add(each.place().number());
            }
        }
        List<Missing> lost = new ArrayList<>();
        said.forEach((hash, entry) -> {
            MessageId id = entry.id();
            Set<Long> numbers = anywhere.getOrDefault(new LogId(id.author(), id.log()), Set.of());
            boolean gone = destroyed.contains(hash)
                    || LongStream.range(1, id.number()).anyMatch(number -> !numbers.contains(number));
            for (int number : members.getOrDefault(entry.header().place().group(), Set.of())) {
                if (!gone && !kept.get(number).contains(hash)) {
                    lost.add(new Missing(hosts.get(number).name(), id));
                }
            }
        });
        return lost;
    }

    /** Entries that stand before what they answer, in the order in which they are shown. */
    List<String> inversions() {
        Map<List<Long>, Entry> byPlace = new LinkedHashMap<>();
        said.values()
                .forEach(entry -> byPlace.put(
                        List.of(
                                entry.header().place().log(),
                                entry.header().place().number()),
                        entry));
        List<String> inverted = new ArrayList<>();
        for (Entry entry : said.values()) {
            entry.header().content().dependencies().forEach(cause -> {
                Entry answered = byPlace.get(List.of(cause.log(), cause.number()));
                if (answered != null
                        && Long.compareUnsigned(
                                        answered.header().hlc(), entry.header().hlc())
                                >= 0) {
                    inverted.add(entry.id() + " before " + answered.id());
                }
            });
        }
        return inverted;
    }

    /** Entries that were kept and not shown, or the other way round, after a crash too. */
    List<String> halfShown() {
        List<String> half = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            SimHost<SyncProgram> host = hosts.get(i);
            Set<Bytes> own = groups.get(i).keySet();
            Set<Object> kept = host.durable(KeptEntry.TABLE).stream()
                    .filter(each -> own.contains(each.place().group()))
                    .map(each -> each.entry().id())
                    .collect(Collectors.toSet());
            Set<Object> shown =
                    host.durable(Shown.TABLE).stream().map(Shown::id).collect(Collectors.toSet());
            if (!kept.equals(shown)) {
                half.add(host.name() + " keeps " + kept.size() + " and shows " + shown.size());
            }
        }
        return half;
    }

    /** Logs that anybody knows to be forked. */
    Set<LogId> forked() {
        Set<LogId> forked = new LinkedHashSet<>();
        hosts.forEach(host -> host.durable(KeptFork.TABLE)
                .forEach(kept -> forked.add(kept.proof().id())));
        return forked;
    }

    long carried() {
        return hosts.stream()
                .mapToLong(host -> host.durable(CarriedPair.TABLE).size())
                .sum();
    }

    private Part part(int number) {
        return new Part(
                "d" + number,
                groups.get(number),
                peer -> contacts.get(number).stream()
                        .anyMatch(other -> hosts.get(other).id().equals(peer)),
                () -> targets(number),
                entry -> said.put(entry.header().hash(), entry),
                config);
    }

    /** Some of those who are online and share something; when all is quiet, everybody of a conversation of two. */
    private List<Endpoint> targets(int number) {
        Set<Integer> chosen = new LinkedHashSet<>(quiet ? contacts.get(number) : Set.of());
        Set<Integer> known = new LinkedHashSet<>(contacts.get(number));
        groups.get(number).keySet().forEach(group -> known.addAll(members.getOrDefault(group, Set.of())));
        List<Integer> online = new ArrayList<>(known.stream()
                .filter(other -> other != number && (quiet || hosts.get(other).isRunning()))
                .toList());
        for (int i = 0; i < TARGETS && !online.isEmpty(); i++) {
            chosen.add(online.remove(random.nextInt(online.size())));
        }
        return chosen.stream().map(other -> hosts.get(other).endpoint()).toList();
    }

    private void say() {
        List<Integer> online = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.get(i).isRunning() && !groups.get(i).isEmpty()) {
                online.add(i);
            }
        }
        if (!online.isEmpty()) {
            int speaker = online.get(random.nextInt(online.size()));
            List<Bytes> own = List.copyOf(groups.get(speaker).keySet());
            Bytes group = own.get(random.nextInt(own.size()));
            String text = "text " + texts++;
            hosts.get(speaker).run(program -> program.say(group, text));
        }
    }

    private void comeLater(int number, int seconds) {
        network.after(Duration.ofSeconds(3 + seconds), () -> {
            if (quiet) {
                return;
            }
            SimHost<SyncProgram> host = hosts.get(number);
            if (host.isRunning()) {
                host.stop();
                comeLater(number, random.nextInt(2 * OFFLINE_SECONDS));
            } else {
                restore(number);
                host.restart();
                comeLater(number, random.nextInt(2 * ONLINE_SECONDS));
            }
        });
    }

    /** Its disk is replaced by the copy that was made of it, if there is one. */
    private void restore(int number) {
        SimHost<SyncProgram> host = hosts.get(number);
        Backup backup = backups.remove(number);
        if (backup != null && !host.isCrashed()) {
            Set<Bytes> before = hashes(host);
            host.putBack(backup);
            before.removeAll(hashes(host));
            for (SimHost<SyncProgram> other : hosts) {
                before.removeAll(hashes(other));
            }
            destroyed.addAll(before);
            restored++;
        }
    }

    private Set<Bytes> hashes(SimHost<?> host) {
        return host.durable(KeptEntry.TABLE).stream()
                .map(kept -> kept.link().hash())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Head> frontier(int number, Bytes group) {
        Map<LogId, Log> logs = new TreeMap<>();
        hosts.get(number).durable(KeptLog.TABLE).stream()
                .filter(kept -> kept.key().group().equals(group))
                .map(Log::of)
                .forEach(log -> logs.put(log.id, log));
        hosts.get(number).durable(KeptFork.TABLE).stream()
                .filter(kept -> kept.group().equals(group))
                .forEach(kept -> logs.computeIfPresent(kept.proof().id(), (id, log) -> {
                    log.freeze(kept.proof().start(), true);
                    return log;
                }));
        return logs.values().stream()
                .filter(log -> log.told() > 0)
                .map(Log::head)
                .toList();
    }

    private void join(Bytes group, List<Integer> in, Audience audience) {
        members.put(group, new LinkedHashSet<>(in));
        in.forEach(number -> groups.get(number).put(group, audience));
    }

    private List<Integer> draw(int count) {
        Set<Integer> drawn = new LinkedHashSet<>();
        while (drawn.size() < count) {
            drawn.add(random.nextInt(hosts.size()));
        }
        return List.copyOf(drawn);
    }
}
