package io.eddy.node;

import java.util.function.Consumer;

/** Who waits for the outcome of a command. Exactly one of the two is called, once, in some later turn or at once. */
public interface Reply<T> {
    void done(T result);

    /** It cannot be done, and nothing has changed. */
    void rejected(String sentence);

    /** A reply to a step on the way to this one: it goes on when that is done, and passes its rejection on. */
    default <S> Reply<S> after(Consumer<S> step) {
        Reply<T> end = this;
        return new Reply<>() {
            @Override
            public void done(S result) {
                step.accept(result);
            }

            @Override
            public void rejected(String sentence) {
                end.rejected(sentence);
            }
        };
    }

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
