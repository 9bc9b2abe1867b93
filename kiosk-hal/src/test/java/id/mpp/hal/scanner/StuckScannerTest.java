package id.mpp.hal.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceTiming;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A device that never comes back from a call costs a thread, not the scanner. */
class StuckScannerTest {
    private static final DeviceTiming TIMING =
            new DeviceTiming(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(20));

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger openings = new AtomicInteger();

    @Test
    void anOpeningThatHangsIsGivenUpAndWhatItBringsLaterIsNotTaken() {
        List<String> codes = new CopyOnWriteArrayList<>();
        List<String> sentences = new CopyOnWriteArrayList<>();
        try (CodeScanner scanner = new WireScanner("scanner-1", new HangingIo(), LineDecoder::new, TIMING)) {
            scanner.onCode(codes::add);
            scanner.onStatus(status -> sentences.add(status.sentenceKey()));
            long begun = System.nanoTime();
            scanner.start();
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(30).toNanos(), "the start waited");
            await().atMost(Duration.ofSeconds(90)).until(() -> sentences.contains("scanner.stalled"));
            await().until(() -> codes.equals(List.of("CODE-2")));
            release.countDown();
            await().during(Duration.ofMillis(200)).until(() -> codes.equals(List.of("CODE-2")));
            assertEquals(2, openings.get());
        }
    }

    /** Hangs at the first opening. Each opening sends one code of its own. */
    private final class HangingIo implements ScannerIo {
        @Override
        public String name() {
            return "hanging";
        }

        @Override
        public ScannerConnection open() {
            int opening = openings.incrementAndGet();
            boolean hangs = opening == 1;
            while (hangs) {
                try {
                    release.await();
                    hangs = false;
                } catch (InterruptedException e) {
                    // This is like a call into a driver of the kernel: an interrupt does not end it.
                }
            }
            return new OneCode(("CODE-" + opening + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static final class OneCode implements ScannerConnection {
        private final byte[] bytes;
        private final CountDownLatch closed = new CountDownLatch(1);
        private boolean sent;

        OneCode(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(byte[] buffer) {
            if (sent) {
                return awaitClose() ? -1 : 0;
            }
            sent = true;
            System.arraycopy(bytes, 0, buffer, 0, bytes.length);
            return bytes.length;
        }

        private boolean awaitClose() {
            try {
                return closed.await(WAIT_MILLIS_AT_MOST, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean isStream() {
            return false;
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
