package io.eddy;

import io.eddy.chat.Pending;
import io.eddy.entry.MessageId;
import io.eddy.entry.ShortMessageId;
import io.eddy.history.Conversation;
import io.eddy.history.Message;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.PeerName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator of a peer may ask of what was said.
 *
 * <p>Every command is a turn. Its outcome comes through its {@link Reply}, in a later turn, within 10 s.
 */
public final class HistoryCommands {
    private final PeerNode peer;

    HistoryCommands(PeerNode peer) {
        this.peer = peer;
    }

    /** The last messages of a conversation with a peer or in a room, a left one too; the oldest of them first. */
    public void last(String with, int count, Reply<List<KeptMessage>> reply) {
        Reply<List<KeptMessage>> inTime = peer.operator().inTime(reply);
        if (isRefused(count, inTime)) {
            return;
        }
        Optional<String> room = room(with);
        if (room.isPresent()) {
            last(Conversation.in(room.get()), count, inTime);
        } else {
            peer.commands().resolve(with, inTime, other -> last(Conversation.with(other), count, inTime));
        }
    }

    /** The messages that have all words of a text, whichever conversation they are of; the best first. */
    public void search(String text, int count, Reply<List<KeptMessage>> reply) {
        Reply<List<KeptMessage>> inTime = peer.operator().inTime(reply);
        if (isRefused(count, inTime)) {
            return;
        }
        boolean searched = peer.history()
                .search(
                        text,
                        count,
                        hits -> inTime.done(hits.stream()
                                .map(hit -> shown(hit.row(), Optional.of(hit.snippet())))
                                .toList()));
        if (!searched) {
            inTime.rejected("there is no word to search for; a word is made of letters and digits");
        }
    }

    /** What has become of a message of one's own, by its id or what it is called in short, and what it waits for. */
    public void why(String message, Reply<Standing> reply) {
        Reply<Standing> inTime = peer.operator().inTime(reply);
        Optional<ShortMessageId> called = ShortMessageId.shown(message);
        if (called.isPresent()) {
            peer.history().find(called.get(), found -> whyOne(called.get(), found, inTime));
            return;
        }
        Optional<MessageId> id = MessageId.shown(message, peer.node().self());
        if (id.isEmpty()) {
            inTime.rejected("only of one's own messages is it known what they wait for; of others', see /history");
            return;
        }
        peer.history()
                .find(
                        id.get(),
                        kept -> kept.map(this::standing)
                                .ifPresentOrElse(
                                        inTime::done, () -> inTime.rejected("no message " + message + " is kept")));
    }

    private void whyOne(ShortMessageId called, List<Message> found, Reply<Standing> reply) {
        if (found.size() == 1) {
            reply.done(standing(found.get(0)));
        } else if (found.isEmpty()) {
            reply.rejected("no message of yours that is kept is called " + called);
        } else {
            List<String> ids = found.stream().map(one -> one.id().toString()).toList();
            reply.rejected("more than one message is called " + called + ": name one of " + String.join(", ", ids));
        }
    }

    private Standing standing(Message message) {
        Optional<Pending> pending = peer.chat().pending(message.id());
        List<PeerId> carriers = pending.map(Pending::carriers).orElse(List.of());
        Optional<PeerId> recipient = message.conversation().peer();
        return new Standing(
                shown(message, Optional.empty()),
                pending.map(Pending::unsealed).orElse(false),
                recipient.filter(peer.directory()::isBlocked).isPresent(),
                carriers.stream().map(peer.directory()::name).toList(),
                recipient.map(peer.meshCommands()::reachability));
    }

    private boolean isRefused(int count, Reply<?> reply) {
        int most = peer.history().maxShown();
        boolean refused = count < 1 || count > most;
        if (refused) {
            reply.rejected("1 to " + most + " messages are shown at a time, not " + count);
        }
        return refused;
    }

    private Optional<String> room(String name) {
        return Stream.concat(peer.chat().rooms().stream(), peer.history().rooms().stream())
                .filter(room -> PeerName.folded(room).equals(PeerName.folded(name)))
                .findFirst();
    }

    private void last(Conversation conversation, int count, Reply<List<KeptMessage>> reply) {
        peer.history()
                .last(
                        conversation,
                        count,
                        messages -> reply.done(messages.stream()
                                .map(message -> shown(message, Optional.empty()))
                                .toList()));
    }

    private KeptMessage shown(Message message, Optional<String> snippet) {
        PeerId self = peer.node().self();
        PeerId author = message.id().author();
        boolean own = author.equals(self);
        String from = peer.directory().isKnown(author)
                ? peer.directory().name(author)
                : message.said().name();
        Optional<String> to =
                message.conversation().peer().map(other -> peer.directory().name(own ? other : self));
        return new KeptMessage(message, from, to, snippet);
    }
}
