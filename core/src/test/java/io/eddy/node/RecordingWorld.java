package io.eddy.node;

import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A world that only records what a node asks of it, and in which nothing happens but what the test does: time passes,
 * timers fire, writes become durable and links come and go by its calls alone.
 *
 * <pre>
 * RecordingWorld world = new RecordingWorld("alice", tables, LinkWire.CHANNEL, …);
 * Node node = new Node(world); …attach…; node.start();
 * RecordingLink link = world.accept(RecordingWorld.idOf("bob"));
 * node.onLinkUp(link);
 * world.hear(node, link, LinkWire.CHANNEL, new Hello(…));
 * assertThat(link.takeSaid()).containsExactly(…);
 * world.fire(new LinkTimer.Quiet(bob));
 * world.store().commit();
 * </pre>
 */
public final class RecordingWorld implements World {
    private static final int SIGNATURE_BYTES = 64;

    private final PublicKey key;
    private final RecordingStore store;
    private final Sealing sealing;
    private final RandomGenerator random = new SplittableRandom(1);
    private final Map<Integer, Channel<?, ?>> channels = new LinkedHashMap<>();
    private final Map<Object, Timestamp> timers = new LinkedHashMap<>();
    private final List<RecordingLink> dials = new ArrayList<>();
    private final List<Bytes> multicasts = new ArrayList<>();
    private Timestamp now = new Timestamp(0);
    private long wallClockMillis = 1_750_000_000_000L;
    private int verified;
    private int ports = 40_000;

    /**
     * A world for one node.
     *
     * @param name of whom; the key follows from it
     * @param tables all that the node keeps
     * @param channels all that the node speaks on
     */
    public RecordingWorld(String name, List<Table<?>> tables, Channel<?, ?>... channels) {
        this(name, new RecordingStore(tables), channels);
    }

    /** A world for another life of a node, over what its last one left. */
    public RecordingWorld(String name, RecordingStore store, Channel<?, ?>... channels) {
        this.key = keyOf(name);
        this.sealing = new SealedBox(Identity.fromSeed(sha256(name.getBytes(StandardCharsets.UTF_8))), random);
        this.store = store;
        for (Channel<?, ?> channel : channels) {
            this.channels.put(channel.number(), channel);
        }
    }

    /** The key of whoever has this name in tests: no point of the curve. */
    public static PublicKey keyOf(String name) {
        return new PublicKey(Bytes.owning(sha256(name.getBytes(StandardCharsets.UTF_8))));
    }

    public static PeerId idOf(String name) {
        return PeerId.of(keyOf(name));
    }

    /** The signature of whoever has this name in tests. */
    public static byte[] signatureBy(String name, byte[] message) {
        return signature(keyOf(name), message);
    }

    /** A link that this peer dialled and whose key is proven. The node is not told. */
    public RecordingLink accept(PeerId peer) {
        Endpoint from = new Endpoint("192.0.2.1", ports++);
        return new RecordingLink(this::channel, false, from, null).prove(peer);
    }

    /** Everything dialled so far, in order. To answer one: {@code prove} it, then {@code node.onLinkUp}. */
    public List<RecordingLink> dials() {
        return List.copyOf(dials);
    }

    /** Gives the node a message as a frame on a link. */
    public <M> void hear(Node node, Link link, Channel<M, ?> channel, M message) {
        WireWriter out = new WireWriter();
        out.u8(channel.number());
        channel.tags().encode(message, out);
        node.onFrame(link, new WireReader(out.toByteArray()));
    }

    /** Gives the node a datagram that bears this address. */
    public void hear(Node node, Endpoint from, Bytes datagram) {
        node.onDatagram(from, new WireReader(datagram.toArray()));
    }

    /** What was multicast since the last call, in order. */
    public List<Bytes> takeMulticasts() {
        List<Bytes> taken = List.copyOf(multicasts);
        multicasts.clear();
        return taken;
    }

    /** Sets the time; no timer fires. */
    public void moveTo(Timestamp time) {
        wallClockMillis += now.until(time).toMillis();
        now = time;
    }

