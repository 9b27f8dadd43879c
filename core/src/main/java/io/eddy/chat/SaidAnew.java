package io.eddy.chat;

import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.sync.Draft;
import io.eddy.sync.Sync;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of ours stands behind a fork of our own log, where nobody takes it any more: it is said anew, in other logs.
 * That is written in the turn in which the former is taken back, so that no crash loses it.
 */
final class SaidAnew {
    private final World world;
    private final Sync sync;
    private final Rooms rooms;
    private final Outgoing outgoing;
    private final Letters letters;
    private final Chronicle chronicle;
    private final PeerId self;

    SaidAnew(World world, Sync sync, Rooms rooms, Outgoing outgoing, Letters letters, Chronicle chronicle) {
        this.world = world;
        this.sync = sync;
        this.rooms = rooms;
        this.outgoing = outgoing;
        this.letters = letters;
        this.chronicle = chronicle;
        self = PeerId.of(world.key());
    }

    /** Says anew what has to be; returns how many messages that are. If nothing can be written, the next start does. */
    int say() {
        if (!world.store().accepting()) {
            return 0;
        }
        List<Waiting> cutOff = outgoing.take(this::isCutOff);
        Map<Talk, List<String>> anew = new LinkedHashMap<>();
        for (Waiting each : cutOff) {
            chronicle.onTakenBack(each.where(), each.said());
            anew.computeIfAbsent(each.where(), where -> new ArrayList<>())
                    .add(each.said().text());
        }
        anew.forEach(this::say);
        return cutOff.size();
    }

    private boolean isCutOff(Talk where, MessageId id) {
        boolean there = where instanceof With || rooms.find(((In) where).name()).isPresent();
        return there && sync.isCutOff(where.group(self), id);
    }

    private void say(Talk where, List<String> texts) {
        if (where instanceof With with) {
            texts.forEach(text -> letters.keep(with.peer(), text));
            letters.onKey(with.peer());
        } else {
            sayInRoom(where.group(self), texts);
        }
    }

    /** In a log of their own: which one is written in otherwise may not be known yet. */
    private void sayInRoom(Bytes group, List<String> texts) {
        long log = world.random().nextLong();
        long number = 0;
        for (String text : texts) {
            number++;
            Bytes body = Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
            sync.append(group, new MessageId(self, log, number), new Draft(Content.TEXT, body, sync.latest(group)));
        }
    }
}
