package id.mpp.hal.scanner.virtual;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.scanner.CodeScanner;
import id.mpp.hal.scanner.ScannerAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateScannerTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void linesAndPicturesBecomeCodesOfARealDriver() throws Exception {
        Path link = folder.resolve("scanner");
        Path picture = folder.resolve("qr.png");
        MatrixToImageWriter.writeToPath(
                new QRCodeWriter().encode("FROM-PICTURE", BarcodeFormat.QR_CODE, 200, 200), "png", picture);
        PipedOutputStream keyboard = new PipedOutputStream();
        CompletableFuture<Integer> command =
                CompletableFuture.supplyAsync(() -> run(pipe(keyboard), "--kind", "evdev", "--link", link.toString()));
        List<String> codes = new CopyOnWriteArrayList<>();
        try (CodeScanner scanner =
                ScannerAddress.parse("evdev://" + link).scanner("scanner-1", DeviceTiming.standard())) {
            scanner.onCode(codes::add);
            scanner.start();
            await().until(() -> scanner.status().isWorking());
            keyboard.write(("TYPED-1\n@" + picture + "\n@none.png\n!flod\n!unplugged\n!unplugged off\n")
                    .getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            await().until(() -> codes.equals(List.of("TYPED-1", "FROM-PICTURE")));
        }
        keyboard.close();
        assertEquals(0, command.join());
        assertFalse(Files.exists(link));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("scanner.address = evdev://" + link), said);
        assertTrue(said.contains("there is no picture none.png"), said);
        assertTrue(said.contains("no fault is called flod"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--kind evdev", "--kind mouse --link /tmp/x", "--kind evdev --link /tmp/x --more"})
    void wrongUseShowsTheUsage(String arguments) {
        assertEquals(2, run(InputStream.nullInputStream(), arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("usage: simulate-device scanner"));
    }

    @Test
    void aNameThatIsTakenIsNotTouched() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "mine");
        assertEquals(1, run(new ByteArrayInputStream(new byte[0]), "--kind", "serial", "--link", taken.toString()));
        assertEquals("mine", Files.readString(taken));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(taken.toString()));
    }

    private int run(InputStream in, String... arguments) {
        return SimulateScanner.run(
                List.of(arguments),
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static InputStream pipe(PipedOutputStream from) {
        try {
            return new PipedInputStream(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
