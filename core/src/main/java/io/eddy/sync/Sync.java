package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.Reply;
import io.eddy.store.Table;
import io.eddy.sync.Audience.Pair;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Carry;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.sync.SyncTimer.ExpiryDue;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The logs of conversations: what each author says is a log of its own, signed and numbered; whoever takes part in a
 * conversation comes to have all of them, whenever and by whomever they are brought (protocols.md B.2).
 *
 * <pre>
 *   Meeting: who shares what ──▶ Asking: what is lacked ──▶ Taking: checked, written ──▶ News: told to others
 *                                      │                        │       └──▶ Receipts
 *   OwnLogs: written, pushed           ▼                        ▼
 *                                Giving: at the other end     Forks: frozen and proven       Carrying: for others
 * </pre>
 */
public final class Sync implements Protocol<SyncMessage, SyncTimer>, SyncMessage.Receiver, SyncTimer.Handler {
    /** How often to look for what was carried for too long: a guess. */
    private static final Duration EXPIRY_EVERY = Duration.ofHours(1);

    private final Setting setting;
    private final News news;
    private final OwnLogs own;
    private final Receipts receipts;
    private final Carrying carrying;
    private final Asking asking;
    private final Giving giving;
    private final Forks forks;
    private final Taking taking;
    private final Arrivals arrivals;
    private final Meeting meeting;

    private Sync(
            Host<SyncMessage, SyncTimer> host,
            SyncConfig config,
            SyncApplication application,
            Consumer<SyncEvent> events) {
        setting = new Setting(host, config, application, events);
        news = new News(setting);
        Retention retention = new Retention(setting);
        own = new OwnLogs(setting, news, retention);
        receipts = new Receipts(setting, own);
        carrying = new Carrying(setting, news, retention);
        asking = new Asking(setting);
        giving = new Giving(setting, news);
        forks = new Forks(setting, asking, news, own, retention);
        taking = new Taking(setting, new Taking.Effects(news, receipts, carrying, retention), forks, own);
        arrivals = new Arrivals(setting, asking, taking, forks);
        meeting = new Meeting(setting, news, asking, own, forks, carrying);
    }

    /** Adds logs to a node. */
    public static Sync attach(Node node, SyncConfig config, SyncApplication application, Consumer<SyncEvent> events) {
        return node.attach(SyncWire.CHANNEL, host -> new Sync(host, config, application, events));
    }

    /** What the logs keep. */
    public static List<Table<?>> tables() {
        return List.of(KeptLog.TABLE, KeptEntry.TABLE, KeptFork.TABLE, CarriedPair.TABLE);
    }

    public SyncTally tally() {
        return setting.tally;
    }

    /** Takes part in a conversation; to be said at each start, from the application's on. */
    public void follow(Bytes group, Audience audience) {
        if (audience instanceof Pair pair
                && (!pair.admits(setting.host.self()) || !group.equals(Group.ofPair(pair.one(), pair.other())))) {
            throw new IllegalArgumentException("not a conversation of this peer with one other");
        }
        Conversation conversation = setting.conversation(group);
        conversation.follow(audience);
        setting.everyone().forEach(each -> each.invited.remove(group));
        receipts.onFollowed(conversation);
        meeting.onFollowed(conversation);
    }

    /** Takes part no more. What is there is kept. */
    public void unfollow(Bytes group) {
        Conversation conversation = setting.followed(group);
        if (conversation != null && !conversation.isCarried()) {
            conversation.follow(null);
            setting.everyone().forEach(each -> each.forget(group));
        }
    }

    /** Writes an entry of ours; the result comes when it is durable, and it is sent then. */
    public void append(Bytes group, Draft draft, Reply<Entry> reply) {
        Conversation conversation = setting.followed(group);
        if (conversation == null || conversation.isCarried()) {
            reply.rejected("you take no part in that conversation");
        } else if (draft.body().length() > EntryHeader.MAX_BODY_BYTES) {
            reply.rejected("an entry has at most " + EntryHeader.MAX_BODY_BYTES + " bytes");
        } else if (!setting.host.store().accepting()) {
            reply.rejected("nothing can be written to the disk at present; see /status");
        } else if (!own.whenReady(conversation, () -> own.write(conversation, draft, reply::done))) {
            reply.rejected("too much waits to be said in that conversation; try again in a moment");
        }
    }

