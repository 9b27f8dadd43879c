package io.eddy.chat;

import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.sync.Draft;
import io.eddy.wire.Bytes;
import java.util.function.BiConsumer;

/**
 * A direct message on its way into our log, where its recipient alone can read it: what it says is told before.
 *
 * @param read takes note of what will stand there
 */
record Letter(String text, Draft.Body sealed, BiConsumer<MessageId, String> read) implements Draft.Body {

    @Override
    public int length() {
        return sealed.length();
    }

    @Override
    public Bytes at(Place place) {
        read.accept(new MessageId(PeerId.of(place.author()), place.log(), place.number()), text);
        return sealed.at(place);
    }
}
