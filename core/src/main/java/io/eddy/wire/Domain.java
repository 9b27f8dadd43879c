package io.eddy.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What all that is signed (or derived) for one purpose begins with, so that no signature of a key can be taken for one
 * of another purpose of the same key.
 *
 * @param words ASCII, with the version of what follows, to the end of the line
 */
public record Domain(String words) {
    /** Its words, then what is signed. */
    public byte[] with(byte[] content) {
        byte[] first = words.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(first, first.length + content.length);
        System.arraycopy(content, 0, whole, first.length, content.length);
        return whole;
    }
}
