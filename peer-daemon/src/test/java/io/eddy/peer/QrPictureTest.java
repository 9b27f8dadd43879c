package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.eddy.Fingerprints;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn is read again by a reader of such codes. */
final class QrPictureTest {
    private static final int PIXELS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"bob", "carol", "dora", "eve", "mallory"})
    void aReaderReadsWhatIsDrawn(String other) throws ReaderException {
        String text = new Fingerprints(id("alice"), "alice", id(other), other).code();
        List<String> lines = QrPicture.of(text);

        assertThat(lines)
                .hasSizeLessThan(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(read(lines)).isEqualTo(text);
    }

    private static PeerId id(String name) {
        return PeerId.fromBytes(
                Bytes.sha256(name.getBytes(StandardCharsets.UTF_8)).array());
    }

    private static String read(List<String> lines) throws ReaderException {
        LuminanceSource seen = new Screen(lines);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(seen)))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no code in\n" + String.join("\n", lines), e);
        }
    }

    /** The letters as light and dark squares. */
    private static final class Screen extends LuminanceSource {
        private final List<String> lines;

        Screen(List<String> lines) {
            super(lines.get(0).length() * PIXELS, 2 * lines.size() * PIXELS);
            this.lines = lines;
        }

        @Override
        public byte[] getRow(int y, byte[] row) {
            String line = lines.get(y / PIXELS / 2);
            boolean upper = y / PIXELS % 2 == 0;
            byte[] seen = new byte[getWidth()];
            for (int x = 0; x < seen.length; x++) {
                char letter = line.charAt(x / PIXELS);
                boolean light = letter == '█' || letter == (upper ? '▀' : '▄');
                seen[x] = (byte) (light ? 255 : 0);
            }
            return seen;
        }

        @Override
        public byte[] getMatrix() {
            byte[] all = new byte[getWidth() * getHeight()];
            for (int y = 0; y < getHeight(); y++) {
                System.arraycopy(getRow(y, new byte[0]), 0, all, y * getWidth(), getWidth());
            }
            return all;
        }
    }
}
