package io.eddy.sync;

import io.eddy.store.Range;
import io.eddy.sync.Correspondent.Shared;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.sync.SyncTimer.RoomOnLink;
import org.jspecify.annotations.Nullable;

/** Gives others what they ask for: to each the answer to one question at a time, behind everything that is small. */
final class Giving {
    private final Setting setting;
    private final News news;

    Giving(Setting setting, News news) {
        this.setting = setting;
        this.news = news;
    }

    void onWant(Correspondent from, Want want) {
        Answering under = from.answering;
        if (under != null) {
            under.later = want; // It has given up on the earlier one, or floods.
        } else {
            begin(from, want);
        }
    }

    /** There may be room for an answer. */
    void onRoom(Correspondent to) {
        Answering answering = to.answering;
        if (answering != null && answering.complete) {
            send(to, answering);
        }
    }

    private void begin(Correspondent to, Want want) {
        Answering answering = new Answering(want);
        to.answering = answering;
        proceed(to, answering);
    }

    private void proceed(Correspondent to, Answering answering) {
        for (Stretch next = answering.next(); next != null; next = answering.next()) {
            Log log = log(to, answering.want, next);
            if (log == null) {
                answering.refuse(next.id(), Reason.UNKNOWN);
            } else if (next.from() < log.first()) {
                answering.refuse(next.id(), Reason.GONE);
            } else {
                read(to, answering, log, next);
                return;
            }
        }
        send(to, answering);
    }

    private @Nullable Log log(Correspondent to, Want want, Stretch asked) {
        Conversation conversation = setting.followed(want.group());
        if (conversation == null || to.shared(want.group()) == null || !news.mayTell(to, conversation)) {
            return null;
        }
        Log log = conversation.logs.get(asked.id());
        return log == null || asked.from() < 1 || asked.from() > log.told() ? null : log;
    }

    private void read(Correspondent to, Answering answering, Log log, Stretch asked) {
        Range<KeptEntry> all = Range.of(
                        KeptEntry.TABLE,
                        log.group(),
                        log.author().bytes(),
                        asked.id().log())
                .first(Run.MAX_ITEMS);
        Range<KeptEntry> range =
                asked.isBackwards() ? all.reversed().beyond(asked.from() + 1) : all.beyond(asked.from() - 1);
        setting.host.store().find(range, rows -> {
            if (to.answering == answering && setting.correspondent(to.peer) == to) {
                if (asked.isBackwards()) {
                    answering.giveBackwards(asked, rows);
                } else {
                    Shared shared = to.shared(log.group());
                    boolean toldOfFork = shared != null && shared.knowsFork(log.id, log.frozenAt());
                    answering.give(log, asked, rows, toldOfFork);
                }
                proceed(to, answering);
            }
        });
    }

    private void send(Correspondent to, Answering answering) {
        answering.complete = true;
        if (!setting.host.sendBulk(to.peer, answering.given())) {
            setting.host.arm(new RoomOnLink(to.peer), setting.config.pace().again());
            return;
        }
        setting.tally.given += answering.entries();
        to.answering = null;
        Want later = answering.later;
        if (later != null) {
            begin(to, later);
        }
    }
}
