package id.mpp.hal.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Power;
import id.mpp.hal.scanner.virtual.ScanOutcome;
import id.mpp.hal.scanner.virtual.ScannerFault;
import id.mpp.hal.scanner.virtual.ScannerKind;
import id.mpp.hal.scanner.virtual.VirtualScanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every scanner has to do, whatever its wire, with a virtual scanner at the far end. */
abstract class CodeScannerContract {
    private static final String EVERY_CHARACTER =
            IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining("", "A ", ""));

    private final List<String> codes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private VirtualScanner far;
    private CodeScanner scanner;

    abstract ScannerKind kind();

    /** Whether this wire can carry more codes than anybody scans. */
    boolean canFlood() {
        return true;
    }

    @BeforeAll
    static void beImpatient() {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
    }

    @BeforeEach
    void makeBothEnds() throws IOException {
        far = new VirtualScanner(kind(), folder.resolve("scanner"));
        DeviceTiming timing = new DeviceTiming(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(20));
        scanner = ScannerAddress.parse(far.address()).scanner("scanner-1", timing);
        scanner.onCode(codes::add);
    }

    @AfterEach
    void closeBothEnds() throws IOException {
        scanner.close();
        far.close();
    }

    @Test
    void aCodeComesAsItWasScanned() throws IOException {
        startBoth();
        assertEquals(ScanOutcome.SENT, far.scan(EVERY_CHARACTER));
        await().until(() -> codes.contains(EVERY_CHARACTER));
        assertEquals(new ScanCounts(1, scanner.counts().repeated(), 0, 0, 0, 0), scanner.counts());
        assertEquals("scanner.ok", scanner.status().sentenceKey());
    }

    @Test
    void aPictureIsReadByTheOptics() throws Exception {
        startBoth();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        MatrixToImageWriter.writeToStream(
                new QRCodeWriter().encode("PICTURE-1", BarcodeFormat.QR_CODE, 300, 300), "png", png);
        assertEquals(ScanOutcome.SENT, far.scan(png.toByteArray()));
        await().until(() -> codes.contains("PICTURE-1"));
        assertEquals(ScanOutcome.NO_CODE, far.scan(new byte[] {1, 2, 3}));
    }

    @Test
    void aScannerThatComesLaterIsFound() throws IOException {
        long begun = System.nanoTime();
        scanner.start();
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(30).toNanos(), "the start waited for the scanner");
        await().until(() -> scanner.status().power() == Power.OFF);
        assertEquals("scanner.off", scanner.status().sentenceKey());
        assertFalse(scanner.status().detail().isEmpty());
        far.start();
        await().until(() -> scanner.status().isWorking());
        far.scan("LATE-1");
        await().until(() -> codes.contains("LATE-1"));
    }

    @Test
    void anUnpluggedScannerIsNoticedAndComesBack() throws IOException {
        startBoth();
        for (int round = 0; round < 3; round++) {
            far.cause(ScannerFault.UNPLUGGED);
            await().until(() -> scanner.status().power() == Power.OFF);
            assertEquals(DeviceState.ERROR, scanner.status().state());
            far.repair(ScannerFault.UNPLUGGED);
            await().until(() -> scanner.status().isWorking());
            String code = "ROUND-" + round;
            far.scan(code);
            await().until(() -> codes.contains(code));
        }
    }

    @Test
    void theSameCodeHeldThereIsOneCode() throws IOException {
        startBoth();
        far.scan("HELD-1");
        far.scan("HELD-1");
        await().until(() -> scanner.counts().repeated() >= 1);
        far.scan("END-1");
        await().until(() -> codes.contains("END-1"));
        assertEquals(List.of("HELD-1", "END-1"), codes);
    }

    @Test
    void garbageIsCountedToldAndOver() throws IOException {
        startBoth();
        far.cause(ScannerFault.GARBAGE);
        far.scan("NOISE");
        await().until(() -> scanner.counts().garbled() > 0);
        await().until(() -> scanner.status().sentenceKey().equals("scanner.garbled"));
        assertEquals(List.of(), codes);
        far.repair(ScannerFault.GARBAGE);
        scanUntilItComes("AFTER-GARBAGE");
        assertEquals(List.of("AFTER-GARBAGE"), codes);
    }

    @Test
    void aFloodIsHeldBackAndOver() throws IOException {
        startBoth();
        long begun = System.nanoTime();
        far.cause(ScannerFault.FLOOD);
        await().until(() -> codes.size() >= 15);
        if (canFlood()) {
            await().until(() -> scanner.status().sentenceKey().equals("scanner.flood"));
            assertTrue(scanner.counts().tooFast() > 0);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertTrue(codes.size() <= 10 * (seconds + 1), codes.size() + " codes in " + seconds + " s");
        far.repair(ScannerFault.FLOOD);
        scanUntilItComes("AFTER-FLOOD");
    }

    @Test
    void aSlowScannerIsUnderstood() throws IOException {
        startBoth();
        far.cause(ScannerFault.SLOW);
        far.scan("SLOW-1");
        await().until(() -> codes.contains("SLOW-1"));
    }

    @Test
    void afterTheCloseNothingComesAndNothingHangs() throws IOException {
        startBoth();
        long begun = System.nanoTime();
        scanner.close();
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(30).toNanos(), "the close took long");
        assertEquals(DeviceState.CLOSED, scanner.status().state());
        far.scan("TOO-LATE");
        await().during(Duration.ofMillis(300)).until(codes::isEmpty);
    }

    private void startBoth() throws IOException {
        far.start();
        scanner.start();
        await().until(() -> scanner.status().isWorking());
    }

    /**
     * Scans until the code comes. What is left of a broken line goes away with the first scan; a person scans again as
     * well.
     */
    private void scanUntilItComes(String code) {
        await().until(() -> far.scan(code) == ScanOutcome.SENT && codes.contains(code));
    }
}
