package io.eddy.peer;

import io.eddy.node.PeerId;
import java.util.function.Supplier;

/** Which of the players of a game the operator is. Asked when something is shown, not before. */
record Myself(Supplier<String> name, Supplier<PeerId> id) {
    /** So much of an id tells two players of one name apart. */
    private static final int BRIEF_ID_LENGTH = 4;

    boolean is(String player) {
        String own = name.get();
        return player.equals(own) || player.equals(own + "~" + id.get().hex().substring(0, BRIEF_ID_LENGTH));
    }
}
