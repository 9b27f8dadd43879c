package io.eddy.ring;

/** The reasons for which a ring waits. */
sealed interface RingTimer {

    RingId ring();

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onSetupOverdue(RingId ring);

        void onSeatUnused(RingId ring);

        void onCheck(RingId ring);

        void onHiccupOver(RingId ring, int seat);

        void onMissing(RingId ring, int seat);

        void onForgotten(RingId ring);
    }

    /** When the setup should have come round. */
    record SetupOverdue(RingId ring) implements RingTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onSetupOverdue(ring);
        }
    }

    /** When a ring whose seat was taken should have come to stand. */
    record SeatUnused(RingId ring) implements RingTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onSeatUnused(ring);
        }
    }

    /** When to look what is still outstanding. */
    record Check(RingId ring) implements RingTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onCheck(ring);
        }
    }

    /** When a link to a seat has been lost for longer than anybody need notice. */
    record HiccupOver(RingId ring, int seat) implements RingTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onHiccupOver(ring, seat);
        }
    }

    /** When a seat has been away for so long that the others go on without it. */
    record Missing(RingId ring, int seat) implements RingTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onMissing(ring, seat);
        }
    }

    /** When the log of a ring that is over is no longer kept. */
    record Forgotten(RingId ring) implements RingTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onForgotten(ring);
        }
    }
}
