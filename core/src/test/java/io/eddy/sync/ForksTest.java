package io.eddy.sync;

import static io.eddy.node.RecordingWorld.signatureBy;
import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Dependency;
import io.eddy.node.Link.Lane;
import io.eddy.node.RecordingLink;
import io.eddy.sync.ForkProof.Branch;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the proofs of forks: who is passed them, how many there are, and how long they are. */
final class ForksTest {
    private static final int FULL = 300 << 10;
    private static final int SIGNED_BEFORE = 2;
    private static final int FORKED_AT = 6;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SyncSide alice = new SyncSide().inRoom();
    private final Written bobs = new Written("bob", ROOM, 7).sayMany(20);

    @Test
    void whoIsNewIsPassedAllProofsThoughTheLinkHasNoRoomAtFirstAndNobodyErrs() {
        List<Written> logs = freezeLogs(alice, 100, 10);
        SyncSide newcomer = new SyncSide().inRoom();
        RecordingLink toNewcomer = alice.link("newcomer");
        RecordingLink toAlice = newcomer.link("somebody");
        toNewcomer.setQueuedBytes(Lane.BULK, FULL);
        alice.hear(toNewcomer, new SyncMessage.Frontier(ROOM, List.of(), false));
        relay(toNewcomer, newcomer, toAlice);
        toNewcomer.setQueuedBytes(Lane.BULK, 0);
        for (int i = 0; i < 20; i++) {
            relay(toNewcomer, newcomer, toAlice);
        }
        assertThat(toNewcomer.closing()).isNull();
        assertThat(toAlice.closing()).isNull();
        assertThat(newcomer.world.store().load(KeptFork.TABLE))
                .hasSize(100)
                .allMatch(kept -> kept.proof().canBePassedOn());
        assertThat(newcomer.sync.frontier(ROOM)).hasSize(100).isEqualTo(alice.sync.frontier(ROOM));
        assertThat(newcomer.kept).hasSize(100 * (FORKED_AT - 1));
        assertThat(logs)
                .allSatisfy(log -> assertThat(newcomer.sync.frontier(ROOM)).contains(log.head(FORKED_AT - 1)));
    }

    @Test
    void whoWasNotPassedTheProofIsGivenOnlyWhatEndsInASignature() {
        Written log = freezeLogs(alice, 1, 1).get(0);
        RecordingLink carol = alice.link("carol");
        carol.setQueuedBytes(Lane.BULK, FULL);
        alice.hear(carol, new SyncMessage.Frontier(ROOM, List.of(), false));
        alice.settle();
        alice.hear(carol, new Want(1, ROOM, List.of(new Stretch(log.id(), 1, FORKED_AT - 1))));
        alice.settle();
        assertThat(carol.said(Fork.class)).isEmpty();
        carol.setQueuedBytes(Lane.BULK, 0);
        // The answer was ready before the proof could go.
        alice.elapse(SECOND, carol);
        Given given = carol.said(Given.class).get(0);
        assertThat(given.runs()).singleElement().satisfies(run -> {
            assertThat(run.end()).isEqualTo(SIGNED_BEFORE);
            assertThat(run.hasSignature()).isTrue();
        });
        assertThat(carol.said(Fork.class)).hasSize(1);
        alice.hear(carol, new Want(2, ROOM, List.of(new Stretch(log.id(), SIGNED_BEFORE + 1, FORKED_AT - 1))));
        alice.settle();
        assertThat(carol.said(Given.class).get(1).runs()).singleElement().satisfies(run -> {
            assertThat(run.end()).isEqualTo(FORKED_AT - 1);
            assertThat(run.hasSignature()).isFalse();
        });
    }

    @Test
    void whatEndsInNoSignatureIsLeftOutAndAskedForAgainWhenTheProofIsHere() {
        Run tail = unsigned(bobs.run(1, 15));
        RecordingLink carol = alice.link("carol", ROOM, bobs.head(15));
        alice.give(carol, ROOM, tail);
        alice.give(carol, ROOM, unsigned(bobs.run(15, 15)));
        assertThat(carol.closing()).isNull();
        assertThat(alice.kept).isEmpty();
        assertThat(alice.sync.tally().leftOut()).isEqualTo(16);
        assertThat(carol.said(Want.class)).hasSize(2);
        alice.hear(carol, new Fork(ROOM, proof(bobs, 16)));
        alice.settle();
        assertThat(carol.said(Want.class)).hasSize(3);
        alice.give(carol, ROOM, tail);
        assertThat(alice.kept).hasSize(15);
        assertThat(carol.closing()).isNull();
    }

