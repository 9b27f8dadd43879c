package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.MessageId;
import io.eddy.node.Channel;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.sync.SyncMessage.Carry;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Piece;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One peer that exchanges logs with a node, over a link, for tests of what stands on them. */
public final class SyncFrames {
    private final RecordingWorld world;
    private final Node node;
    private final RecordingLink link;
    private long questions;

    private SyncFrames(RecordingWorld world, Node node, RecordingLink link) {
        this.world = world;
        this.node = node;
        this.link = link;
    }

    public static Channel<?, ?> channel() {
        return SyncWire.CHANNEL;
    }

    /** The peer at the other end begins to exchange logs. */
    public static SyncFrames open(RecordingWorld world, Node node, RecordingLink link) {
        SyncFrames frames = new SyncFrames(world, node, link);
        frames.hear(new Open(link.address().port()));
        return frames;
    }

    /** It takes part in this conversation, or carries it, and has its logs up to these entries. */
    public SyncFrames follow(Bytes group, Entry... last) {
        hear(new Frontier(group, Stream.of(last).map(SyncFrames::head).toList(), false));
        return this;
    }

    public RecordingLink link() {
        return link;
    }

    /** It has just said, or brings, these entries of one log, of which it has told before. */
    public void push(Entry... entries) {
        tell(entries);
        for (Entry entry : entries) {
            hear(new Pushed(group(entry), Run.of(entry)));
        }
    }

    /** It says that it has these entries: the other side may ask for them. */
    public void tell(Entry... entries) {
        for (Entry entry : entries) {
            hear(new Have(group(entry), List.of(head(entry))));
        }
    }

    /** It answers the last question with these entries; the last of each log vouches for the others. */
    public void give(Entry... entries) {
        Map<Long, List<Entry>> logs = new LinkedHashMap<>();
        for (Entry entry : entries) {
            logs.computeIfAbsent(entry.id().log(), log -> new ArrayList<>()).add(entry);
        }
        give(logs.values().stream().map(SyncFrames::run).toList());
    }

    /** It answers the last question with nothing. */
    public void giveNothing() {
        give(List.of());
    }

    private void give(List<Run> runs) {
        Want want = lastWant();
        hear(new Given(want.question(), want.group(), runs, List.of()));
    }

    private static Run run(List<Entry> entries) {
        List<Item> items = entries.stream().map(Item::of).toList();
        Entry last = entries.get(entries.size() - 1);
        return new Run(Run.of(entries.get(0)).start(), items, last.signature());
    }

    /** It has all up to this message, of which it was told, or which it was given. */
    public void acknowledge(MessageId message) {
        Head head = heads().entrySet().stream()
                .filter(told -> Conversation.message(
                                told.getKey().id(), told.getKey().number())
                        .equals(message))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not told of " + message + ", only of " + heads()));
        hear(new Have(group(head), List.of(head)));
    }

    /** It asks to have this carried to another. */
    public void askToCarry(PeerId recipient, long log) {
        hear(new Carry(recipient, List.of(new Piece(log, 1))));
    }

    /** What it was told of since the link was looked at last: the last of each time, in order. */
    public List<MessageId> told() {
        return heads().keySet().stream()
                .map(head -> Conversation.message(head.id(), head.number()))
                .toList();
    }

    /** What was sent to it unasked, in order. */
    public List<Entry> pushed() {
        return link.said(Pushed.class).stream()
                .flatMap(pushed -> entries(pushed.group(), pushed.run()))
                .toList();
    }

    /** How many questions it was asked. */
    public int asked() {
        return link.said(Want.class).size();
    }

    /** To whom it was asked to carry. */
    public List<PeerId> toCarryTo() {
        return link.said(Carry.class).stream().map(Carry::recipient).toList();
    }

    /** All that it can have of what it was told of: it asks for it, and is given it; what is written is durable then. */
    public List<Entry> fetch() {
        Map<LogId, Head> last = new LinkedHashMap<>();
        Map<Head, Bytes> heads = heads();
        heads.keySet().forEach(head -> last.put(head.id(), head));
        List<Entry> fetched = new ArrayList<>();
        for (Head head : last.values()) {
            fetched.addAll(ask(group(head), new Stretch(head.id(), 1, head.number())));
        }
        return fetched;
    }

    private List<Entry> ask(Bytes group, Stretch stretch) {
        questions++;
        hear(new Want(questions, group, List.of(stretch)));
        settle();
        return link.said(Given.class).stream()
                .filter(given -> given.question() == questions)
                .flatMap(given -> given.runs().stream().flatMap(run -> entries(group, run)))
                .toList();
    }

    private void settle() {
        while (world.store().isDirty()) {
            world.store().commit();
        }
    }

    private Want lastWant() {
        List<Want> wants = link.said(Want.class);
        return wants.get(wants.size() - 1);
    }

    private Bytes group(Head head) {
        Bytes group = heads().get(head);
        if (group == null) {
            throw new AssertionError("not told of " + head);
        }
        return group;
    }

    private Map<Head, Bytes> heads() {
        Map<Head, Bytes> heads = new LinkedHashMap<>();
        for (Object said : link.said()) {
            if (said instanceof Frontier frontier) {
                frontier.heads().forEach(head -> heads.put(head, frontier.group()));
            } else if (said instanceof Have have) {
                have.heads().forEach(head -> heads.put(head, have.group()));
            } else if (said instanceof Pushed pushed) {
                entries(pushed.group(), pushed.run()).forEach(entry -> heads.put(head(entry), pushed.group()));
            }
        }
        return heads;
    }

    private static Stream<Entry> entries(Bytes group, Run run) {
        return run.chained(group, 0).stream().map(KeptEntry::entry);
    }

    private static Head head(Entry entry) {
        Place place = entry.header().place();
        return Head.of(
                LogId.of(place.author(), place.log()),
                place.number(),
                entry.header().hash());
    }

    private static Bytes group(Entry entry) {
        return entry.header().place().group();
    }

    private void hear(SyncMessage message) {
        world.hear(node, link, SyncWire.CHANNEL, message);
    }
}
