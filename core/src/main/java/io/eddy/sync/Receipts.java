package io.eddy.sync;

import io.eddy.entry.EntryHeader.Content;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.sync.SyncTimer.ReceiptDue;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Receipts in conversations of two: an entry in the recipient's own log that says how far it has the author's logs. It
 * is signed, so it may come by anybody. In rooms there are none: of n members each would have to say n things for
 * each that is said.
 */
final class Receipts {
    /** Logs that one receipt names. */
    private static final int MAX_NAMED = 64;

    /** One log of the other side, and how far it was received. */
    record Received(long log, long number) {
        static final Codec<Received> CODEC = Codec.record(
                Codec.field(Codec.I64, Received::log), Codec.field(Codec.I64, Received::number), Received::new);
    }

    static final Codec<List<Received>> BODY = Received.CODEC.listOf(MAX_NAMED);

    private final Setting setting;
    private final OwnLogs own;

    Receipts(Setting setting, OwnLogs own) {
        this.setting = setting;
        this.own = own;
    }

    /** Entries of another are written in this turn. */
    void onKept(Conversation conversation, Log log, List<KeptEntry> entries) {
        if (conversation.isRoom()) {
            return;
        }
        int before = conversation.unreceipted;
        for (KeptEntry kept : entries) {
            if (kept.item().type() == Content.RECEIPT) {
                read(conversation, log.id.author(), kept);
            } else if (log.id.author().equals(conversation.recipient())) {
                log.want(kept.place().number());
                conversation.unreceipted++;
            }
        }
        int most = setting.config.limits().entriesToReceipt();
        if (before < most && conversation.unreceipted >= most) {
            onMany(conversation);
        } else if (before == 0 && conversation.unreceipted > 0) {
            awaitMore(conversation);
        }
    }

    /** So many that they do not wait for the time of the next receipt; but each costs both sides a signature. */
    private void onMany(Conversation conversation) {
        Timestamp last = conversation.receiptedAt;
        Duration since = last == null ? Duration.ZERO : last.until(setting.host.now());
        Duration soon = setting.config.pace().firstReceipt();
        if (last == null || since.compareTo(soon) >= 0) {
            onDue(conversation);
        } else {
            setting.host.arm(new ReceiptDue(conversation.group), soon.minus(since));
        }
    }

    /** The conversation is followed from here on. What was not receipted before a crash is receipted. */
    void onFollowed(Conversation conversation) {
        if (!owed(conversation).isEmpty()) {
            awaitMore(conversation);
        }
    }

    void onDue(Conversation conversation) {
        List<Log> owed = owed(conversation);
        if (owed.isEmpty()) {
            return;
        }
        boolean room = setting.host.store().accepting() && own.whenReady(conversation, () -> write(conversation));
        if (!room) {
            awaitMore(conversation);
        }
    }

    private void write(Conversation conversation) {
        List<Received> named = new ArrayList<>();
        for (Log log : owed(conversation)) {
            if (named.size() == MAX_NAMED) {
                awaitMore(conversation);
                break;
            }
            named.add(new Received(log.id.log(), log.number()));
            log.reach(log.number());
            setting.host.store().put(KeptLog.TABLE, log.kept());
        }
        conversation.unreceipted = 0;
        conversation.receiptedAt = setting.host.now();
        if (!named.isEmpty()) {
            Draft receipt = new Draft(Content.RECEIPT, Bytes.owning(BODY.toBytes(named)), List.of());
            own.write(conversation, receipt, entry -> {});
        }
    }

    private void read(Conversation conversation, PeerId by, KeptEntry kept) {
        List<Received> received;
        try {
            received = BODY.fromBytes(kept.item().body().array());
        } catch (MalformedFrame e) {
            return; // It is its author's log, and says nothing.
        }
        PeerId recipient = conversation.recipient();
        for (Received each : received) {
            // Of a conversation of two others, the one it is about is the other of the two.
            for (Log log : conversation.logs.values()) {
                if (log.id.log() == each.log() && !log.id.author().equals(by)) {
                    boolean isNew = log.reach(Math.min(each.number(), log.number()));
                    if (isNew) {
                        setting.host.store().put(KeptLog.TABLE, log.kept());
                        conversation.logsHaveRoom(setting.everyone());
                    }
                    if (by.equals(recipient) && log.id.author().equals(setting.host.self())) {
                        long number = Math.min(each.number(), log.number());
                        setting.host.whenStored(() -> setting.events.accept(
                                new SyncEvent.Delivered(Conversation.message(log.id, number), by)));
                    }
                }
            }
        }
    }

    /** The first is written soon, as its author may be about to go; others behind it, only so often. */
    private void awaitMore(Conversation conversation) {
        Duration soon = setting.config.pace().firstReceipt();
        Timestamp last = conversation.receiptedAt;
        Duration apart = last == null ? soon : setting.config.pace().receipt().minus(last.until(setting.host.now()));
        setting.host.arm(new ReceiptDue(conversation.group), apart.compareTo(soon) > 0 ? apart : soon);
    }

    private List<Log> owed(Conversation conversation) {
        PeerId recipient = conversation.recipient();
        if (recipient == null) {
            return List.of();
        }
        return conversation.of(recipient).values().stream()
                .filter(log -> log.wanting() > log.reached())
                .toList();
    }
}
