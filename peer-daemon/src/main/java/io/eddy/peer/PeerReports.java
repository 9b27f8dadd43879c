package io.eddy.peer;

import io.eddy.Fingerprints;
import io.eddy.PeerEvent;
import io.eddy.PeerStatus;
import io.eddy.RoomView;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Page;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.daemon.Version;
import io.eddy.directory.Contest;
import io.eddy.directory.Via;
import io.eddy.entry.MessageId;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** How what happens to a peer is told to its operator. Used on the peer's thread. */
final class PeerReports {
    /** A name column that most names fit (a guess). */
    private static final int NAME_COLUMNS = 8;

    /** Direct messages of this start, of which a person is told who carries them; of more, the oldest are forgotten. */
    private static final int MAX_AWAITED = 1000;

    private final Supplier<String> ownName;
    private final GameWords games;
    private final Map<Class<?>, Function<PeerEvent, Report>> words = new LinkedHashMap<>();
    /** More than clocks differ by chance. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Set<MessageId> awaited = new LinkedHashSet<>();

    /**
     * Reports of one peer.
     *
     * @param myself asked when a report is shown, not before
     */
    PeerReports(Myself myself) {
        ownName = myself.name();
        games = new GameWords(myself);
        on(PeerEvent.Registered.class, e -> manager("registered", e.manager(), e.name(), "registered with "));
        on(PeerEvent.Deregistered.class, e -> manager("deregistered", e.manager(), e.name(), "off the list of "));
        on(PeerEvent.RegisterRefused.class, e -> refused("register_refused", e.manager(), e.name(), e.reason()));
        on(PeerEvent.ManagerLost.class, e -> refused("manager_lost", e.manager(), e.name(), e.reason()));
        on(PeerEvent.PeerOnline.class, e -> presence("peer_online", "is online", e.name(), e.peer(), e.via()));
        on(PeerEvent.PeerOffline.class, e -> presence("peer_offline", "is offline", e.name(), e.peer(), e.via()));
        on(PeerEvent.MessageReceived.class, this::message);
        on(PeerEvent.Sent.class, this::sent);
        on(PeerEvent.Delivered.class, this::delivered);
        on(PeerEvent.NameContested.class, e -> contested(e.contest()));
        on(PeerEvent.InGame.class, e -> games.of(e.event()));
        on(PeerEvent.Alone.class, PeerReports::alone);
        on(PeerEvent.Notice.class, e -> notice(e.text()));
    }

    private <E extends PeerEvent> void on(Class<E> kind, Function<E, Report> report) {
        words.put(kind, event -> report.apply(kind.cast(event)));
    }

    /** What is told of games. */
    GameWords games() {
        return games;
    }

    boolean knows(Class<?> kind) {
        return words.containsKey(kind);
    }

    Report of(PeerEvent event) {
        Function<PeerEvent, Report> report = words.get(event.getClass());
        if (report == null) {
            throw new IllegalStateException("no words for " + event);
        }
        return report.apply(event);
    }

    /** Tells a person who passes this message on. */
    void await(MessageId message) {
        awaited.add(message);
        if (awaited.size() > MAX_AWAITED) {
            awaited.remove(awaited.iterator().next());
        }
    }

    /**
     * The first of all.
     *
     * @param lan whether others are looked for on this network
     */
    Report ready(PeerId id, Endpoint listening, boolean lan) {
        return new Report(
                "ready",
                json -> json.field("name", ownName.get())
                        .field("id", id.hex())
                        .field("listen", listening.toString())
                        .field("version", Version.CURRENT),
                page -> page.text("Eddy " + Version.CURRENT + "  ")
                        .text(Tint.NAME, ownName.get())
                        .line("  id " + id.brief() + "  listening on " + listening)
                        .line((lan ? "Looking for peers on this network… " : "") + "/help lists the commands."));
    }

    static Report notice(String text) {
        return new Report(
                "notice", json -> json.field("text", text), page -> now(page).line(Tint.FAINT, text));
    }

