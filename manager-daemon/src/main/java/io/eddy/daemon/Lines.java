package io.eddy.daemon;

/** What takes the operator's lines from an input, on the input's own thread. */
public interface Lines {
    /** Takes one line without its end. May wait, and so slows the operator down. */
    void line(String line);

    /** When a line was longer than an input reads. The rest of it is gone. */
    void tooLong(String beginning, int maxBytes);

    /** When the operator will type nothing more. */
    void end();

    /** When the operator pressed Ctrl+C. */
    void interrupted();
}
