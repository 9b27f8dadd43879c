package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.node.PeerId;
import io.eddy.node.SealingKey;
import java.time.Duration;
import java.util.Optional;

/** What the chat needs of the peer that it belongs to. */
public interface ChatHost {

    /** Whether a peer with a session can be written to. */
    boolean keepsLogs(PeerId peer);

    boolean isBlocked(PeerId peer);

    /** Whether this peer carries for its contacts what is not for it. */
    boolean carries();

    /** By what to seal what is for this peer alone, if that is known. */
    Optional<SealingKey> keyOf(PeerId peer);

    /** It is to be found out by what to seal what is for this peer; {@link Chat#onKey} is told. */
    void seekKey(PeerId peer);

    /** Says an entry of ours to everyone. */
    void broadcast(Entry entry);

    /** Does something in a turn of its own, after so long. */
    void later(Duration wait, Runnable then);

    /** Something happened. */
    void tell(ChatEvent event);
}
