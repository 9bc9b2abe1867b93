package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.PrinterProfile;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.queue.Hall;
import id.mpp.wire.CatalogReader;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample ticket with a logo, painted of the very bytes; leaves its pictures in {@code target/slips}. */
class SlipPreviewIT {
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
                LogoFile.read(SampleLogo.png(folder, 1_200, 300), printer.dotsPerLine()));

        byte[] png = SlipPreview.png(slips, HALL, printer, language, MORNING, 1);

        Path file = Files.write(
                Files.createDirectories(Path.of("target", "slips")).resolve("preview-" + profile + ".png"), png);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertEquals(width, picture.getWidth());
        assertTrue(picture.getHeight() > 900, () -> "only " + picture.getHeight() + " dots high");
        assertEquals("http://192.168.10.5:8080/t/00000000-0000-4000-8000-000000000000", readByZbar(file));
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
