package id.mpp.hal.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final String TEXT = "HTTPS://ANTREAN.EXAMPLE/T/0123456789";

    private final Sightings found = new Sightings();
    private long now;
    private final FrameDecoder decoder = new FrameDecoder(() -> now);

    @Test
    void aCodeInAStreamOfPicturesIsFound() throws Exception {
        byte[] empty = jpeg(scene(0, false, false));
        byte[] code = jpeg(scene(0, false, true));
        feed(empty, code, empty);
        assertEquals(List.of(TEXT), found.codes);
        assertEquals(0, found.garbled);
    }

    @Test
    void darkAndSlantedCodesAreFoundWithinSomePictures() throws Exception {
        for (byte[] picture : List.of(jpeg(scene(0, true, true)), jpeg(scene(45, false, true)))) {
            found.codes.clear();
            for (int i = 0; i < 5; i++) {
                feed(picture);
            }
            assertTrue(found.codes.contains(TEXT));
        }
    }

    @Test
    void tenPicturesASecondAreLookedAt() throws Exception {
        byte[] code = jpeg(scene(0, false, true));
        for (int i = 0; i < 50; i++) {
            decoder.decode(code, code.length, found);
        }
        assertEquals(1, found.codes.size());
        now += 100_000_000;
        decoder.decode(code, code.length, found);
        assertEquals(2, found.codes.size());
    }

    @Test
    void brokenPicturesAreCountedAndDoNoHarm() throws Exception {
        byte[] code = jpeg(scene(0, false, true));
        Random dice = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] broken = code.clone();
            for (int at = 2; at < 600; at += 1 + dice.nextInt(40)) {
                broken[at] = (byte) dice.nextInt(0xFF);
            }
            feed(broken);
        }
        assertTrue(found.garbled > 0);
        feed(code);
        assertEquals(TEXT, found.codes.getLast());
    }

    @Test
    void aPictureWithoutEndIsGivenUp() throws Exception {
        byte[] start = {(byte) 0xFF, (byte) 0xD8};
        byte[] nothing = new byte[FrameDecoder.MAX_FRAME_BYTES];
        feed(start, nothing, nothing);
        assertEquals(1, found.garbled);
        feed(jpeg(scene(0, false, true)));
        assertEquals(List.of(TEXT), found.codes);
    }

    private void feed(byte[]... parts) {
        for (byte[] part : parts) {
            now += 200_000_000;
            for (int from = 0; from < part.length; from += 1_000) {
                byte[] piece = Arrays.copyOfRange(part, from, Math.min(part.length, from + 1_000));
                decoder.decode(piece, piece.length, found);
            }
        }
    }

    private static BufferedImage scene(int degrees, boolean dark, boolean withCode) throws WriterException {
        BufferedImage scene = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scene.createGraphics();
        graphics.setColor(dark ? Color.BLACK : Color.WHITE);
        graphics.fillRect(0, 0, 640, 480);
        if (withCode) {
            BufferedImage code = MatrixToImageWriter.toBufferedImage(
                    new QRCodeWriter().encode(TEXT, BarcodeFormat.QR_CODE, 300, 300));
            graphics.rotate(Math.toRadians(degrees), 320, 240);
            graphics.drawImage(code, 170, 90, null);
        }
        graphics.dispose();
        if (dark && withCode) {
            for (int y = 90; y < 390; y++) {
                for (int x = 170; x < 470; x++) {
                    scene.setRGB(x, y, ~scene.getRGB(x, y) & 0xFFFFFF);
                }
            }
        }
        return scene;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", bytes));
        return bytes.toByteArray();
    }
}
