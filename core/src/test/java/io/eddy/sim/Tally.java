package io.eddy.sim;

import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.TagTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, tells its neighbours how far once that is stored, and remembers how far they have come. */
final class Tally implements Protocol<Tally.Message, Tally.Tick> {

    sealed interface Message {}

    /** How far the sender has counted. */
    record Count(long number) implements Message {}

    /** One of many, to see in which order they come. */
    record Numbered(boolean bulk, int number, Bytes filler) implements Message {}

    /** When the next number is due. */
    record Tick() {}

    static final Channel<Message, Tick> CHANNEL = new Channel<>(
            7,
            "tally",
            new TagTable<Message>(
                    TagTable.row(1, Count.class, Codec.record(Codec.field(Codec.I64, Count::number), Count::new)),
                    TagTable.row(
                            2,
                            Numbered.class,
                            Codec.record(
                                    Codec.field(Codec.BOOL, Numbered::bulk),
                                    Codec.field(Codec.I32, Numbered::number),
                                    Codec.field(Codec.blob(65_535), Numbered::filler),
                                    Numbered::new))),
            Tick.class);

    /** A row of what is remembered. */
    record Known(String peer, long number) {}

    static final Table<Known> KNOWN = new Table<>(
            "known",
            1,
            List.of(Table.text("peer", Known::peer), Table.integer("number", Known::number)),
            1,
            row -> new Known(row.text(0), row.integer(1)));

    final Map<String, Long> known = new LinkedHashMap<>();
    final List<Numbered> arrived = new ArrayList<>();
    final List<PeerId> up = new ArrayList<>();
    private final Host<Message, Tick> host;
    private final Duration interval;
    private long told;
    boolean counting = true;

    /** Tells before it has stored: what must be found out. */
    boolean careless;

    Tally(Host<Message, Tick> host, Duration interval) {
        this.host = host;
        this.interval = interval;
    }

    @Override
    public void start() {
        host.store().load(KNOWN).forEach(row -> known.put(row.peer(), row.number()));
        told = own();
        if (!interval.isZero()) {
            host.arm(new Tick(), interval);
        }
    }

    long own() {
        return known.getOrDefault(host.self().hex(), 0L);
    }

    long of(PeerId peer) {
        return known.getOrDefault(peer.hex(), 0L);
    }

    void increment() {
        long number = own() + 1;
        remember(host.self(), number);
        if (careless) {
            tell(number);
        } else {
            host.whenStored(() -> tell(number));
        }
    }

    private void tell(long number) {
        told = Math.max(told, number);
        up.forEach(peer -> host.send(peer, new Count(told)));
    }

    boolean send(PeerId to, boolean bulk, int number, int bytes) {
        Numbered message = new Numbered(bulk, number, Bytes.owning(new byte[bytes]));
        return bulk ? host.sendBulk(to, message) : host.send(to, message);
    }

    @Override
    public void onPeerUp(PeerId peer) {
        up.add(peer);
        host.send(peer, new Count(told));
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        up.remove(peer);
    }

    @Override
    public void onMessage(PeerId from, Message message) {
        if (message instanceof Count count) {
            if (count.number() > of(from)) {
                remember(from, count.number());
            }
        } else if (message instanceof Numbered numbered) {
            arrived.add(numbered);
        }
    }

    @Override
    public void onTimer(Tick timer) {
        if (counting) {
            increment();
            host.arm(timer, interval);
        }
    }

    private void remember(PeerId peer, long number) {
        known.put(peer.hex(), number);
        host.store().put(KNOWN, new Known(peer.hex(), number));
    }
}
