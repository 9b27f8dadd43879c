package io.eddy.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Java program of the test class path in a process of its own. */
public record Child(Process process) implements AutoCloseable {

    public static Child start(Class<?> main, Path folder) throws IOException {
        return new Child(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What it prints; to be asked once. */
    public BufferedReader output() {
        return process.inputReader();
    }

    /** Ends it with SIGKILL, and gives the rest of what it had printed. */
    public List<String> kill(BufferedReader output) throws InterruptedException {
        // By its handle, because the process itself would close its output as well.
        process.toHandle().destroyForcibly();
        List<String> rest = output.lines().toList();
        process.waitFor();
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
