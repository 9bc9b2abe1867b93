package id.mpp.hal.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Fifo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten megabytes from a hostile device leave the memory as it was and the consumer alive. */
class ScannerFloodTest {
    private static final int FLOOD_BYTES = 10 * 1024 * 1024;
    private static final long GROWTH_AT_MOST = 4L * 1024 * 1024;

    @TempDir
    private Path folder;

    private Path fifo;

    @BeforeEach
    void makeFifo() throws Exception {
        fifo = Fifo.make(folder.resolve("scanner"));
    }

    @Test
    void aLineWithoutEndIsOneLine() throws IOException {
        ScanCounts counts = flood("serial://" + fifo, "x".getBytes(StandardCharsets.US_ASCII), serialCode());
        assertEquals(new ScanCounts(1, counts.repeated(), 1, 0, 0, 0), counts);
    }

    @Test
    void aMillionLinesAreTenASecond() throws IOException {
        ScanCounts counts = flood("serial://" + fifo, null, serialCode());
        assertTrue(counts.tooFast() > 500_000, counts.toString());
    }

    @Test
    void foreignBytesOnAKeyboardAreOneSpoiltLine() throws IOException {
        ScanCounts counts = flood("evdev://" + fifo + "?bits=64", new byte[] {(byte) 0xEE}, keyboardCode());
        assertEquals(1, counts.codes());
        assertTrue(counts.garbled() >= 1, counts.toString());
    }

    /** A listener that never comes back loses codes, and nothing else happens. */
    @Test
    void aListenerThatHangsHoldsUpNothing() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (CodeScanner scanner = scanner("serial://" + fifo)) {
            scanner.onCode(code -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            scanner.start();
            try (OutputStream out = Files.newOutputStream(fifo)) {
                long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                for (int i = 0; scanner.counts().missed() == 0 && System.nanoTime() < end; i++) {
                    out.write(("CODE-" + i + "\r").getBytes(StandardCharsets.US_ASCII));
                }
            }
            assertTrue(scanner.counts().missed() > 0, scanner.counts().toString());
            assertTrue(scanner.counts().codes() >= 16, scanner.counts().toString());
        }
    }

    /** Floods with this byte, or with lines that all differ, then scans one code and waits for it. */
    private ScanCounts flood(String address, byte @Nullable [] with, byte[] code) throws IOException {
        List<String> codes = new CopyOnWriteArrayList<>();
        try (CodeScanner scanner = scanner(address)) {
            scanner.onCode(codes::add);
            scanner.start();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fifo))) {
                long before = usedHeap();
                for (int sent = 0, line = 0; sent < FLOOD_BYTES; line++) {
                    byte[] piece = with == null ? (line + "\r").getBytes(StandardCharsets.US_ASCII) : with;
                    out.write(piece);
                    sent += piece.length;
                }
                out.flush();
                long grown = usedHeap() - before;
                System.out.println("flood of " + FLOOD_BYTES + " bytes: heap grew by " + grown + " bytes");
                assertTrue(grown < GROWTH_AT_MOST, grown + " bytes more");
                await().atMost(Duration.ofSeconds(90)).until(() -> {
                    out.write(code);
                    out.flush();
                    return codes.contains("A");
                });
            }
            return scanner.counts();
        }
    }

    private static CodeScanner scanner(String address) {
        return ScannerAddress.parse(address).scanner("scanner-1", DeviceTiming.standard());
    }

    private static byte[] serialCode() {
        return "\rA\r".getBytes(StandardCharsets.US_ASCII);
    }

    /** Enter, then shift and A, then Enter: bytes of {@code struct input_event}. */
    private static byte[] keyboardCode() {
        ByteBuffer events = ByteBuffer.allocate(6 * 24).order(ByteOrder.nativeOrder());
        int[][] keys = {{28, 1}, {42, 1}, {30, 1}, {42, 0}, {28, 1}, {28, 0}};
        for (int[] key : keys) {
            events.putLong(1_795_600_000L)
                    .putLong(123_456L)
                    .putShort((short) 1)
                    .putShort((short) key[0])
                    .putInt(key[1]);
        }
        return events.array();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