    @Test
    void whoLooksForAForkMeetsTheEndThatHasNoSignatureAndDoesNotBlame() {
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        alice.settle();
        RecordingLink carol = alice.link("carol", ROOM, new Head(bobs.id(), 20, 99));
        alice.give(carol, ROOM, unsigned(bobs.run(1, 15)));
        assertThat(carol.closing()).isNull();
        assertThat(alice.sync.tally().leftOut()).isEqualTo(15);
    }

    @Test
    void whoBroughtAProofIsNotPassedItAndIsGivenWhatEndsBeforeTheFork() {
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        RecordingLink carol = alice.link("carol", ROOM);
        alice.hear(carol, new Fork(ROOM, proof(bobs, 16)));
        alice.settle();
        assertThat(carol.said(Fork.class)).isEmpty();
        alice.hear(carol, new Want(1, ROOM, List.of(new Stretch(bobs.id(), 1, 15))));
        alice.settle();
        assertThat(carol.said(Given.class).get(0).runs())
                .singleElement()
                .satisfies(run -> assertThat(run.end()).isEqualTo(15));
    }

    @Test
    void ofTheForksOfOneAuthorSixteenAreProvenToWhoIsNewAndTheOthersFrozen() {
        List<Written> logs = freezeLogs(alice, 20, 20);
        List<Head> frozen = alice.sync.frontier(ROOM);
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        assertThat(again.sync.frontier(ROOM)).isEqualTo(frozen).hasSize(20);
        assertThat(frozen)
                .containsExactlyInAnyOrderElementsOf(
                        logs.stream().map(log -> log.head(FORKED_AT - 1)).toList());
        RecordingLink carol = again.link("carol", ROOM);
        again.elapse(SECOND.multipliedBy(3), carol);
        assertThat(carol.said(Fork.class)).hasSize(16).doesNotHaveDuplicates();
        LogId unproven = logs.get(19).id();
        again.hear(carol, new Want(1, ROOM, List.of(new Stretch(unproven, 3, FORKED_AT - 1))));
        again.settle();
        assertThat(carol.said(Given.class).get(0).refusals()).containsExactly(new Refusal(unproven, Reason.UNKNOWN));
    }

