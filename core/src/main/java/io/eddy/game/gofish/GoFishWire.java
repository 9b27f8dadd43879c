package io.eddy.game.gofish;

import static io.eddy.wire.TagTable.row;

import io.eddy.game.gofish.GoFishWord.Closed;
import io.eddy.game.gofish.GoFishWord.Commit;
import io.eddy.game.gofish.GoFishWord.Complaint;
import io.eddy.game.gofish.GoFishWord.Disclosed;
import io.eddy.game.gofish.GoFishWord.Ended;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.GoFishWord.Reveal;
import io.eddy.game.gofish.GoFishWord.Sealed;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Catch;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.TagTable;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/**
 * How words of Go Fish are written: one byte that is the version, one that says which word, its fields. A tag, once
 * released, keeps its meaning for ever.
 */
public final class GoFishWire {
    static final int VERSION = 1;

    /** As much as is shown in one line. */
    private static final int MAX_REASON_BYTES = 200;

    private static final Codec<List<Opening>> OPENINGS = Opening.CODEC.listOf(Deck.SIZE);

    private static final TagTable<Move> MOVES = new TagTable<>(
            row(
                    0x01,
                    Ask.class,
                    Codec.record(
                            Codec.field(Codec.U8, Ask::seat),
                            Codec.field(Codec.U8, Ask::from),
                            Codec.field(Codec.enumeration(Rank.class), Ask::rank),
                            Ask::new)),
            row(
                    0x02,
                    Answer.class,
                    Codec.record(
                            Codec.field(Codec.U8, Answer::seat), Codec.field(OPENINGS, Answer::openings), Answer::new)),
            row(
                    0x03,
                    Catch.class,
                    Codec.record(
                            Codec.field(Codec.U8, Catch::seat),
                            Codec.field(Opening.CODEC, Catch::opening),
                            Catch::new)),
            row(
                    0x04,
                    Lay.class,
                    Codec.record(Codec.field(Codec.U8, Lay::seat), Codec.field(OPENINGS, Lay::openings), Lay::new)));

    private static final Codec<Bytes> SECRET = Codec.bytes(FairShuffle.SECRET_BYTES);

    static final TagTable<GoFishWord> TAGS = new TagTable<>(
            row(
                    0x01,
                    Commit.class,
                    Codec.record(Codec.field(Codec.bytes(Digests.BYTES), Commit::commitment), Commit::new)),
            row(0x02, Reveal.class, Codec.record(Codec.field(SECRET, Reveal::secret), Reveal::new)),
            row(
                    0x03,
                    Sealed.class,
                    Codec.record(
                            Codec.field(Codec.of(GoFishWire::writeDeck, GoFishWire::readDeck), Sealed::deck),
                            Sealed::new)),
            row(
                    0x04,
                    Moved.class,
                    Codec.record(
                            Codec.field(Codec.BOOL, Moved::overdue),
                            Codec.field(
                                    Codec.of((out, move) -> MOVES.encode(move, out), GoFishWire::move), Moved::move),
                            (overdue, move) -> new Moved(move, overdue))),
            row(0x05, Complaint.class, Codec.record(Codec.field(Whisper.CODEC, Complaint::whisper), Complaint::new)),
            row(0x06, Disclosed.class, Codec.record(Codec.field(SECRET, Disclosed::secret), Disclosed::new)),
            row(0x07, Closed.class, Codec.empty(new Closed())),
            row(0x08, Ended.class, Codec.record(Codec.field(Codec.text(MAX_REASON_BYTES), Ended::reason), Ended::new)));

    private GoFishWire() {}

    public static Bytes encode(GoFishWord word) {
        WireWriter out = new WireWriter();
        out.u8(VERSION);
        TAGS.encode(word, out);
        return Bytes.owning(out.toByteArray());
    }

    /** The word that these bytes are; nothing when they are none, or not in its one encoding. Total. */
    public static Optional<GoFishWord> decode(Bytes words) {
        WireReader in = new WireReader(words.array());
        try {
            if (in.u8() != VERSION) {
                return Optional.empty();
            }
            GoFishWord word = TAGS.decode(in);
            in.expectEnd();
            return Optional.ofNullable(word);
        } catch (MalformedFrame notAWord) {
            return Optional.empty();
        }
    }

    private static Move move(WireReader in) {
        Move move = MOVES.decode(in);
        if (move == null) {
            throw new MalformedFrame("no such move");
        }
        return move;
    }

    private static void writeDeck(WireWriter out, SealedDeck deck) {
        deck.seals().forEach(seal -> out.raw(seal.array()));
    }

    private static SealedDeck readDeck(WireReader in) {
        return new SealedDeck(Slot.ALL.stream()
                .map(slot -> Bytes.owning(in.raw(Digests.BYTES)))
                .toList());
    }
}
