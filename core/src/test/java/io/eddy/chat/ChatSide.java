package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;

import io.eddy.chat.ChatMessage.Have;
import io.eddy.chat.ChatMessage.Said;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
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
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Alice's chat in a world that records. */
final class ChatSide {
    final RecordingWorld world;
    final Node node;
    final Links links;
    final Chat chat;
    final List<ChatEvent> events = new ArrayList<>();
    /** What was said in rooms. */
    final List<Entry> broadcast = new ArrayList<>();

    ChatSide() {
        this(ChatConfig.DEFAULT);
    }

    ChatSide(ChatConfig config) {
        this(config, new RecordingWorld("alice", Chat.tables(), LinkWire.CHANNEL, ChatWire.CHANNEL));
    }

    private ChatSide(ChatConfig config, RecordingWorld world) {
        this.world = world;
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of(Greeting.NETWORK, Role.PEER, "alice", 1)));
        chat = Chat.attach(node, config, broadcast::add, events::add);
        node.start();
    }

    /** The next life of this peer, over what is durable of this one. */
    ChatSide restarted() {
        return restarted(ChatConfig.DEFAULT);
    }

    ChatSide restarted(ChatConfig config) {
        world.store().crash();
        return new ChatSide(config, new RecordingWorld("alice", world.store(), LinkWire.CHANNEL, ChatWire.CHANNEL));
    }

    /** Links whoever has this name; what was said to make the session is taken, what the chat said at it is not. */
    RecordingLink link(String name) {
        RecordingLink link = world.accept(idOf(name));
        node.onLinkUp(link);
        link.takeSaid();
        world.hear(node, link, LinkWire.CHANNEL, Greeting.of(name).hello());
        if (idOf(name).compareTo(node.self()) < 0) {
            world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Admit(1));
        }
        return link;
    }

    void hear(RecordingLink link, ChatMessage message) {
        world.hear(node, link, ChatWire.CHANNEL, message);
    }

    void hear(RecordingLink link, Made made) {
        hear(link, new Said(made.entry()));
    }

    void drop(RecordingLink link) {
        node.onLinkDown(link, Closing.of(Closing.Code.BROKEN, ""));
    }

    /** Writes to somebody; the answer is open until the store commits. */
    Answer<MessageId> send(String to, String text) {
        Answer<MessageId> answer = new Answer<>();
        chat.send(idOf(to), text, answer);
        return answer;
    }

    /** Writes to somebody, durably. */
    MessageId sendKept(String to, String text) {
        Answer<MessageId> answer = send(to, text);
        world.store().commit();
        return answer.result();
    }

    /** The broadcast brings what somebody said in a room, or seemed to. */
    void overhear(Made made) {
        chat.onEntry(made.entry());
    }

    /** The broadcast brings it, and it is kept durably. */
    void overhearKept(Made made) {
        overhear(made);
        world.store().commit();
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

    Answer<MessageId> say(String room, String text) {
        Answer<MessageId> answer = new Answer<>();
        chat.say(room, text, answer);
        return answer;
    }

    /** Lets time pass while the peer at the other end answers every ping. */
    void elapseLinked(Duration duration, RecordingLink link) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.elapse(Duration.ofSeconds(1));
            world.hear(node, link, LinkWire.CHANNEL, new LinkMessage.Pong(0));
        }
    }

    /** The texts that left on a link since this was asked last. */
    static List<String> takeTexts(RecordingLink link) {
        List<String> texts =
                link.said(Said.class).stream().map(said -> said.entry().text()).toList();
        link.takeSaid();
        return texts;
    }

    /** What was shown so far: {@code bob: hi} or {@code bob in everyone: hi}. */
    List<String> shown() {
        return events.stream()
                .filter(ChatEvent.Received.class::isInstance)
                .map(ChatEvent.Received.class::cast)
                .map(received -> received.room().map(room -> room + ": ").orElse("") + received.text())
                .toList();
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Bob has all of alice's direct messages up to this one. */
    static Have have(MessageId message) {
        return new Have(Group.ofPair(idOf("alice"), idOf("bob")), message.log(), message.number());
    }
}
