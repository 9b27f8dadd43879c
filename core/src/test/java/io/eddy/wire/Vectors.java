package io.eddy.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code PROTOCOL.md} says in a form that can be read: vectors, lists of codes, messages, the conversation. */
public final class Vectors {
    private static final Path DOCUMENT = Path.of("PROTOCOL.md");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)\\n```$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\w+) ([0-9a-f]{2}) \\| ([0-9a-f]{2}) \\| (\\w+) \\|.*\\|.*\\|$");
    private static final Pattern SPEECH = Pattern.compile("(\\w+) -> (\\w+): ([\\w.]+)");
    private static final String DOCUMENTED = read();

    /** One row of the table of all messages. */
    public record Row(String channel, int number, int tag, String message) {}

    /** One frame of the conversation, with its length. */
    public record Speech(String from, String to, String message, Bytes frame) {}

    private Vectors() {}

    /** The vectors of one channel, {@code Hello} or {@code Find/name} to the bytes of a frame without its length. */
    public static Map<String, Bytes> of(String channel) {
        Map<String, Bytes> vectors = new LinkedHashMap<>();
        for (List<String> block : blocks("vector")) {
            String name = block.get(0);
            if (name.startsWith(channel + ".")) {
                Bytes twice = vectors.put(name.substring(channel.length() + 1), bytes(block.subList(1, block.size())));
                if (twice != null) {
                    throw new AssertionError(name + " has two vectors");
                }
            }
        }
        return vectors;
    }

    /** The table of all messages. */
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Matcher row = ROW.matcher(DOCUMENTED); row.find(); ) {
            rows.add(new Row(row.group(1), hex(row.group(2)), hex(row.group(3)), row.group(4)));
        }
        return rows;
    }

    /** A list of codes: the names in the order of their numbers, which have no gaps. */
    public static List<String> codes(String name) {
        for (List<String> block : blocks("code")) {
            if (block.get(0).equals(name)) {
                List<String> codes = new ArrayList<>();
                for (String line : block.subList(1, block.size())) {
                    String[] words = line.split(" +", 3);
                    if (Integer.parseInt(words[0]) != codes.size()) {
                        throw new AssertionError(name + " " + words[1] + " is not number " + codes.size());
                    }
                    codes.add(words[1]);
                }
                return codes;
            }
        }
        throw new AssertionError("no codes of " + name);
    }

    /** The conversation, frame by frame. */
    public static List<Speech> conversation() {
        List<Speech> speeches = new ArrayList<>();
        for (List<String> block : blocks("conversation")) {
            for (int at = 0; at < block.size(); at++) {
                Matcher head = SPEECH.matcher(block.get(at));
                if (!head.matches()) {
                    throw new AssertionError("who says this: " + block.get(at));
                }
                int end = at + 1;
                while (end < block.size() && !block.get(end).isEmpty()) {
                    end++;
                }
                Bytes frame = bytes(block.subList(at + 1, end));
                speeches.add(new Speech(head.group(1), head.group(2), head.group(3), frame));
                at = end;
            }
        }
        return speeches;
    }

    private static List<List<String>> blocks(String kind) {
        List<List<String>> blocks = new ArrayList<>();
        for (Matcher fenced = FENCED.matcher(DOCUMENTED); fenced.find(); ) {
            if (fenced.group(1).equals(kind)) {
                blocks.add(fenced.group(2).lines().toList());
            }
        }
        return blocks;
    }

    private static Bytes bytes(List<String> lines) {
        StringBuilder hex = new StringBuilder();
        for (String line : lines) {
            int comment = line.indexOf('#');
            hex.append(comment < 0 ? line : line.substring(0, comment));
        }
        return Bytes.fromHex(hex.toString().replace(" ", ""));
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }

    private static String read() {
        try {
            return Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
