package io.eddy.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that are installed on this computer. */
final class Programs {
    /** Where administrators' programs are; most people's paths lack these. */
    private static final List<String> FOR_ADMINISTRATORS = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

    private Programs() {}

    static boolean isInstalled(String name) {
        List<String> folders = new ArrayList<>(FOR_ADMINISTRATORS);
        folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
        return folders.stream().anyMatch(folder -> isIn(folder, name));
    }

    private static boolean isIn(String folder, String name) {
        try {
            return !folder.isEmpty() && Files.isExecutable(Path.of(folder, name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
