package io.eddy.sync;

import io.eddy.node.TokenBucket;
import java.time.Duration;

/** Limits and intervals of the logs and of what is carried for others. */
public record SyncConfig(Pace pace, Limits limits, Quotas quotas) {
    public static final SyncConfig DEFAULT = new SyncConfig(Pace.DEFAULT, Limits.DEFAULT, Quotas.DEFAULT);

    /**
     * How long something takes, at most.
     *
     * @param announcing from an entry of a conversation of two that is durable to telling others that it is there
     * @param announcingInRooms the same in rooms: a broadcast is faster, and what it brings is not asked for
     * @param answering from asking for entries to asking somebody else: twice what a link takes at most; doubled each
     *     time that it was not enough
     * @param firstReceipt from an entry to the receipt for it, when there was none for long
     * @param receipt from one receipt to the next, unless there is much to receipt (protocols.md B.2, rule 4)
     * @param carrying from an entry for one peer to asking others to carry it
     * @param carryingToAbsent the same when there is no session with that one: about as long as it takes to begin one,
     *     as who is there need not be carried to, and who writes may be about to go
     * @param confirming how long a log of an earlier start waits to be continued (rule 7)
     * @param again from finding no room, on the disk or on a link, to looking again
     */
    public record Pace(
            Duration announcing,
            Duration announcingInRooms,
            Duration answering,
            Duration firstReceipt,
            Duration receipt,
            Duration carrying,
            Duration carryingToAbsent,
            Duration confirming,
            Duration again) {
        public static final Pace DEFAULT = new Pace(
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofMillis(200));
    }

    /**
     * How much is kept in memory and looked at.
     *
     * @param groups conversations that are followed
     * @param logs what is known of logs
     * @param entriesToReceipt entries that are receipted at once, before the receipt's time
     * @param unconfirmed own entries of a conversation that wait until it is known whether their log is continued
     * @param aheadOfUs logs, of all conversations, of which one peer is known to have more
     * @param checksPerSecond signatures of one peer's that are checked unasked, and four times as many at once; each
     *     costs about an eighth of a millisecond
     */
    public record Limits(
            int groups, Logs logs, int entriesToReceipt, int unconfirmed, int aheadOfUs, int checksPerSecond) {
        public static final Limits DEFAULT = new Limits(16_384, Logs.DEFAULT, 64, 64, 16_384, 250);

        TokenBucket checks() {
            return TokenBucket.perSecond(checksPerSecond, 4 * checksPerSecond);
        }
    }

    /**
     * Limits of the logs.
     *
     * @param ofGroup in one conversation: about 400 bytes of memory each; of more, one of the author with most goes
     * @param ofAuthor of them by one author
     * @param fresh own logs of one conversation up to which each start begins a new one, so that a copy of the data
     *     that is put back never continues one; above, rule 7 of protocols.md B.2 holds
     * @param early entries of one log kept while those before them are missing; of all logs, 8 MiB
     * @param bytesOfAuthor in one conversation, of all logs; of more, the oldest of the log that was silent longest is
     *     dropped
     * @param bytesOfRoom of all authors; of more, what came longest ago is dropped
     */
    public record Logs(int ofGroup, int ofAuthor, int fresh, int early, long bytesOfAuthor, long bytesOfRoom) {
        public static final Logs DEFAULT = new Logs(10_000, 1_024, 32, 256, 256L << 20, 1L << 30);
    }

    /**
     * What is kept for others (protocols.md B.2, rule 8), and of those whom we do not know.
     *
     * @param conversations how many are carried
     * @param bytesOfAuthor of what one author has had carried
     * @param bytes of all that is carried
     * @param age how long a log is carried after its last entry has come
     * @param bytesOfStranger of what one to whom we did not write has written to us: some thousand messages
     */
    public record Quotas(
            Conversations conversations, long bytesOfAuthor, long bytes, Duration age, long bytesOfStranger) {
        public static final Quotas DEFAULT =
                new Quotas(Conversations.DEFAULT, 16L << 20, 256L << 20, Duration.ofDays(30), 1L << 20);
    }

    /**
     * How many conversations of others are carried.
     *
     * @param all at most
     * @param ofOne that one contact has asked for, so that sixteen of them at least have a share
     * @param empty how long one is kept without any entry: its author has gone before the first, or there is none; the
     *     next Carry makes it anew
     */
    public record Conversations(int all, int ofOne, Duration empty) {
        public static final Conversations DEFAULT = new Conversations(1_024, 64, Duration.ofHours(1));
    }
}
