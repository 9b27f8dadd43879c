package io.eddy.daemon;

import java.nio.file.Path;

/** Where the operator's lines come from. */
interface Input extends AutoCloseable {

    /** Begins to hand over lines, on a thread of its own. */
    void start(Lines lines, Completion completion, Path dataFolder);

    /** Names the conversation of the next line. */
    void prompt(String conversation);

    @Override
    void close();
}
