package io.eddy.peer;

import io.eddy.Rejected;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the operator wants something written to. */
record ExportFile(Path path) {

    /** The file of a name as it was typed; a relative one is in the folder in which the daemon was started. */
    static ExportFile named(String name) {
        if (name.isEmpty()) {
            throw new Rejected("a file needs a name");
        }
        try {
            return new ExportFile(Path.of(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new Rejected("'" + name + "' cannot be the name of a file: " + e.getReason());
        }
    }

    /** Refuses whatever is no file to be overwritten: a folder, a device, a pipe. May take long. */
    void check() {
        if (Files.isDirectory(path)) {
            throw new Rejected(path + " is a folder; name a file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new Rejected(path + " is no ordinary file, and is left as it is");
        }
    }

    /** Writes it, over what it held. May take long. */
    void write(String text) {
        check();
        try {
            Files.writeString(path, text);
        } catch (NoSuchFileException e) {
            throw new Rejected("cannot write " + path + ": there is no folder " + path.getParent());
        } catch (AccessDeniedException e) {
            throw new Rejected("cannot write " + path + ": the system does not permit it");
        } catch (FileSystemException e) {
            throw new Rejected("cannot write " + path + ": " + e.getReason());
        } catch (IOException e) {
            throw new Rejected("cannot write " + path + ": " + e.getMessage());
        }
    }
}