    @Test
    void whoIsNewIsSentSixteenProofsAtATime() {
        freezeLogs(alice, 20, 1);
        RecordingLink carol = alice.link("carol", ROOM);
        alice.settle();
        assertThat(carol.said(Fork.class)).hasSize(16);
        alice.elapse(SECOND.multipliedBy(3), carol);
        assertThat(carol.said(Fork.class)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aProofThatIsTooLongFreezesTheLogAndIsNeitherKeptNorPassedOn() {
        ForkProof longer = proof(256, 16);
        assertThat(ForkProof.CODEC.toBytes(longer)).hasSizeGreaterThan(220_000);
        ForkProof honest = proof(256, 1);
        assertThat(ForkProof.CODEC.toBytes(honest)).hasSizeBetween(37_000, ForkProof.MAX_BYTES);
        alice.give(alice.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        RecordingLink carol = alice.link("carol", ROOM);
        RecordingLink erin = alice.link("erin", ROOM);
        alice.hear(erin, new Fork(ROOM, longer));
        alice.settle();
        assertThat(alice.sync.frontier(ROOM)).containsExactly(bobs.head(15));
        assertThat(alice.events(SyncEvent.Forked.class)).hasSize(1);
        assertThat(carol.said(Fork.class)).isEmpty();
        assertThat(ForkProof.CODEC.toBytes(
                        alice.world.store().load(KeptFork.TABLE).get(0).proof()))
                .hasSizeLessThan(300);
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        assertThat(again.sync.frontier(ROOM)).containsExactly(bobs.head(15));
        carol = again.link("carol", ROOM);
        again.elapse(SECOND, carol);
        assertThat(carol.said(Fork.class)).isEmpty();
    }

    @Test
    void theProofOfALogThatIsForgottenIsForgotten() {
        SyncConfig.Limits usual = SyncConfig.Limits.DEFAULT;
        SyncConfig.Logs few = new SyncConfig.Logs(3, 3, 32, 256, 1 << 20, 1 << 20);
        SyncConfig.Limits limits = new SyncConfig.Limits(
                10, few, usual.entriesToReceipt(), usual.unconfirmed(), usual.aheadOfUs(), usual.checksPerSecond());
        SyncSide side = new SyncSide(new SyncConfig(SyncConfig.Pace.DEFAULT, limits, SyncConfig.Quotas.DEFAULT));
        side.inRoom();
        freezeLogs(side, 1, 1);
        assertThat(side.world.store().load(KeptFork.TABLE)).hasSize(1);
        side.world.pass(SECOND);
        for (Written later : List.of(
                new Written("author0", ROOM, 101).say("x"),
                new Written("author0", ROOM, 102).say("x"),
                new Written("carol", ROOM, 1).say("x"))) {
            side.sync.onEntry(later.entry(1));
        }
        side.settle();
        assertThat(side.sync.frontier(ROOM)).hasSize(3);
        assertThat(side.world.store().load(KeptFork.TABLE)).isEmpty();
    }

    @Test
    void whoShowsLaterThatItHasPartInAConversationOfTwoIsPassedTheProofsToo() {
        Written theirs = new Written("bob", pair("bob"), 7).say("one", "two", "three");
        Written more = new Written("bob", pair("bob"), 8).say("four");
        RecordingLink bob = alice.with("bob").link("bob", pair("bob"), theirs.head());
        alice.give(bob, pair("bob"), theirs.run());
        alice.hear(bob, new Fork(pair("bob"), proof(theirs, 3)));
        alice.settle();
        RecordingLink carrier = alice.link("erin", pair("bob"), more.head());
        alice.settle();
        assertThat(carrier.said(Fork.class)).isEmpty();
        alice.give(carrier, pair("bob"), more.run());
        alice.settle();
        assertThat(carrier.said(Fork.class)).hasSize(1);
    }

    /** Logs that somebody has with signatures of the second entry and of the last, and that part before that. */
    private static List<Written> freezeLogs(SyncSide side, int count, int ofAuthor) {
        List<Written> logs = new ArrayList<>();
        RecordingLink bringer = side.link("bringer", ROOM);
        for (int i = 0; i < count; i++) {
            Written log = new Written("author" + i / ofAuthor, ROOM, i + 1).sayMany(8);
            side.hear(bringer, new SyncMessage.Pushed(ROOM, log.run(1, SIGNED_BEFORE)));
            side.hear(bringer, new SyncMessage.Pushed(ROOM, log.run(SIGNED_BEFORE + 1, 8)));
            side.hear(bringer, new Fork(ROOM, proof(log, FORKED_AT)));
            logs.add(log);
        }
        side.settle();
        side.drop(bringer);
        return logs;
    }

    /** Brings to each what the other has said, until that is nothing more in this second. */
    private void relay(RecordingLink toOther, SyncSide other, RecordingLink toAlice) {
        for (int i = 0; i < 20; i++) {
            alice.settle();
            other.settle();
            sync(toOther).forEach(message -> other.hear(toAlice, message));
            sync(toAlice).forEach(message -> alice.hear(toOther, message));
        }
        alice.elapse(SECOND, toOther);
        other.elapse(SECOND, toAlice);
    }

    private static List<SyncMessage> sync(RecordingLink link) {
        return link.takeSaid().stream()
                .filter(said -> said instanceof SyncMessage && !(said instanceof SyncMessage.Open))
                .filter(said -> !(said instanceof SyncMessage.Marks))
                .map(SyncMessage.class::cast)
                .toList();
    }

    private static ForkProof proof(Written log, int number) {
        return log.forkedFrom(log.branch(number - 1).say("something else"), number);
    }

    /** That bob's log parts at 16, with branches of so many entries that answer so many others each. */
    private ForkProof proof(int steps, int answers) {
        Run.Start start = bobs.run(16, 16).start();
        return new ForkProof(start, branch(start, steps, answers, 1), branch(start, steps, answers, 2));
    }

    private static Branch branch(Run.Start start, int steps, int answers, long hlc) {
        List<Dependency> answered = Collections.nCopies(answers, new Dependency(1, 1, 1));
        Item item = new Item(hlc, Content.TEXT, answered, Bytes.EMPTY);
        Run run = new Run(start, Collections.nCopies(steps, item), Entry.UNSIGNED);
        List<KeptEntry> chain = run.chained(ROOM, 0);
        EntryHeader last = chain.get(steps - 1).header();
        Bytes signature = Bytes.owning(signatureBy("bob", Entry.signed(last)));
        return Branch.of(new Run(start, run.items(), signature).chained(ROOM, 0));
    }

    private static Run unsigned(Run run) {
        return new Run(run.start(), run.items(), Entry.UNSIGNED);
    }
}
