package io.eddy.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where daemons keep their data unless they are told, after the XDG base directory specification. */
public final class XdgData {
    /** File systems allow a name 255 bytes; a name of 32 letters of a far script takes 384 here. */
    private static final int MAX_NAME_BYTES = 200;

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Path home;

    /**
     * The data home of a user.
     *
     * @param xdgDataHome the variable {@code XDG_DATA_HOME}; to be ignored, says the specification, if it is not
     * absolute
     */
    XdgData(@Nullable String xdgDataHome, Path userHome) {
        boolean usable = xdgDataHome != null && Path.of(xdgDataHome).isAbsolute();
        this.home = usable ? Path.of(xdgDataHome) : userHome.resolve(".local/share");
    }

    /** That of the user who runs this process. */
    public static XdgData ofThisUser() {
        return new XdgData(System.getenv("XDG_DATA_HOME"), Path.of(System.getProperty("user.home")));
    }

    public Path manager() {
        return home.resolve("eddy/manager");
    }

    /** Names that count as equal share a folder; no two others do. */
    public Path peer(String name) {
        return home.resolve("eddy/peers").resolve(fileName(name));
    }

    /** Lower-case, because some file systems tell no case apart, and ASCII, because some locales know nothing else. */
    private static String fileName(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        byte[] bytes = folded.getBytes(StandardCharsets.UTF_8);
        StringBuilder safe = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = PLAIN.indexOf(b) >= 0;
            safe.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02x", b & 0xff));
        }
        if (safe.length() == 0) {
            throw new IllegalArgumentException("a peer without a name has no folder");
        }
        return safe.length() <= MAX_NAME_BYTES ? safe.toString() : "%" + digest(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