    /** Loud: whoever misses it may write to the wrong one. */
    private static Report contested(Contest contest) {
        String text = "WARNING: " + contest.sentence() + ".";
        return new Report(
                "name_contested",
                json -> json.field("name", contest.name())
                        .field("known", contest.known().peer().hex())
                        .field("peer", contest.other().peer().hex())
                        .field("text", text),
                page -> now(page).line(Tint.BAD, text));
    }

    /** Nobody is there: what to try. */
    private static Report alone(PeerEvent.Alone alone) {
        String where = whereAlone(alone);
        String managers = alone.withManagers() ? "" : ", /register HOST asks a manager";
        String advice = "Start another peer here, or: /connect HOST:PORT links to one" + managers
                + ", /doctor tells what works.";
        return new Report(
                "alone",
                json -> json.field("lan", alone.onLan()).field("text", where + ". " + advice),
                page -> now(page).line(where + ".").line("       " + advice));
    }

    private static String whereAlone(PeerEvent.Alone alone) {
        if (!alone.onLan()) {
            return "No other peer is linked, and --no-lan keeps this one from looking on the network";
        } else if (alone.heard() == 0) {
            return "Nobody else was found on this network";
        }
        String who = alone.heard() == 1 ? "One peer is" : alone.heard() + " peers are";
        return who
                + " heard on this network, but no link came about: a firewall may be in the way, /why PEER tells more";
    }

    static Report status(PeerStatus status, List<RoomView> rooms, String conversation) {
        List<String> roomNames = rooms.stream().map(RoomView::name).toList();
        List<String> addresses = addresses(status);
        return new Report("status", json -> statusFields(json, status, roomNames, conversation), page -> {
            page.fact("name", status.name())
                    .fact("id", status.id().hex())
                    .fact("listening", status.listening().toString())
                    .fact("addresses", addresses.isEmpty() ? "not known yet" : String.join(", ", addresses))
                    .fact("conversation", conversation)
                    .fact("rooms", String.join(", ", roomNames));
            status.managers().forEach(m -> page.fact("manager " + m.endpoint(), m.name() + "  " + m.state()));
            status.links().forEach(link -> page.fact("link to " + link.name(), where(link)));
            page.counters(status.counters());
        });
    }

    private static void statusFields(JsonLine json, PeerStatus status, List<String> rooms, String conversation) {
        json.field("name", status.name())
                .field("id", status.id().hex())
                .field("listen", status.listening().toString())
                .strings("addresses", addresses(status))
                .field("conversation", conversation)
                .strings("rooms", rooms)
                .objects(
                        "managers",
                        status.managers(),
                        (line, manager) -> line.field(
                                        "manager", manager.endpoint().toString())
                                .field("id", manager.id().map(PeerId::hex))
                                .field("name", manager.name())
                                .field("state", manager.state()))
                .objects("links", status.links(), PeerReports::linkFields)
                .numbers("counters", status.counters());
    }

    private static List<String> addresses(PeerStatus status) {
        return status.addresses().stream().map(Endpoint::toString).toList();
    }

    private static void linkFields(JsonLine json, PeerStatus.LinkLine link) {
        json.field("peer", link.peer().hex())
                .field("name", link.name())
                .field("address", link.address().toString())
                .field("outbound", link.outbound())
                .field("neighbour", link.neighbour());
        link.roundTrip().ifPresent(time -> json.millis("round_trip_ms", time));
    }

    private static String where(PeerStatus.LinkLine link) {
        String direction = link.outbound() ? "dialled " : "dialled by ";
        return direction
                + link.address()
                + link.roundTrip().map(time -> ", " + millis(time)).orElse("")
                + (link.neighbour() ? ", neighbour" : "");
    }

