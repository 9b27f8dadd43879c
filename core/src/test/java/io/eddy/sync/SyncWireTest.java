package io.eddy.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.SampleEntries;
import io.eddy.node.PeerId;
import io.eddy.sync.ForkProof.Branch;
import io.eddy.sync.SyncMessage.Carry;
import io.eddy.sync.SyncMessage.Fork;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Mark;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Piece;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.wire.Bytes;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SyncWireTest implements WireContract<SyncMessage> {
    private static final Bytes PAIR = SampleEntries.PAIR;
    private static final LogId ALICES = new LogId(SampleEntries.ALICE.id(), SampleEntries.ALICES_LOG);
    private static final PeerId BOB = SampleEntries.BOB.id();

    private final Entry first = SampleEntries.first();
    private final Entry answer = SampleEntries.answer();
    private final Run both =
            new Run(Run.of(first).start(), List.of(Item.of(first), Item.of(answer)), answer.signature());
    private final ForkProof proof = new ForkProof(
            Run.of(first).start(),
            Branch.of(Run.of(first).chained(PAIR, 0)),
            Branch.of(Run.of(SampleEntries.forked()).chained(PAIR, 0)));

    @Override
    public String channel() {
        return SyncWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return SyncWire.CHANNEL.number();
    }

    @Override
    public TagTable<SyncMessage> tags() {
        return SyncWire.TAGS;
    }

    @Override
    public Map<String, SyncMessage> samples() {
        return Map.of(
                "Open", new Open(0x0123456789abcdefL),
                "Marks", new Marks(List.of(new Mark(0x1122334455667788L, 0x99aabbccddeeff00L))),
                "Frontier",
                        new Frontier(
                                PAIR, List.of(Head.of(ALICES, 2, answer.header().hash())), false),
                "Have", new Have(PAIR, List.of(Head.of(ALICES, 1, first.header().hash()))),
                "Want", new Want(1, PAIR, List.of(new Stretch(ALICES, 1, 2), new Stretch(new LogId(BOB, 7), 3, 9))),
                "Pushed", new Pushed(PAIR, Run.of(first)),
                "Given", new Given(1, PAIR, List.of(both), List.of(new Refusal(new LogId(BOB, 7), Reason.GONE))),
                "Fork", new Fork(PAIR, proof),
                "Carry", new Carry(BOB, List.of(new Piece(SampleEntries.ALICES_LOG, 2))));
    }

    @Test
    void theReasonsAreDocumented() {
        assertThat(Vectors.codes("Reason")).containsExactly(Reason.UNKNOWN.name(), Reason.GONE.name());
    }

    @Test
    void theReceiptInTheDocumentSaysHowFarItsAuthorIs() {
        assertThat(Receipts.BODY.toBytes(List.of(new Receipts.Received(SampleEntries.ALICES_LOG, 2))))
                .hasSize(2 + 16);
    }

    @Test
    void theSignatureOfTheLastEntryVouchesForTheRun() {
        List<KeptEntry> chain = both.chained(PAIR, 0);
        assertThat(chain.get(0).header()).isEqualTo(first.header());
        assertThat(chain.get(0).entry().signature()).isEqualTo(Entry.UNSIGNED);
        assertThat(chain.get(1).entry()).isEqualTo(answer);
        assertThat(SampleEntries.isSigned(chain.get(1).entry())).isTrue();
    }

    @Test
    void theProofHoldsAndNoneOfItsPartsCanBeAnother() {
        ForkProof.Check check =
                (author, header, signature) -> SampleEntries.isSigned(new Entry(header, signature, Bytes.EMPTY));
        assertThat(proof.holds(PAIR, check)).isTrue();
        assertThat(new ForkProof(proof.start(), proof.one(), proof.one()).holds(PAIR, check))
                .isFalse();
        Branch stolen = new Branch(proof.other().steps(), proof.one().signature());
        assertThat(new ForkProof(proof.start(), proof.one(), stolen).holds(PAIR, check))
                .isFalse();
        assertThat(proof.holds(Bytes.sha256(new byte[1]), check)).isFalse();
    }

    @Test
    void longerListsThanAllowedAreMalformed() {
        WireWriter marks = begin(2);
        marks.u16(SyncMessage.MAX_MARKS + 1);
        refuses(marks, "list of 1025 exceeds 1024");
        WireWriter have = begin(4);
        have.raw(PAIR.array());
        have.u16(SyncMessage.MAX_HEADS + 1);
        refuses(have, "list of 513 exceeds 512");
        WireWriter want = begin(5);
        want.i64(1);
        want.raw(PAIR.array());
        want.u16(SyncMessage.MAX_STRETCHES + 1);
        refuses(want, "list of 65 exceeds 64");
        WireWriter pushed = begin(6);
        pushed.raw(PAIR.array());
        Run.Start.CODEC.encode(both.start(), pushed);
        pushed.u16(Run.MAX_ITEMS + 1);
        refuses(pushed, "list of 257 exceeds 256");
    }
}
