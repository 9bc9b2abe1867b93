package id.mpp.hal.printer.virtual;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A piece of paper as it came out, one bit for each dot. Immutable. */
public final class PrintedSlip {

    private static final int DOTS_PER_MM = 8;

    private final long number;
    private final BufferedImage picture;
    private final List<String> lines;
    private final List<String> qrCodes;

    PrintedSlip(long number, BufferedImage picture, List<String> lines, List<String> qrCodes) {
        this.number = number;
        this.picture = picture;
        this.lines = List.copyOf(lines);
        this.qrCodes = List.copyOf(qrCodes);
    }

    /** 1 for the first slip of this printer, then counting up. */
    public long number() {
        return number;
    }

    /** The text, line by line from the top; empty lines are left out. */
    public List<String> lines() {
        return lines;
    }

    /** The contents of the codes that the printer drew itself. A code that came as a picture is in the picture only. */
    public List<String> qrCodes() {
        return qrCodes;
    }

    public int lengthMm() {
        return picture.getHeight() / DOTS_PER_MM;
    }

    /** The picture as a PNG file, black on white, made anew at each call (about 10 ms). */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("this Java cannot write PNG: is java.desktop complete?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a picture to memory", e);
        }
        return bytes.toByteArray();
    }
}
