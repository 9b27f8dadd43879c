package io.eddy.history;

import io.eddy.chat.Chronicle;
import io.eddy.chat.EarlierEntries;
import io.eddy.chat.Talk;
import io.eddy.chat.Utterance;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.entry.ShortMessageId;
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

    /** One message, if it is kept. */
    public void find(MessageId id, Consumer<Optional<Message>> found) {
        Range<Message> range = Range.of(Message.TABLE, Bytes.owning(id.author().toBytes()), id.log())
                .beyond(id.number() - 1)
                .first(1);
        world.store()
                .find(
                        range,
                        messages -> found.accept(messages.stream()
                                .filter(message -> message.id().equals(id))
                                .findFirst()));
    }

    /** The messages of one's own that are called so in short: one at most, as a rule. */
    public void find(ShortMessageId called, Consumer<List<Message>> found) {
        find(called, own().beyond(called.firstLog(), 0L), new ArrayList<>(), found);
    }

    /** Looks at one log after the other, from the first row of the rest on. */
    private void find(ShortMessageId called, Range<Message> rest, List<Message> before, Consumer<List<Message>> found) {
        world.store().find(rest.first(1), next -> {
            if (next.isEmpty() || next.get(0).id().log() > called.lastLog()) {
                found.accept(List.copyOf(before));
                return;
            }
            long log = next.get(0).id().log();
            find(new MessageId(self, log, called.number()), message -> {
                message.ifPresent(before::add);
                find(called, own().beyond(log), before, found);
            });
        });
    }

    private Range<Message> own() {
        return Range.of(Message.TABLE, Bytes.owning(self.toBytes()));
    }

    /** The messages of all conversations that have all words of a text, the best first; whether there is a word. */
    public boolean search(String text, int count, Consumer<List<Search.Hit<Message>>> found) {
        Optional<Search<Message>> search = Search.of(Message.TABLE, text, Math.min(count, config.maxShown()));
        search.ifPresent(wanted -> world.store().search(wanted, found));
        return search.isPresent();
    }

    @Override
    public void onSaid(Talk where, Utterance said, long cameAtMillis) {
        State state = said.id().author().equals(self) ? State.KEPT : State.RECEIVED;
        Message message = message(where, said, cameAtMillis, state);
        Conversation conversation = message.conversation();
        world.store().put(Message.TABLE, message);
        Volume volume = volume(conversation).with(message);
        note(volume);
        if (conversation.room().isPresent() && volume.bytes() > config.maxRoomBytes()) {
            shrink(conversation);
        }
    }

    @Override
    public void onSealed(Talk where, Utterance said) {
        world.store().put(Message.TABLE, own(where, said, State.KEPT));
    }

    @Override
    public void onSent(Talk where, Utterance said) {
        world.store().put(Message.TABLE, own(where, said, State.SENT));
    }

    @Override
    public void onDelivered(Talk where, Utterance said) {
        world.store().put(Message.TABLE, own(where, said, State.DELIVERED));
    }

    @Override
    public void onTakenBack(Talk where, Utterance said) {
        Message message = own(where, said, State.KEPT);
        world.store().delete(Message.TABLE, message);
        note(volume(message.conversation()).without(message));
    }

    private Message own(Talk where, Utterance said, State state) {
        return message(where, said, said.sentAtMillis(), state);
    }

    private Message message(Talk where, Utterance said, long cameAtMillis, State state) {
        Said words = new Said(names.apply(said.id().author()), said.text());
        // What an absurd clock says would stand last for ever, and hide all that is said after it.
        boolean credible = HybridClock.isAnswered(said.hlc(), cameAtMillis);
        long hlc = credible ? said.hlc() : HybridClock.at(cameAtMillis);
        State marked = credible || state != State.RECEIVED ? state : State.MISDATED;
        return new Message(said.id(), Conversation.of(where), hlc, words, cameAtMillis, marked);
    }

    private Volume volume(Conversation conversation) {
        return volumes.getOrDefault(conversation.id(), Volume.none(conversation));
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
            Volume volume = volume(room);
            for (Message message : messages) {
                world.store().delete(Message.TABLE, message);
                volume = volume.without(message);
            }
            note(volume);
        });
    }
}
