package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.game.gofish.Signing;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.PublicKey;
import io.eddy.node.RecordingWorld;
import io.eddy.node.Sealing;
import io.eddy.node.Timestamp;
import io.eddy.ring.Charter;
import io.eddy.ring.Ring;
import io.eddy.ring.RingId;
import io.eddy.store.Store;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** One of a {@link Company}: its games, its place on the ring, and the world as they see it. */
final class Player implements Host<GameMessage, GameTimer>, GameReports, Signing {
    final Company company;
    final int seat;
    final String name;
    private final PublicKey key;
    private final PeerId id;
    final List<GameEvent> events = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final List<GameMessage> sent = new ArrayList<>();
    final Ring ring = new CompanyRing(this);
    Games games;

    /** Whether it is linked to the others. */
    boolean here = true;

    /** Whether it has not left, as the log has it. */
    boolean in = true;

    /** What it says instead of what it would say. */
    UnaryOperator<GoFishWord> tongue = UnaryOperator.identity();

    /** What it tells in private instead. */
    UnaryOperator<GameMessage> whisper = UnaryOperator.identity();

    /** Whether its words reach nobody, although it is linked. */
    boolean mute;

    /** Whether the registrar answers. */
    boolean registrarAnswers = true;

    private final GamesConfig config;
    private final Dealing.Source cards;
    private final RandomGenerator entropy;
    private final SecretStore kept = new SecretStore();
    private final List<Runnable> stored = new ArrayList<>();
    private final Deque<Runnable> known = new ArrayDeque<>();
    private final Map<Integer, Deque<GameMessage>> mail = new LinkedHashMap<>();
    final Deque<Bytes> unheard = new ArrayDeque<>();
    private final Map<GameTimer, Timestamp> timers = new LinkedHashMap<>();
    final boolean[] leftHere;
    private int delivered;
    private long toldSettled;
    boolean replaying;
    boolean closed;

    Player(Company company, int seat, String name, GamesConfig config, Dealing.Source cards) {
        this.company = company;
        this.seat = seat;
        this.name = name;
        this.key = RecordingWorld.keyOf(name);
        this.id = PeerId.of(key);
        this.config = config;
        this.cards = cards;
        this.entropy = company.random.split();
        this.leftHere = new boolean[Company.NAMES.size()];
        this.games = new Games(new Parlour(this, config, this, this::onEvent, cards));
        games.start();
    }

    void found() {
        assertThat(games.refusal(company.charter)).isEmpty();
        games.onFounded(ring);
    }

    boolean isAtTable() {
        return in && !closed;
    }

