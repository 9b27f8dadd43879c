package io.eddy.sync;

import io.eddy.entry.Group;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Timestamp;
import io.eddy.sync.SyncMessage.Carry;
import io.eddy.sync.SyncMessage.Piece;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is carried for others: asking contacts to carry what has not reached its recipient, and keeping what they ask us
 * to carry, within bounds (protocols.md B.2, rule 8). What its recipient has receipted goes first.
 */
final class Carrying {
    /** Logs of which it is remembered that they have given way; of more, the first is forgotten. */
    private static final int MAX_GAVE_WAY = 4_096;

    private final Setting setting;
    private final News news;
    private final Retention retention;

    /** How much is carried of each author, and of all. */
    private final Map<PeerId, Long> weights = new LinkedHashMap<>();

    private long total;

    /**
     * Logs that have given way to others since the last look at what has expired. They are not begun anew before the
     * next: when more is to be carried than there is room for, each would push out another with each Carry.
     */
    private final Set<LogId> gaveWay = new LinkedHashSet<>();

    Carrying(Setting setting, News news, Retention retention) {
        this.setting = setting;
        this.news = news;
        this.retention = retention;
    }

    /** Asks a peer to carry what of a conversation has not reached its recipient, if that is so and it may know. */
    void offer(Correspondent to, Conversation conversation) {
        PeerId recipient = conversation.recipient();
        if (recipient == null || !mayOffer(to, conversation, recipient)) {
            return;
        }
        List<Piece> pieces = new ArrayList<>();
        List<LogId> ids = new ArrayList<>();
        for (Log log : conversation.of(setting.host.self()).values()) {
            if (log.told() > log.reached() && pieces.size() < SyncMessage.MAX_STRETCHES) {
                pieces.add(new Piece(log.id.log(), log.reached() + 1));
                ids.add(log.id);
            }
        }
        if (!pieces.isEmpty()) {
            setting.host.send(to.peer, new Carry(recipient, pieces));
            if (to.shared(conversation.group) != null) {
                news.tell(to, conversation, ids);
            }
        }
    }

    private boolean mayOffer(Correspondent to, Conversation conversation, PeerId recipient) {
        return !recipient.equals(to.peer)
                && news.mayTell(to, conversation)
                && setting.application.isWelcome(conversation.group, recipient);
    }

    /** Asks everybody who may know. */
    void offer(Conversation conversation) {
        setting.everyone().forEach(each -> offer(each, conversation));
    }

    /** A peer asks us to carry; returns the conversation if we do. */
    @Nullable
    Conversation accept(Correspondent from, Carry carry) {
        PeerId self = setting.host.self();
        if (carry.recipient().equals(self) || carry.recipient().equals(from.peer)) {
            throw new ProtocolViolation("nothing is carried to oneself");
        }
        if (!setting.application.carriesFor(from.peer)) {
            setting.tally.leftOut++; // Also of what was carried before.
            return null;
        }
        Bytes group = Group.ofPair(from.peer, carry.recipient());
        Conversation known = setting.followed(group);
        if (known == null) {
            if (!setting.application.isContact(from.peer)
                    || !setting.application.isWelcome(group, carry.recipient())
                    || !setting.host.store().accepting()
                    || !mayCarryAnother(from.peer)) {
                setting.tally.leftOut++;
                return null;
            }
            known = carry(new CarriedPair(group, from.peer, carry.recipient()));
        }
        note(known, from.peer, carry);
        return known;
    }

    private boolean mayCarryAnother(PeerId asking) {
        List<Conversation> carried = carried();
        SyncConfig.Conversations most = setting.config.quotas().conversations();
        long own = carried.stream().filter(each -> each.isCarriedFor(asking)).count();
        return carried.size() < most.all() && own < most.ofOne();
    }

    private Conversation carry(CarriedPair pair) {
        Conversation conversation = setting.conversation(pair.group());
        conversation.follow(Audience.pair(pair.one(), pair.other()));
        conversation.carriedSince = setting.host.now();
        setting.host.store().put(CarriedPair.TABLE, pair);
        return conversation;
    }

    /** Takes note of where the logs of an author begin for us. */
    private void note(Conversation known, PeerId author, Carry carry) {
        for (Piece piece : carry.pieces()) {
            LogId id = new LogId(author, piece.log());
            Log log = known.logs.get(id);
            boolean room = known.begins.containsKey(id)
                    || known.begins.size() < setting.config.limits().logs().ofAuthor();
            if (piece.from() >= 1 && log != null) {
                skip(known, log, piece.from(), room);
            } else if (piece.from() >= 1 && room && !gaveWay.contains(id)) {
                known.begins.put(id, piece.from());
            }
        }
    }

    /**
     * The author says that its log has reached the recipient up to before this number: of its own log it knows best.
     * What is between what we have and that need not be fetched any more to be carried to one who has it.
     */
    private void skip(Conversation carried, Log log, long from, boolean room) {
        if (log.reach(Math.min(from - 1, log.number()))) {
            setting.host.store().put(KeptLog.TABLE, log.kept());
            carried.logsHaveRoom(setting.everyone());
        }
        if (from > log.number() + 1 && room && !log.isFrozen()) {
            grew(log.id.author(), -log.bytes());
            retention.forget(carried, log);
            carried.begins.put(log.id, from);
        }
    }