    static Report verify(Fingerprints fingerprints) {
        return new Report(
                "verify",
                json -> json.field("own_name", fingerprints.ownName())
                        .field("own", fingerprints.own().hex())
                        .field("name", fingerprints.otherName())
                        .field("peer", fingerprints.other().hex())
                        .strings("words", fingerprints.words())
                        .field("code", fingerprints.code()),
                page -> {
                    QrPicture.of(fingerprints.code())
                            .forEach(line -> page.text("  " + line).line());
                    page.fact(fingerprints.ownName() + " (you)", grouped(fingerprints.own()))
                            .fact(fingerprints.otherName(), grouped(fingerprints.other()))
                            .line()
                            .line(Tint.GOOD, "  " + String.join(" ", fingerprints.words()))
                            .line()
                            .line("  Read the words to each other by telephone or in person, or scan the other's code.")
                            .line("  They are the same on both sides, or somebody is between you: then /block.");
                });
    }

    static Report ping(String peer, Duration roundTrip) {
        return new Report(
                "ping",
                json -> json.field("name", peer).millis("round_trip_ms", roundTrip),
                page -> page.line("  " + peer + " answers after " + millis(roundTrip)));
    }

    private static Report manager(String event, Endpoint manager, String name, String what) {
        return new Report(
                event,
                json -> json.field("manager", manager.toString()).field("name", name),
                page -> now(page).text(Tint.GOOD, what + manager).line(" as " + name));
    }

    private static Report refused(String event, Endpoint manager, String name, String reason) {
        String what = event.equals("manager_lost") ? "lost the manager " : "not registered with ";
        return new Report(
                event,
                json -> json.field("manager", manager.toString())
                        .field("name", name)
                        .field("reason", reason),
                page -> now(page).text(Tint.BAD, what + manager).line(" as " + name + ": " + reason));
    }

    private static Report presence(String event, String what, String name, PeerId peer, Via via) {
        return new Report(
                event,
                json -> json.field("name", name).field("peer", peer.hex()).field("via", via.text()),
                page -> named(now(page), name).line(Tint.FAINT, what));
    }

    private Report message(PeerEvent.MessageReceived message) {
        Consumer<JsonLine> fields = json -> {
            json.field("message", message.message().toString())
                    .field("from", message.fromName())
                    .field("peer", message.from().hex());
            message.room().ifPresentOrElse(room -> json.field("room", room), () -> json.field("to", ownName.get()));
            json.field("text", message.text()).field("sent_at", message.sentAtMillis());
        };
        String from = message.room().isPresent() ? message.fromName() : message.fromName() + " → you";
        return new Report("message", fields, page -> said(page, message, from));
    }

    /** Under the time when it was said: it may have been on its way for long. */
    private static void said(Page page, PeerEvent.MessageReceived message, String from) {
        long nowMillis = page.nowMillis();
        boolean ahead = message.sentAtMillis() > nowMillis + CLOCK_TOLERANCE.toMillis();
        boolean recent = message.sentAtMillis() > nowMillis - A_DAY.toMillis();
        if (ahead || recent) {
            page.at(ahead ? nowMillis : message.sentAtMillis());
        } else {
            page.moment(message.sentAtMillis());
        }
        named(page, from).words(message.text()).line(Tint.FAINT, ahead ? "  (its clock is ahead)" : "");
    }

    private Report sent(PeerEvent.Sent sent) {
        boolean told = awaited.contains(sent.message());
        return new Report(
                "sent",
                json -> json.field("message", sent.message().toString()).field("carrier", sent.carrierName()),
                page -> {
                    if (told) {
                        now(page).line(Tint.FAINT, sent.carrierName() + " has it and passes it on");
                    }
                });
    }

    private Report delivered(PeerEvent.Delivered delivered) {
        awaited.remove(delivered.message());
        return new Report(
                "delivered",
                json -> json.field("message", delivered.message().toString()).field("to", delivered.toName()),
                page -> now(page).line(Tint.FAINT, "delivered to " + delivered.toName()));
    }

    private static Page now(Page page) {
        return page.at(page.nowMillis());
    }

    private static Page named(Page page, String name) {
        return page.column(Tint.NAME, name, NAME_COLUMNS).text("  ");
    }

    /** Four digits at a time, as people read them to each other. */
    private static String grouped(PeerId id) {
        return id.hex().replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String millis(Duration duration) {
        long micros = duration.toNanos() / 1000;
        return micros / 1000 + "." + micros % 1000 / 100 + " ms";
    }
}
