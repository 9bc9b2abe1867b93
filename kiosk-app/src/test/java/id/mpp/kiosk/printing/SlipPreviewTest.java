package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.Slip;
import id.mpp.queue.Hall;
import id.mpp.web.ConfigurationException;
import id.mpp.wire.CatalogReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample ticket with a logo, painted of the very bytes; leaves its pictures in {@code target/slips}. */
class SlipPreviewTest {
    private static final Hall HALL = CatalogReader.sample();
    private static final Instant MORNING = Instant.parse("2026-11-23T01:14:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"epson-80, id, 640", "generic-58, en, 464", "citizen-kiosk, id, 640"})
    void thePreviewIsThePaper(String profile, String language, int width) throws Exception {
        PrinterProfile printer = PrinterProfile.named(profile);
        TicketSlip slips = new TicketSlip(
                HALL,
                new HardwareTexts(HALL.branch().languages()),
                "http://192.168.10.5:8080",
                TicketLayoutFile.builtIn(HALL.branch().languages()),
                LogoFile.read(logo(1_200, 300), printer.dotsPerLine()));

        byte[] png = SlipPreview.png(slips, HALL, printer, language, MORNING, 1);

        Path file = Files.write(
                Files.createDirectories(Path.of("target", "slips")).resolve("preview-" + profile + ".png"), png);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertEquals(width, picture.getWidth());
        assertTrue(picture.getHeight() > 900, () -> "only " + picture.getHeight() + " dots high");
        assertEquals("http://192.168.10.5:8080/t/00000000-0000-4000-8000-000000000000", readByZbar(file));
    }

    @Test
    void aLogoIsBlackAndWhiteAndFitsThePaper() throws Exception {
        Slip.Picture small = LogoFile.read(logo(80, 40), 576);
        assertEquals(10, small.bytesPerRow());
        assertEquals(40, small.rowCount());
        assertEquals((byte) 0xFF, small.rows()[20 * 10 + 1]);
        assertEquals((byte) 0x00, small.rows()[20 * 10 + 8], "what is transparent is white");

        assertEquals(384 / 8, LogoFile.read(logo(3_000, 500), 384).bytesPerRow());
        assertEquals(
                Slip.PICTURE_ROWS_AT_MOST, LogoFile.read(logo(100, 2_000), 384).rowCount());
    }

    @Test
    void aFileThatIsNoLogoIsToldByItsName() throws Exception {
        assertTold("cannot be read", folder.resolve("nowhere.png"));
        assertTold("no picture", Files.writeString(folder.resolve("text.png"), "not a picture"));
        byte[] half = Files.readAllBytes(logo(300, 300));
        assertTold("", Files.write(folder.resolve("half.png"), java.util.Arrays.copyOf(half, half.length / 2)));
        assertTold("larger than 2 MiB", Files.write(folder.resolve("huge.png"), new byte[2 * 1024 * 1024 + 1]));
        assertTold("over 4000 on a side", logo(4_001, 1));
    }

    private static void assertTold(String what, Path file) {
        String message = assertThrows(ConfigurationException.class, () -> LogoFile.read(file, 576))
                .toString();
        assertTrue(message.contains(what) && message.contains(file.toString()), message);
        assertTrue(message.contains("expected a PNG"), message);
    }

    /** The left half black, the right half transparent. */
    private Path logo(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, Math.max(1, width / 2), height);
        graphics.dispose();
        Path file = folder.resolve("logo-" + width + ".png");
        assertTrue(ImageIO.write(picture, "png", file.toFile()));
        return file;
    }

    private static String readByZbar(Path file) throws Exception {
        Process zbar = new ProcessBuilder("zbarimg", "--quiet", "--raw", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(zbar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, zbar.waitFor(), "zbarimg (Debian zbar-tools)");
        return text.strip();
    }
}