    /**
     * Writes an entry of ours that had its id before it could be written, in a log that the application has chosen and
     * nobody else writes in; not if that log has it already. Not while the store accepts nothing.
     */
    public void append(Bytes group, MessageId id, Draft draft) {
        Conversation conversation = setting.followed(group);
        if (conversation == null || conversation.isCarried()) {
            throw new IllegalArgumentException("not a conversation that is taken part in");
        }
        Log log = own.chosen(conversation, id.log());
        if (log.number() + 1 == id.number() && !log.isFrozen()) {
            own.write(conversation, log, draft, entry -> {});
        }
        // Else it was written before a copy of the data was put back, and others had it.
    }

    /** The latest that others said in a conversation, to be answered by what is said now; empty when there is none. */
    public List<Draft.Cause> latest(Bytes group) {
        Conversation conversation = setting.conversations.get(group);
        return conversation == null ? List.of() : conversation.latest(setting.host.wallClockMillis());
    }

    /** Those for whom something is carried that they are not known to have. */
    public List<PeerId> carriedFor() {
        return carrying.recipients();
    }

    /** Nothing is carried any more for or to this one. */
    public void carryNoMore(PeerId peer) {
        carrying.drop(peer);
    }

    /** A broadcast has brought an entry, which is whole and signed by its author. */
    public void onEntry(Entry entry) {
        Conversation conversation = setting.followed(entry.header().place().group());
        if (conversation != null && !conversation.isCarried()) {
            taking.take(conversation, entry);
            setting.application.onKeptTogether();
            asking.everyone();
        }
    }

    /** Up to which number an own log of a conversation with one other has reached that one, as far as is known. */
    public OptionalLong reached(Bytes group, long log) {
        return log(group, log).map(known -> OptionalLong.of(known.reached())).orElse(OptionalLong.empty());
    }

    /** Whether an entry of ours stands behind a fork of its log, so that nobody takes it who knows of that. */
    public boolean isCutOff(Bytes group, MessageId id) {
        return log(group, id.log()).filter(log -> log.isClosedAt(id.number())).isPresent();
    }

    /** Whether somebody with a session has told of more of a conversation than is here, and may still give it. */
    public boolean isBehind(Bytes group) {
        Conversation conversation = setting.followed(group);
        return conversation != null && asking.isBehind(conversation);
    }

    /** Whether an entry, by its number, is kept here. */
    public boolean isKept(Entry entry) {
        EntryHeader.Place place = entry.header().place();
        Conversation conversation = setting.followed(place.group());
        Log log = conversation == null ? null : conversation.logs.get(LogId.of(place.author(), place.log()));
        return log != null && log.first() <= place.number() && place.number() <= log.number();
    }

    /** Who, of those with a session, has an entry of ours durably. */
    public List<PeerId> carriers(Bytes group, long log, long number) {
        LogId id = new LogId(setting.host.self(), log);
        return setting.correspondents.values().stream()
                .filter(each -> {
                    Shared shared = each.shared(group);
                    return shared != null && shared.ofOurs.getOrDefault(id, 0L) >= number;
                })
                .map(each -> each.peer)
                .toList();
    }

    /** Whether a peer has a session, so that what it has is known. */
    public boolean isMet(PeerId peer) {
        return setting.correspondents.containsKey(peer);
    }

    /** What waits in memory for what is missing. */
    long earlyBytes() {
        return setting.earlyBytes;
    }

    /** How far all logs of a conversation are durable here. */
    List<Head> frontier(Bytes group) {
        Conversation conversation = setting.conversations.get(group);
        return conversation == null ? List.of() : conversation.heads();
    }

    @Override
    public void start() {
        for (KeptLog kept : setting.host.store().load(KeptLog.TABLE)) {
            Log log = Log.of(kept);
            Conversation conversation = setting.conversation(log.group());
            conversation.note(log);
            conversation.bytes += log.bytes();
            setting.clock.observe(log.hlc(), setting.host.wallClockMillis());
        }
        for (CarriedPair kept : setting.host.store().load(CarriedPair.TABLE)) {
            setting.conversation(kept.group()).follow(Audience.pair(kept.one(), kept.other()));
        }
        carrying.load();
        forks.load();
        setting.host.arm(new ExpiryDue(), EXPIRY_EVERY);
        setting.application.onStarted();
    }

