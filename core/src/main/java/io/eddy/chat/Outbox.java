package io.eddy.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** What one recipient has not acknowledged, in the order in which it was written. */
final class Outbox {
    private final Deque<Undelivered> waiting = new ArrayDeque<>();

    /** Of those waiting, from the first on: durable here, so fit to be sent. */
    private int stored;

    /** Of those stored, from the first on: sent over the session there is. */
    private int sent;

    void add(Undelivered undelivered) {
        waiting.add(undelivered);
    }

    void oneMoreStored() {
        stored++;
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isInFlight() {
        return sent > 0;
    }

    /** Nothing of what was sent counts: the session is a new one, or the peer is silent about it. */
    void rewind() {
        sent = 0;
    }

    /** What may be sent with so many messages, and so many bytes of text, in flight; it counts as sent. */
    List<Undelivered> takeSendable(int window, int windowBytes) {
        List<Undelivered> sendable = new ArrayList<>();
        int end = Math.min(stored, window);
        if (sent < end) {
            Iterator<Undelivered> all = waiting.iterator();
            int bytes = 0;
            for (int i = 0; i < end; i++) {
                Undelivered next = all.next();
                bytes += next.entry().body().length();
                if (i > 0 && bytes > windowBytes) {
                    break;
                }
                if (i >= sent) {
                    sendable.add(next);
                    sent++;
                }
            }
        }
        return sendable;
    }

    /** Takes out what an acknowledgement covers. */
    List<Undelivered> acknowledged(long log, long number) {
        List<Undelivered> covered = new ArrayList<>();
        while (!waiting.isEmpty()
                && stored > 0
                && waiting.element().log() == log
                && waiting.element().number() <= number) {
            covered.add(waiting.remove());
            stored--;
            sent = Math.max(0, sent - 1);
        }
        return covered;
    }
}
