package id.mpp.kiosk.web.ticket;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A QR code for the screen, for the time when there is no paper. */
final class QrSvg {
    /** The quiet zone of the standard, in modules. */
    private static final int MARGIN = 4;

    private QrSvg() {}

    static byte[] of(String text) {
        BitMatrix matrix = encode(text);
        StringBuilder path = new StringBuilder(4_096);
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        String svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
            <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s" fill="#000"/></svg>
            """.formatted(matrix.getWidth(), path);
        return svg.getBytes(StandardCharsets.UTF_8);
    }

    private static BitMatrix encode(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    MARGIN));
        } catch (WriterException e) {
            throw new IllegalStateException("an address of a ticket always fits into a QR code", e);
        }
    }
}
