package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README, as a reader would copy it. */
final class ReadmeTest {
    private static final Pattern PROGRAM =
            Pattern.compile("```java\\R(import io\\.eddy.*?public class (\\w+).*?)```", Pattern.DOTALL);

    @Test
    @Timeout(60)
    void itsProgramIsShortAndRuns(@TempDir Path folder) throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../README.md")));
        assertThat(program.find()).as("a program in the README").isTrue();
        String source = program.group(1);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(20);

        Path file = Files.writeString(folder.resolve(program.group(2) + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = Path.of(Peer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-d", folder.toString(), file.toString()))
                .as("errors of the compiler")
                .isZero();

        assertThat(output(folder, program.group(2)))
                .contains("alice sent ")
                .contains("bob heard MessageReceived")
                .contains("text=hi bob");
    }

    private static String output(Path folder, String mainClass) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader());
                PrintStream capture = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            loader.loadClass(mainClass).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
