package io.eddy.chat;

import io.eddy.chat.Talk.With;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.Group;
import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.node.SealingKey;
import io.eddy.node.World;
import io.eddy.sync.Draft;
import io.eddy.sync.Sync;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What we say to one other: sealed to that one's key, and kept until that is known. */
final class Letters {
    private final World world;
    private final ChatHost host;
    private final Sync sync;
    private final Outgoing outgoing;
    private final PeerId self;
    private final KeysAwaited keysAwaited;

    /** What we write in this turn to somebody who alone can read it. */
    private final Map<MessageId, String> writing = new LinkedHashMap<>();

    Letters(World world, ChatHost host, Sync sync, Outgoing outgoing) {
        this.world = world;
        this.host = host;
        this.sync = sync;
        this.outgoing = outgoing;
        self = PeerId.of(world.key());
        keysAwaited = new KeysAwaited(world.store(), world.random());
    }

    void load() {
        keysAwaited.load();
    }

    /** Whether something waits for this one's key. */
    boolean isAwaited(PeerId peer) {
        return keysAwaited.isAwaited(peer);
    }

    /** Those for whose keys something waits. */
    List<PeerId> recipients() {
        return keysAwaited.recipients();
    }

    /** What could not be sealed while nothing could be written, or because the key came from elsewhere. */
    void sealAwaited() {
        recipients().forEach(this::onKey);
    }

    void onKey(PeerId peer) {
        Optional<SealingKey> key = host.keyOf(peer);
        if (isAwaited(peer) && key.isPresent() && world.store().accepting()) {
            Bytes group = Group.ofPair(self, peer);
            for (Unsealed each : keysAwaited.take(peer)) {
                MessageId id = new MessageId(self, each.log(), each.number());
                long saidAt =
                        outgoing.find(id).map(waiting -> waiting.said().hlc()).orElse(0L);
                sync.append(
                        group, id, new Draft(Content.TEXT, sealed(peer, key.get(), each.text()), List.of(), saidAt));
            }
        }
    }

    /** Writes to one who is followed; the result comes when it is kept durably. */
    void write(PeerId to, String text, Reply<MessageId> reply) {
        onKey(to); // What has waited for it while nothing could be written comes before.
        Optional<SealingKey> key = host.keyOf(to);
        if (key.isPresent()) {
            Bytes group = Group.ofPair(self, to);
            Draft draft = new Draft(Content.TEXT, sealed(to, key.get(), text), sync.latest(group));
            sync.append(group, draft, reply.after(entry -> reply.done(entry.id())));
        } else {
            MessageId id = keep(to, text);
            host.seekKey(to);
            world.whenStored(() -> reply.done(id));
        }
    }

    /** Keeps it with the rest of this turn, in a log in which nobody has written; to be sealed after that. */
    MessageId keep(PeerId to, String text) {
        Unsealed unsealed = keysAwaited.add(to, text);
        MessageId id = new MessageId(self, unsealed.log(), unsealed.number());
        outgoing.onWritten(new With(to), new Utterance(id, HybridClock.at(world.wallClockMillis()), text));
        return id;
    }

    /** What an entry says that is written in this turn; nothing if it was written elsewhere: we cannot read it. */
    Optional<String> take(MessageId written) {
        return Optional.ofNullable(writing.remove(written));
    }

    private Letter sealed(PeerId to, SealingKey key, String text) {
        Bytes plain = Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
        return new Letter(text, SealedBody.draft(world.sealing(), key, to, plain), writing::put);
    }
}
