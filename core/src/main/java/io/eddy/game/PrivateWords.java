package io.eddy.game;

import io.eddy.game.GameMessage.Dealt;
import io.eddy.game.GameMessage.Owed;
import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.Play;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.ring.Ring;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a player says to others in private: which cards they have, and that its own have not come. */
record PrivateWords(Host<GameMessage, GameTimer> host, Ring ring, Dealing dealing) {

    /** The seats of the others that are in. */
    IntStream others() {
        return IntStream.range(0, ring.charter().size()).filter(other -> other != ring.seat() && ring.isIn(other));
    }

    /** Who is away, for a sentence. */
    String away() {
        return others().filter(other -> !ring.isHere(other))
                .mapToObj(other -> ring.charter().member(other).name())
                .collect(Collectors.joining(" and "));
    }

    /** Tells a seat all that it may know of its cards by this player. */
    void tell(Play play, int to) {
        if (!play.isOver() && !ring.isReplaying() && to != ring.seat() && ring.isIn(to)) {
            dealing.whisper(play, to)
                    .ifPresent(words ->
                            host.send(peer(to), new Dealt(ring.charter().ring(), words)));
        }
    }

    void tellAll(Play play) {
        others().forEach(other -> tell(play, other));
    }

    void askForCards() {
        others().forEach(other -> host.send(peer(other), new Owed(ring.charter().ring())));
    }

    private PeerId peer(int seat) {
        return ring.charter().member(seat).peer();
    }
}
