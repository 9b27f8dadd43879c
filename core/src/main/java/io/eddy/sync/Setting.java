package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.HybridClock;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the parts of the logs share. */
final class Setting {
    final Host<SyncMessage, SyncTimer> host;
    final SyncConfig config;
    final SyncApplication application;
    final Consumer<SyncEvent> events;
    final SyncTally tally = new SyncTally();
    /** Of runs, in all logs, that came before those before them. */
    long earlyBytes;

    final HybridClock clock = new HybridClock();
    final Map<Bytes, Conversation> conversations = new LinkedHashMap<>();
    final Map<PeerId, Correspondent> correspondents = new LinkedHashMap<>();

    Setting(
            Host<SyncMessage, SyncTimer> host,
            SyncConfig config,
            SyncApplication application,
            Consumer<SyncEvent> events) {
        this.host = host;
        this.config = config;
        this.application = application;
        this.events = events;
    }

    /** The conversation, if it is followed. */
    @Nullable
    Conversation followed(Bytes group) {
        Conversation conversation = conversations.get(group);
        return conversation != null && conversation.isFollowed() ? conversation : null;
    }

    /** The conversation, which need not be followed. */
    Conversation conversation(Bytes group) {
        return conversations.computeIfAbsent(group, key -> new Conversation(key, host.self()));
    }

    /** Whether a log of another conversation has this id: messages are known by it and their numbers alone. */
    boolean isElsewhere(Bytes group, LogId id) {
        return conversations.values().stream().anyMatch(each -> !each.group.equals(group) && each.logs.containsKey(id));
    }

    @Nullable
    Correspondent correspondent(PeerId peer) {
        return correspondents.get(peer);
    }

    /** The conversation, if it is followed and shared with this one. */
    @Nullable
    Conversation shared(Correspondent with, Bytes group) {
        return with.shared(group) == null ? null : followed(group);
    }

    List<Correspondent> everyone() {
        return List.copyOf(correspondents.values());
    }

    /** Whether the author signed this header. */
    boolean isSigned(PublicKey author, EntryHeader header, Bytes signature) {
        tally.checked++;
        return host.verify(author, Entry.signed(header), signature.array());
    }
}
