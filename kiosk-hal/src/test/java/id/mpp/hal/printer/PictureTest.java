package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.SlipPainter;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logos, beeps and cuts: what differs between the families. */
class PictureTest {

    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    void everyDotOfALogoStandsOnThePaper(String profile) throws Exception {
        byte[] rows = new byte[10 * 40];
        Arrays.fill(rows, (byte) 0x55);
        BufferedImage paper =
                paint(profile, Slip.build().add(new Slip.Picture(10, 40, rows)).slip());

        int black = 0;
        for (int y = 0; y < paper.getHeight(); y++) {
            for (int x = 0; x < paper.getWidth(); x++) {
                black += (paper.getRGB(x, y) & 0xFF) == 0 ? 1 : 0;
            }
        }
        assertEquals(10 * 40 * 4, black);
    }

    /** Printers obey these even within a picture. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0010\u0004\u0001", "\u0010\u0014\u0002\u0001\u0008", "\u0010\u0005\u0002"})
    void noDotsOfALogoAreARealTimeCommand(String hostile) {
        byte[] rows = hostile.repeat(400).getBytes(StandardCharsets.ISO_8859_1);
        Slip slip = Slip.build()
                .add(new Slip.Picture(rows.length / 100, 100, rows))
                .add(new Slip.Picture(rows.length / 100, 100, Arrays.copyOf(shifted(rows), rows.length)))
                .slip();

        String bytes = new String(new EscPosEncoder(PrinterProfile.EPSON_80).encode(slip), StandardCharsets.ISO_8859_1);

        for (String command : List.of("\u0010\u0004", "\u0010\u0005", "\u0010\u0014")) {
            assertEquals(-1, bytes.indexOf(command));
        }
    }

    private static byte[] shifted(byte[] rows) {
        byte[] later = new byte[rows.length];
        System.arraycopy(rows, 0, later, 1, rows.length - 1);
        return later;
    }

    @Test
    void aPictureHasItsLimits() {
        assertThrows(IllegalArgumentException.class, () -> new Slip.Picture(1, 321, new byte[321]));
        assertThrows(IllegalArgumentException.class, () -> new Slip.Picture(2, 2, new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> new Slip.Beep(10));
        Slip wide = Slip.build().add(new Slip.Picture(72, 1, new byte[72])).slip();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new EscPosEncoder(PrinterProfile.GENERIC_58).encode(wide))
                .toString();
        assertTrue(message.contains("576 dots wide does not fit the 384 dots of generic-58"), message);
    }

    @ParameterizedTest
    @CsvSource({"epson-80, 0", "generic-58, 3", "citizen-kiosk, 0"})
    void onlyAPrinterWithABuzzerIsAskedToBeep(String profile, int beeps) throws Exception {
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.named(profile), 0)) {
            device.start();
            try (TicketPrinter printer = PrinterAddress.parse(device.address())
                    .printer("printer", PrinterProfile.named(profile), QuickTiming.get())) {
                printer.start();
                Slip slip = Slip.build().add(new Slip.Beep(3)).left("x").slip();
                assertEquals(new PrintResult.Confirmed(), printer.print(slip).get(90, TimeUnit.SECONDS));
                assertEquals(beeps, device.beeps());
                assertEquals(0, device.unknownCommands());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"epson-80, 1d564200", "generic-58, 1b64041d5601", "citizen-kiosk, 1d564100"})
    void theCutIsTheOneOfTheFamily(String profile, String end) {
        byte[] bytes = new EscPosEncoder(PrinterProfile.named(profile))
                .encode(Slip.build().left("x").slip());
        assertTrue(java.util.HexFormat.of().formatHex(bytes).endsWith(end));
    }

    /** The count of the paper that is left depends on this. */
    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    void theLengthOfASlipIsToldToACentimetre(String profile) {
        EscPosEncoder encoder = new EscPosEncoder(PrinterProfile.named(profile));
        Slip slip = SampleSlips.ticket("A-057");
        int printed = SlipPainter.paint(VirtualModel.named(profile).paper(), encoder.encode(slip))
                .getFirst()
                .lengthMm();
        assertEquals(printed, encoder.lengthMm(slip), 10);
    }

    private static BufferedImage paint(String profile, Slip slip) throws Exception {
        PrintedSlip printed = SlipPainter.paint(
                        VirtualModel.named(profile).paper(),
                        new EscPosEncoder(PrinterProfile.named(profile)).encode(slip))
                .getFirst();
        return ImageIO.read(new ByteArrayInputStream(printed.png()));
    }
}
