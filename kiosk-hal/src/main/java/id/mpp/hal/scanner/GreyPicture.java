package id.mpp.hal.scanner;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The brightness of a picture, one byte for each point, row after row. */
record GreyPicture(byte[] points, int width, int height) {

    /** Four times 1920 × 1080. A larger picture comes from no camera and would fill the memory. */
    private static final int MAX_POINTS = 8_300_000;

    /** The picture in a JPEG, or empty where it is broken or too large. */
    static Optional<GreyPicture> ofJpeg(byte[] jpeg, int length) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg, 0, length))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_POINTS) {
                return Optional.empty();
            }
            return brightness(reader.readRaster(0, null));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The JDK's reader answers broken data with any of these. The caller counts it.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    /** The first band as it is stored, which is the brightness of colour and grey pictures alike. */
    private static Optional<GreyPicture> brightness(Raster raster) {
        if (!(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
            return Optional.empty();
        }
        byte[] stored = buffer.getData();
        int bands = raster.getNumBands();
        byte[] points = new byte[raster.getWidth() * raster.getHeight()];
        for (int i = 0; i < points.length; i++) {
            points[i] = stored[i * bands];
        }
        return Optional.of(new GreyPicture(points, raster.getWidth(), raster.getHeight()));
    }

    /**
     * The picture turned by 45 degrees around its middle, in the same frame. Points from outside the picture are white.
     */
    GreyPicture turned() {
        byte[] turned = new byte[points.length];
        double half = Math.sqrt(0.5);
        for (int y = 0; y < height; y++) {
            double dy = y - height / 2.0;
            for (int x = 0; x < width; x++) {
                double dx = x - width / 2.0;
                int fromX = (int) Math.round(width / 2.0 + half * (dx - dy));
                int fromY = (int) Math.round(height / 2.0 + half * (dx + dy));
                boolean there = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
                turned[y * width + x] = there ? points[fromY * width + fromX] : (byte) 0xFF;
            }
        }
        return new GreyPicture(turned, width, height);
    }
}
