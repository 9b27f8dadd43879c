package io.eddy.daemon;

/** Where a daemon shows its operator what happens. It never blocks. */
public interface Screen {
    void show(Report report);

    /** Names the conversation that the operator's next line goes to. */
    void prompt(String conversation);
}
