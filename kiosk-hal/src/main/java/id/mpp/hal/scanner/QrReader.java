package id.mpp.hal.scanner;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Optional;

/**
 * Finds a QR code in pictures of a camera. Light codes on dark, as on a phone in dark mode, and slanted codes are tried
 * only from time to time, because each try costs as much as the picture itself.
 */
final class QrReader {

    private static final int INVERTED_EVERY = 3;
    private static final int TURNED_EVERY = 5;

    private final QRCodeReader reader = new QRCodeReader();
    private int looks;

    Optional<String> read(GreyPicture picture) {
        looks++;
        Optional<String> found = decode(source(picture));
        if (found.isEmpty() && looks % INVERTED_EVERY == 0) {
            found = decode(source(picture).invert());
        }
        if (found.isEmpty() && looks % TURNED_EVERY == 0) {
            found = decode(source(picture.turned()));
        }
        return found;
    }

    private static LuminanceSource source(GreyPicture picture) {
        return new PlanarYUVLuminanceSource(
                picture.points(), picture.width(), picture.height(), 0, 0, picture.width(), picture.height(), false);
    }

    private Optional<String> decode(LuminanceSource source) {
        try {
            return Optional.of(
                    reader.decode(new BinaryBitmap(new HybridBinarizer(source))).getText());
        } catch (ReaderException e) {
            // Most pictures hold no code, which ZXing reports in this way.
            return Optional.empty();
        }
    }
}
