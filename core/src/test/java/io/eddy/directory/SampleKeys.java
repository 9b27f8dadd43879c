package io.eddy.directory;

import io.eddy.entry.SampleEntries;
import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.node.Channel;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import java.util.SplittableRandom;

/** What is said of sealing keys in {@code PROTOCOL.md}. */
public final class SampleKeys {
    /** For tests of other packages, which read it and know no message of it. */
    public static final Channel<?, ?> CHANNEL = SealingWire.CHANNEL;

    private SampleKeys() {}

    static SealingStatement statement(Identity by, long asOfMillis) {
        SealingKey key = new SealedBox(by, new SplittableRandom(1)).key();
        Bytes signature = SampleEntries.sign(by, SealingStatement.signed(key, asOfMillis));
        return new SealingStatement(key, asOfMillis, by.key(), signature);
    }

    /** What this one says when a session begins. */
    public static Object told(Identity by, long asOfMillis) {
        return new SealingMessage.Key(statement(by, asOfMillis));
    }
}
