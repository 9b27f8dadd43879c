package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.sync.KeptEntry.Link;
import io.eddy.sync.SyncMessage.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What is written in one of our logs, in one turn or in several, that becomes durable together. */
final class Writing {
    final Conversation conversation;
    private final List<Said> said = new ArrayList<>();
    private int bytes;

    /** An entry, as it is told of and as it is kept, and who waits until it is durable. */
    record Said(Entry entry, KeptEntry kept, Consumer<Entry> whenDurable) {
        private Said signed(UnaryOperator<Entry> sign) {
            Entry signed = sign.apply(entry);
            Link link = new Link(kept.link().before(), kept.link().hash(), signed.signature());
            return new Said(signed, new KeptEntry(kept.place(), link, kept.item(), kept.keptAtMillis()), whenDurable);
        }

        private void tellDurable() {
            whenDurable.accept(entry);
        }
    }

    Writing(Conversation conversation) {
        this.conversation = conversation;
    }

    void add(Said next) {
        said.add(next);
        bytes += next.kept.item().bytes();
    }

    /** Whether it is all that goes into one run. */
    boolean isFull() {
        return said.size() == Run.MAX_ITEMS || bytes >= Given.ENOUGH_BYTES;
    }

    boolean isOfOne() {
        return said.size() == 1;
    }

    /** Signs the last, which vouches for all before it, unless each is signed already. */
    void sign(UnaryOperator<Entry> sign) {
        int last = said.size() - 1;
        if (!said.get(last).kept.link().isSigned()) {
            said.set(last, said.get(last).signed(sign));
        }
    }

    List<KeptEntry> entries() {
        return said.stream().map(Said::kept).toList();
    }

    void tellDurable() {
        said.forEach(Said::tellDurable);
    }
}
