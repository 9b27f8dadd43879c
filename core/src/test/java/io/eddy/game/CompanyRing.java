package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.GoFishWire;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.ring.Charter;
import io.eddy.ring.Ring;
import io.eddy.wire.Bytes;

/** The ring of a {@link Company}, as one of its players has it. */
record CompanyRing(Player player) implements Ring {

    @Override
    public Charter charter() {
        return player.company.charter;
    }

    @Override
    public int seat() {
        return player.seat;
    }

    @Override
    public int dealer() {
        return 0;
    }

    @Override
    public boolean isIn(int other) {
        return !player.leftHere[other];
    }

    @Override
    public boolean isHere(int other) {
        return other == player.seat || (isIn(other) && player.here && player.company.players.get(other).here);
    }

    @Override
    public boolean isPaused() {
        return player.company.isPaused();
    }

    @Override
    public boolean isReplaying() {
        return player.replaying;
    }

    @Override
    public long settled() {
        return player.seat == 0 ? player.company.settled() : 0;
    }

    @Override
    public void say(Bytes words) {
        assertThat(player.replaying).as("says nothing to what is replayed").isFalse();
        assertThat(player.unheard).as("one word at a time").isEmpty();
        GoFishWord word = GoFishWire.decode(words).orElseThrow();
        player.unheard.add(GoFishWire.encode(player.tongue.apply(word)));
    }

    @Override
    public boolean isUnheard() {
        return !player.unheard.isEmpty();
    }

    @Override
    public void exclude(int other) {
        assertThat(player.seat).isZero();
        boolean agreed = player.company.players.stream()
                .filter(member -> member.isAtTable() && member.seat != other && member.seat != 0)
                .allMatch(member -> member.games.isOverdue(member.ring, other));
        if (agreed) {
            player.company.leave(other);
        }
    }

    @Override
    public void leave() {
        if (player.seat == 0) {
            // As the ring does: the dealer is told itself, at once.
            player.games.onBroken(this, "the dealer has left");
        }
        player.closed = true;
        player.company.leave(player.seat);
    }

    @Override
    public void close() {
        player.closed = true;
    }
}