    /** Those whom something is for that is carried here. */
    List<PeerId> recipients() {
        Set<PeerId> recipients = new LinkedHashSet<>();
        for (Conversation conversation : carried()) {
            for (Log log : conversation.logs.values()) {
                if (log.number() > log.reached() && log.first() <= log.number()) {
                    recipients.add(conversation.facing(log.id.author()));
                }
            }
        }
        return List.copyOf(recipients);
    }

    /** Whether so much more of an author can be carried; what need not be is dropped for that. */
    boolean hasRoomFor(PeerId author, long bytes) {
        if (!setting.application.carriesFor(author)) {
            return false; // It is switched off since; what is there is given.
        }
        SyncConfig.Quotas quotas = setting.config.quotas();
        if (bytesOf(author) + bytes > quotas.bytesOfAuthor()) {
            evictReceipted(Optional.of(author));
            if (bytesOf(author) + bytes > quotas.bytesOfAuthor()) {
                return false; // What is older must not go: what follows it could not be taken without it.
            }
        }
        if (total + bytes > quotas.bytes()) {
            evictExpired();
            evictReceipted(Optional.empty());
            while (total + bytes > quotas.bytes()) {
                Log oldest = oldestOfHeaviest();
                if (oldest == null || oldest.id.author().equals(author)) {
                    return false;
                }
                evict(oldest);
                gaveWay(oldest.id);
            }
        }
        return true;
    }

    private void gaveWay(LogId id) {
        if (gaveWay.size() >= MAX_GAVE_WAY) {
            gaveWay.remove(gaveWay.iterator().next());
        }
        gaveWay.add(id);
    }

    /** Drops what was carried for too long, and conversations of which nothing has come. */
    void expire() {
        gaveWay.clear();
        for (Conversation conversation : carried()) {
            boolean over = conversation.logs.isEmpty()
                    ? isEmptyForLong(conversation)
                    : conversation.logs.values().stream().allMatch(this::isExpired);
            if (over) {
                dropAll(conversation);
            }
        }
        evictExpired();
    }

    private boolean isEmptyForLong(Conversation conversation) {
        Duration longest = setting.config.quotas().conversations().empty();
        Timestamp since = conversation.carriedSince;
        return since != null && since.until(setting.host.now()).compareTo(longest) >= 0;
    }

    /** Keeps nothing any more of the conversations of others of which this one is one side. */
    void drop(PeerId side) {
        for (Conversation conversation : carried()) {
            if (conversation.isOf(side)) {
                dropAll(conversation);
            }
        }
    }

    private void dropAll(Conversation conversation) {
        List.copyOf(conversation.logs.values()).forEach(this::evict);
        drop(conversation);
    }

    private void evictExpired() {
        logs().stream().filter(this::isExpired).forEach(this::evict);
    }

    private boolean isExpired(Log log) {
        Duration age = setting.config.quotas().age();
        return log.latestMillis() < setting.host.wallClockMillis() - age.toMillis();
    }

    private void evictReceipted(Optional<PeerId> author) {
        for (Log log : logs()) {
            boolean asked = author.isEmpty() || log.id.author().equals(author.get());
            if (asked && log.reached() >= log.number()) {
                evict(log);
            }
        }
    }

    private @Nullable Log oldestOfHeaviest() {
        Log chosen = null;
        long heaviest = 0;
        for (Log log : logs()) {
            long weight = log.bytes() == 0 ? 0 : bytesOf(log.id.author());
            boolean heavier = weight > heaviest;
            boolean older = weight == heaviest && chosen != null && log.latestMillis() < chosen.latestMillis();
            if (weight > 0 && (heavier || older)) {
                chosen = log;
                heaviest = weight;
            }
        }
        return chosen;
    }

    /**
     * Of what its recipient has, it is still known that it was here; not of the rest: who says that it has it is not
     * given it again, and could not pass on what follows it.
     */
    private void evict(Log log) {
        grew(log.id.author(), -log.bytes());
        Conversation conversation = setting.conversation(log.group());
        // A fork must not be forgotten: what is behind it would be taken again.
        if (log.reached() >= log.number() || log.isFrozen()) {
            retention.drop(conversation, log);
        } else {
            retention.forget(conversation, log);
            conversation.carriedSince = setting.host.now(); // It may have no log any more, and be asked for anew.
        }
    }

    private void drop(Conversation conversation) {
        for (Log log : conversation.logs.values()) {
            setting.earlyBytes -= log.earlyBytes();
            setting.host.store().delete(KeptLog.TABLE, log.kept());
        }
        PeerId nobody = setting.host.self();
        setting.host.store().delete(CarriedPair.TABLE, new CarriedPair(conversation.group, nobody, nobody));
        setting.conversations.remove(conversation.group);
        setting.everyone().forEach(each -> each.forget(conversation.group));
    }

    /** What is kept has been read. */
    void load() {
        carried().forEach(conversation -> conversation.carriedSince = setting.host.now());
        logs().forEach(log -> grew(log.id.author(), log.bytes()));
    }

    /** So much more of an author is carried; less, if it is negative. */
    void grew(PeerId author, long bytes) {
        total += bytes;
        weights.merge(author, bytes, (before, more) -> before + more == 0 ? null : before + more);
    }

    private long bytesOf(PeerId author) {
        return weights.getOrDefault(author, 0L);
    }

    private List<Log> logs() {
        return carried().stream()
                .flatMap(conversation -> conversation.logs.values().stream())
                .sorted(Comparator.comparing(log -> log.id))
                .toList();
    }

    private List<Conversation> carried() {
        return setting.conversations.values().stream()
                .filter(Conversation::isCarried)
                .toList();
    }
}
