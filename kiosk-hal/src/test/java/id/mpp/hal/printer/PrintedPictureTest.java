package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import id.mpp.hal.printer.virtual.PaperWidth;
import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slip → bytes → socket → picture, and back from the picture. Leaves the pictures in {@code target/slips}. */
class PrintedPictureTest {

    @ParameterizedTest
    @CsvSource({"epson-80, MM_80", "generic-58, MM_58"})
    void theQrCodeCanBeReadBackFromThePaper(String profile, PaperWidth paper) throws Exception {
        PrintedSlip slip = printed(profile, paper, SampleSlips.ticket("A-057"));

        Path file = Files.createDirectories(Path.of("target", "slips")).resolve(profile + ".png");
        Files.write(file, slip.png());
        var image = ImageIO.read(new ByteArrayInputStream(slip.png()));
        var read = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))));
        assertEquals(SampleSlips.QR, read.getText());
        assertEquals(SampleSlips.QR, readByZbar(file), "zbarimg (Debian zbar-tools) reads another text");
    }

    @ParameterizedTest
    @CsvSource({"epson-80, MM_80", "generic-58, MM_58"})
    void allTextsOfTheTicketStandOnThePaperInOrder(String profile, PaperWidth paper) throws Exception {
        String text = String.join(
                " ", printed(profile, paper, SampleSlips.ticket("A-057")).lines());

        int at = 0;
        for (String expected : new String[] {
            "Segantang Lada", "Kota Tanjung Pinang", "Perekaman KTP-el", "A-057", "25-40 menit", "lapor.go.id"
        }) {
            int found = text.indexOf(expected, at);
            assertTrue(found >= at, () -> "\"" + expected + "\" is missing or out of order in:\n" + text);
            at = found;
        }
    }

    private static PrintedSlip printed(String profile, PaperWidth paper, Slip slip) throws Exception {
        try (VirtualPrinter device = new VirtualPrinter(paper, 0)) {
            device.start();
            try (TicketPrinter printer = PrinterAddress.parse(device.address())
                    .printer(PrinterProfile.named(profile), PrinterTiming.standard())) {
                printer.start();
                PrintResult result = printer.print(slip).get(10, TimeUnit.SECONDS);
                assertEquals(new PrintResult.Confirmed(), result);
                await().until(() -> device.slips().size() == 1);
                assertEquals(0, device.unknownCommands());
            }
            return device.slips().getFirst();
        }
    }

    private static String readByZbar(Path file) throws Exception {
        Process zbar = new ProcessBuilder("zbarimg", "--quiet", "--raw", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(zbar.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(zbar.waitFor(10, TimeUnit.SECONDS));
        return text.strip();
    }
}
