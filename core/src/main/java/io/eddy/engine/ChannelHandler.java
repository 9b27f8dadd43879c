package io.eddy.engine;

import java.nio.channels.SelectionKey;

/** What takes the events of one channel on a loop. Its own I/O errors end in it: what it throws ends the loop. */
interface ChannelHandler {

    /** The channel is ready for something. Takes no more of it than its share of a wake-up. */
    void onReady(SelectionKey key);
}
