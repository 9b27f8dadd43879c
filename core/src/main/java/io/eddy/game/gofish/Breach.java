package io.eddy.game.gofish;

/** A rule that a move would break, with the sentence that says it. */
public enum Breach {
    GAME_OVER("the game is over"),
    NO_SUCH_SEAT("nobody sits there"),
    NOT_YOUR_TURN("it is not your turn"),
    NOT_ASKED("you were not asked"),
    NOTHING_FISHED("you fished no card of the rank you asked for"),
    OWN_SELF("you cannot ask yourself"),
    PLAYER_OUT("that player is out"),
    RANK_NOT_HELD("you may only ask for a rank that you hold"),
    BOOK_FIRST("you lay down your book first"),
    NOT_YOUR_CARD("you can only give, show or lay down cards in your hand"),
    WRONG_RANK("these are not cards of that rank"),
    NOT_A_BOOK("a book is the four cards of one rank"),
    TRUE_FACE("a card must show its true face"),
    GONE("that player has left");

    private final String rule;

    Breach(String rule) {
        this.rule = rule;
    }

    /** One sentence, said to who would break it. */
    public String rule() {
        return rule;
    }
}
