package id.mpp.kiosk.printing;

import id.mpp.hal.printer.Slip;
import id.mpp.program.ConfigurationException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Makes a logo for paper of a picture: as wide as the paper at most, and every dot black or white. */
public final class LogoFile {
    /** A logo is a few kilobytes; a photograph of many megabytes would be the wrong file. */
    public static final int BYTES_AT_MOST = 2 * 1024 * 1024;

    /** Pixels on a side, looked at before any memory is given to the picture. */
    private static final int SIDE_AT_MOST = 4_000;

    private static final int HALF_GREY = 128;

    private LogoFile() {}

    /**
     * Reads a PNG, or another kind that this Java reads. A larger one is made smaller; what is transparent is white.
     *
     * @param dotsPerLine printable width
     */
    public static Slip.Picture read(Path file, int dotsPerLine) throws ConfigurationException {
        try {
            if (Files.size(file) > BYTES_AT_MOST) {
                throw wrong(file, "is larger than 2 MiB", null);
            }
            return parse(file, Files.readAllBytes(file), dotsPerLine);
        } catch (IOException e) {
            throw wrong(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The same of bytes that were read already; {@code file} is how the administrator knows them. */
    public static Slip.Picture parse(Path file, byte[] bytes, int dotsPerLine) throws ConfigurationException {
        try {
            return dots(onWhite(decode(file, bytes), dotsPerLine));
        } catch (IOException e) {
            throw wrong(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static BufferedImage decode(Path file, byte[] bytes) throws IOException, ConfigurationException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw wrong(file, "is no picture that this program knows", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if (reader.getWidth(0) > SIDE_AT_MOST || reader.getHeight(0) > SIDE_AT_MOST) {
                    throw wrong(
                            file,
                            "has " + reader.getWidth(0) + " × " + reader.getHeight(0) + " pixels, over " + SIDE_AT_MOST
                                    + " on a side",
                            null);
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException e) {
            // Damaged pictures make readers throw anything.
            throw wrong(file, "is damaged (" + e + ")", e);
        }
    }

    private static BufferedImage onWhite(BufferedImage picture, int dotsPerLine) {
        double scale = Math.min(
                1,
                Math.min(
                        (double) dotsPerLine / picture.getWidth(),
                        (double) Slip.PICTURE_ROWS_AT_MOST / picture.getHeight()));
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return grey;
    }

    private static Slip.Picture dots(BufferedImage grey) {
        int bytesPerRow = grey.getWidth() / 8 + (grey.getWidth() % 8 == 0 ? 0 : 1);
        byte[] rows = new byte[bytesPerRow * grey.getHeight()];
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                if (grey.getRaster().getSample(x, y, 0) < HALF_GREY) {
                    rows[y * bytesPerRow + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return new Slip.Picture(bytesPerRow, grey.getHeight(), rows);
    }

    private static ConfigurationException wrong(Path file, String what, @Nullable Exception cause) {
        String message = "the logo " + file + " " + what + "; expected a PNG of at most " + SIDE_AT_MOST
                + " pixels on a side and 2 MiB (printer.logo)";
        return cause == null ? new ConfigurationException(message) : new ConfigurationException(message, cause);
    }
}
