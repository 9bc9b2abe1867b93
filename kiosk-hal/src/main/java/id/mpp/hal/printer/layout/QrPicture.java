package id.mpp.hal.printer.layout;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code as rows of dots, for printers that cannot draw one. Without quiet zone: the white of the paper around it is
 * wider than the four modules that are asked for.
 *
 * @param rows one bit for each dot, the leftmost the highest, rows padded to whole bytes
 */
public record QrPicture(int bytesPerRow, int rowCount, byte[] rows) {

    /**
     * A picture is sent in bands this high, so that a broken one swallows at most a few hundred bytes of the next slip.
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