    long delivered() {
        return delivered;
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    GoFishSeat seatAtTable() {
        GoFishSeat place = games.seat(company.charter.ring());
        if (place == null) {
            throw new AssertionError(name + " has no game");
        }
        return place;
    }

    /** Crashes and comes back: forgets what is not durable, and is told the log again. */
    void restart() {
        kept.crash();
        stored.clear();
        known.clear();
        mail.clear();
        timers.clear();
        company.players.forEach(other -> other.mail.remove(seat));
        games = new Games(new Parlour(this, config, this, this::onEvent, cards));
        games.start();
        replaying = true;
        for (int other = 0; other < leftHere.length; other++) {
            leftHere[other] = false;
        }
        games.onFounded(ring);
        int heard = delivered;
        for (delivered = 0; delivered < heard; ) {
            deliver();
        }
        replaying = false;
        toldSettled = 0;
        games.onRestored(ring);
        for (Player other : company.players) {
            if (other != this && isUp(other.self())) {
                other.games.onPeerUp(self());
                games.onPeerUp(other.self());
            }
        }
    }

    /** All that can happen to it next. */
    void offer(List<Runnable> possible) {
        if (!isAtTable()) {
            if (!closed && delivered < company.log.size() && here) {
                possible.add(this::deliver);
            }
            return;
        }
        if (!stored.isEmpty() || kept.hasWrites()) {
            possible.add(this::commit);
        }
        if (!known.isEmpty()) {
            possible.add(() -> known.remove().run());
        }
        if (!here) {
            return;
        }
        offerWords(possible);
        if (!mute && !unheard.isEmpty() && company.players.get(0).here) {
            possible.add(() -> company.number(seat, unheard.peek()));
            // Numbered once: it stays unheard until it is told.
            if (isNumbered()) {
                possible.remove(possible.size() - 1);
            }
        }
        if (seat == 0 && company.settled() > toldSettled) {
            possible.add(() -> {
                toldSettled = company.settled();
                games.onSettled(ring);
            });
        }
    }

    /** What has been said and can be heard next. */
    void offerWords(List<Runnable> possible) {
        if (isAtTable() && delivered < company.log.size()) {
            possible.add(this::deliver);
        }
        if (isAtTable()) {
            mail.forEach((from, letters) -> {
                if (!letters.isEmpty()) {
                    possible.add(() -> hear(from, letters.remove()));
                }
            });
        }
    }

    boolean hasTimer() {
        return !timers.isEmpty();
    }

    Timestamp due() {
        return timers.values().stream().min(Timestamp::compareTo).orElseThrow();
    }

    void fire() {
        GameTimer first = timers.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        timers.remove(first);
        games.onTimer(first);
    }

    void hearAway(int other) {
        if (other != seat && isAtTable()) {
            games.onAway(ring, other);
        }
    }

    void hearBack(int other) {
        if (other != seat && isAtTable()) {
            games.onBack(ring, other);
            games.onPeerUp(company.players.get(other).self());
            company.players.get(other).games.onPeerUp(self());
        }
    }

    /** The log without what is private: for the comparison of whole conversations. */
    private void onEvent(GameEvent event) {
        events.add(event);
    }

    private void deliver() {
        Company.Entry entry = company.log.get(delivered++);
        if (entry.words() == null) {
            leftHere[entry.seat()] = true;
            games.onLeft(ring, entry.seat());
        } else {
            if (entry.seat() == seat && !replaying) {
                assertThat(unheard.remove()).isEqualTo(entry.words());
            }
            games.onSaid(ring, entry.said());
        }
        GoFishSeat place = games.seat(company.charter.ring());
        if (place != null) {
            place.game().play().ifPresent(play -> company.check(entry.number(), play));
        }
    }

    private boolean isNumbered() {
        return company.log.stream().skip(delivered).anyMatch(entry -> entry.seat() == seat && entry.words() != null);
    }

    private void commit() {
        List<Runnable> then = List.copyOf(stored);
        stored.clear();
        kept.commit();
        then.forEach(Runnable::run);
    }

    private void hear(int from, GameMessage message) {
        try {
            games.onMessage(company.players.get(from).self(), message);
        } catch (ProtocolViolation e) {
            violations.add(String.valueOf(e.getMessage()));
        }
    }

    // The world.

    @Override
    public PeerId self() {
        return id;
    }

    @Override
    public PublicKey key() {
        return key;
    }

    @Override
    public Timestamp now() {
        return company.now;
    }

    @Override
    public long wallClockMillis() {
        return 0;
    }

    @Override
    public RandomGenerator random() {
        return entropy;
    }

    @Override
    public void arm(GameTimer timer, Duration delay) {
        timers.put(timer, now().plus(delay));
    }

    @Override
    public void disarm(GameTimer timer) {
        timers.remove(timer);
    }

    @Override
    public boolean send(PeerId to, GameMessage message) {
        Player other = company.players.stream()
                .filter(player -> player.self().equals(to))
                .findFirst()
                .orElseThrow();
        if (!isUp(to)) {
            return false;
        }
        GameMessage said = Company.carried(whisper.apply(message));
        sent.add(said);
        int copies = isChosen(company.oneLostIn) ? 0 : isChosen(company.oneTwiceIn) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            other.mail.computeIfAbsent(seat, key -> new ArrayDeque<>()).add(said);
        }
        return true;
    }

    @Override
    public boolean sendBulk(PeerId to, GameMessage message) {
        return send(to, message);
    }

    @Override
    public boolean isUp(PeerId peer) {
        return here
                && company.players.stream()
                        .anyMatch(player -> player.self().equals(peer) && player.here && player.isAtTable());
    }

    @Override
    public Store store() {
        return kept;
    }

    @Override
    public void beforeStored(Runnable last) {
        last.run();
    }

    @Override
    public void whenStored(Runnable then) {
        stored.add(then);
    }

    @Override
    public Sealing sealing() {
        throw new UnsupportedOperationException("in a game nothing is sealed so");
    }

    @Override
    public byte[] sign(byte[] message) {
        return RecordingWorld.signatureBy(name, message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        return Company.NAMES.stream()
                .filter(owner -> RecordingWorld.keyOf(owner).equals(signer))
                .anyMatch(owner ->
                        Bytes.owning(RecordingWorld.signatureBy(owner, message)).equals(Bytes.owning(signature)));
    }

    private boolean isChosen(int oneIn) {
        return oneIn > 0 && company.random.nextInt(oneIn) == 0;
    }

    void hearBroken(String reason) {
        if (isAtTable()) {
            closed = true;
            games.onBroken(ring, reason);
        }
    }

    // The registrar.

    @Override
    public void seated(Charter charter) {
        reports.add("seated");
    }

    @Override
    public void ended(Charter charter, String reason, Runnable whenKnown) {
        reports.add("ended: " + reason);
        if (registrarAnswers) {
            known.add(whenKnown);
        }
    }

    @Override
    public void wanted(PeerId player, RingId game, boolean wanted) {
        // All can be spoken to.
    }
}
