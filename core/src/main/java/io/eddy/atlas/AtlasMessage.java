package io.eddy.atlas;

import io.eddy.node.PeerId;
import io.eddy.wire.Codec;
import java.time.Duration;
import java.util.List;

/** What neighbours say to each other about where everybody stands. */
sealed interface AtlasMessage {

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onAsk(PeerId from, Ask ask);

        void onTidings(PeerId from, Tidings tidings);
    }

    /**
     * What do you know that I do not?
     *
     * @param room how many peers more the speaker can keep
     * @param marks the first four bytes of the signature of every place that it has
     */
    record Ask(int room, List<Integer> marks) implements AtlasMessage {
        /** As many as a peer keeps places at most, so that this list has the limit of that one. */
        static final int MAX_MARKS = 1_024;

        static final Codec<Ask> CODEC = Codec.record(
                Codec.field(Codec.U16, Ask::room), Codec.field(Codec.I32.listOf(MAX_MARKS), Ask::marks), Ask::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onAsk(from, this);
        }
    }

    /**
     * A place, and how long ago its owner signed it.
     *
     * @param ageTenths of a second: the sum of the times for which those who passed it on had it, each rounded up
     */
    record Sighting(int ageTenths, Place place) {
        private static final long TENTH_NANOS = 100_000_000;

        /** Rounded up, or what is passed on fast would grow no older, and a circle of peers could keep it for ever. */
        static Sighting of(Place place, Duration age) {
            return new Sighting(Math.toIntExact(age.toNanos() / TENTH_NANOS + 1), place);
        }

        Duration age() {
            return Duration.ofNanos(ageTenths * TENTH_NANOS);
        }

        static final Codec<Sighting> CODEC = Codec.record(
                Codec.field(Codec.U16, Sighting::ageTenths), Codec.field(Place.CODEC, Sighting::place), Sighting::new);
    }

    /** Where some peers stand, the newest first. Answers Ask, then with an empty list when there is nothing to tell. */
    record Tidings(List<Sighting> sightings) implements AtlasMessage {
        /** About 3 kB as places are, and 140 kB at most: far below what is queued on a link. */
        static final int MAX_SIGHTINGS = 16;

        static final Codec<Tidings> CODEC =
                Codec.record(Codec.field(Sighting.CODEC.listOf(MAX_SIGHTINGS), Tidings::sightings), Tidings::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onTidings(from, this);
        }
    }
}
