package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.hal.printer.virtual.SlipPainter;
import id.mpp.hal.printer.virtual.VirtualModel;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code of every ticket can be read, whatever its id. {@code -Dqr.ids=5000} tries that many. The test prints its
 * seed.
 */
class QrReadBackIT {

    private static final int IDS = Integer.getInteger("qr.ids", 60);

    /** Two ids whose codes hold a pattern that ZXing takes for a finder pattern when they are held straight. */
    private static final List<String> KNOWN_HARD = List.of(
            "http://127.0.0.1:10066/t/c02d7b36-6b6d-414f-9541-2bc2bba41161",
            "http://127.0.0.1:10161/t/b8718e3f-50e9-4db6-805d-63c538b0e09b");

    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    void bothReadersReadTheCodeOfEveryTicket(String profile, @TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EscPosEncoder encoder = new EscPosEncoder(PrinterProfile.named(profile));
        List<String> printed = new ArrayList<>();
        List<Path> pictures = new ArrayList<>();
        for (int i = 0; i < IDS; i++) {
            String address = i < KNOWN_HARD.size()
                    ? KNOWN_HARD.get(i)
                    : "http://127.0.0.1:8080/t/" + new UUID(random.nextLong(), random.nextLong());
            byte[] png = SlipPainter.paint(
                            VirtualModel.named(profile).paper(), encoder.encode(SampleSlips.ticket("A-001", address)))
                    .getFirst()
                    .png();
            assertEquals(
                    Optional.of(address),
                    QrReader.zxing(ImageIO.read(new ByteArrayInputStream(png))),
                    () -> "ZXing, " + profile + ", seed " + seed);
            printed.add(address);
            pictures.add(Files.write(folder.resolve(i + ".png"), png));
        }
        assertEquals(printed, QrReader.zbar(pictures), () -> "zbarimg, " + profile + ", seed " + seed);
    }
}
