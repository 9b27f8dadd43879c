package io.eddy.sync;

import io.eddy.entry.Group;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Mark;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which conversations two peers share, without telling of others, and what each lacks.
 *
 * <pre>
 *   Open(salt) ───▶ ◀─── Open(salt)
 *   Marks ───▶ ◀─── Marks          a hash of each conversation, of both peers and both salts
 *   Frontier ───▶ ◀─── Frontier    of those that both marked, unless the summaries are the same
 *   Have …                         what becomes durable from there on
 * </pre>
 */
final class Meeting {
    /** Conversations that one peer may mark in a session. */
    private static final int MAX_MARKED = 4 * SyncMessage.MAX_MARKS;

    /** Conversations of two that one peer may make us follow in a session. */
    private static final int MAX_INVITED = 64;

    private final Setting setting;
    private final News news;
    private final Asking asking;
    private final OwnLogs own;
    private final Forks forks;
    private final Carrying carrying;

    Meeting(Setting setting, News news, Asking asking, OwnLogs own, Forks forks, Carrying carrying) {
        this.setting = setting;
        this.news = news;
        this.asking = asking;
        this.own = own;
        this.forks = forks;
        this.carrying = carrying;
    }

    void onOpen(Correspondent from, Open open) {
        if (from.theirSalt != null) {
            throw new ProtocolViolation("opened twice");
        }
        from.theirSalt = open.salt();
        List<Mark> marks = new ArrayList<>();
        for (Conversation conversation : List.copyOf(setting.conversations.values())) {
            if (conversation.isOf(from.peer) && (conversation.isCarried() || owes(conversation, from.peer))) {
                share(from, conversation, null);
            } else if (isMarkedFor(from.peer, conversation)) {
                marks.add(mark(from, open.salt(), conversation));
            }
        }
        for (int at = 0; at < marks.size(); at += SyncMessage.MAX_MARKS) {
            int end = Math.min(marks.size(), at + SyncMessage.MAX_MARKS);
            setting.host.send(from.peer, new Marks(marks.subList(at, end)));
        }
        List.copyOf(setting.conversations.values()).forEach(conversation -> carrying.offer(from, conversation));
    }

    void onMarks(Correspondent from, Marks marks) {
        Long theirSalt = from.theirSalt;
        if (theirSalt == null || from.marks.size() + marks.marks().size() > MAX_MARKED) {
            throw new ProtocolViolation("marks that were not opened, or too many");
        }
        Map<Long, Long> summaries = new LinkedHashMap<>();
        marks.marks().forEach(mark -> summaries.put(mark.mark(), mark.summary()));
        boolean first = from.marks.isEmpty();
        Set<Long> before = new LinkedHashSet<>(from.marks);
        before.retainAll(summaries.keySet());
        from.marks.addAll(summaries.keySet());
        if (!before.isEmpty()) {
            forgetMarked(from, theirSalt, before);
        }
        for (Conversation conversation : List.copyOf(setting.conversations.values())) {
            if (isMarkedFor(from.peer, conversation)) {
                onMarked(from, theirSalt, conversation, summaries);
            }
        }
        if (first) {
            remind(from);
        }
        asking.next(from);
    }

    /**
     * Who does not mark the conversation of us two has lost it, or was put back to before its first word, and cannot
     * read our mark of it. It is of it, so nothing is given away.
     */
    private void remind(Correspondent to) {
        Conversation ours = setting.followed(Group.ofPair(setting.host.self(), to.peer));
        boolean said =
                ours != null && ours.of(setting.host.self()).values().stream().anyMatch(log -> log.told() > 0);
        if (ours != null && said && to.shared(ours.group) == null) {
            share(to, ours, null);
        }
    }

    /** What is marked again was left meanwhile: what the peer was told then it did not hear. */
    private void forgetMarked(Correspondent from, long theirSalt, Set<Long> again) {
        for (Conversation conversation : List.copyOf(setting.conversations.values())) {
            if (isMarkedFor(from.peer, conversation)
                    && again.contains(from.mark(setting.host.self(), theirSalt, conversation.group.array()))) {
                from.forget(conversation.group);
            }
        }
    }

    /** The summary costs a look at every log, so it is made only of what both have, once. */
    private void onMarked(Correspondent from, long theirSalt, Conversation conversation, Map<Long, Long> summaries) {
        Long summary = summaries.get(from.mark(setting.host.self(), theirSalt, conversation.group.array()));
        if (summary != null && from.shared(conversation.group) == null) {
            boolean same = summary == mark(from, theirSalt, conversation).summary();
            share(from, conversation, same ? conversation.heads() : null);
        }
    }

    /** A conversation is followed from here on: those who follow it too may be here already. */
    void onFollowed(Conversation conversation) {
        for (Correspondent each : setting.everyone()) {
            Long theirSalt = each.theirSalt;
            if (theirSalt != null && isMarkedFor(each.peer, conversation)) {
                Mark mark = mark(each, theirSalt, conversation);
                setting.host.send(each.peer, new Marks(List.of(mark)));
                if (each.marks.contains(mark.mark())) {
                    share(each, conversation, null);
                }
            }
        }
    }

