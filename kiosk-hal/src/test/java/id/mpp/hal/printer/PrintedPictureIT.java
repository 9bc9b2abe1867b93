package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the slip through bytes and a socket to the picture, and back from the picture. Leaves the pictures in
 * {@code target/slips}.
 */
class PrintedPictureIT {

    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    void theQrCodeCanBeReadBackFromThePaper(String profile) throws Exception {
        PrintedSlip slip = printed(profile, SampleSlips.ticket("A-057"));

        Path file = Files.createDirectories(Path.of("target", "slips")).resolve(profile + ".png");
        Files.write(file, slip.png());
        assertEquals(Optional.of(SampleSlips.QR), QrReader.zxing(ImageIO.read(new ByteArrayInputStream(slip.png()))));
        assertEquals(List.of(SampleSlips.QR), QrReader.zbar(List.of(file)), "zbarimg (Debian zbar-tools)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    void allTextsOfTheTicketStandOnThePaperInOrder(String profile) throws Exception {
        String text =
                String.join(" ", printed(profile, SampleSlips.ticket("A-057")).lines());

        int at = 0;
        for (String expected : new String[] {
            "Segantang Lada", "Kota Tanjung Pinang", "Perekaman KTP-el", "A-057", "25-40 menit", "lapor.go.id"
        }) {
            int found = text.indexOf(expected, at);
            assertTrue(found >= at, () -> "\"" + expected + "\" is missing or out of order in:\n" + text);
            at = found;
        }
    }

    private static PrintedSlip printed(String profile, Slip slip) throws Exception {
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.named(profile), 0)) {
            device.start();
            try (TicketPrinter printer = PrinterAddress.parse(device.address())
                    .printer("printer", PrinterProfile.named(profile), PrinterTiming.standard())) {
                printer.start();
                PrintResult result = printer.print(slip).get(90, TimeUnit.SECONDS);
                assertEquals(new PrintResult.Confirmed(), result);
                await().until(() -> device.slips().size() == 1);
                assertEquals(0, device.unknownCommands());
            }
            return device.slips().getFirst();
        }
    }
}
