package io.eddy;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two ids for two people to compare over another way of talking. */
public record Fingerprints(PeerId own, String ownName, PeerId other, String otherName) {
    /** Together 132 bits: to make a key whose words are the same is as hard as to guess one. */
    private static final int WORDS = 12;

    private static final String DOMAIN = "eddy verify 1\n";

    /**
     * Words that both sides see alike: of the SHA-256 of both ids, the lower first, 11 bits each from the front, in the
     * English word list of BIP 39.
     */
    public List<String> words() {
        BigInteger rest = new BigInteger(
                1,
                Bytes.sha256(DOMAIN.getBytes(StandardCharsets.US_ASCII), lower().toBytes(), higher().toBytes())
                        .array());
        List<String> list = wordList();
        int bitsAWord = Integer.numberOfTrailingZeros(list.size());
        List<String> words = new ArrayList<>(WORDS);
        for (int shift = 256 - bitsAWord; words.size() < WORDS; shift -= bitsAWord) {
            words.add(list.get(rest.shiftRight(shift).intValue() & (list.size() - 1)));
        }
        return words;
    }

    /** What a picture of both ids says, alike on both sides, in letters that make the picture small. */
    public String code() {
        return ("eddy:" + lower().hex() + ":" + higher().hex()).toUpperCase(Locale.ROOT);
    }

    private PeerId lower() {
        return own.compareTo(other) < 0 ? own : other;
    }

    private PeerId higher() {
        return own.compareTo(other) < 0 ? other : own;
    }

    private static List<String> wordList() {
        try (InputStream words = Fingerprints.class.getResourceAsStream("words.txt")) {
            if (words == null) {
                throw new IllegalStateException("the word list is missing from the jar");
            }
            return new String(words.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
