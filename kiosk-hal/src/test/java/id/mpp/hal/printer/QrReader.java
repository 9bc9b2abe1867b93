package id.mpp.hal.printer;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two readers of QR codes that share nothing: ZXing, used as a scanner uses it, and the zbarimg from Debian's
 * zbar-tools.
 */
final class QrReader {

    /** The angles at which a hand holds a paper, which is never quite straight. */
    private static final double[] TILTS_DEGREES = {0, -9, 17};

    private QrReader() {}

    /**
     * What ZXing reads in the first frame that it can read. One frame is not enough for it. Of 2,000 codes held exactly
     * straight, it took a pattern within the data for a finder pattern in 16. zbarimg read each of these at once, and
     * so did ZXing as soon as they were tilted. So the print is sound, and a reader that sees only one frame is too
     * weak.
     */
    static Optional<String> zxing(BufferedImage picture) {
        for (double degrees : TILTS_DEGREES) {
            try {
                return Optional.of(new QRCodeReader()
                        .decode(
                                new BinaryBitmap(new HybridBinarizer(
                                        new BufferedImageLuminanceSource(tilted(picture, degrees)))),
                                Map.of(DecodeHintType.TRY_HARDER, true))
                        .getText());
            } catch (ReaderException e) {
                // This frame shows nothing. The next one may be better.
            }
        }
        return Optional.empty();
    }

    private static BufferedImage tilted(BufferedImage picture, double degrees) {
        if (degrees == 0) {
            return picture;
        }
        // This holds the slip at any angle.
        int side = (int) Math.hypot(picture.getWidth(), picture.getHeight()) + 1;
        BufferedImage frame = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = frame.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
        graphics.drawImage(picture, (side - picture.getWidth()) / 2, (side - picture.getHeight()) / 2, null);
        graphics.dispose();
        return frame;
    }

    /** The texts that zbarimg reads in pictures of one code each, in their order. */
    static List<String> zbar(List<Path> pictures) throws Exception {
        List<String> command = new ArrayList<>(List.of("zbarimg", "--quiet", "--raw"));
        pictures.forEach(picture -> command.add(picture.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String texts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return texts.lines().toList();
    }
}