    /** Lets time pass; no timer fires. */
    public void pass(Duration duration) {
        moveTo(now.plus(duration));
    }

    /** Lets time pass, and fires every timer that comes due meanwhile, in the order of their deadlines. */
    public void elapse(Duration duration) {
        Timestamp end = now.plus(duration);
        for (Object next = earliest(end); next != null; next = earliest(end)) {
            fireArmed(next);
        }
        moveTo(end);
    }

    /** Fires the timer that its protocol knows by this name, at its deadline if that is still to come. */
    public void fire(Object name) {
        fireArmed(armed(name));
    }

    /** The names of the timers that are armed, as their protocols know them, and when they are due. */
    public Map<Object, Timestamp> timers() {
        Map<Object, Timestamp> named = new LinkedHashMap<>();
        timers.forEach((timer, due) -> named.put(((Node.TimerName) timer).name(), due));
        return named;
    }

    public boolean isArmed(Object name) {
        return timers().containsKey(name);
    }

    /** How long until this timer is due. */
    public Duration timeUntil(Object name) {
        return now.until(due(armed(name)));
    }

    public void setWallClockMillis(long millis) {
        wallClockMillis = millis;
    }

    /** How many signatures were checked. */
    public int verified() {
        return verified;
    }

    @Override
    public PublicKey key() {
        return key;
    }

    @Override
    public Timestamp now() {
        return now;
    }

    @Override
    public long wallClockMillis() {
        return wallClockMillis;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Link dial(Endpoint to, @Nullable PeerId expected) {
        RecordingLink link = new RecordingLink(this::channel, true, to, expected);
        dials.add(link);
        return link;
    }

    @Override
    public void multicast(byte[] datagram) {
        multicasts.add(Bytes.copyOf(datagram));
    }

    @Override
    public void arm(Object timer, Duration delay) {
        timers.put(timer, now.plus(delay));
    }

    @Override
    public void disarm(Object timer) {
        timers.remove(timer);
    }

    @Override
    public RecordingStore store() {
        return store;
    }

    @Override
    public void beforeStored(Runnable last) {
        store.beforeStored(last);
    }

    @Override
    public void whenStored(Runnable then) {
        store.whenStored(then);
    }

    @Override
    public Sealing sealing() {
        return sealing;
    }

    @Override
    public byte[] sign(byte[] message) {
        return signature(key, message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        verified++;
        return Arrays.equals(signature, signature(signer, message));
    }

    private Channel<?, ?> channel(int number) {
        Channel<?, ?> channel = channels.get(number);
        if (channel == null) {
            throw new IllegalStateException("the test did not name channel " + number);
        }
        return channel;
    }

    private void fireArmed(Object timer) {
        Timestamp due = due(timer);
        timers.remove(timer);
        if (due.compareTo(now) > 0) {
            moveTo(due);
        }
        ((Node.TimerName) timer).fire();
    }

    private Object armed(Object name) {
        return timers.keySet().stream()
                .filter(timer -> ((Node.TimerName) timer).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not armed, only " + timers()));
    }

    private Timestamp due(Object timer) {
        Timestamp due = timers.get(timer);
        if (due == null) {
            throw new AssertionError(timer + " is not armed");
        }
        return due;
    }

    private @Nullable Object earliest(Timestamp end) {
        return timers.entrySet().stream()
                .filter(timer -> timer.getValue().compareTo(end) <= 0)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** Whoever knows the key can make one: enough where nobody forges but the test itself. */
    private static byte[] signature(PublicKey signer, byte[] message) {
        byte[] keyed = Arrays.copyOf(signer.bytes().array(), PublicKey.LENGTH + message.length);
        System.arraycopy(message, 0, keyed, PublicKey.LENGTH, message.length);
        byte[] hash = sha256(keyed);
        byte[] signature = Arrays.copyOf(hash, SIGNATURE_BYTES);
        System.arraycopy(hash, 0, signature, hash.length, hash.length);
        return signature;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
