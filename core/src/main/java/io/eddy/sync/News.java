package io.eddy.sync;

import io.eddy.node.PeerId;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncTimer.NewsDue;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells others how far we are: all of it when they come, then what becomes durable. */
final class News {
    private final Setting setting;

    /** By conversation, the logs of which more became durable. */
    private final Map<Bytes, Set<LogId>> ofPairs = new LinkedHashMap<>();

    private final Map<Bytes, Set<LogId>> ofRooms = new LinkedHashMap<>();

    News(Setting setting) {
        this.setting = setting;
    }

    /** More of a log is durable, or less of it is told. */
    void add(Conversation conversation, LogId id) {
        boolean room = conversation.isRoom();
        Map<Bytes, Set<LogId>> untold = room ? ofRooms : ofPairs;
        if (untold.isEmpty()) {
            SyncConfig.Pace pace = setting.config.pace();
            setting.host.arm(new NewsDue(room), room ? pace.announcingInRooms() : pace.announcing());
        }
        untold.computeIfAbsent(conversation.group, key -> new LinkedHashSet<>()).add(id);
    }

    /** More of a log is durable: in a conversation of two its author is told at once. */
    void acknowledge(Conversation conversation, Log log) {
        add(conversation, log.id);
        Correspondent author = setting.correspondent(log.id.author());
        Shared shared = author == null ? null : author.shared(conversation.group);
        if (author != null && shared != null && shared.told && !conversation.isRoom()) {
            tell(author, conversation, List.of(log.id));
            shared.acknowledged.put(log.id, log.head());
        }
    }

    void onDue(boolean rooms) {
        Map<Bytes, Set<LogId>> untold = rooms ? ofRooms : ofPairs;
        Map<Bytes, Set<LogId>> due = new LinkedHashMap<>(untold);
        untold.clear();
        due.forEach((group, ids) -> {
            Conversation conversation = setting.followed(group);
            if (conversation != null) {
                tellAll(conversation, ids);
            }
        });
    }

    /**
     * Whether a peer is told how far we are: in a conversation of two, beside the other side, only those who carry
     * for us or have shown that they do.
     */
    boolean mayTell(Correspondent to, Conversation conversation) {
        PeerId peer = to.peer;
        if (conversation.isOf(peer)) {
            return true;
        }
        Shared shared = to.shared(conversation.group);
        return conversation.recipient() != null
                && (setting.application.isContact(peer) || (shared != null && shared.proven));
    }

    /** Tells a peer all that we have. */
    void tell(Correspondent to, Conversation conversation, Shared shared) {
        shared.told = true;
        List<Head> heads = conversation.heads();
        int at = 0;
        do {
            int end = Math.min(heads.size(), at + SyncMessage.MAX_HEADS);
            boolean more = end < heads.size();
            setting.host.send(to.peer, new Frontier(conversation.group, heads.subList(at, end), more));
            at = end;
        } while (at < heads.size());
    }

    /** Tells a peer of some logs. */
    void tell(Correspondent to, Conversation conversation, Iterable<LogId> ids) {
        List<Head> heads = new ArrayList<>();
        for (LogId id : ids) {
            Log log = conversation.logs.get(id);
            if (log != null && log.told() > 0) {
                heads.add(log.head());
            }
        }
        for (int at = 0; at < heads.size(); at += SyncMessage.MAX_HEADS) {
            int end = Math.min(heads.size(), at + SyncMessage.MAX_HEADS);
            setting.host.send(to.peer, new Have(conversation.group, heads.subList(at, end)));
        }
    }

    private void tellAll(Conversation conversation, Set<LogId> ids) {
        for (Correspondent each : setting.everyone()) {
            Shared shared = each.shared(conversation.group);
            if (shared != null && shared.told) {
                tell(each, conversation, untold(each, conversation, shared, ids));
            }
        }
    }

    /** A peer has told that it is so far with a log of a room: then it need not be told the same. */
    void onHeard(Conversation conversation, Shared shared, Head head) {
        Set<LogId> untold = ofRooms.get(conversation.group);
        if (untold != null && untold.contains(head.id())) {
            shared.heard.put(head.id(), head);
        }
    }

    /** What it does not know: it may have told us the same meanwhile, or it was told so, or has it from us already. */
    private List<LogId> untold(Correspondent to, Conversation conversation, Shared shared, Set<LogId> ids) {
        Map<LogId, Head> heard = new LinkedHashMap<>(shared.heard);
        shared.heard.clear();
        return ids.stream()
                // But an author is told who has what it said.
                .filter(id -> id.author().equals(to.peer) || !conversation.isAt(heard.get(id)))
                .filter(id -> !conversation.isAt(shared.acknowledged.get(id)))
                .filter(id -> !isOnItsWay(conversation, shared, id))
                .toList();
    }

    /**
     * Whether the other side has come to have more of a log of ours since we last looked, and all the rest is pushed to
     * it: then it need not ask for that. If what is pushed is not taken, it is told the next time.
     */
    private boolean isOnItsWay(Conversation conversation, Shared shared, LogId id) {
        Log log = conversation.logs.get(id);
        Long confirmed = shared.ofOurs.get(id);
        if (log == null || log.isFrozen() || confirmed == null) {
            return false;
        }
        if (confirmed >= log.told()) {
            return true;
        }
        Long before = shared.confirmed.put(id, confirmed);
        boolean onItsWay = (before == null || before < confirmed) && shared.pushed.getOrDefault(id, 0L) >= log.told();
        if (onItsWay) {
            add(conversation, id);
        }
        return onItsWay;
    }
}
