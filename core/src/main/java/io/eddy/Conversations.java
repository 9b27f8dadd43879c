package io.eddy;

import io.eddy.chat.Chat;
import io.eddy.chat.ChatConfig;
import io.eddy.chat.ChatEvent;
import io.eddy.chat.ChatHost;
import io.eddy.chat.EarlierEntries;
import io.eddy.chat.Utterance;
import io.eddy.directory.Directory;
import io.eddy.entry.Entry;
import io.eddy.gossip.GossipEvent;
import io.eddy.history.History;
import io.eddy.history.HistoryConfig;
import io.eddy.node.PeerId;
import io.eddy.node.SealingKey;
import io.eddy.node.World;
import java.time.Duration;
import java.util.Optional;

/** What a peer and others say to each other: the chat, its history, and what their operator is told of it. */
final class Conversations implements ChatHost {
    private final PeerNode peer;
    private final Directory directory;
    private final boolean carries;
    private final History history;
    private final Chat chat;
    private final Company company;

    /** Adds conversations to a peer that has links, a directory and a mesh already. */
    Conversations(PeerNode peer, PeerConfig config) {
        this.peer = peer;
        this.directory = peer.directory();
        this.carries = config.carries();
        World world = peer.world();
        company = new Company(peer);
        history = new History(world, HistoryConfig.DEFAULT, directory::name);
        chat = Chat.attach(peer.node(), world, ChatConfig.DEFAULT, this, history);
        peer.mesh().listen(this::onGossip);
        peer.mesh().gossip().ask(chat::isKept);
        peer.mesh().sealingKeys().listen(chat::onKey);
        history.begin(new EarlierEntries(world.store(), peer.node().self(), directory.kept()));
    }

    /** A session began, or this peer joined a room. */
    void onMet() {
        company.wake();
        peer.attendance().wake();
    }

    Chat chat() {
        return chat;
    }

    History history() {
        return history;
    }

    @Override
    public boolean keepsLogs(PeerId other) {
        return peer.links()
                .hello(other)
                .filter(hello -> hello.speaker().keepsLogs())
                .isPresent();
    }

    @Override
    public boolean isBlocked(PeerId other) {
        return directory.isBlocked(other);
    }

    @Override
    public boolean carries() {
        return carries;
    }

    @Override
    public Optional<SealingKey> keyOf(PeerId other) {
        return peer.mesh().sealingKeys().of(other);
    }

    @Override
    public void seekKey(PeerId other) {
        peer.mesh().sealingKeys().seek(other);
    }

    @Override
    public void broadcast(Entry entry) {
        peer.mesh().broadcast(entry);
    }

    @Override
    public void later(Duration wait, Runnable then) {
        peer.operator().later(wait, then);
    }

    @Override
    public void tell(ChatEvent event) {
        if (event instanceof ChatEvent.Received received) {
            Utterance said = received.said();
            PeerId from = said.id().author();
            peer.tell(new PeerEvent.MessageReceived(
                    said.id(), from, directory.name(from), received.where().room(), said.text(), said.sentAtMillis()));
        } else if (event instanceof ChatEvent.Sent sent) {
            peer.tell(new PeerEvent.Sent(sent.message(), sent.carrier(), directory.name(sent.carrier())));
        } else if (event instanceof ChatEvent.Delivered delivered) {
            peer.tell(new PeerEvent.Delivered(delivered.message(), delivered.to(), directory.name(delivered.to())));
        } else if (event instanceof ChatEvent.Wanted wanted) {
            peer.reach().onWanted(wanted.peer(), wanted.wanted());
            company.wake();
        } else if (event instanceof ChatEvent.Carries) {
            company.wake(); // Whoever it is for may be there already.
        } else if (event instanceof ChatEvent.ContactMade made) {
            directory.onContact(made.peer());
            peer.watch();
            peer.attendance().onAcquainted(made.peer());
            peer.attendance().wake();
        } else if (event instanceof ChatEvent.Forked forked) {
            peer.tell(new PeerEvent.Notice(warning(forked)));
        }
    }

    private String warning(ChatEvent.Forked forked) {
        if (forked.author().equals(peer.node().self())) {
            return "WARNING: two different messages were signed as one with your own key: a copy of your data was put"
                    + " back, or is in use elsewhere, or your key was stolen. Messages that others could not take any"
                    + " more and that are said again: " + forked.saidAgain();
        }
        String whose = directory.name(forked.author());
        return "WARNING: " + whose + " has signed two different messages as one, which no honest peer does; nothing"
                + " more is taken of that log. Its key may have been stolen: /verify " + whose;
    }

    private void onGossip(GossipEvent event) {
        if (event instanceof GossipEvent.Received received) {
            chat.onEntry(received.entry());
        }
    }
}
