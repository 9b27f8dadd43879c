package io.eddy;

import io.eddy.history.Message;
import java.util.Optional;

/**
 * A message of the history, as it is shown.
 *
 * @param fromName the author's name as this peer knows it
 * @param toName whom a direct message was for, as this peer knows that one; empty for one that was said in a room
 * @param snippet where in it a word was found that was searched for
 */
public record KeptMessage(Message message, String fromName, Optional<String> toName, Optional<String> snippet) {
    /** The room that it was said in; empty for a direct message. */
    public Optional<String> room() {
        return message.conversation().room();
    }
}
