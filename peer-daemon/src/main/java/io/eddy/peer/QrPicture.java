package io.eddy.peer;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) in the letters of a terminal, two modules above each other in one. What is light is drawn
 * and what is dark is left out, for a terminal with light letters on a dark ground, as most are.
 */
final class QrPicture {
    /** Half of what the standard wants: the ground of the terminal is beyond it. */
    private static final int QUIET_MODULES = 2;

    private QrPicture() {}

    /** The lines of the code of a text. */
    static List<String> of(String text) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L);
        hints.put(EncodeHintType.MARGIN, QUIET_MODULES);
        try {
            return lines(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " letters", e);
        }
    }

    private static List<String> lines(BitMatrix dark) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < dark.getHeight(); y += 2) {
            StringBuilder line = new StringBuilder(dark.getWidth());
            for (int x = 0; x < dark.getWidth(); x++) {
                boolean upper = !dark.get(x, y);
                boolean lower = y + 1 == dark.getHeight() || !dark.get(x, y + 1);
                line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
