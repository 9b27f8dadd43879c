package io.eddy.engine;

import java.security.SecureRandom;

/** Randomness that nobody can foresee, for keys. */
public final class Entropy {
    private Entropy() {}

    public static SecureRandom secure() {
        return new SecureRandom();
    }
}
