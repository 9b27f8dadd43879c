package io.eddy.game.gofish;

import io.eddy.node.PublicKey;

/** How a player signs, and checks what others signed. */
public interface Signing {
    PublicKey key();

    byte[] sign(byte[] message);

    boolean verify(PublicKey signer, byte[] message, byte[] signature);
}
