package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.link.Greeting;
import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.node.Answer;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.node.SealingKey;
import io.eddy.node.Timestamp;
import io.eddy.sync.SyncFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Alice's chat in a world that records, and whoever is linked to her. */
final class ChatSide implements ChatHost, Chronicle {
    /** Two lives must not draw the same numbers for their logs. */
    private static final int DRAWN_BY_A_LIFE = 10_000;

    final RecordingWorld world;
    final Node node;
    final Chat chat;
    final List<ChatEvent> events = new ArrayList<>();

    /** What was said to everyone. */
    final List<Entry> broadcast = new ArrayList<>();

    /** What was written down: {@code said bob: hi}, {@code delivered everyone: hi}. */
    final List<String> written = new ArrayList<>();

    /** Whose sealing keys are known. */
    final Set<PeerId> sealable = new LinkedHashSet<>();

    /** Those whose keys are sought. */
    final Set<PeerId> sought = new LinkedHashSet<>();

    final Set<PeerId> blocked = new LinkedHashSet<>();
    boolean carries = true;

    private final ChatConfig config;
    private final int life;
    private final List<Step> steps = new ArrayList<>();
    private final Map<PeerId, String> names = new LinkedHashMap<>();

    /** What the chat does later. */
    private record Step(Timestamp due, Runnable then) {}

    ChatSide() {
        this(ChatConfig.DEFAULT);
    }

    ChatSide(ChatConfig config) {
        this(config, new RecordingWorld("alice", Chat.tables(), LinkWire.CHANNEL, SyncFrames.channel()), 0, Set.of());
        settle();
    }

    private ChatSide(ChatConfig config, RecordingWorld world, int life, Set<PeerId> sealable) {
        this.config = config;
        this.world = world;
        this.life = life;
        this.sealable.addAll(sealable);
        for (String name : List.of("alice", "bob", "carol", "dora", "mallory")) {
            names.put(idOf(name), name);
        }
        for (int i = 0; i < life * DRAWN_BY_A_LIFE; i++) {
            world.random().nextLong();
        }
        node = new Node(world);
        node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        chat = Chat.attach(node, world, config, this, this);
        node.start();
    }

    /** Knows by what to seal to these. */
    ChatSide knowing(String... others) {
        for (String other : others) {
            sealable.add(idOf(other));
        }
        return this;
    }

    /** The next life of this peer, over what is durable of this one. */
    ChatSide restarted() {
        world.store().crash();
        RecordingWorld next = new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, SyncFrames.channel());
        next.setWallClockMillis(world.wallClockMillis());
        return new ChatSide(config, next, life + 1, sealable);
    }

    /** All that is written becomes durable, and what follows from that. */
    ChatSide settle() {
        while (world.store().isDirty()) {
            world.store().commit();
        }
        return this;
    }

    /** Links whoever has this name, who exchanges logs. */
    SyncFrames link(String name) {
        RecordingLink link = Greeting.of(name).on(world.accept(idOf(name)), world, node, idOf(name));
        return SyncFrames.open(world, node, link);
    }

    /** Links whoever has this name, and messages go both ways. */
    SyncFrames befriend(String name) {
        knowing(name);
        SyncFrames friend = link(name);
        friend.push(Spoken.to("alice", name).say("hi, I am " + name));
        sendKept(name, "hi " + name);
        return friend;
    }

    void drop(SyncFrames gone) {
        node.onLinkDown(gone.link(), Closing.of(Closing.Code.BROKEN, ""));
    }

    /** Lets time pass while those at the other ends answer every ping, and the disk is fast. */
    void elapse(Duration duration, SyncFrames... others) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.elapse(Duration.ofSeconds(1));
            List<Step> due = steps.stream()
                    .filter(step -> step.due().compareTo(world.now()) <= 0)
                    .toList();
            steps.removeAll(due);
            due.forEach(step -> step.then().run());
            settle();
            for (SyncFrames other : others) {
                world.hear(node, other.link(), LinkWire.CHANNEL, new LinkMessage.Pong(0));
            }
        }
    }

    /** Writes to somebody; the answer is open until the store commits. */
    Answer<MessageId> send(String to, String text) {
        Answer<MessageId> answer = new Answer<>();
        chat.send(idOf(to), text, answer);
        return answer;
    }

    MessageId sendKept(String to, String text) {
        Answer<MessageId> answer = send(to, text);
        settle();
        return answer.result();
    }

    Answer<MessageId> say(String room, String text) {
        Answer<MessageId> answer = new Answer<>();
        chat.say(room, text, answer);
        return answer;
    }

    MessageId sayKept(String room, String text) {
        Answer<MessageId> answer = say(room, text);
        settle();
        return answer.result();
    }

    Answer<String> join(String room) {
        Answer<String> answer = new Answer<>();
        chat.join(room, answer);
        return answer;
    }

    Answer<String> leave(String room) {
        Answer<String> answer = new Answer<>();
        chat.leave(room, answer);
        return answer;
    }

    /** The broadcast brings what somebody said in a room. */
    void overhear(Entry entry) {
        chat.onEntry(entry);
    }

    void overhearKept(Entry entry) {
        overhear(entry);
        settle();
    }

    /** What was shown so far: {@code bob: hi} or {@code everyone, bob: hi}. */
    List<String> shown() {
        return events(ChatEvent.Received.class).stream()
                .map(received ->
                        received.where().room().map(room -> room + ", ").orElse("") + words(received.said()))
                .toList();
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private String words(Utterance said) {
        return names.get(said.id().author()) + ": " + said.text();
    }

    private void note(String what, Talk where, Utterance said) {
        String talk = where instanceof In in ? in.name() : "with " + names.get(((With) where).peer());
        written.add(what + " " + talk + ", " + words(said));
    }

    @Override
    public void onSaid(Talk where, Utterance said, long cameAtMillis) {
        note("said", where, said);
    }

    @Override
    public void onSealed(Talk where, Utterance said) {
        note("sealed", where, said);
    }

    @Override
    public void onTakenBack(Talk where, Utterance said) {
        note("taken back", where, said);
    }

    @Override
    public void onSent(Talk where, Utterance said) {
        note("sent", where, said);
    }

    @Override
    public void onDelivered(Talk where, Utterance said) {
        note("delivered", where, said);
    }

    @Override
    public boolean keepsLogs(PeerId peer) {
        return !peer.equals(idOf("manager"));
    }

    @Override
    public boolean isBlocked(PeerId peer) {
        return blocked.contains(peer);
    }

    @Override
    public boolean carries() {
        return carries;
    }

    @Override
    public void seekKey(PeerId peer) {
        sought.add(peer);
    }

    @Override
    public Optional<SealingKey> keyOf(PeerId peer) {
        return Optional.ofNullable(names.get(peer))
                .filter(name -> sealable.contains(peer))
                .map(name -> Spoken.sealingOf(name).key());
    }

    @Override
    public void broadcast(Entry entry) {
        broadcast.add(entry);
    }

    @Override
    public void later(Duration wait, Runnable then) {
        steps.add(new Step(world.now().plus(wait), then));
    }

    @Override
    public void tell(ChatEvent event) {
        events.add(event);
    }
}
