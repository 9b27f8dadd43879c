package io.eddy.history;

import io.eddy.chat.Chronicle;
import io.eddy.chat.EarlierEntries;
import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.history.Message.Said;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.store.Range;
import io.eddy.store.Search;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a person was shown and keeps. It is written in the turn in which the entry becomes durable, so that nothing is
 * acknowledged that is not in it; it is read from the disk, and never held in memory.
 */
public final class History implements Chronicle {
    private final World world;
    private final HistoryConfig config;
    private final Function<PeerId, String> names;
    private final PeerId self;
    private final Map<Bytes, Volume> volumes = new LinkedHashMap<>();

    /** Rooms of which the oldest messages are being looked up. */
    private final Set<Bytes> shrinking = new LinkedHashSet<>();

    /**
     * A history over a world's store, within the turn in which a node is made.
     *
     * @param names what a peer is called here
     */
    public History(World world, HistoryConfig config, Function<PeerId, String> names) {
        this.world = world;
        this.config = config;
        this.names = names;
        this.self = PeerId.of(world.key());
        world.store()
                .load(Volume.TABLE)
                .forEach(volume -> volumes.put(volume.conversation().id(), volume));
    }

    /** What a history keeps. */
    public static List<Table<?>> tables() {
        return List.of(Message.TABLE, Volume.TABLE);
    }

    /** Takes over what was kept before there was a history, if there was none. */
    public void begin(EarlierEntries earlier) {
        if (volumes.isEmpty()) {
            earlier.tell(this);
        }
    }

    /** The most that is shown at a time. */
    public int maxShown() {
        return config.maxShown();
    }

    /** The rooms of which something is kept, those too that were left. */
    public List<String> rooms() {
        return volumes.values().stream()
                .flatMap(volume -> volume.conversation().room().stream())
                .toList();
    }

    /** The last messages of a conversation, the oldest of them first. */
    public void last(Conversation conversation, int count, Consumer<List<Message>> found) {
        Range<Message> range = Range.by(Message.TABLE, Message.BY_TIME, conversation.id())
                .reversed()
                .first(Math.min(count, config.maxShown()));
        world.store().find(range, messages -> {
            List<Message> shown = new ArrayList<>(messages);
            Collections.reverse(shown);
            found.accept(shown);
        });
    }

    /** The messages of all conversations that have all words of a text, the best first; whether there is a word. */
    public boolean search(String text, int count, Consumer<List<Search.Hit<Message>>> found) {
        Optional<Search<Message>> search = Search.of(Message.TABLE, text, Math.min(count, config.maxShown()));
        search.ifPresent(wanted -> world.store().search(wanted, found));
        return search.isPresent();
    }

    @Override
    public void onDirect(PeerId with, Entry entry, long cameAtMillis) {
        keep(Conversation.with(with), entry, cameAtMillis);
    }

    @Override
    public void onRoom(String room, Entry entry, long cameAtMillis) {
        keep(Conversation.in(room), entry, cameAtMillis);
    }

    @Override
    public void onDelivered(PeerId to, Entry entry) {
        if (isShown(entry)) {
            world.store().put(Message.TABLE, own(Conversation.with(to), entry, State.DELIVERED));
        }
    }

    /** A carrier has what this peer wrote to another one; not to be told when that one has it. */
    public void onSent(PeerId to, Entry entry) {
        if (isShown(entry)) {
            world.store().put(Message.TABLE, own(Conversation.with(to), entry, State.SENT));
        }
    }

    private void keep(Conversation conversation, Entry entry, long cameAtMillis) {
        if (!isShown(entry)) {
            return;
        }
        boolean own = entry.id().author().equals(self);
        Message message =
                own ? own(conversation, entry, State.KEPT) : message(conversation, entry, cameAtMillis, State.RECEIVED);
        world.store().put(Message.TABLE, message);
        Volume volume = volumes.getOrDefault(conversation.id(), Volume.none(conversation))
                .with(message);
        note(volume);
        if (conversation.room().isPresent() && volume.bytes() > config.maxRoomBytes()) {
            shrink(conversation);
        }
    }

    private static boolean isShown(Entry entry) {
        return entry.header().content().type() == Content.TEXT;
    }

    private Message own(Conversation conversation, Entry entry, State state) {
        return message(conversation, entry, entry.sentAtMillis(), state);
    }

    private Message message(Conversation conversation, Entry entry, long cameAtMillis, State state) {
        Said said = new Said(names.apply(entry.id().author()), entry.text());
        return new Message(entry.id(), conversation, entry.header().hlc(), said, cameAtMillis, state);
    }

    private void note(Volume volume) {
        volumes.put(volume.conversation().id(), volume);
        world.store().put(Volume.TABLE, volume);
    }

    private void shrink(Conversation room) {
        if (!shrinking.add(room.id())) {
            return;
        }
        Range<Message> oldest =
                Range.by(Message.TABLE, Message.BY_TIME, room.id()).first(config.droppedTogether());
        world.store().find(oldest, messages -> {
            shrinking.remove(room.id());
            Volume volume = volumes.getOrDefault(room.id(), Volume.none(room));
            for (Message message : messages) {
                world.store().delete(Message.TABLE, message);
                volume = volume.without(message);
            }
            note(volume);
        });
    }
}
