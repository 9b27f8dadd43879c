package io.eddy.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one peer was told to say, once, and what is known of it. */
final class Saying {
    final String author;
    final Gathering where;
    final String text;

    /** Its id, once anybody has told it. */
    private @Nullable String message;

    private boolean confirmed;
    private boolean refused;

    /**
     * Those who talk with each other.
     *
     * @param room its name; empty when two talk alone
     */
    record Gathering(String room, List<String> members) {
        boolean isRoom() {
            return !room.isEmpty();
        }

        /** What a member of it asks for. */
        String seenBy(String member) {
            if (isRoom()) {
                return room;
            }
            return members.get(members.get(0).equals(member) ? 1 : 0);
        }

        @Override
        public String toString() {
            return isRoom() ? "the room " + room : String.join(" with ", members);
        }
    }

    Saying(String author, Gathering where, String text) {
        this.author = author;
        this.where = where;
        this.text = text;
    }

    /** The result of the command: it is kept. */
    void confirm(String id) {
        confirmed = true;
        name(id);
    }

    /** The result of the command: it is not said. */
    void refuse() {
        refused = true;
    }

    /** Somebody shows it as this message; whether nobody has shown it as another one. */
    boolean name(String id) {
        if (message == null) {
            message = id;
        }
        return message.equals(id);
    }

    /** Whether it was acknowledged to whoever typed it. */
    boolean isConfirmed() {
        return confirmed;
    }

    boolean isRefused() {
        return refused;
    }

    @Override
    public String toString() {
        String outcome = confirmed ? "confirmed" : refused ? "refused" : "without a result";
        return "\"" + text.substring(0, Math.min(40, text.length())) + "\" (" + outcome + ", " + message + ")";
    }
}
