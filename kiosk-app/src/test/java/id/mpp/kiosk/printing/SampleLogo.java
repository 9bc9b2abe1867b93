package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A logo for tests. */
final class SampleLogo {
    private SampleLogo() {}

    /** The left half black, the right half transparent. */
    static Path png(Path folder, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, Math.max(1, width / 2), height);
        graphics.dispose();
        Path file = folder.resolve("logo-" + width + ".png");
        assertTrue(ImageIO.write(picture, "png", file.toFile()));
        return file;
    }
}
