package io.eddy.sim;

import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.LinkHost;
import io.eddy.node.LinkProtocol;
import io.eddy.node.Timestamp;
import io.eddy.wire.Codec;
import io.eddy.wire.TagTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Admits every link at once, dials its targets again and again, and gives up a link on which nothing is heard. */
final class TallyLinks implements LinkProtocol<TallyLinks.Beat, TallyLinks.Tick> {
    static final Duration BEAT = Duration.ofSeconds(1);
    static final Duration DEAD_AFTER = Duration.ofSeconds(5);

    /** Says that its sender lives. */
    record Beat(int filler) {}

    /** When a second is over. */
    record Tick() {}

    static final Channel<Beat, Tick> CHANNEL = new Channel<>(
            0,
            "link",
            new TagTable<>(TagTable.row(1, Beat.class, Codec.record(Codec.field(Codec.U8, Beat::filler), Beat::new))),
            Tick.class);

    final List<String> story = new ArrayList<>();
    final Map<Link, Timestamp> links = new LinkedHashMap<>();
    final List<Link> gone = new ArrayList<>();
    private final LinkHost<Beat, Tick> host;
    private final List<Endpoint> targets = new ArrayList<>();
    private final Map<Endpoint, Link> dialled = new LinkedHashMap<>();

    TallyLinks(LinkHost<Beat, Tick> host) {
        this.host = host;
    }

    void keep(Endpoint target) {
        targets.add(target);
        dialMissing();
    }

    /** Beats no more, and notices nothing. */
    void hush() {
        host.disarm(new Tick());
    }

    @Override
    public void start() {
        host.arm(new Tick(), BEAT);
    }

    @Override
    public void onLinkUp(Link link) {
        story.add("up");
        links.put(link, host.now());
        host.admit(link);
    }

    @Override
    public void onLinkMessage(Link link, Beat beat) {
        links.replace(link, host.now());
    }

    @Override
    public void onHeard(Link link, int frameBytes) {
        links.replace(link, host.now());
    }

    @Override
    public void onLinkDown(Link link, Closing why) {
        story.add("down " + why.code());
        gone.add(link);
        links.remove(link);
        dialled.values().remove(link);
    }

    @Override
    public void onMistake(Link link, Closing why) {
        link.hangUp(why);
    }

    @Override
    public void onTimer(Tick timer) {
        host.arm(timer, BEAT);
        dialMissing();
        for (Link link : List.copyOf(links.keySet())) {
            Timestamp heardAt = links.getOrDefault(link, host.now());
            if (heardAt.until(host.now()).compareTo(DEAD_AFTER) > 0) {
                links.remove(link);
                link.hangUp(Closing.of(Code.SILENT, "nothing heard"));
            } else {
                host.send(link, new Beat(0));
            }
        }
    }

    private void dialMissing() {
        for (Endpoint target : targets) {
            dialled.computeIfAbsent(target, missing -> host.dial(missing, null));
        }
    }
}
