package id.mpp.hal.printer.layout;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code as rows of dots, for printers that cannot draw one. It has no quiet zone, because the white paper around it
 * is wider than the required four modules.
 *
 * @param rows one bit for each dot, the leftmost in the highest bit, rows padded to whole bytes
 */
public record QrPicture(int bytesPerRow, int rowCount, byte[] rows) {

    /**
     * The height of the bands in which a picture is sent. A broken band swallows at most a few hundred bytes of the
     * next slip.
     */
    public static final int ROWS_PER_BAND = 24;

    public static QrPicture of(String content, int dotsPerLine) {
        ByteMatrix modules = modules(content);
        int dots = QrSize.moduleDots(content.length(), dotsPerLine);
        int side = modules.getWidth() * dots;
        int bytesPerRow = (side + 7) / 8;
        byte[] rows = new byte[bytesPerRow * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (modules.get(x / dots, y / dots) == 1) {
                    rows[y * bytesPerRow + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return new QrPicture(bytesPerRow, side, rows);
    }

    private static ByteMatrix modules(String content) {
        try {
            return Encoder.encode(content, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("cannot make a QR code of " + content.length() + " characters", e);
        }
    }
}
