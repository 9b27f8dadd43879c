package io.eddy.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A file that holds a secret and nothing else.
 *
 * @param lengthBytes how long the secret is
 */
public record KeyFile(Path path, int lengthBytes) {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    /**
     * The secret in the file, or a fresh one that is in the file when this returns.
     *
     * @param warning told in a sentence when others can get at the secret
     */
    public byte[] readOrCreate(Supplier<byte[]> fresh, Consumer<String> warning) throws DataUnusable {
        try {
            byte[] secret = Files.readAllBytes(path);
            if (secret.length != lengthBytes) {
                throw new DataUnusable("The key file " + path + " has " + secret.length + " bytes instead of "
                        + lengthBytes + "; put the right one back, or remove it to begin with a new identity.");
            }
            warnIfOpenToOthers(warning);
            return secret;
        } catch (NoSuchFileException none) {
            return create(fresh.get());
        } catch (DataUnusable refused) {
            throw refused;
        } catch (IOException failure) {
            throw new DataUnusable("The key file " + path + " cannot be read: " + failure, failure);
        }
    }

    private byte[] create(byte[] secret) throws DataUnusable {
        if (secret.length != lengthBytes) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes for " + path);
        }
        try {
            new SmallFile(path).write(secret);
            return secret;
        } catch (IOException failure) {
            throw new DataUnusable("The key file " + path + " cannot be written: " + failure, failure);
        }
    }

    private void warnIfOpenToOthers(Consumer<String> warning) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
            warning.accept("Others can get at the secret key in " + path + "; its mode should be 600.");
        }
    }
}
