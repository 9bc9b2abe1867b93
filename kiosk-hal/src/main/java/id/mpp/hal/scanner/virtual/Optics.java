package id.mpp.hal.scanner.virtual;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Light and lens of a virtual scanner. It turns pictures into codes, and codes into the pictures that a camera would
 * take of them.
 */
final class Optics {

    /** The size of a photograph from a phone. Larger ones would only take memory. */
    private static final int MAX_POINTS = 25_000_000;

    private static final int FRAME_WIDTH = 640;
    private static final int FRAME_HEIGHT = 480;
    private static final int CODE_SIZE = 400;

    private Optics() {}

    /** Reads a picture. Empty when the bytes are no picture or a far too large one. */
    static Optional<BufferedImage> picture(byte[] bytes) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0) > MAX_POINTS
                        ? Optional.empty()
                        : Optional.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    /** The text of the QR code in a picture. */
    static Optional<String> read(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] points = picture.getRGB(0, 0, width, height, null, 0, width);
        MultiFormatReader reader = new MultiFormatReader();
        reader.setHints(Map.of(
                DecodeHintType.POSSIBLE_FORMATS,
                List.of(BarcodeFormat.QR_CODE),
                DecodeHintType.TRY_HARDER,
                true,
                DecodeHintType.ALSO_INVERTED,
                true));
        try {
            return Optional.of(reader.decodeWithState(
                            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, points))))
                    .getText());
        } catch (NotFoundException e) {
            // The picture holds no code, which ZXing reports in this way.
            return Optional.empty();
        }
    }

    /** A QR code of this text. */
    static BufferedImage draw(String text) {
        try {
            BitMatrix code = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            CODE_SIZE,
                            CODE_SIZE,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
            BufferedImage image = new BufferedImage(CODE_SIZE, CODE_SIZE, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < CODE_SIZE; y++) {
                for (int x = 0; x < CODE_SIZE; x++) {
                    image.setRGB(x, y, code.get(x, y) ? 0 : 0xFFFFFF);
                }
            }
            return image;
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " characters of this kind", e);
        }
    }

    /** A camera's frame in JPEG, with this picture in the middle, as large as it fits. */
    static byte[] frame(BufferedImage picture) throws IOException {
        BufferedImage frame = new BufferedImage(FRAME_WIDTH, FRAME_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = frame.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, FRAME_WIDTH, FRAME_HEIGHT);
        double scale = Math.min(
                1.0, Math.min((double) FRAME_WIDTH / picture.getWidth(), (double) FRAME_HEIGHT / picture.getHeight()));
        int width = (int) (picture.getWidth() * scale);
        int height = (int) (picture.getHeight() * scale);
        graphics.drawImage(picture, (FRAME_WIDTH - width) / 2, (FRAME_HEIGHT - height) / 2, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(frame, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** What a camera sees while nobody is there. */
    static byte[] emptyFrame() throws IOException {
        return frame(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    }
}
