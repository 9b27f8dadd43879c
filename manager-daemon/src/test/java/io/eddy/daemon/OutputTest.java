package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void textIsUtf8AndAllThereAfterTheClose() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Output output = new Output(stream);

        output.print("a line\n");
        output.print("日本\n");
        output.close();

        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n日本\n");
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpNobodyAndCostsBoundedMemory() {
        CountDownLatch never = new CountDownLatch(1);
        Output output = new Output((Output.Sink) text -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        String line = "x".repeat(1 << 20) + "\n";

        for (int i = 0; i < 100; i++) {
            output.print(line);
        }

        assertThat(output.queuedChars()).isLessThanOrEqualTo(Output.MAX_QUEUED_CHARS);
        never.countDown();
        output.close();
    }

    @Test
    void aReaderThatIsGoneEndsNothing() {
        Output output = new Output((Output.Sink) text -> {
            throw new IOException("Broken pipe");
        });

        output.print("a line\n");
        output.close();
        output.print("another line\n");

        assertThat(output.queuedChars()).isZero();
    }
}
