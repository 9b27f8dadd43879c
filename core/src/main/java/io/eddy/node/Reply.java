package io.eddy.node;

/** Who waits for the outcome of a command. Exactly one of the two is called, once, in some later turn or at once. */
public interface Reply<T> {
    void done(T result);

    /** It cannot be done, and nothing has changed. */
    void rejected(String sentence);

    /** The reply of somebody who does not wait for it. */
    static <T> Reply<T> ignored() {
        return new Reply<>() {
            @Override
            public void done(T result) {
                // Nobody waits.
            }

            @Override
            public void rejected(String sentence) {
                // Nobody waits.
            }
        };
    }
}