    @Override
    public void onPeerUp(PeerId peer) {
        if (setting.application.speaks(peer)) {
            long salt = setting.host.random().nextLong();
            setting.correspondents.put(
                    peer, new Correspondent(peer, salt, setting.config.limits().checks()));
            setting.host.send(peer, new Open(salt));
        }
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        Correspondent gone = setting.correspondents.remove(peer);
        if (gone != null) {
            meeting.onGone(gone);
            asking.onGone(gone);
        }
    }

    @Override
    public void onMessage(PeerId from, SyncMessage message) {
        if (setting.correspondents.containsKey(from)) {
            message.deliverTo(this, from);
        }
    }

    @Override
    public void onTimer(SyncTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onOpen(PeerId from, Open open) {
        with(from, peer -> meeting.onOpen(peer, open));
    }

    @Override
    public void onMarks(PeerId from, Marks marks) {
        with(from, peer -> meeting.onMarks(peer, marks));
    }

    @Override
    public void onFrontier(PeerId from, Frontier frontier) {
        with(from, peer -> meeting.onHeads(peer, frontier.group(), frontier.heads(), !frontier.more()));
    }

    @Override
    public void onHave(PeerId from, Have have) {
        with(from, peer -> meeting.onHeads(peer, have.group(), have.heads(), false));
    }

    @Override
    public void onWant(PeerId from, Want want) {
        with(from, peer -> giving.onWant(peer, want));
    }

    @Override
    public void onPushed(PeerId from, Pushed pushed) {
        with(from, peer -> arrivals.onPushed(peer, pushed));
    }

    @Override
    public void onGiven(PeerId from, Given given) {
        with(from, peer -> arrivals.onGiven(peer, given));
    }

    @Override
    public void onFork(PeerId from, Fork fork) {
        with(from, peer -> {
            Conversation conversation = setting.shared(peer, fork.group());
            if (conversation == null) {
                setting.tally.unasked++;
            } else {
                forks.onFork(peer, conversation, fork.proof());
            }
        });
    }

    @Override
    public void onCarry(PeerId from, Carry carry) {
        with(from, peer -> {
            Conversation carried = carrying.accept(peer, carry);
            if (carried != null) {
                meeting.share(peer, carried, null);
            }
        });
    }

    @Override
    public void onNewsDue(boolean rooms) {
        news.onDue(rooms);
    }

    @Override
    public void onAnswerOverdue(PeerId peer) {
        with(peer, asking::onOverdue);
    }

    @Override
    public void onRoomOnLink(PeerId peer) {
        with(peer, giving::onRoom);
        with(peer, forks::onRoom);
    }

    @Override
    public void onRoomOnDisk() {
        asking.everyone();
    }

    @Override
    public void onReceiptDue(Bytes group) {
        Conversation conversation = setting.followed(group);
        if (conversation != null) {
            receipts.onDue(conversation);
        }
    }

    @Override
    public void onCarriersDue(Bytes group) {
        Conversation conversation = setting.conversations.get(group);
        if (conversation != null) {
            conversation.carriersDue = null;
            carrying.offer(conversation); // Nothing, if it is not followed any more.
        }
    }

    @Override
    public void onUnconfirmed(Bytes group) {
        own.confirm(setting.conversation(group));
    }

    @Override
    public void onReachedDue() {
        own.keepReached();
    }

    @Override
    public void onExpiryDue() {
        carrying.expire();
        setting.host.arm(new ExpiryDue(), EXPIRY_EVERY);
    }

    private Optional<Log> log(Bytes group, long log) {
        Conversation conversation = setting.conversations.get(group);
        return conversation == null
                ? Optional.empty()
                : Optional.ofNullable(conversation.logs.get(new LogId(setting.host.self(), log)));
    }

    private void with(PeerId peer, Consumer<Correspondent> then) {
        Correspondent correspondent = setting.correspondent(peer);
        if (correspondent != null) {
            then.accept(correspondent);
        }
    }
}