    /** A peer says how far it is: in all logs of a conversation, or with some. */
    void onHeads(Correspondent from, Bytes group, List<Head> heads, boolean all) {
        Conversation known = setting.followed(group);
        Conversation conversation = known == null ? invited(from, group, heads) : known;
        boolean heard = conversation != null
                && (conversation.isOf(from.peer) || (conversation.recipient() != null && !conversation.isCarried()));
        if (conversation == null || !heard) {
            setting.tally.unasked++;
            return;
        }
        Shared shared = share(from, conversation, null);
        shared.earlierInVain.clear();
        heads.forEach(head -> onHead(from, conversation, shared, head));
        if (all) {
            own.confirm(conversation);
        }
        asking.next(from);
    }

    /** The session is over: what nobody else gives reason to follow, and nothing came of, is not followed any more. */
    void onGone(Correspondent gone) {
        for (Bytes group : gone.invited) {
            Conversation conversation = setting.followed(group);
            if (conversation != null && conversation.logs.isEmpty()) {
                anotherWhoMayInvite(group).ifPresentOrElse(each -> each.invited.add(group), () -> drop(group));
            }
        }
    }

    private Optional<Correspondent> anotherWhoMayInvite(Bytes group) {
        return setting.everyone().stream()
                .filter(each -> each.shared(group) != null && each.invited.size() < MAX_INVITED)
                .findFirst();
    }

    private void drop(Bytes group) {
        setting.conversations.remove(group);
        setting.everyone().forEach(each -> each.forget(group));
    }

    /** Somebody with whom no word was exchanged has said something to us: whoever brings it names its author. */
    private @Nullable Conversation invited(Correspondent from, Bytes group, List<Head> heads) {
        PeerId self = setting.host.self();
        boolean room = from.invited.size() < MAX_INVITED
                && setting.conversations.size() < setting.config.limits().groups();
        PeerId author = heads.stream()
                .map(head -> head.id().author())
                .distinct()
                .limit(room ? 2 : 0)
                .filter(each -> !each.equals(self) && group.equals(Group.ofPair(self, each)))
                .findFirst()
                .orElse(null);
        if (author == null) {
            return null;
        }
        if (!setting.application.isWelcome(group, author)) {
            setting.tally.leftOut++;
            return null;
        }
        Conversation conversation = setting.conversation(group);
        conversation.follow(Audience.pair(self, author));
        from.invited.add(group);
        return conversation;
    }

    /** Whether there is something of ours that this one, for whom it is, is not known to have. */
    private boolean owes(Conversation conversation, PeerId peer) {
        return peer.equals(conversation.recipient())
                && conversation.of(setting.host.self()).values().stream().anyMatch(log -> log.told() > log.reached());
    }

    /**
     * Both have this conversation.
     *
     * @param same all that both have, when both have the same
     */
    Shared share(Correspondent with, Conversation conversation, @Nullable List<Head> same) {
        Shared known = with.shared(conversation.group);
        Shared shared = known == null ? new Shared() : known;
        if (known == null) {
            with.shared.put(conversation.group, shared);
        }
        if (!shared.told && news.mayTell(with, conversation)) {
            if (same == null) {
                news.tell(with, conversation, shared);
            } else {
                shared.told = true;
                same.forEach(head -> onHead(with, conversation, shared, head));
                own.confirm(conversation);
            }
            forks.tell(with, conversation);
        }
        return shared;
    }

    private void onHead(Correspondent from, Conversation conversation, Shared shared, Head head) {
        LogId id = head.id();
        if (!conversation.admits(id.author()) || head.number() < 1) {
            setting.tally.claimedInVain++;
            return;
        }
        if (id.author().equals(setting.host.self())) {
            own.onHeard(from, conversation, shared, head);
        }
        Log log = conversation.logs.get(id);
        long next = conversation.next(id);
        if (next > 0 && head.number() >= next) {
            from.leads(shared, head, setting.config.limits().aheadOfUs());
        } else if (log != null && log.contradicts(head)) {
            forks.trace(from, conversation, shared, head);
        }
        if (log != null && head.number() >= log.told()) {
            news.onHeard(conversation, shared, head);
        }
    }

    /** Whether a peer may be told, to whom it means something, that we have this conversation. */
    private static boolean isMarkedFor(PeerId peer, Conversation conversation) {
        return conversation.isFollowed() && !conversation.isCarried() && conversation.isOf(peer);
    }

    private Mark mark(Correspondent with, long theirSalt, Conversation conversation) {
        PeerId self = setting.host.self();
        byte[] group = conversation.group.array();
        byte[] summary = conversation.summary().array();
        byte[] both = ByteBuffer.allocate(group.length + summary.length)
                .put(group)
                .put(summary)
                .array();
        return new Mark(with.mark(self, theirSalt, group), with.mark(self, theirSalt, both));
    }
}
